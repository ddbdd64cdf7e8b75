"""Kinds of evidence, steps of custody, and what evidence can be attached to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhbach.foundation.scope import ScopedModel

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer
    from minhbach.domains.evidence.models import EvidenceItem

MEGABYTE = 1024 * 1024


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _("photo")
    SCAN = "scan", _("scan of a paper")
    SCREENSHOT = "screenshot", _("screenshot")
    VIDEO = "video", _("video or sound recording")
    DOCUMENT = "document", _("document, other file")


class CustodyStep(models.TextChoices):
    RECEIVED = "received", _("received")
    SEALED = "sealed", _("sealed")
    HANDED_OVER = "handed_over", _("handed over")
    RETURNED = "returned", _("returned")
    DESTROYED = "destroyed", _("destroyed")


class Integrity(models.TextChoices):
    INTACT = "intact", _("unchanged since it was received")
    DAMAGED = "damaged", _("changed: no longer the file that was received")
    MISSING = "missing", _("missing from the store")


# Bytes. A phone's photo has 3 to 12 MB, a scanned dossier up to 40; videos are cut to the part that shows it.
LARGEST: Mapping[str, int] = {EvidenceKind.VIDEO: 300 * MEGABYTE}
LARGEST_OTHER = 50 * MEGABYTE


def largest(kind: EvidenceKind | str) -> int:
    return LARGEST.get(EvidenceKind(kind), LARGEST_OTHER)


Resolve = Callable[["Officer", UUID, datetime, bool], ScopedModel]


@dataclass(frozen=True)
class TargetKind:
    """A kind of record that evidence can be attached to, and the page of one."""

    resolve: Resolve
    url: Callable[[str], str]


_targets: dict[str, TargetKind] = {}


def register_target(target_type: str, resolve: Resolve, *, url: Callable[[str], str]) -> None:
    """This will let evidence be attached to a kind of record from its page.

    RESOLVE(officer, id, at, to_write) fetches the record and refuses one who may not see it, or not add to it.
    """
    _targets[target_type] = TargetKind(resolve, url)


def target_kind(target_type: str) -> TargetKind | None:
    return _targets.get(target_type)


@dataclass(frozen=True)
class Attachments:
    """What evidence/attachments.html shows beside a record."""

    items: list[EvidenceItem]
    target_type: str
    target_id: str
    may_add: bool


@dataclass(frozen=True)
class Verification:
    """What a file was found to be; OTHER is the digest it has now when it was changed."""

    integrity: Integrity
    sha256: str
