"""Until when an act may be fined, counted by hand from Luật XLVPHC Đ6 k1 and the decrees' own words."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.domains.law.limitation import choose_limitation, limitation_clock
from minhbach.domains.law.types import ActTime, Calendar, FineFrameRow
from tests.domains.law.book import reference_book


def frame(series: str, on: date) -> FineFrameRow:
    found = reference_book().find_frame(series, on)
    assert found is not None
    return found


def due(series: str, detected_on: date, ended_on: date | None = None, **more: object) -> date | None:
    time = ActTime(detected_on=detected_on, ended_on=ended_on)
    row = frame(series, time.base_date)
    clock = limitation_clock(reference_book(), Calendar(), row, time, **more)  # type: ignore[arg-type]
    return clock.due_on if clock else None


@pytest.mark.parametrize(
    ("series", "on", "row_id"),
    [
        ("ND98-D9", date(2026, 9, 1), "LIM-TM-2025"),
        ("ND98-D9", date(2024, 9, 1), "LIM-HANGHOA-2022"),
        ("ND98-D47-K1", date(2026, 9, 1), "LIM-TM-2025"),
        ("ND99-D12", date(2026, 9, 1), "LIM-SHTT-2025"),
        # NĐ 211/2026 Đ3 k1 lists Đ18–22 and k1–k6 Đ30; NĐ 204/2026 Đ4 k1 lists Đ17.
        ("ND211-D20-K1", date(2026, 9, 1), "LIM-CHANNUOI-2N-2026"),
        ("ND211-D30-K4", date(2026, 9, 1), "LIM-CHANNUOI-2N-2026"),
        ("ND204-D17-K1", date(2026, 9, 1), "LIM-THUY-2N-2026"),
        # The list of 2022 to 2025 does not name consumers, and nobody read further.
        ("ND98-D47-K1", date(2024, 9, 1), None),
        # Before 2022 no row was read.
        ("ND98-D9", date(2021, 9, 1), None),
    ],
)
def test_the_row_follows_field_provision_and_day(series: str, on: date, row_id: str | None) -> None:
    found = choose_limitation(reference_book(), frame(series, on), on)
    assert (found.citation.row_id if found else None) == row_id


def test_an_act_that_ended_counts_from_its_end_and_one_going_on_from_its_detection() -> None:
    # LIM-R1. Ended 10/9/2025, found 2/3/2026: two years from the end, and no day off moves it (12/9/2027 is a Sunday).
    assert due("ND98-D9", date(2026, 3, 2), date(2025, 9, 12)) == date(2027, 9, 12)
    assert due("ND98-D9", date(2026, 3, 2)) == date(2028, 3, 2)


def test_a_case_from_prosecutors_has_a_year_more() -> None:
    # LIM-R2.
    assert due("ND98-D9", date(2026, 3, 2), date(2025, 9, 12), from_prosecutors=True) == date(2028, 9, 12)


def test_evading_begins_it_anew() -> None:
    # LIM-R4.
    assert due("ND98-D9", date(2026, 3, 2), date(2025, 9, 12), restarted_on=date(2026, 5, 4)) == date(2028, 5, 4)


def test_a_decree_with_years_of_its_own_is_counted_and_cited() -> None:
    time = ActTime(detected_on=date(2026, 9, 1))
    row = frame("ND211-D20-K1", time.base_date)
    clock = limitation_clock(reference_book(), Calendar(), row, time)
    assert clock is not None
    assert (clock.due_on, clock.instrument) == (date(2028, 9, 1), "211/2026/NĐ-CP")
