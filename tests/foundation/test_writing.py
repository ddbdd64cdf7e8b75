"""Numbers and days as officials write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from minhbach.foundation.writing import write_day, write_moment, write_number

EVENING = datetime(2026, 11, 2, 18, 5, tzinfo=UTC)


def test_digits_are_grouped_with_dots() -> None:
    assert [write_number(number) for number in (0, 999, 1_000, 1_234_567, -5_000)] == [
        "0", "999", "1.000", "1.234.567", "-5.000",
    ]  # fmt: skip


def test_a_day_has_two_digits_and_a_moment_falls_on_the_day_it_was_in_vietnam() -> None:
    assert write_day(date(2026, 11, 2)) == "02/11/2026"
    assert write_day(EVENING) == "03/11/2026"
    assert write_moment(EVENING) == "01:05 03/11/2026"
