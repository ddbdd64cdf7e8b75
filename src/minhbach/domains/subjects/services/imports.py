"""A list of merchants, from the file to the record and back: looked at, tried, taken in, taken back as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.subjects.list_kinds import ListKind, list_kind
from minhbach.domains.subjects.models import Import, ImportSlice
from minhbach.domains.subjects.policies import require_own_import, writing_agency
from minhbach.domains.subjects.reading import COLUMNS, find_swapped, guess_columns, headings
from minhbach.domains.subjects.refusals import (
    ImportAlreadyTaken,
    ImportAlreadyUndone,
    ImportBusy,
    ImportFaulty,
    ImportNotChecked,
    ImportNotUnderWay,
    ImportUnreadable,
    ListColumnTwice,
    ListOfAnotherForce,
    NameColumnMissing,
    PurposeMissing,
    ReasonMissing,
)
from minhbach.domains.subjects.services.taking import Tally
from minhbach.domains.subjects.types import ImportPhase, ImportStep
from minhbach.foundation import audit, files, jobs
from minhbach.foundation.database.locks import hold, lock, wait_turn
from minhbach.foundation.jobs import JobState
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.scope import Sharing
from minhbach.foundation.untrusted import Row, look_at_rows

TASK = "subjects.run_import"
SAMPLE_ROWS, GUESSED_BY = 5, 30
_CELL_LETTERS = 200


@transaction.atomic
def receive_list(
    *,
    officer: Officer,
    at: datetime,
    kind: str,
    name: str,
    content: bytes | IO[bytes],
    file_name: str = "",
    sharing: Sharing | str = Sharing.AREA,
    purpose: str = "",
    basis: str = "",
    agency: Agency | None = None,
) -> Import:
    """Keep a list as a person sent it and say what its columns seem to be. Nothing enters the record yet.

    The same file sent twice by the same agency is one list, unless it was taken back. What a list of one force tells is
    for its agencies alone until a basis is entered.

    Raises: RoleMissing, ListOfAnotherForce, PurposeMissing, ImportUnreadable, FileNotRead, DiskFull.
    """
    owner = writing_agency(officer, at=at, agency=agency)
    what = list_kind(kind)
    sharing = _sharing(what, owner, sharing, purpose, basis)
    stored = files.put(content)
    if not stored.size:
        raise ImportUnreadable(rows=[RowProblem(0, _("Danh sách không có dòng nào."))])
    wait_turn("subjects.import", owner.id, stored.sha256)
    known = Import.objects.filter(owner_agency=owner, sha256=stored.sha256, undone_at__isnull=True).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    looked = look_at_rows(
        files.path_of(stored.sha256), rows=GUESSED_BY, how={}, known=headings(), name=file_name or _("danh sách")
    )
    columns_key = _digest(looked["columns"])
    taken_in = Import(
        name=name.strip()[:200],
        kind=what.code,
        sha256=stored.sha256,
        file=stored.sha256,
        size=stored.size,
        file_name=Path(file_name.replace("\\", "/")).name[:200],
        columns=looked["columns"],
        columns_key=columns_key,
        sample=[_shown(row) for row in looked["sample"][:SAMPLE_ROWS]],
        seen={name: looked[name] for name in ("sheets", "left", "header_row", "font")} | {"doubts": _doubts(looked)},
        mapping=_remembered(owner, what, columns_key) or guess_columns(looked["columns"]),
        recorded_by=officer,
        owner_agency=owner,
        sharing=Sharing.AGENCY,
        values_sharing=sharing,
        purpose=purpose.strip()[:300],
        basis=basis.strip()[:300],
        state=JobState.DONE,
        phase=ImportPhase.LOOKED,
        row_count=0,
        created_at=at,
    )
    taken_in.save(force_insert=True)
    _record("subjects.import.received", officer, taken_in, at, {"sha256": stored.sha256, "size": stored.size})
    return taken_in


@transaction.atomic
def check_list(*, officer: Officer, at: datetime, taken_in: Import, mapping: Mapping[str, str]) -> Import:
    """Settle which column is which, for this list and later ones with the same header, and try what it would come to.

    Raises: RoleMissing, ImportOfAnotherAgency, ImportAlreadyTaken, ImportAlreadyUndone, ImportBusy, NameColumnMissing,
            ListColumnTwice.
    """
    _hold_own(officer, taken_in, at=at)
    if taken_in.phase == ImportPhase.TAKEN or taken_in.has_begun:
        raise ImportAlreadyTaken
    chosen = {column: code for column, code in mapping.items() if code in COLUMNS and column in taken_in.columns}
    codes = list(chosen.values())
    # A merchant may have two numbers, but not two names of which nobody knows which is meant.
    twice = next((code for code in codes if codes.count(code) > 1 and not COLUMNS[code].kinds), None)
    if twice is not None:
        raise ListColumnTwice(column=COLUMNS[twice].label)
    if "name" not in codes:
        raise NameColumnMissing
    taken_in.mapping, taken_in.mapping_confirmed_at = chosen, at
    taken_in.phase = ImportPhase.LOOKED
    _ask(taken_in, ImportStep.CHECK, at=at)
    return taken_in


@transaction.atomic
def start_import(*, officer: Officer, at: datetime, taken_in: Import, takes_good: bool = False) -> Import:
    """Take a list in that was tried: whole, or its good rows where that is what the officer wants.

    Raises: RoleMissing, ImportOfAnotherAgency, ImportNotChecked, ImportAlreadyTaken, ImportAlreadyUndone, ImportBusy,
            ImportFaulty.
    """
    _hold_own(officer, taken_in, at=at)
    if taken_in.phase == ImportPhase.TAKEN:
        raise ImportAlreadyTaken
    if taken_in.phase != ImportPhase.CHECKED:
        raise ImportNotChecked
    if taken_in.fault_count and not takes_good:
        raise ImportFaulty(count=taken_in.fault_count)
    taken_in.takes_good = takes_good
    _ask(taken_in, ImportStep.TAKE, at=at)
    _record("subjects.import.started", officer, taken_in, at, {"rows": taken_in.row_count, "takes_good": takes_good})
    return taken_in


@transaction.atomic
def stop_import(*, officer: Officer, at: datetime, taken_in: Import) -> None:
    """Stop what is being done with a list. What was taken in so far stays: one goes on with it or takes it back.

    Raises: RoleMissing, ImportOfAnotherAgency, ImportNotUnderWay.
    """
    require_own_import(taken_in)
    hold(taken_in)
    writing_agency(officer, at=at, agency=taken_in.owner_agency)
    # Taking back is not left half done.
    if taken_in.step == ImportStep.UNDO or not jobs.cancel(taken_in, at=at):
        raise ImportNotUnderWay
    _record("subjects.import.stopped", officer, taken_in, at, {})


@transaction.atomic
def undo_import(*, officer: Officer, at: datetime, taken_in: Import, reason: str) -> Import:
    """Take back everything a list brought, or put it aside where it brought nothing yet.

    Raises: RoleMissing, ImportOfAnotherAgency, ImportAlreadyUndone, ImportBusy, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    _hold_own(officer, taken_in, at=at)
    # From here on it vouches for nothing: what another list says as well is that one's.
    taken_in.undone_at, taken_in.undone_by, taken_in.undone_reason = at, officer, reason.strip()[:300]
    _ask(taken_in, ImportStep.UNDO, at=at)
    _record("subjects.import.undone", officer, taken_in, at, {})
    return taken_in


@transaction.atomic
def begin_import(import_id: UUID, *, at: datetime) -> Import | None:
    """Hand a list to the worker that asks; None when there is nothing left to do."""
    taken_in = lock(Import.objects, id=import_id)
    return taken_in if jobs.begin(taken_in, at=at, stage=taken_in.step) else None


def tell_import(import_id: UUID, *, done: int, total: int | None, at: datetime) -> bool:
    """Write down how far a list is; False when somebody has stopped it."""
    return jobs.tell(Import.objects.filter(id=import_id), at=at, rows_done=done, rows_total=total)


@transaction.atomic
def finish_check(
    import_id: UUID, tally: Tally, *, kinds: Sequence[Mapping[str, Any]], fault_file: str, at: datetime
) -> None:
    """Keep what taking a list in would come to."""
    taken_in = lock(Import.objects, id=import_id)
    if not taken_in.is_under_way:
        return
    taken_in.phase = ImportPhase.CHECKED
    taken_in.row_count, taken_in.fault_count = tally.rows, tally.faulty
    taken_in.new_count, taken_in.known_count, taken_in.changed_count = tally.new, tally.known, tally.changed
    taken_in.fault_kinds, taken_in.fault_file = list(kinds), fault_file
    jobs.finish(taken_in, at=at, rows=tally.rows)
    taken_in.save()


@transaction.atomic
def finish_take(import_id: UUID, *, at: datetime) -> None:
    """Close a list whose every slice is in the record, with what they came to."""
    taken_in = lock(Import.objects, id=import_id)
    if not taken_in.is_under_way:
        return
    tally = Tally()
    for part in ImportSlice.objects.filter(taken_in=taken_in, step=ImportStep.TAKE):
        tally.add(Tally(part.rows, part.new, part.known, part.changed, part.faulty, part.statements))
    taken_in.phase = ImportPhase.TAKEN
    taken_in.new_count, taken_in.known_count, taken_in.changed_count = tally.new, tally.known, tally.changed
    taken_in.statement_count = tally.statements
    jobs.finish(taken_in, at=at, rows=taken_in.row_count)
    taken_in.save()
    _record("subjects.import.made", taken_in.recorded_by, taken_in, at, {**vars(tally), "sha256": taken_in.sha256})


@transaction.atomic
def finish_undo(import_id: UUID, *, statements: int, at: datetime) -> None:
    """Close a list of which nothing stands any more."""
    taken_in = lock(Import.objects, id=import_id)
    if not taken_in.is_under_way:
        return
    taken_in.phase, taken_in.statement_count = ImportPhase.UNDONE, statements
    jobs.finish(taken_in, at=at, rows=taken_in.rows_done)
    taken_in.save()


@transaction.atomic
def fail_import(import_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close what cannot go on, with the code and values of why."""
    taken_in = lock(Import.objects, id=import_id)
    if jobs.fail(taken_in, failure, at=at):
        _record("subjects.import.failed", taken_in.recorded_by, taken_in, at, {"code": failure.get("code", "")})


def _hold_own(officer: Officer, taken_in: Import, *, at: datetime) -> None:
    require_own_import(taken_in)
    hold(taken_in)
    writing_agency(officer, at=at, agency=taken_in.owner_agency)
    if taken_in.is_under_way:
        raise ImportBusy
    if taken_in.undone_at is not None and taken_in.state != JobState.FAILED:
        raise ImportAlreadyUndone


def _ask(taken_in: Import, step: ImportStep, *, at: datetime) -> None:
    taken_in.step, taken_in.state = step, JobState.WAITING.value
    taken_in.asked_at, taken_in.told_at, taken_in.failure = at, None, {}
    taken_in.rows_done, taken_in.finished_at = 0, None
    taken_in.save()
    jobs.defer(TASK, import_id=str(taken_in.id))


def _sharing(what: ListKind, owner: Agency, sharing: Sharing | str, purpose: str, basis: str) -> Sharing:
    if not what.own_force:
        return Sharing(sharing)
    if owner.force != what.own_force:
        raise ListOfAnotherForce(kind=what.words)
    if not purpose.strip():
        raise PurposeMissing
    wanted = Sharing(sharing)
    return wanted if basis.strip() or Sharing.FORCE.covers(wanted) else Sharing.FORCE


def _remembered(owner: Agency, what: ListKind, columns_key: str) -> dict[str, str]:
    earlier = (
        Import.unscoped.filter(
            owner_agency=owner, kind=what.code, columns_key=columns_key, mapping_confirmed_at__isnull=False
        )
        .order_by("-mapping_confirmed_at", "id")
        .first()
    )
    return dict(earlier.mapping) if earlier else {}


def _shown(row: Mapping[str, str | None]) -> dict[str, str]:
    return {name: (cell or "")[:_CELL_LETTERS] for name, cell in row.items()}


def _doubts(looked: Mapping[str, Any]) -> list[str]:
    """Say which columns seem to hold what another is for."""
    columns = looked["columns"]
    known = guess_columns(columns)
    places = {place: COLUMNS[known[column]] for place, column in enumerate(columns) if column in known}
    body = [Row(number, [cell or "" for cell in row.values()]) for number, row in enumerate(looked["sample"])]
    swapped = find_swapped(places, columns, 0, body)
    return [f"{fault.column}: {fault.sentence}" for fault in swapped.values()]


def _digest(columns: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(columns), ensure_ascii=False).encode()).hexdigest()


def _record(action: str, officer: Officer, taken_in: Import, at: datetime, data: Mapping[str, Any]) -> None:
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type="subjects.import",
        target_id=taken_in.id,
        data=data,
    )
