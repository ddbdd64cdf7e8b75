"""Clocks, against days counted by hand on the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.clocks import choose_deadline, deadlines_for, start_clock
from minhbach.domains.law.clocks.count import add_months
from minhbach.domains.law.reference import reference_rows
from minhbach.domains.law.refusals import NoClockInForce, NotAnExtension, SeveralClocksPossible, SuspensionRunsBackward
from minhbach.domains.law.types import Calendar, Clock, RemainingUnit
from tests.domains.law.book import reference_book

# Lunar New Year 2026 as seeded, and the swap of Monday 31/8/2026 for Saturday 22/8/2026.
CALENDAR = Calendar(
    off={date(2026, 2, day): "Tết" for day in (16, 17, 18, 19, 20)}
    | {date(2026, 8, 31): "Nghỉ hoán đổi", date(2026, 9, 2): "2/9"},
    working=frozenset({date(2026, 8, 22)}),
    confirmed=frozenset({2026}),
)


def clock(
    name: str, started_on: date, *, applies_when: str = "", calendar: Calendar = CALENDAR, **more: object
) -> Clock:
    book = reference_book()
    row = choose_deadline(book, name, started_on, applies_when=applies_when)
    return start_clock(book, calendar, row, started_on, **more)  # type: ignore[arg-type]


def test_working_days_skip_the_day_of_the_event_weekends_and_holidays() -> None:
    # Thursday 12/2/2026: Fri 13 is the first day; Sat, Sun, Tết 16–20, Sat, Sun; Mon 23 is the second.
    assert clock("XPHC.BB.LAP", date(2026, 2, 12)).due_on == date(2026, 2, 23)


def test_a_swapped_saturday_counts_as_a_working_day() -> None:
    assert clock("XPHC.BB.LAP", date(2026, 8, 20)).due_on == date(2026, 8, 22)
    # Fri 28/8 → Mon 31/8 is off in exchange, Tue 1/9, Wed 2/9 off, Thu 3/9.
    assert clock("XPHC.BB.LAP", date(2026, 8, 28)).due_on == date(2026, 9, 3)


def test_days_run_through_weekends_but_the_last_one_moves_to_a_working_day() -> None:
    assert clock("XPHC.THIHANH", date(2026, 3, 2)).due_on == date(2026, 3, 12)
    # 10 days from Wed 4/3 is Sat 14/3 → Mon 16/3.
    moved = clock("XPHC.THIHANH", date(2026, 3, 4))
    assert moved.due_on == date(2026, 3, 16)
    assert [rule.citation.row_id for rule in moved.rules] == ["DEM.NGAYDAU", "DEM.NGAYCUOI", "DEM.NGAYNGHI"]


def test_a_month_ends_on_the_same_day_number_or_the_months_end() -> None:
    assert clock("XPHC.QD.GIAITRINH", date(2026, 3, 10)).due_on == date(2026, 4, 10)
    # 31/1 + 1 month is 28/2, a Saturday in 2026 → Monday 2/3.
    assert clock("XPHC.QD.GIAITRINH", date(2026, 1, 31)).due_on == date(2026, 3, 2)


def test_a_limitation_period_does_not_move_past_its_last_day() -> None:
    # 29/8/2026 + 1 year is Sunday 29/8/2027: the system takes the stricter reading.
    limitation = clock("VIOLATION_ENDED", date(2026, 8, 29), applies_when="ACT_ENDED")
    assert limitation.due_on == date(2027, 8, 29)
    assert limitation.row_id == "XPHC.THOIHIEU.1N.KT.2025"


def test_hours_run_from_the_moment_and_know_the_vietnamese_day() -> None:
    started_at = datetime(2026, 2, 13, 10, 30, tzinfo=UTC)
    running = clock("XPHC.TAMGIU.BAOCAO", date(2026, 2, 13), started_at=started_at)
    assert running.due_at == datetime(2026, 2, 14, 10, 30, tzinfo=UTC)
    assert running.due_on == date(2026, 2, 14)
    left = running.remaining(date(2026, 2, 13), datetime(2026, 2, 13, 12, 30, tzinfo=UTC))
    assert left is not None
    assert (left.amount, left.unit, left.is_late) == (22, RemainingUnit.HOUR, False)
    # 20:00 UTC is already the next day in Vietnam.
    late = clock("XPHC.TAMGIU.BAOCAO", date(2026, 2, 14), started_at=datetime(2026, 2, 13, 20, tzinfo=UTC))
    assert late.due_on == date(2026, 2, 15)
    assert clock("XPHC.TAMGIU.BAOCAO", date(2026, 2, 13)).due_on == date(2026, 2, 14)


def test_a_prompt_duty_has_no_day_and_names_its_statute() -> None:
    prompt = clock("RECORD_MADE", date(2026, 3, 2), applies_when="NOT_COMPETENT")
    assert prompt.due_on is None
    assert prompt.remaining(date(2026, 3, 3)) is None
    assert (prompt.instrument, prompt.article) == ("Luật XLVPHC 15/2012/QH13 (sđ 88/2025)", "58 k5")


def test_the_row_is_the_one_in_force_on_the_day_of_the_event() -> None:
    assert clock("XPHC.QD.GUI", date(2025, 6, 30)).row_id == "XPHC.QD.GUI"
    assert clock("XPHC.QD.GUI", date(2025, 7, 1)).row_id == "XPHC.QD.GUI.2025"
    assert clock("XPHC.BB.CHUYEN", date(2025, 6, 30)).row.amount == 24


def test_the_condition_of_the_case_chooses_among_the_deadlines_of_an_event() -> None:
    assert clock("RECORD_MADE", date(2026, 3, 2)).row_id == "XPHC.QD.THUONG"
    assert clock("RECORD_MADE", date(2026, 3, 2), applies_when="FILE_FORWARDED").row_id == "XPHC.QD.CHUYENHS"
    with pytest.raises(SeveralClocksPossible):
        clock("RECORD_MADE", date(2026, 3, 2), applies_when="EXPLANATION_ELIGIBLE")
    names = {row.citation.row_id for row in deadlines_for(reference_book(), "RECORD_MADE", date(2026, 3, 2))}
    assert names == {
        "XPHC.BB.CHUYEN.2025",
        "XPHC.GIAITRINH.VANBAN",
        "XPHC.GIAITRINH.TRUCTIEP",
        "XPHC.QD.THUONG",
        "XPHC.QD.CHUYENHS",
        "XPHC.QD.GIAITRINH",
        "XPHC.QD.DBPHUCTAP",
        "QLTT.CHUYEN.24H",
    }


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # Before the 20th: by Thursday the 19th.
        (date(2026, 3, 19), date(2026, 3, 19)),
        (date(2026, 12, 21), date(2027, 1, 19)),
        # The 19th of April is a Sunday: the last day moves back to Friday, never on.
        (date(2026, 3, 20), date(2026, 4, 17)),
        # On Saturday the 18th that day is past.
        (date(2026, 4, 18), date(2026, 5, 19)),
    ],
)
def test_a_report_due_before_a_day_is_due_on_the_working_day_before_it(day: date, due: date) -> None:
    assert clock("BC.LANGSON.THANG", day).due_on == due


def test_a_report_due_on_a_day_moves_on_from_a_day_off() -> None:
    # Saturday 17/10/2026: Monday.
    assert clock("BC.QLTT.DOI.THANG", date(2026, 10, 1)).due_on == date(2026, 10, 19)


def test_a_fixed_day_of_one_year_is_past_afterwards() -> None:
    assert clock("TMDT.XACTHUC.NGUOIBAN", date(2026, 11, 21)).due_on == date(2027, 1, 1)
    assert clock("TMDT.XACTHUC.NGUOIBAN", date(2027, 1, 2)).due_on is None
    assert clock("BC.LANGSON.NAM", date(2026, 12, 21)).due_on == date(2027, 12, 17)


def test_suspended_days_are_made_up_for() -> None:
    # Mon 2/3/2026, 7 working days: Wed 11/3. Stopped on 4, 5 and 6/3: three working days later, Mon 16/3.
    assert clock("XPHC.QD.THUONG", date(2026, 3, 2)).due_on == date(2026, 3, 11)
    stopped = clock("XPHC.QD.THUONG", date(2026, 3, 2), suspended=[(date(2026, 3, 4), date(2026, 3, 7))])
    assert stopped.due_on == date(2026, 3, 16)
    assert stopped.suspended_days == 3
    month = clock("XPHC.QD.GIAITRINH", date(2026, 3, 10), suspended=[(date(2026, 3, 12), date(2026, 3, 15))])
    assert month.due_on == date(2026, 4, 13)
    with pytest.raises(SuspensionRunsBackward):
        clock("XPHC.QD.THUONG", date(2026, 3, 2), suspended=[(date(2026, 3, 7), date(2026, 3, 4))])


def test_an_extension_is_added_and_only_to_what_it_extends() -> None:
    book = reference_book()
    extension = choose_deadline(book, "TOCAO.GIAHAN1", date(2026, 3, 2))
    base = clock("TOCAO.GIAIQUYET", date(2026, 3, 2))
    assert base.due_on == date(2026, 4, 1)
    extended = clock("TOCAO.GIAIQUYET", date(2026, 3, 2), extended_by=[extension])
    assert extended.due_on == date(2026, 5, 1)
    with pytest.raises(NotAnExtension):
        clock("XPHC.THIHANH", date(2026, 3, 2), extended_by=[extension])


def test_a_count_of_working_days_is_provisional_until_rule_and_calendar_are_confirmed() -> None:
    assert clock("XPHC.BB.LAP", date(2026, 3, 2)).is_provisional
    confirmed = LawBook(reference_rows(), confirmed_rule_ids=frozenset({"DEM.NGAYLAMVIEC"}))
    row = choose_deadline(confirmed, "XPHC.BB.LAP", date(2026, 3, 2))
    assert not start_clock(confirmed, CALENDAR, row, date(2026, 3, 2)).is_provisional
    # The span runs into 2027, whose holidays nobody has checked.
    assert start_clock(confirmed, CALENDAR, row, date(2026, 12, 31)).is_provisional
    assert not clock("BC.LANGSON.THANG", date(2026, 3, 2)).is_provisional


def test_what_is_left_is_told_in_the_unit_of_the_deadline() -> None:
    running = clock("XPHC.QD.THUONG", date(2026, 3, 2))
    left = running.remaining(date(2026, 3, 6))
    assert left is not None
    assert (left.amount, left.unit, left.is_late) == (3, RemainingUnit.WORKING_DAY, False)
    today = running.remaining(date(2026, 3, 11))
    assert today is not None
    assert (today.amount, today.is_late) == (0, False)
    late = running.remaining(date(2026, 3, 13))
    assert late is not None
    assert (late.amount, late.unit, late.is_late) == (2, RemainingUnit.WORKING_DAY, True)
    days = clock("XPHC.THIHANH", date(2026, 3, 2)).remaining(date(2026, 3, 5))
    assert days is not None
    assert (days.amount, days.unit) == (7, RemainingUnit.DAY)


def test_an_unverified_deadline_sets_no_clock() -> None:
    with pytest.raises(NoClockInForce):
        clock("XPHC.TAMGIU.XACMINH", date(2026, 3, 2))
    with pytest.raises(NoClockInForce):
        clock("XPHC.QD.GUI", date(2012, 1, 1))


def test_a_notice_before_an_event_counts_backward() -> None:
    assert clock("TMDT.BAOTRUOC", date(2026, 8, 20)).due_on == date(2026, 8, 15)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 60))
def test_months_never_skip_one(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(st.dates(date(2026, 1, 1), date(2026, 6, 30)))
def test_working_days_left_count_down_to_nothing_on_the_last_day(day: date) -> None:
    running = clock("XPHC.QD.THUONG", day)
    assert running.due_on is not None
    assert CALENDAR.is_working_day(running.due_on)
    assert CALENDAR.working_days_after(day, running.due_on) == 7
