"""A letter becomes a report, with its scan, in one step."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePath
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.services.scans import recognise_scan
from minhbach.domains.hotline.models import Enclosure, Letter, Opening
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.refusals import LateWhyMissing, OpeningUnsigned, ScanMissing, ScanTellsName
from minhbach.domains.hotline.services.entering import is_sealed, note_coming, receive_as
from minhbach.domains.hotline.services.files import look_at
from minhbach.domains.hotline.types import FileMark, Origin
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.types import Channel
from minhbach.foundation import audit, files
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import Sharing


@transaction.atomic
def enter_letter(
    *,
    officer: Officer,
    at: datetime,
    letterbox: Letterbox,
    kind: str,
    what: str,
    where: str,
    came_on: date,
    press: UUID,
    scans: Sequence[tuple[bytes, str]],
    opening: Opening | None = None,
    person: Mapping[str, str] | None = None,
    is_covered: bool = False,
    late_why: str = "",
) -> Report:
    """Make a report of a letter and keep its SCANS (content and name); OPENING is that of the box it lay in.

    Its terms run from the day it CAME_ON; where that is not today, LATE_WHY says why it is entered later.

    Where custodians alone are to know the PERSON who wrote it, a scan is kept only if it IS_COVERED; none is needed.

    Raises: RoleMissing, OfAnotherAgency, ScanMissing, ScanTellsName, OpeningUnsigned, KindNotTaken, NameNeeded,
    NameNotKept, NobodyKeeps, ReportNotTaken, ScanNotRead, LateWhyMissing, MarkInFuture, CameOutside.
    """
    require_own(officer, letterbox, at=at)
    if is_sealed(kind, person):
        if scans and not is_covered:
            raise ScanTellsName
    elif not scans:
        raise ScanMissing
    if came_on != local_date(at) and not late_why.strip():
        raise LateWhyMissing
    if opening is not None and opening.signed_at is None:
        raise OpeningUnsigned
    seen = [(content, name, recognise_scan(content)[0], _marks(content, name)) for content, name in scans]
    report = receive_as(
        Channel.LETTER, letterbox=letterbox, kind=kind, said={"what": what, "where": where}, press=press,
        person=person,
    )  # fmt: skip
    if Letter.objects.filter(report=report).exists():
        return report
    note_coming(report, came_on, late_why, officer=officer, at=at)
    letter: Letter = Letter.objects.create(
        origin=Origin.POST if opening is None else Origin.BOX, came_on=came_on, opening=opening, officer=officer,
        report=report, owner_agency=letterbox.owner_agency, place=letterbox.place, sharing=Sharing.SILENT,
        created_at=at,
    )  # fmt: skip
    for position, (content, name, media_type, marks) in enumerate(seen, start=1):
        if is_sealed(kind, person):
            # What a file is called may tell who wrote the letter.
            name = f"ban-quet-{position}{PurePath(name).suffix[:5]}"
        Enclosure.objects.create(
            letter=letter, position=position, name=name[-200:], media_type=media_type, size=len(content),
            sha256=files.put(content).sha256, marks=marks,
        )  # fmt: skip
    audit.record(
        "hotline.letter.entered", officer_id=officer.id, at=at, target_type="intake.report", target_id=report.id,
        data={"scans": len(seen)},
    )  # fmt: skip
    return report


def _marks(content: bytes, name: str) -> list[str]:
    """Tell what is wrong with a scan: it is kept whatever that is, and opened by a click only where nothing is."""
    with tempfile.TemporaryDirectory(prefix="minhbach-upload-") as folder, files.disk_watched():
        path = Path(folder) / "tep"
        path.write_bytes(content)
        marks = look_at(path, name).marks
    # An office's own scan does not wait for a scanner that is away: its row is never changed.
    return [mark for mark in marks if mark != FileMark.UNSCANNED]
