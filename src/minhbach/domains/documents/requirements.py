"""What a paper must have before it goes on: one list for submission, signature and number, shown beforehand too."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.documents import selectors
from minhbach.domains.documents.envelopes import scan_time_on
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import NO_SCAN, FileKind, ScanTime, State, unmet_before
from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import Unmet, Weight, inform, must, require, should

PEN = "documents.pen"


def requirements_of(document: OfficialDocument, to: State, *, at: datetime) -> tuple[Unmet, ...]:
    """List what a paper, and the record that it is about, still lack before it comes to a state.

    What its submitter was asked and confirmed is not asked of its signer, as long as it is the same paper and the same
    thing: it is shown instead (`selectors.settled_of`).
    """
    settled = selectors.confirmed_at_submission(document)
    found = (*unmet_before(document, to, at=at), *_gaps(document))
    return tuple(
        one for one in found if one.weight is not Weight.SHOULD or (one.code, str(one.sentence)) not in settled
    )


def require_ready(
    document: OfficialDocument, to: State, *, at: datetime, confirmed: Collection[str]
) -> tuple[Unmet, ...]:
    """Refuse to submit or sign a paper that lacks something; return what its officer goes on without.

    Raises: RequirementsUnmet, NotConfirmed.
    """
    found = requirements_of(document, to, at=at)
    require(found, confirmed=confirmed)
    return _asked(found)


def require_sound(document: OfficialDocument, *, at: datetime) -> None:
    """Refuse to number a paper that lacks what it must have; what it should have was asked when it was signed.

    Raises: RequirementsUnmet.
    """
    require(musts_of(document, at=at))


def musts_of(document: OfficialDocument, *, at: datetime) -> tuple[Unmet, ...]:
    """List what keeps a signed paper from being numbered."""
    return tuple(one for one in requirements_of(document, State.NUMBERED, at=at) if one.weight is Weight.MUST)


def require_scan(document: OfficialDocument, *, at: datetime, confirmed: Collection[str]) -> tuple[Unmet, ...]:
    """Ask once before a paper is issued of which no sealed copy is kept; return what it was issued without.

    Raises: NotConfirmed.
    """
    found = lacking_scan(document, at=at)
    require(found, confirmed=confirmed)
    return _asked(found)


def lacking_scan(document: OfficialDocument, *, at: datetime) -> tuple[Unmet, ...]:
    """Say that no scan of the sealed paper is kept, where none is; told, not asked, where the agency scans later."""
    if document.files.filter(kind=FileKind.SCAN).exists():
        return ()
    if scan_time_on(document.issuing_agency, document.kind, local_date(at)) is ScanTime.LATER:
        return (inform(NO_SCAN, _("Bản quét văn bản đã ký, đóng dấu được đính kèm sau khi phát hành.")),)
    sentence = _("Chưa đính kèm bản quét văn bản đã ký, đóng dấu.")
    return (should(NO_SCAN, sentence, url=f"{document.get_absolute_url()}#scan"),)


def _asked(found: tuple[Unmet, ...]) -> tuple[Unmet, ...]:
    return tuple(one for one in found if one.weight is Weight.SHOULD)


def _gaps(document: OfficialDocument) -> Iterator[Unmet]:
    """Name what was forgotten, with the box of the draft that fills it; what the form leaves to the pen is told."""
    is_draft = document.state in (State.DRAFT, State.RETURNED)
    page = reverse("documents:edit", args=[document.id]) if is_draft else document.get_absolute_url()
    for number, gap in enumerate(selectors.gaps_of(document)):
        box = f"#id_{gap.field}" if is_draft and gap.field else "" if is_draft else "#blanks"
        code = f"documents.gap.{gap.field or number}"
        yield must(code, _("Chưa điền: %(what)s") % {"what": gap.words}, url=f"{page}{box}")
    if count := len(selectors.pen_lines_of(document)):
        yield inform(PEN, _("%(count)s dòng theo mẫu để ghi tay khi lập.") % {"count": count})
