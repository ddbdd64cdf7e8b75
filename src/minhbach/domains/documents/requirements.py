"""What a paper must have before it goes on: one list for submission, signature and number, shown beforehand too."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.documents import selectors
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import BLANKS, NO_SCAN, FileKind, State, unmet_before
from minhbach.foundation.requirements import Unmet, Weight, require, should


def requirements_of(document: OfficialDocument, to: State, *, at: datetime) -> tuple[Unmet, ...]:
    """List what a paper, and the record that it is about, still lack before it comes to a state."""
    found = unmet_before(document, to, at=at)
    if count := len(selectors.blanks_of(document)):
        found.append(
            should(
                BLANKS,
                _("Văn bản còn %(count)s dòng có chỗ trống, sẽ ghi tay khi in.") % {"count": count},
                url=_where_filled(document),
            )
        )
    return tuple(found)


def require_ready(document: OfficialDocument, to: State, *, at: datetime, confirmed: Collection[str]) -> None:
    """Refuse to submit or sign a paper that lacks something.

    Raises: RequirementsUnmet, NotConfirmed.
    """
    require(requirements_of(document, to, at=at), confirmed=confirmed)


def require_sound(document: OfficialDocument, *, at: datetime) -> None:
    """Refuse to number a paper that lacks what it must have; what it should have was asked when it was signed.

    Raises: RequirementsUnmet.
    """
    require(musts_of(document, at=at))


def musts_of(document: OfficialDocument, *, at: datetime) -> tuple[Unmet, ...]:
    """List what keeps a signed paper from being numbered."""
    return tuple(one for one in requirements_of(document, State.NUMBERED, at=at) if one.weight is Weight.MUST)


def require_scan(document: OfficialDocument, *, confirmed: Collection[str]) -> None:
    """Ask once before a paper is issued of which no sealed copy is kept.

    Raises: NotConfirmed.
    """
    require(lacking_scan(document), confirmed=confirmed)


def lacking_scan(document: OfficialDocument) -> tuple[Unmet, ...]:
    """Say that no scan of the sealed paper is kept, where none is."""
    if document.files.filter(kind=FileKind.SCAN).exists():
        return ()
    sentence = _("Chưa đính kèm bản quét văn bản đã ký, đóng dấu.")
    return (should(NO_SCAN, sentence, url=f"{document.get_absolute_url()}#scan"),)


def _where_filled(document: OfficialDocument) -> str:
    if document.state in (State.DRAFT, State.RETURNED):
        return reverse("documents:edit", args=[document.id])
    return f"{document.get_absolute_url()}#blanks"
