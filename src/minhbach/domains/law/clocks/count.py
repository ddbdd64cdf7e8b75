"""Counting: hours, working days, days, months and years, with suspensions and extensions."""

from __future__ import annotations

import calendar as month_calendar
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.refusals import NotAnExtension, SuspensionRunsBackward
from minhbach.domains.law.types.clocks import Calendar, Clock
from minhbach.domains.law.types.rows import CountingRule, DeadlineRow
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_day

HOURS_PER_DAY = 24
MONTHS_PER_YEAR = 12

# A suspension is a half-open span of local days on which the clock stands still.
Suspension = tuple[date, date]


def start_clock(
    book: LawBook,
    calendar: Calendar,
    row: DeadlineRow,
    started_on: date,
    *,
    started_at: datetime | None = None,
    suspended: Sequence[Suspension] = (),
    extended_by: Sequence[DeadlineRow] = (),
) -> Clock:
    """Reckon when a deadline falls due.

    Units:  local days; hours run without a break and need `started_at`, else the day they must end in is given.
    Raises: NotAnExtension, SuspensionRunsBackward.
    Source: the row; Civil Code Đ147, Đ148 and the rule on working days (rows DEM.*).
    """
    for start, end in suspended:
        if end < start:
            raise SuspensionRunsBackward(start=write_day(start), end=write_day(end))
    for extension in extended_by:
        if row.family not in extension.extends and row.citation.row_id not in extension.extends:
            raise NotAnExtension(extension=extension.citation.row_id, row=row.citation.row_id)
    stopped = _days_of(suspended, started_on)
    used: list[str] = []
    due_at: datetime | None = None
    if row.is_prompt:
        due_on = None
    elif row.recurrence:
        due_on = _next_last_day(row, started_on, calendar)
    elif row.unit == "hour":
        used.append("HOURS_FROM_MOMENT")
        hours = row.amount or 0
        due_at = None if started_at is None else started_at + timedelta(hours=hours, days=len(stopped))
        whole_days = -(-hours // HOURS_PER_DAY) + len(stopped)
        due_on = local_date(due_at) if due_at else started_on + timedelta(days=whole_days)
    else:
        due_on = _count(row, row.amount or 0, started_on, calendar, stopped, used)
        for extension in extended_by:
            due_on = _count(extension, extension.amount or 0, due_on, calendar, frozenset(), used)
        if row.last_day_moves and row.unit != "working_day":
            used.append("LAST_DAY_OFF_MOVES_TO_NEXT_WORKING_DAY")
            due_on = calendar.next_working_day(due_on)
    rules = _rules(book, used, started_on)
    return Clock(
        row=row,
        started_on=started_on,
        started_at=started_at,
        due_on=due_on,
        due_at=due_at,
        rules=rules,
        extended_by=tuple(extended_by),
        suspended_days=len(stopped),
        is_provisional=_is_provisional(book, rules, calendar, row, started_on, due_on),
        calendar=calendar,
    )


def next_occurrence(row: DeadlineRow, day: date) -> date | None:
    """Find the first fixed day on or after a day; None when a single one is past.

    What is to be done before a fixed day can no longer be done on it. A day that a month lacks falls on its last one.
    """
    first = day + timedelta(days=1) if row.is_before_fixed else day
    if row.recurrence == "once":
        once = date(row.fixed_year or day.year, row.fixed_month or 1, row.fixed_day or 1)
        return once if once >= first else None
    year, month = day.year, row.fixed_month or day.month
    while True:
        found = date(year, month, min(row.fixed_day or 1, month_calendar.monthrange(year, month)[1]))
        if found >= first:
            return found
        if row.recurrence == "yearly":
            year += 1
        else:
            year, month = (year + 1, 1) if month == MONTHS_PER_YEAR else (year, month + 1)


def _next_last_day(row: DeadlineRow, day: date, calendar: Calendar) -> date | None:
    """Give the last day in time: “before the 20th” ends on the working day before it, not on the one after."""
    found = next_occurrence(row, day)
    if found is None or not row.is_before_fixed:
        return calendar.next_working_day(found) if found and row.last_day_moves else found
    last = calendar.previous_working_day(found - timedelta(days=1))
    return last if last >= day or row.recurrence == "once" else _next_last_day(row, found, calendar)


def add_months(day: date, months: int) -> date:
    """Give the same day number so many months on, or the month's last day where there is none.

    Source: Civil Code Đ148 k3, k4 (row DEM.THANGNAM).
    """
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = index // MONTHS_PER_YEAR, index % MONTHS_PER_YEAR + 1
    return date(year, month, min(day.day, month_calendar.monthrange(year, month)[1]))


def _count(
    row: DeadlineRow, amount: int, start: date, calendar: Calendar, stopped: frozenset[date], used: list[str]
) -> date:
    sign = -1 if row.direction == "before" else 1
    used.append("FIRST_DAY_EXCLUDED")
    if row.unit == "working_day":
        used.append("WORKING_DAY_EXCLUDES_WEEKEND_AND_HOLIDAY")
        day, left = start, amount
        while left:
            day += timedelta(days=sign)
            if calendar.is_working_day(day) and day not in stopped:
                left -= 1
        return day
    if row.unit == "day":
        used.append("ENDS_AT_END_OF_LAST_DAY")
        return _past_stops(start, start + timedelta(days=sign * amount), stopped, sign)
    used.append("SAME_DAY_NUMBER_OR_MONTH_END")
    months = amount * (MONTHS_PER_YEAR if row.unit == "year" else 1)
    return _past_stops(start, add_months(start, sign * months), stopped, sign)


def _past_stops(start: date, due: date, stopped: frozenset[date], sign: int) -> date:
    """Each day on which the clock stood still before it was due is made up for at the end."""
    if sign < 0:
        return due
    day = start
    while day < due:
        day += timedelta(days=1)
        if day in stopped:
            due += timedelta(days=1)
    return due


def _days_of(suspended: Sequence[Suspension], started_on: date) -> frozenset[date]:
    """The event's own day is not counted anyway, so a suspension takes effect from the day after it."""
    return frozenset(
        day
        for start, end in suspended
        for offset in range((end - start).days)
        if (day := start + timedelta(days=offset)) > started_on
    )


def _rules(book: LawBook, used: Sequence[str], on: date) -> tuple[CountingRule, ...]:
    found = (book.find_counting_rule(code, on) for code in dict.fromkeys(used))
    return tuple(rule for rule in found if rule is not None)


def _is_provisional(
    book: LawBook,
    rules: Sequence[CountingRule],
    calendar: Calendar,
    row: DeadlineRow,
    started_on: date,
    due_on: date | None,
) -> bool:
    """True: “dự kiến, quy tắc đếm chưa đối chiếu”: nobody has confirmed the rule, or that year's holidays."""
    if due_on is None:
        return False
    if not all(book.is_counting_rule_confirmed(rule) for rule in rules):
        return True
    needs_calendar = row.unit == "working_day" or ((row.last_day_moves or row.is_before_fixed) and row.unit != "hour")
    return needs_calendar and not calendar.is_confirmed_between(min(started_on, due_on), max(started_on, due_on))
