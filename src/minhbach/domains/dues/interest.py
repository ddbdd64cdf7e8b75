"""Tiền chậm nộp: what lateness costs as of a day, worked out anew each time from the row of the law. Pure.

Each day after the last day to pay costs a part of what was not paid at its beginning; the day of a payment counts. The
sum is rounded to a whole đồng once, at the end. No ceiling stands in the tables, so none is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from minhbach.domains.law.types import Citation


@dataclass(frozen=True)
class Late:
    """What a fine has cost beyond itself up to and with a day, and by which row.

    Units: đồng; days; percent of the unpaid sum a day.
    """

    amount_vnd: int
    days: int
    percent_per_day: Decimal
    citation: Citation


def late_interest(
    fine_vnd: int,
    less: Iterable[tuple[date, int]],
    *,
    due_on: date,
    as_of: date,
    percent_per_day: Decimal,
    citation: Citation,
) -> Late:
    """Work out the late interest of a fine; LESS are the sums by which it shrank, each on its day.

    Units: đồng.
    Source: `citation`; Luật XLVPHC Đ78 k1 (row XPHC.THIHANH).
    """
    shrunk = sorted((day, amount) for day, amount in less if day <= as_of)
    left = fine_vnd - sum(amount for day, amount in shrunk if day <= due_on)
    begins, weighed, days = due_on + timedelta(days=1), 0, 0
    later = [(day, amount) for day, amount in shrunk if day > due_on]
    for until, amount in [*later, (as_of, 0)]:
        count = (until - begins).days + 1
        if left > 0 and count > 0:
            weighed, days = weighed + left * count, days + count
            begins = until + timedelta(days=1)
        left -= amount
    exact = Decimal(weighed) * percent_per_day / 100
    return Late(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), days, percent_per_day, citation)
