"""What a paper must have before it goes on: one list for submission, signature and number, shown beforehand too."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.documents import selectors
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import BLANKS, NO_SCAN, FileKind, State, unmet_before
from minhbach.foundation.requirements import Unmet, Weight, inform, must, require, should

PEN = "documents.pen"


def requirements_of(document: OfficialDocument, to: State, *, at: datetime) -> tuple[Unmet, ...]:
    """List what a paper, and the record that it is about, still lack before it comes to a state."""
    found = unmet_before(document, to, at=at)
    return (*found, *_gaps(document))


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


def _gaps(document: OfficialDocument) -> Iterator[Unmet]:
    """Name what was forgotten, with the box of the draft that fills it.

    What identifies, counts or obliges must be there; whether the rest is written in by hand is asked once; what the
    form itself leaves to the pen is told.
    """
    is_draft = document.state in (State.DRAFT, State.RETURNED)
    page = reverse("documents:edit", args=[document.id]) if is_draft else document.get_absolute_url()
    others: list[str] = []
    for gap in selectors.gaps_of(document):
        if _in_every_row(gap.field) in document.form.never_left:
            box = f"#id_{gap.field}" if is_draft else "#blanks"
            yield must(f"documents.gap.{gap.field}", _("Chưa điền: %(what)s") % {"what": gap.words}, url=f"{page}{box}")
        else:
            others.append(gap.words)
    if others:
        sentence = _("Còn %(count)s chỗ sẽ ghi tay khi in: %(what)s") % {
            "count": len(others),
            "what": "; ".join(others),
        }
        yield should(BLANKS, sentence, url=page if is_draft else f"{page}#blanks")
    if count := len(selectors.pen_lines_of(document)):
        yield inform(PEN, _("%(count)s dòng theo mẫu để ghi tay khi lập.") % {"count": count})


def _in_every_row(field: str) -> str:
    """Name a field without the number of its row: "acts__0__fine_vnd" is "acts__fine_vnd"."""
    return "__".join(part for part in field.split("__") if not part.isdecimal())
