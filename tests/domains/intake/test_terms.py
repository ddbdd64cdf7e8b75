"""The terms of the law, worked through: each test is named after the article it counts by"""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.domains.intake.terms import TERMS, Event, Running, marks_of, reckon
from minhbach.domains.intake.types import Mark
from minhbach.domains.law.selectors import clock, open_law

pytestmark = pytest.mark.django_db
LATER = date(2027, 12, 31)


def run(
    kind: str, received: date, *marks: tuple[Mark, date], as_of: date = LATER, passed: date | None = None
) -> dict[str, Running]:
    events = [Event(what, on) for what, on in marks]
    found = reckon(kind, received, events, law=open_law(), as_of=as_of, passed_on=passed)
    return {one.clock.row.citation.row_id: one for one in found}


def due(found: dict[str, Running], row: str) -> date | None:
    return found[row].clock.due_on


def test_luat_to_cao_dieu_24_khoan_1_seven_working_days_over_the_swapped_new_year_of_2026() -> None:
    # Received on Wednesday 31/12/2025: 1/1 is a holiday, 2/1 is off and Saturday 10/1 is worked instead.
    found = run("TO_CAO", date(2025, 12, 31))
    # 5, 6, 7, 8, 9, 10 (swapped), 12 January.
    assert due(found, "TOCAO.XULYBANDAU") == date(2026, 1, 12)


def test_luat_to_cao_dieu_24_khoan_1_ten_working_days_where_many_places_are_looked_at() -> None:
    found = run("TO_CAO", date(2026, 11, 2), (Mark.MANY_PLACES, date(2026, 11, 4)))
    assert due(found, "TOCAO.XULYBANDAU.NHIEUNOI") == date(2026, 11, 16)
    assert "TOCAO.XULYBANDAU" not in found


def test_luat_to_cao_dieu_24_five_working_days_to_pass_on_what_is_another_s() -> None:
    found = run("TO_CAO", date(2026, 11, 2), passed=date(2026, 11, 10))
    one = found["TOCAO.CHUYEN"]
    assert (one.clock.due_on, one.ended_on, one.was_late) == (date(2026, 11, 9), date(2026, 11, 10), True)


def test_luat_to_cao_dieu_30_khoan_1_thirty_days_from_acceptance() -> None:
    found = run("TO_CAO", date(2026, 11, 2), (Mark.ACCEPTED, date(2026, 11, 9)))
    assert found["TOCAO.XULYBANDAU"].ended_on == date(2026, 11, 9)
    assert due(found, "TOCAO.GIAIQUYET") == date(2026, 12, 9)


def test_luat_to_cao_dieu_30_khoan_2_once_thirty_days_more() -> None:
    marks = ((Mark.ACCEPTED, date(2026, 11, 9)), (Mark.EXTENDED, date(2026, 12, 8)))
    found = run("TO_CAO", date(2026, 11, 2), *marks)
    assert due(found, "TOCAO.GIAIQUYET") == date(2027, 1, 8)
    # As of the day before it was extended, it was not.
    before = run("TO_CAO", date(2026, 11, 2), *marks, as_of=date(2026, 12, 7))
    assert due(before, "TOCAO.GIAIQUYET") == date(2026, 12, 9)


def test_luat_to_cao_dieu_30_khoan_3_twice_thirty_days_more() -> None:
    twice = [(Mark.EXTENDED_MORE, date(2026, 12, 8)), (Mark.EXTENDED_MORE, date(2027, 1, 7))]
    found = run("TO_CAO", date(2026, 11, 2), (Mark.ACCEPTED, date(2026, 11, 9)), *twice)
    # 9/11 + 30 + 30 + 30 days is Sunday 7/2/2027; 5 to 10 February are the days of Tết.
    assert due(found, "TOCAO.GIAIQUYET") == found["TOCAO.GIAIQUYET"].clock.calendar.next_working_day(date(2027, 2, 7))
    assert due(found, "TOCAO.GIAIQUYET") > date(2027, 2, 8)


def test_luat_to_cao_dieu_35_khoan_3_the_conclusion_is_sent_in_five_working_days() -> None:
    marks = ((Mark.ACCEPTED, date(2026, 11, 9)), (Mark.CONCLUDED, date(2026, 12, 4)), (Mark.TOLD, date(2026, 12, 14)))
    one = run("TO_CAO", date(2026, 11, 2), *marks)["TOCAO.KETLUAN.GUI"]
    assert (one.clock.due_on, one.was_late) == (date(2026, 12, 11), True)


def test_luat_khieu_nai_dieu_9_an_obstacle_does_not_count_into_the_ninety_days() -> None:
    marks = (
        (Mark.KNOWN, date(2026, 8, 3)),
        (Mark.OBSTACLE, date(2026, 9, 1)),
        (Mark.OBSTACLE_OVER, date(2026, 9, 21)),
    )
    plain = run("KHIEU_NAI", date(2026, 11, 10), marks[0])["KHIEUNAI.NOP"]
    assert (plain.clock.due_on, plain.was_late) == (date(2026, 11, 1), True)
    stopped = run("KHIEU_NAI", date(2026, 11, 10), *marks)["KHIEUNAI.NOP"]
    assert (stopped.clock.due_on, stopped.clock.suspended_days, stopped.was_late) == (date(2026, 11, 21), 20, False)


def test_luat_khieu_nai_dieu_27_ten_days_to_accept_end_on_a_working_day() -> None:
    # 25/11 + 10 days is Saturday 5/12.
    assert due(run("KHIEU_NAI", date(2026, 11, 25)), "KHIEUNAI.THULY") == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("marks", "row", "day"),
    [
        ((), "KHIEUNAI.LAN1", date(2026, 12, 2)),
        ((Mark.COMPLEX,), "KHIEUNAI.LAN1.PHUCTAP", date(2026, 12, 17)),
        ((Mark.REMOTE,), "KHIEUNAI.LAN1.VUNGXA", date(2026, 12, 17)),
        ((Mark.REMOTE, Mark.COMPLEX), "KHIEUNAI.LAN1.VUNGXA.PHUCTAP", date(2027, 1, 4)),
    ],
)
def test_luat_khieu_nai_dieu_28_thirty_forty_five_or_sixty_days(marks: tuple[Mark, ...], row: str, day: date) -> None:
    found = run(
        "KHIEU_NAI",
        date(2026, 10, 26),
        (Mark.ACCEPTED, date(2026, 11, 2)),
        *((one, date(2026, 11, 2)) for one in marks),
    )
    assert due(found, row) == day


def test_luat_tiep_cong_dan_dieu_28_khoan_1_ten_working_days_across_tet() -> None:
    found = run("KIEN_NGHI_PHAN_ANH", date(2026, 2, 10))
    calendar = open_law().calendar
    # Tết Bính Ngọ: 17/2/2026 is the first of the year.
    assert not calendar.is_working_day(date(2026, 2, 17))
    assert due(found, "PAKN.TRALOI") == calendar.day_after(date(2026, 2, 10), 10)
    assert due(found, "PAKN.TRALOI") > date(2026, 2, 24)


def test_luat_bvqlntd_dieu_57_khoan_4_and_5_each_begins_when_the_one_before_it_ended() -> None:
    marks = ((Mark.FORWARDED, date(2026, 11, 10)), (Mark.NEGOTIATED, date(2026, 11, 18)))
    # 24 November is the day of culture, a holiday since 2026.
    found = run("NTD_CO_QUAN", date(2026, 11, 2), *marks)
    assert [due(found, row) for row in ("NTD.CQ.CHUYENYC", "NTD.THUONGLUONG.CHUYEN", "NTD.BAOKQ")] == [
        date(2026, 11, 11), date(2026, 11, 19), date(2026, 11, 26),
    ]  # fmt: skip


def test_luat_bvqlntd_dieu_57_khoan_6_a_firm_that_refuses_says_why_in_seven_working_days() -> None:
    marks = ((Mark.FORWARDED, date(2026, 11, 10)), (Mark.REFUSED, date(2026, 11, 20)))
    found = run("NTD_CO_QUAN", date(2026, 11, 2), *marks)
    one = found["NTD.TUCHOI"]
    assert (one.clock.due_on, one.ended_on, one.was_late, one.is_open) == (
        date(2026, 11, 19), date(2026, 11, 20), True, False,
    )  # fmt: skip
    # Who refused has no result of bargaining to tell; as of the day before he had said nothing.
    assert {"NTD.THUONGLUONG.CHUYEN", "NTD.BAOKQ"}.isdisjoint(found)
    before = run("NTD_CO_QUAN", date(2026, 11, 2), *marks, as_of=date(2026, 11, 19))
    assert before["NTD.THUONGLUONG.CHUYEN"].is_open


@pytest.mark.parametrize("why", [Mark.NOT_AGREED, Mark.WITHDRAWN])
def test_of_a_firm_that_never_answered_nothing_is_waited_for_once_it_came_to_nothing(why: Mark) -> None:
    marks = ((Mark.FORWARDED, date(2026, 11, 10)), (why, date(2026, 11, 25)))
    one = run("NTD_CO_QUAN", date(2026, 11, 2), *marks)["NTD.THUONGLUONG.CHUYEN"]
    # No row of the law says that it is over: it was never met, and is not open either.
    assert (one.ended_on, one.broken, one.is_open, one.was_late) == (None, Event(why, date(2026, 11, 25)), False, True)


def test_a_term_that_begins_with_no_mark_is_one_that_the_table_counts_from_receipt() -> None:
    law, day = open_law(), date(2026, 11, 2)
    rows = [term.row for terms in TERMS.values() for term in terms if term.begins is None]
    assert "NTD.CQ.CHUYENYC" in rows
    assert [row for row in rows if not clock(row, day, law=law).row.event.endswith("_RECEIVED")] == []


def test_nd_99_2013_dieu_25_khoan_3_asked_to_complete_the_clock_waits_for_the_whole_file() -> None:
    marks = ((Mark.SUPPLEMENT, date(2026, 11, 9)), (Mark.COMPLETE, date(2026, 11, 30)))
    found = run("DON_SHCN", date(2026, 11, 2), *marks)
    assert due(found, "SHCN.DON.XEMXET") == date(2026, 11, 16)
    assert due(found, "SHCN.DON.BOSUNG") == date(2026, 12, 9)
    assert due(found, "SHCN.DON.THULY") == date(2026, 12, 30)


def test_luat_tiep_can_thong_tin_twelve_days_and_twelve_more() -> None:
    marks = [(Mark.COMPLEX, date(2026, 11, 2)), (Mark.EXTENDED, date(2026, 11, 12))]
    assert due(run("TIEP_CAN_TT", date(2026, 11, 2), marks[0]), "TCTT.PHUCTAP") == date(2026, 11, 16)
    assert due(run("TIEP_CAN_TT", date(2026, 11, 2), *marks), "TCTT.PHUCTAP") == date(2026, 11, 26)
    assert run("TIEP_CAN_TT", date(2026, 11, 2)) == {}


def test_a_tip_has_no_term_and_no_mark() -> None:
    assert run("TIN_BAO", date(2026, 11, 2)) == {}
    assert marks_of("TIN_BAO") == []
