"""Kinds of evidence, steps of custody, and what evidence can be attached to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.office import offered
from minhbach.foundation.scope import ScopedModel

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer

MEGABYTE = 1024 * 1024


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _lazy("ảnh chụp")
    SCAN = "scan", _lazy("bản quét giấy tờ")
    SCREENSHOT = "screenshot", _lazy("ảnh chụp màn hình")
    VIDEO = "video", _lazy("bản ghi hình, ghi âm")
    DOCUMENT = "document", _lazy("tài liệu, tệp khác")


class CustodyStep(models.TextChoices):
    RECEIVED = "received", _lazy("tiếp nhận")
    SEALED = "sealed", _lazy("niêm phong")
    HANDED_OVER = "handed_over", _lazy("bàn giao")
    RETURNED = "returned", _lazy("trả lại")
    DESTROYED = "destroyed", _lazy("tiêu hủy")


class Integrity(models.TextChoices):
    INTACT = "intact", _lazy("còn nguyên vẹn như khi tiếp nhận")
    DAMAGED = "damaged", _lazy("đã bị thay đổi, không còn là tệp đã tiếp nhận")
    MISSING = "missing", _lazy("không còn trong kho lưu trữ")


# Bytes. A phone's photo has 3 to 12 MB, a scanned dossier up to 40; videos are cut to the part that shows it.
LARGEST: Mapping[str, int] = {EvidenceKind.VIDEO: 300 * MEGABYTE}
LARGEST_OTHER = 50 * MEGABYTE
# All files of one form together: two videos, or a day's photos.
AT_ONCE_MB = 610


def largest(kind: EvidenceKind | str) -> int:
    return LARGEST.get(EvidenceKind(kind), LARGEST_OTHER)


Resolve = Callable[["Officer", UUID, datetime, bool], ScopedModel]


@dataclass(frozen=True)
class TargetKind:
    """A kind of record that evidence can be attached to from its page; a domain offers its own in its `office.py`.

    RESOLVE(officer, id, at, to_write) fetches the record and refuses one who may not see it, or not add to it.
    """

    target_type: str
    resolve: Resolve
    url: Callable[[str], str]


def target_kind(target_type: str) -> TargetKind | None:
    return next((kind for kind in offered(TargetKind) if kind.target_type == target_type), None)


@dataclass(frozen=True)
class Verification:
    """What a file was found to be; OTHER is the digest it has now when it was changed."""

    integrity: Integrity
    sha256: str
