"""A file of things to watch: looked at, tried, taken as a whole or its good rows, taken back as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.watching.models import Alert, WatchEntry, WatchFile, WatchList
from minhbach.domains.watching.reading import (
    FAULTS_KEPT,
    ReadFile,
    doubts_of,
    guess_columns,
    look_at_file,
    read_file,
    watch_columns,
)
from minhbach.domains.watching.refusals import (
    FileColumnMissing,
    FileDone,
    FileEmpty,
    FileFaulty,
    FileNotTried,
    ReasonMissing,
)
from minhbach.domains.watching.services.lists import take_list
from minhbach.domains.watching.types import AlertState, FileState
from minhbach.foundation import audit, files
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM

SHOWN_ROWS, _CELL_LETTERS = 3, 200
_BESIDE = {"kind", "reason", "bank"}


@transaction.atomic
def receive_file(
    *, officer: Officer, at: datetime, watch_list: WatchList, content: bytes | IO[bytes], file_name: str = ""
) -> WatchFile:
    """Keep a file as a person sent it and say what its columns seem to be. Nothing is watched for yet.

    The same file sent twice for a list is one, unless it was taken back.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed, FileEmpty, FileNotRead.
    """
    take_list(watch_list, officer, at=at)
    stored = files.put(content)
    if not stored.size:
        raise FileEmpty
    known = WatchFile.objects.filter(watch_list=watch_list, file=stored.sha256, undone_at__isnull=True).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    name = Path(file_name.replace("\\", "/")).name[:200] or _("danh sách dán vào")
    looked = look_at_file(stored.sha256, name=name)
    made: WatchFile = WatchFile.objects.create(
        watch_list=watch_list,
        name=name,
        file=stored.sha256,
        columns=looked["columns"],
        sample=[
            {column: (cell or "")[:_CELL_LETTERS] for column, cell in row.items()}
            for row in looked["sample"][:SHOWN_ROWS]
        ],
        doubts=doubts_of(looked["columns"], looked["sample"]),
        mapping=guess_columns(looked["columns"]),
        recorded_by=officer,
        owner_agency=watch_list.owner_agency,
        place=watch_list.place,
        sharing=Sharing.SILENT,
        created_at=at,
    )
    _record("watching.file.received", made, officer, at, {"sha256": stored.sha256, "size": stored.size})
    return made


@transaction.atomic
def try_file(*, officer: Officer, at: datetime, taken: WatchFile, mapping: Mapping[str, str]) -> WatchFile:
    """Settle which column is which, and say what the file would add. Nothing is watched for yet.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed, FileDone, FileColumnMissing, FileTooLong.
    """
    take_list(taken.watch_list, officer, at=at)
    _hold_open(taken)
    chosen = {column: mapping[column] for column in taken.columns if mapping.get(column, "") in watch_columns()}
    if not set(chosen.values()) - _BESIDE:
        raise FileColumnMissing
    taken.mapping, taken.state = chosen, FileState.TRIED
    _count(taken, *_new_of(taken))
    taken.save()
    return taken


@transaction.atomic
def take_file(*, officer: Officer, at: datetime, taken: WatchFile, takes_good: bool = False) -> WatchFile:
    """Watch for everything that a tried file names and the list has not; a row that cannot be read stays marked.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed, FileDone, FileNotTried, FileFaulty.
    """
    take_list(taken.watch_list, officer, at=at)
    _hold_open(taken)
    if taken.state != FileState.TRIED:
        raise FileNotTried
    read, new = _new_of(taken)
    if read.faults and not takes_good:
        raise FileFaulty(count=len(read.faults))
    for entry in new:
        entry.watch_list, entry.taken_from, entry.added_by, entry.added_at = taken.watch_list, taken, officer, at
    WatchEntry.objects.bulk_create(new, batch_size=1_000)
    _count(taken, read, new)
    taken.state, taken.taken_at = FileState.TAKEN, at
    taken.save()
    _record("watching.file.taken", taken, officer, at, {"new": taken.new_count, "faults": taken.fault_count})
    return taken


@transaction.atomic
def undo_file(*, officer: Officer, at: datetime, taken: WatchFile, reason: str) -> WatchFile:
    """Stop watching for everything a file brought, or put it aside where it brought nothing yet.

    What its entries have met and nobody has read is settled, too.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed, FileDone, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    take_list(taken.watch_list, officer, at=at)
    hold(taken)
    if taken.state == FileState.UNDONE:
        raise FileDone
    entries = WatchEntry.objects.filter(taken_from=taken)
    ended = entries.filter(ended_at__isnull=True).update(ended_at=at)
    # Alerts are their keeper's alone, and it may be a colleague who takes the file back.
    with acting_as(SYSTEM):
        met = Alert.objects.filter(entry__taken_from=taken, state=AlertState.NEW)
        met.update(state=AlertState.DONE, state_at=at, note=_("Đã rút lại tệp “%(name)s”.") % {"name": taken.name})
    taken.state, taken.undone_at, taken.undone_reason = FileState.UNDONE, at, reason.strip()[:300]
    taken.save()
    _record("watching.file.undone", taken, officer, at, {"ended": ended})
    return taken


def _hold_open(taken: WatchFile) -> None:
    hold(taken)
    if taken.state not in (FileState.LOOKED, FileState.TRIED):
        raise FileDone


def _new_of(taken: WatchFile) -> tuple[ReadFile, list[WatchEntry]]:
    """Read a file, and tell what of it the list does not watch for yet."""
    read = read_file(taken.file, taken.mapping, name=taken.name)
    standing = WatchEntry.objects.filter(watch_list=taken.watch_list, ended_at__isnull=True)
    known = set(standing.values_list("kind", "identifier_kind", "key", "subject_id"))
    new = [one for one in read.entries if (one.kind, one.identifier_kind, one.key, one.subject_id) not in known]
    return read, new


def _count(taken: WatchFile, read: ReadFile, new: list[WatchEntry]) -> None:
    taken.row_count, taken.new_count = read.rows, len(new)
    taken.known_count, taken.fault_count = len(read.entries) - len(new), len(read.faults)
    taken.faults = [fault._asdict() for fault in read.faults[:FAULTS_KEPT]]


def _record(action: str, taken: WatchFile, officer: Officer, at: datetime, data: dict[str, Any]) -> None:
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type="watching.watchlist",
        target_id=taken.watch_list_id,
        data={"file": str(taken.id), **data},
    )
