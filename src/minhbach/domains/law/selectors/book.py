"""Reading law: the book in use, and what other rooms ask of it.

Every function opens the book with one small query. A page that asks many questions opens it once and passes it on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.clocks import choose_deadline, deadlines_for, start_clock
from minhbach.domains.law.frames import choose_frame, frames_of_class
from minhbach.domains.law.limitation import limitation_clock
from minhbach.domains.law.models import DayKind, Holiday, HolidayYear, LawRevision, LawRow, LawSwitch
from minhbach.domains.law.types import (
    Act,
    Calendar,
    Clock,
    DeadlineRow,
    FineFrame,
    FineFrameRow,
    FineQuestion,
    FormRow,
    RawRow,
    ReportCategory,
    RuleRow,
    Table,
    ViolationClass,
)
from minhbach.foundation.refusals import NotFound


@dataclass(frozen=True)
class Law:
    """The book and the calendar as they stood at one moment."""

    book: LawBook
    calendar: Calendar


def open_law() -> Law:
    """Open the law in use; parsed once a process for as long as nothing changes."""
    stamp = LawRevision.objects.filter(id=1).values_list("stamp", flat=True).first()
    return _read_law(stamp)


@lru_cache(maxsize=2)
def _read_law(_stamp: UUID | None) -> Law:
    in_use = rows_in_use()
    confirmed = frozenset(row.row_id for row in in_use if row.table is Table.COUNTING_RULES and row.is_on)
    return Law(LawBook(in_use, confirmed_rule_ids=confirmed), _read_calendar())


def rows_in_use() -> list[RawRow]:
    """Read the newest version of every row, and whether it is on."""
    switched = {switch.row_id: switch.is_on for switch in LawSwitch.objects.order_by("at", "id")}
    rows = LawRow.objects.current().order_by("table", "row_id")
    return [row.raw(is_on=switched.get(row.id, row.on_by_default)) for row in rows]


def _read_calendar() -> Calendar:
    days = list(Holiday.objects.all())
    return Calendar(
        off={one.day: one.name_vi for one in days if one.kind == DayKind.OFF},
        working=frozenset(one.day for one in days if one.kind == DayKind.WORKING),
        confirmed=frozenset(HolidayYear.objects.values_list("year", flat=True)),
    )


def fine_frame(question: FineQuestion, *, law: Law | None = None) -> FineFrame:
    """Choose the fine frame of an act, with the sum that leads to it.

    Units:  đồng.
    Raises: the refusals of `law.frames.refusals`, NoFrameInForce first among them.
    Source: each step cites its row.
    """
    return choose_frame((law or open_law()).book, question)


def frames_for_class(violation_class: str, on: date, *, law: Law | None = None) -> tuple[tuple[FineFrameRow, Act], ...]:
    """List the provisions on a class of violation in force on a day, each with its act and point."""
    return frames_of_class((law or open_law()).book, violation_class, on)


def clock(
    name: str,
    started_on: date,
    *,
    on: date | None = None,
    applies_when: str = "",
    started_at: datetime | None = None,
    suspended: Sequence[tuple[date, date]] = (),
    extended_by: Sequence[str] = (),
    law: Law | None = None,
) -> Clock:
    """Set a clock of the law going.

    NAME is a row (XPHC.QD.GUI.2025), a deadline through time (XPHC.QD.GUI), or an event (RECORD_MADE) with the
    condition that holds. ON is the day whose law counts, the event's own if not given. SUSPENDED are half-open spans.

    Units:  local days.
    Raises: NoClockInForce, SeveralClocksPossible, NotAnExtension, SuspensionRunsBackward.
    Source: the clock cites its row and the rules of counting.
    """
    law = law or open_law()
    day = on or started_on
    row = choose_deadline(law.book, name, day, applies_when=applies_when)
    extensions = [choose_deadline(law.book, extension, day) for extension in extended_by]
    return start_clock(
        law.book,
        law.calendar,
        row,
        started_on,
        started_at=started_at,
        suspended=suspended,
        extended_by=extensions,
    )


def act_limitation(
    frame: FineFrame, *, law: Law, from_prosecutors: bool = False, restarted_on: date | None = None
) -> Clock | None:
    """Set the clock of the limitation of an act; None where the tables do not say how long it may be fined."""
    return limitation_clock(
        law.book,
        law.calendar,
        frame.row,
        frame.question.time,
        from_prosecutors=from_prosecutors,
        restarted_on=restarted_on,
    )


def deadlines_for_event(
    event: str, on: date, *, applies_when: str | None = None, law: Law | None = None
) -> tuple[DeadlineRow, ...]:
    """List the deadlines that an event starts on a day; with a condition, only those that name it."""
    return deadlines_for((law or open_law()).book, event, on, applies_when=applies_when)


def violation_classes(on: date, *, law: Law | None = None) -> tuple[ViolationClass, ...]:
    """List the classes of violation known on a day."""
    return tuple(row for row in (law or open_law()).book.classes if row.citation.holds_on(on))


def violation_class(code: str, *, law: Law | None = None) -> ViolationClass:
    """Give one class of violation.

    Raises: NotFound.
    """
    found = (law or open_law()).book.find_class(code)
    if found is None:
        raise NotFound
    return found


def report_categories(*, law: Law | None = None) -> tuple[ReportCategory, ...]:
    """List the groups under which cases are reported."""
    return (law or open_law()).book.report_categories


def form(form_id: str, *, law: Law | None = None) -> FormRow:
    """Give one form of the catalogue: MQĐ02, MBB01, QLTT-M01.

    Raises: NotFound.
    """
    found = next((row for row in (law or open_law()).book.forms if row.citation.row_id == form_id), None)
    if found is None:
        raise NotFound
    return found


def offices_of(title: str, *, law: Law | None = None) -> frozenset[str]:
    """Find the offices a title has meant at any time, to match a post with the signers of a frame."""
    wanted = title.strip().casefold()
    return frozenset(
        row.office
        for row in (law or open_law()).book.powers
        if wanted in (row.title_vi.casefold(), row.office.casefold(), row.citation.row_id.casefold())
    )


def applicable_rules(on: date, *, topic: str | None = None, law: Law | None = None) -> tuple[RuleRow, ...]:
    """List the rules on which law applies, in order."""
    return tuple(
        row
        for row in (law or open_law()).book.rules
        if row.citation.holds_on(on) and (topic is None or row.topic == topic)
    )
