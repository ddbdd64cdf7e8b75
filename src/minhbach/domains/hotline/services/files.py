"""Files that strangers send: looked at aside, shown to the scanner where there is one, kept whatever is wrong.

What could do harm is kept as the bytes it is, under a name that nothing runs, and leaves only wrapped as text, for a
reason that the log keeps.
"""

from __future__ import annotations

import base64
import textwrap
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.models import MailFile, StrangersFile
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.refusals import ReasonMissing
from minhbach.domains.hotline.types import FileMark
from minhbach.engine.attachments import OPAQUE, look
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.foundation import audit, files
from minhbach.foundation.clamd import ScannerAway, find_virus
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.untrusted import read_apart

AT_ONCE = 50


@dataclass(frozen=True)
class Looked:
    """What is known of a file before it is kept."""

    media_type: str
    marks: tuple[str, ...]
    members: tuple[str, ...] = ()
    virus: str = ""


def look_at(path: Path, name: str) -> Looked:
    """Look at a file aside, and ask the scanner."""
    try:
        told = read_apart(look, path, name)
    except ReadingRefused:
        # A file that ends whoever looks at it is no file to open.
        return scanned(Looked(OPAQUE, (FileMark.BOMB.value,)), path)
    return scanned(Looked(told["media_type"], tuple(told["marks"]), tuple(told["members"])), path)


def scanned(looked: Looked, path: Path) -> Looked:
    """Add what the scanner says of a file, where one is named."""
    if not settings.CLAMD:
        return looked
    marks = set(looked.marks) - {FileMark.UNSCANNED.value}
    try:
        virus = find_virus(path, at=settings.CLAMD)
    except ScannerAway:
        return replace(looked, marks=tuple(sorted(marks | {FileMark.UNSCANNED.value})))
    if virus:
        marks.add(FileMark.VIRUS.value)
    return replace(looked, marks=tuple(sorted(marks)), virus=virus)


def scan_left() -> int:
    """Ask the scanner again about files of which it knew nothing; harmless to repeat. Returns how many it answered."""
    done = 0
    if not settings.CLAMD:
        return done
    with acting_as(SYSTEM):
        left = list(MailFile.objects.filter(marks__contains=[FileMark.UNSCANNED.value]).order_by("id")[:AT_ONCE])
    for one in left:
        looked = scanned(Looked(one.media_type, tuple(one.marks)), files.path_of(one.sha256))
        if FileMark.UNSCANNED.value in looked.marks:
            # It is away: the others would wait for it, too.
            break
        with acting_as(SYSTEM):
            MailFile.objects.filter(pk=one.pk).update(marks=list(looked.marks), virus=looked.virus)
        done += 1
    return done


@transaction.atomic
def hand_out(*, officer: Officer, at: datetime, file: StrangersFile, reason: str) -> str:
    """Give a file that must not be opened by a click out as text, for whoever examines it.

    Raises: RoleMissing, OfAnotherAgency, ReasonMissing, FileMissing.
    """
    came_with = file.came_with
    require_own(officer, came_with, at=at)
    if not reason.strip():
        raise ReasonMissing
    with files.open_stored(file.sha256) as kept:
        body = "\n".join(textwrap.wrap(base64.b64encode(kept.read()).decode(), 76))
    audit.record(
        "hotline.file.handed_out", officer_id=officer.id, at=at, target_type=came_with._meta.label_lower,
        target_id=came_with.pk,
        data={"position": file.position, "sha256": file.sha256, "reason": reason.strip()[:300]},
    )  # fmt: skip
    head = f"X-SHA256: {file.sha256}\nX-Marks: {', '.join(file.marks)}\nContent-Transfer-Encoding: base64\n"
    return f"{head}\n{body}\n"
