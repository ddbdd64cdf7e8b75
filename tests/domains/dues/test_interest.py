"""Late interest follows from the row of the law and the days, never from a counter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from minhbach.domains.dues.interest import Late, late_interest
from minhbach.domains.dues.selectors.terms import late_rate
from minhbach.domains.law.types import Confidence
from tests.domains.law.book import reference_book

ROW = next(row for row in reference_book().deadlines if row.citation.row_id == "XPHC.THIHANH")
DUE = date(2026, 11, 10)


def late(as_of: date, *less: tuple[date, int], fine_vnd: int = 10_000_000) -> Late:
    rate = ROW.late_percent_per_day
    assert rate is not None
    return late_interest(fine_vnd, less, due_on=DUE, as_of=as_of, percent_per_day=rate, citation=ROW.citation)


def test_the_row_says_what_a_late_day_costs_and_that_its_text_was_not_read() -> None:
    assert ROW.late_percent_per_day == Decimal("0.05")
    assert ROW.citation.confidence is Confidence.SEEN_2ND
    assert [row.citation.row_id for row in reference_book().deadlines if row.late_percent_per_day] == ["XPHC.THIHANH"]


@pytest.mark.parametrize(
    ("as_of", "less", "amount", "days"),
    [
        (DUE, (), 0, 0),
        # The first late day: 0.05 % of ten million.
        (date(2026, 11, 11), (), 5_000, 1),
        (date(2026, 12, 10), (), 150_000, 30),
        # Paid in time, in part: only the rest is late.
        (date(2026, 11, 12), ((DUE, 4_000_000),), 6_000, 2),
        # The day of a payment still counts with what was owed at its beginning; the next with the rest.
        (date(2026, 11, 13), ((date(2026, 11, 12), 4_000_000),), 13_000, 3),
        # Paid in full: nothing more, however long one looks on.
        (date(2027, 11, 13), ((date(2026, 11, 12), 10_000_000),), 10_000, 2),
        # What comes after the day that is asked for is not known on it.
        (date(2026, 11, 11), ((date(2026, 11, 12), 10_000_000),), 5_000, 1),
        # Two on one day, and one before anything was due.
        (date(2026, 11, 12), ((date(2026, 11, 11), 1), (date(2026, 11, 11), 999_999), (date(2026, 11, 1), 1_000_000)),
         8_500, 2),
    ],
)  # fmt: skip
def test_each_late_day_costs_its_part_of_what_was_unpaid(
    as_of: date, less: tuple[tuple[date, int], ...], amount: int, days: int
) -> None:
    found = late(as_of, *less)
    assert (found.amount_vnd, found.days) == (amount, days)


def test_the_sum_is_rounded_once_at_its_end() -> None:
    # 0.05 % of 333 đồng is 0.1665 đồng a day: three days are 0.4995, four are 0.666.
    assert [late(date(2026, 11, 10 + days), fine_vnd=333).amount_vnd for days in (3, 4)] == [0, 1]


@pytest.mark.django_db
def test_the_rate_is_that_of_the_row_in_force_when_the_decision_was_delivered() -> None:
    found = late_rate(date(2026, 11, 11))
    assert found is not None
    assert (found[0], found[1].row_id) == (Decimal("0.05"), "XPHC.THIHANH")
    assert late_rate(date(2012, 1, 1)) is None
