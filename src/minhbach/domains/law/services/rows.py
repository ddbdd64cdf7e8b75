"""Adding, correcting and switching rows, by name, date and basis: what is done once two legal officers agree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law.checks import check_periods, check_row
from minhbach.domains.law.entry import describe
from minhbach.domains.law.models import LawRow, LawSwitch, Origin
from minhbach.domains.law.policies import require_law_keeper
from minhbach.domains.law.refusals import (
    RowAlreadyInThatState,
    RowAlreadySuperseded,
    RowHasNoDate,
    RowNameTaken,
    RowNotWhole,
)
from minhbach.domains.law.services.writing import lock_law, make_row, require_basis, touch_law
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.foundation import audit

# Tables in which two rows of one series may not be in force on the same day.
_ONE_AT_A_TIME = {Table.FINE_FRAMES, Table.DEADLINES, Table.POWERS, Table.CAPS}


@transaction.atomic
def add_row(
    *,
    officer: Officer,
    at: datetime,
    table: Table,
    content: Mapping[str, Any],
    basis: str,
    close_previous: bool = False,
) -> LawRow:
    """Add a row: a new period of a provision, or a new provision.

    CLOSE_PREVIOUS ends the period that is open on the new row's first day, on the day before.

    Raises: RoleMissing, BasisMissing, RowNameTaken, RowNotWhole.
    """
    require_law_keeper(officer, at=at)
    revision = lock_law()
    basis = require_basis(basis)
    _require_whole(table, content)
    entry = describe(table, content)
    if LawRow.objects.filter(table=table.value, row_id=entry.row_id).exists():
        raise RowNameTaken(row=entry.row_id)
    if close_previous and entry.valid_from:
        _close_open_period(officer, at, table, entry.series, entry.valid_from, basis)
    _require_clear_periods(table, content, replaced=None)
    row = make_row(table, content, version=1, origin=Origin.OFFICER, at=at, officer=officer, basis=basis)
    row.save(force_insert=True)
    touch_law(revision)
    _record("law.row.added", row, officer, at)
    return row


@transaction.atomic
def correct_row(*, officer: Officer, at: datetime, row: LawRow, content: Mapping[str, Any], basis: str) -> LawRow:
    """Put a corrected version of a row in its place; the older one stays readable.

    Raises: RoleMissing, BasisMissing, RowAlreadySuperseded, RowNotWhole, RowAlreadyInThatState.
    """
    require_law_keeper(officer, at=at)
    revision = lock_law()
    basis = require_basis(basis)
    table = row.kind
    content = {**content, **{key: row.content[key] for key in ("id", "code") if key in row.content}}
    _require_whole(table, content)
    require_newest(row)
    if describe(table, content).digest == row.digest:
        raise RowAlreadyInThatState(row=row.row_id)
    _require_clear_periods(table, content, replaced=row)
    corrected = _supersede(row, content, officer, at, basis)
    touch_law(revision)
    return corrected


def keep_row(
    *,
    officer: Officer,
    at: datetime,
    row: LawRow,
    content: Mapping[str, Any],
    basis: str,
    is_new: bool,
    close_previous: bool = False,
) -> LawRow:
    """Keep what was entered starting from a row: as a new period, or as its corrected version.

    Raises: what `add_row` and `correct_row` raise.
    """
    if is_new:
        return add_row(
            officer=officer, at=at, table=row.kind, content=content, basis=basis, close_previous=close_previous
        )
    return correct_row(officer=officer, at=at, row=row, content=content, basis=basis)


@transaction.atomic
def switch_row(*, officer: Officer, at: datetime, row: LawRow, is_on: bool, basis: str) -> LawSwitch:
    """Put a row to use, or take it out, under the officer's name with the basis given.

    Raises: RoleMissing, BasisMissing, RowAlreadySuperseded, RowAlreadyInThatState, RowHasNoDate.
    """
    require_law_keeper(officer, at=at)
    revision = lock_law()
    basis = require_basis(basis)
    require_newest(row)
    last = row.switches.order_by("-at", "-id").first()
    if (last.is_on if last else row.on_by_default) == is_on:
        raise RowAlreadyInThatState(row=row.row_id)
    if is_on:
        require_dated(row)
    switch = LawSwitch.objects.create(row=row, is_on=is_on, officer=officer, at=at, basis=basis)
    touch_law(revision)
    _record("law.row.switched_on" if is_on else "law.row.switched_off", row, officer, at)
    return switch


def require_newest(row: LawRow) -> None:
    """Raises: RowAlreadySuperseded."""
    if LawRow.objects.filter(supersedes=row).exists():
        raise RowAlreadySuperseded(row=row.row_id)


def require_dated(row: LawRow) -> None:
    """Refuse to put a deadline to use of which nobody knows from when it holds.

    Raises: RowHasNoDate.
    """
    if row.kind is Table.DEADLINES and row.valid_from is None:
        raise RowHasNoDate(row=row.row_id)


def _require_whole(table: Table, content: Mapping[str, Any]) -> None:
    problems = check_row(table, content)
    if problems:
        raise RowNotWhole(rows=problems, problems=" ".join(one.sentence for one in problems))


def _require_clear_periods(table: Table, content: Mapping[str, Any], replaced: LawRow | None) -> None:
    if table not in _ONE_AT_A_TIME or content.get("confidence") == Confidence.MEMORY:
        return
    entry = describe(table, content)
    others = LawRow.objects.current().filter(table=table.value, series=entry.series)
    periods = [
        (one.row_id, one.valid_from, one.valid_until)
        for one in others
        if (replaced is None or one.pk != replaced.pk) and one.row_id != entry.row_id
    ]
    problems = check_periods([*periods, (entry.row_id, entry.valid_from, entry.valid_until)])
    if problems:
        raise RowNotWhole(rows=problems, problems=" ".join(one.sentence for one in problems))


def _close_open_period(officer: Officer, at: datetime, table: Table, series: str, first_day: date, basis: str) -> None:
    last_day = first_day - timedelta(days=1)
    for row in LawRow.objects.current().filter(table=table.value, series=series).on(first_day):
        if row.valid_from and row.valid_from <= last_day:
            _supersede(row, {**row.content, "effective_to": last_day.isoformat()}, officer, at, basis)


def _supersede(row: LawRow, content: Mapping[str, Any], officer: Officer, at: datetime, basis: str) -> LawRow:
    corrected = make_row(
        row.kind,
        content,
        version=row.version + 1,
        origin=Origin.OFFICER,
        at=at,
        officer=officer,
        basis=basis,
        supersedes=row,
    )
    corrected.save(force_insert=True)
    _record("law.row.corrected", corrected, officer, at)
    return corrected


def _record(action: str, row: LawRow, officer: Officer, at: datetime) -> None:
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type="law.LawRow",
        target_id=row.pk,
        data={"table": row.table, "row": row.row_id, "version": row.version, "digest": row.digest},
    )
