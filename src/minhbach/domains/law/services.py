"""Changing law: loading what ships, adding and correcting rows, switching them on, keeping the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import holidays
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law import audit_actions
from minhbach.domains.law.checks import check_periods, check_row
from minhbach.domains.law.entry import describe
from minhbach.domains.law.models import DayKind, Holiday, HolidayYear, LawRevision, LawRow, LawSwitch, Origin
from minhbach.domains.law.policies import require_law_keeper
from minhbach.domains.law.reference import reference_rows
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.foundation import audit
from minhbach.foundation.ids import new_id
from minhbach.foundation.refusals import InvalidInput, NotFound, Refusal

# Years whose holidays the package can seed: lunar days are computed, swapped days only where already announced.
SEEDED_YEARS = range(2020, 2031)

# Tables in which two rows of one series may not be in force on the same day.
_ONE_AT_A_TIME = {Table.FINE_FRAMES, Table.DEADLINES, Table.POWERS, Table.CAPS}


class RowAlreadySuperseded(Refusal):
    code = "law.row.superseded"
    sentence = _("%(row)s has a newer version. Open it and make your change there.")


class RowNameTaken(Refusal):
    code = "law.row.name_taken"
    sentence = _("There is already a row called %(row)s in this table. Choose another name, or correct that row.")


class RowNotWhole(InvalidInput):
    code = "law.row.not_whole"
    sentence = _("The row cannot be kept: %(problems)s")


class BasisMissing(InvalidInput):
    code = "law.basis_missing"
    sentence = _("Write down the basis: which text you read, and where.")


class RowAlreadyInThatState(Refusal):
    code = "law.row.same_state"
    sentence = _("%(row)s is already in that state. Nothing was changed.")


class RowHasNoDate(Refusal):
    code = "law.row.no_date"
    sentence = _("%(row)s has no first day in force. Correct the row with its date before switching it on.")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did. `kept` counts rows that a legal officer has changed and that were left alone."""

    added: int
    renewed: int
    kept: int
    unchanged: int
    holidays: int


@transaction.atomic
def load_reference(*, at: datetime) -> Loaded:
    """This will load the law tables that ship with the product; repeating it changes nothing.

    A row that a legal officer has corrected stays as the officer left it; a shipped row whose text has changed
    supersedes its older version, and an approval stays with the version that was approved.
    """
    revision = _lock()
    current = {(row.table, row.row_id): row for row in LawRow.objects.current()}
    created: list[LawRow] = []
    renewed = kept = unchanged = 0
    for raw in reference_rows():
        before = current.get((raw.table.value, raw.row_id))
        if before is None:
            created.append(_row(raw.table, raw.content, version=1, origin=Origin.REFERENCE, at=at))
        elif before.digest == describe(raw.table, raw.content).digest:
            unchanged += 1
        elif before.origin == Origin.OFFICER:
            kept += 1
        else:
            renewed += 1
            version = before.version + 1
            created.append(
                _row(raw.table, raw.content, version=version, origin=Origin.REFERENCE, at=at, supersedes=before)
            )
    LawRow.objects.bulk_create(created)
    days = _seed_holidays()
    loaded = Loaded(len(created) - renewed, renewed, kept, unchanged, days)
    if created or days:
        _touch(revision)
        audit.record(
            audit_actions.REFERENCE_LOADED,
            officer_id=None,
            at=at,
            target_type="law.LawRow",
            target_id="reference",
            data={"added": loaded.added, "renewed": renewed, "kept": kept, "holidays": days},
        )
    return loaded


def _seed_holidays() -> int:
    """Years that somebody confirmed and days that somebody entered are left alone."""
    seed = holidays.country_holidays("VN", years=SEEDED_YEARS, language="vi")
    wanted = {day: (DayKind.OFF.value, str(name)) for day, name in seed.items()}
    for day in seed.weekend_workdays:
        if day.year in SEEDED_YEARS:
            wanted[day] = (DayKind.WORKING.value, "Ngày làm bù")
    confirmed = set(HolidayYear.objects.values_list("year", flat=True))
    changed = 0
    known = {one.day: one for one in Holiday.objects.all()}
    for day, (kind, name) in wanted.items():
        before = known.get(day)
        if day.year in confirmed or (before is not None and before.origin == Origin.OFFICER):
            continue
        if before is None or (before.kind, before.name_vi) != (kind, name):
            Holiday(day=day, kind=kind, name_vi=name, origin=Origin.REFERENCE).save()
            changed += 1
    return changed


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
    """This will add a row: a new period of a provision, or a new provision.

    CLOSE_PREVIOUS ends the period that is open on the new row's first day, on the day before.

    Raises: RoleMissing, BasisMissing, RowNameTaken, RowNotWhole.
    """
    require_law_keeper(officer, at=at)
    revision = _lock()
    basis = _written(basis)
    _require_whole(table, content)
    entry = describe(table, content)
    if LawRow.objects.filter(table=table.value, row_id=entry.row_id).exists():
        raise RowNameTaken(row=entry.row_id)
    if close_previous and entry.valid_from:
        _close_open_period(officer, at, table, entry.series, entry.valid_from, basis)
    _require_clear_periods(table, content, replaced=None)
    row = _row(table, content, version=1, origin=Origin.OFFICER, at=at, officer=officer, basis=basis)
    row.save(force_insert=True)
    _touch(revision)
    _record(audit_actions.ROW_ADDED, row, officer, at)
    return row


@transaction.atomic
def correct_row(*, officer: Officer, at: datetime, row: LawRow, content: Mapping[str, Any], basis: str) -> LawRow:
    """This will put a corrected version of a row in its place; the older one stays readable.

    Raises: RoleMissing, BasisMissing, RowAlreadySuperseded, RowNotWhole, RowAlreadyInThatState.
    """
    require_law_keeper(officer, at=at)
    revision = _lock()
    basis = _written(basis)
    table = row.kind
    content = {**content, **{key: row.content[key] for key in ("id", "code") if key in row.content}}
    _require_whole(table, content)
    if LawRow.objects.filter(supersedes=row).exists():
        raise RowAlreadySuperseded(row=row.row_id)
    if describe(table, content).digest == row.digest:
        raise RowAlreadyInThatState(row=row.row_id)
    _require_clear_periods(table, content, replaced=row)
    corrected = _supersede(row, content, officer, at, basis)
    _touch(revision)
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
    """This will keep what was entered starting from a row: as a new period, or as its corrected version.

    Raises: what `add_row` and `correct_row` raise.
    """
    if is_new:
        return add_row(
            officer=officer, at=at, table=row.kind, content=content, basis=basis, close_previous=close_previous
        )
    return correct_row(officer=officer, at=at, row=row, content=content, basis=basis)


@transaction.atomic
def switch_row(*, officer: Officer, at: datetime, row: LawRow, is_on: bool, basis: str) -> LawSwitch:
    """This will put a row to use, or take it out, under the officer's name with the basis given.

    Raises: RoleMissing, BasisMissing, RowAlreadySuperseded, RowAlreadyInThatState, RowHasNoDate.
    """
    require_law_keeper(officer, at=at)
    revision = _lock()
    basis = _written(basis)
    if LawRow.objects.filter(supersedes=row).exists():
        raise RowAlreadySuperseded(row=row.row_id)
    last = row.switches.order_by("-at", "-id").first()
    if (last.is_on if last else row.on_by_default) == is_on:
        raise RowAlreadyInThatState(row=row.row_id)
    if is_on and row.kind is Table.DEADLINES and row.valid_from is None:
        raise RowHasNoDate(row=row.row_id)
    switch = LawSwitch.objects.create(row=row, is_on=is_on, officer=officer, at=at, basis=basis)
    _touch(revision)
    _record(audit_actions.ROW_SWITCHED_ON if is_on else audit_actions.ROW_SWITCHED_OFF, row, officer, at)
    return switch


@transaction.atomic
def set_day(*, officer: Officer, at: datetime, day: date, kind: DayKind, name_vi: str) -> Holiday:
    """This will mark a day as off, or as worked, whatever its weekday.

    Raises: RoleMissing, BasisMissing when the day is given no name.
    """
    require_law_keeper(officer, at=at)
    revision = _lock()
    name_vi = _written(name_vi)
    before = Holiday.objects.filter(day=day).first()
    holiday = Holiday(day=day, kind=kind.value, name_vi=name_vi, origin=Origin.OFFICER)
    holiday.save()
    _touch(revision)
    audit.record(
        audit_actions.HOLIDAY_SET,
        officer_id=officer.id,
        at=at,
        target_type="law.Holiday",
        target_id=day.isoformat(),
        data={"kind": kind.value, "was": before.kind if before else None},
    )
    return holiday


@transaction.atomic
def confirm_year(*, officer: Officer, at: datetime, year: int, basis: str) -> HolidayYear:
    """This will record that a legal officer has checked a year's holidays against the announcement.

    Raises: RoleMissing, BasisMissing, NotFound for a year without any holiday.
    """
    require_law_keeper(officer, at=at)
    revision = _lock()
    basis = _written(basis)
    if not Holiday.objects.filter(day__year=year).exists():
        raise NotFound
    confirmed = HolidayYear(year=year, confirmed_by=officer, confirmed_at=at, basis=basis)
    confirmed.save()
    _touch(revision)
    audit.record(
        audit_actions.HOLIDAYS_CONFIRMED,
        officer_id=officer.id,
        at=at,
        target_type="law.HolidayYear",
        target_id=str(year),
    )
    return confirmed


def _lock() -> LawRevision:
    """Writers of law queue here, so that versions and periods are checked against what is really there."""
    LawRevision.objects.get_or_create(id=1)
    return LawRevision.objects.select_for_update().get(id=1)


def _touch(revision: LawRevision) -> None:
    revision.stamp = new_id()
    revision.save(update_fields=["stamp"])


def _written(basis: str) -> str:
    if not basis.strip():
        raise BasisMissing
    return basis.strip()


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
    corrected = _row(
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
    _record(audit_actions.ROW_CORRECTED, corrected, officer, at)
    return corrected


def _row(
    table: Table,
    content: Mapping[str, Any],
    *,
    version: int,
    origin: Origin,
    at: datetime,
    officer: Officer | None = None,
    basis: str = "",
    supersedes: LawRow | None = None,
) -> LawRow:
    entry = describe(table, content)
    return LawRow(
        table=table.value,
        row_id=entry.row_id,
        version=version,
        series=entry.series,
        instrument=entry.instrument,
        root_instrument=entry.root_instrument,
        article=entry.article,
        title_vi=entry.title_vi,
        folded=entry.folded,
        content=dict(content),
        digest=entry.digest,
        source=entry.source,
        confidence=entry.confidence.value,
        origin=origin.value,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        supersedes=supersedes,
        created_at=at,
        created_by=officer,
        basis=basis,
    )


def _record(action: str, row: LawRow, officer: Officer, at: datetime) -> None:
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type="law.LawRow",
        target_id=row.pk,
        data={"table": row.table, "row": row.row_id, "version": row.version, "digest": row.digest},
    )
