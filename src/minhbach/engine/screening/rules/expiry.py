"""Expired and nearly expired goods: dates are read as dates."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from minhbach.engine.screening.figures import FIGURES
from minhbach.engine.screening.listing import Hit
from minhbach.engine.screening.phrases import any_of
from minhbach.engine.screening.rule_table import judge_row
from minhbach.engine.screening.rules import Verdict, judge

# "03/2024", "2024", and with the month in words: "tháng 9 năm 2016".
_DATE = re.compile(
    rb"(?:"
    + FIGURES["date"].pattern
    + rb"|(?<![0-9])[01]?[0-9][ /]{1,3}[^ 0-9]{0,4} ?20[0-9]{2}|(?<![0-9])20[0-9]{2})\Z"
)
_UNTIL_YEAR = re.compile(rb" ?- ?(20[0-9]{2})(?![0-9/.])")
_NEAR_DAYS = 60
_SOON_DAYS = 90  # said by the seller himself
_SHARES = judge_row("expiry.date").shares
_NEAR_UNITS = {b"ng": 1, b"tu": 7, b"th": 30}  # ngày, tuần, tháng by their first letters
_LEFT = re.compile(rb"([0-9]{1,3})[ ]?(ng|tu|th)")
_DURATION = any_of(["(tháng|năm|ngày|th|giờ|lần)"], {})


def read_date(folded: bytes) -> date | None:
    """Return the last day that "28/6/2024", "11/2022", "2024-06" or "2024" allows, or None."""
    numbers = [int(part) for part in re.findall(rb"[0-9]+", folded)]
    if len(numbers) == 1:
        month, year, day = 12, numbers[0] if numbers[0] > 1000 else 0, 0
    elif len(numbers) == 2:
        month, year = (numbers[1], numbers[0]) if numbers[0] > 1000 else numbers
        day = 0
    elif len(numbers) == 3:
        day, month, year = (numbers[2], numbers[1], numbers[0]) if numbers[0] > 1000 else numbers
    else:
        return None
    year = year + 2000 if year < 100 else year
    if not (2010 <= year <= 2045 and 1 <= month <= 12):
        return None
    last = monthrange(year, month)[1]
    if day > last:
        return None
    return date(year, month, day or last)


@judge("expiry.date")
def judge_expiry_date(hit: Hit) -> Verdict:
    """An expiry date counts when it was past, or near, on the day on which the listing was seen.

    Where that day is not known, the day of the screening stands for it, and what may have been good then is weak.
    """
    if _DURATION.match(hit.after(10).lstrip(b" ")):
        return None  # "12 - 15 tháng": how long, not until when
    found = _DATE.search(hit.folded)
    expires = read_date(found.group()) if found else None
    later = _UNTIL_YEAR.match(hit.after(8))
    if expires is not None and later is not None:
        expires = read_date(later.group(1))  # "HSD: 2025-2027": the last of several lots
    if expires is None:
        return None
    seen_on, today = hit.listing.collected_on, hit.listing.as_of
    left = (expires - (seen_on or today)).days
    values: dict[str, Any] = {"expires_on": expires.isoformat(), "days_left": left}
    if seen_on is not None:
        values["collected_on"] = seen_on.isoformat()
    if left > _NEAR_DAYS:
        if expires >= today:
            return None
        said, share = "good_then", _SHARES["good_then"]
    elif seen_on is None:
        said, share = ("undated", _SHARES["undated"]) if left < 0 else ("soon", _SHARES["good_then"])
    else:
        said, share = ("then", 1.0) if left < 0 else ("near_then", _SHARES["near"])
    return round(hit.entry.weight * share, 2), {**values, "fault": said}


@judge("expiry.near")
def judge_expiry_near(hit: Hit) -> Verdict:
    """Words for a near end count; "còn 2 tháng" only while it is near, "còn 20 tháng" is long.

    Units: days.
    """
    left = _LEFT.search(hit.folded)
    if left is None:
        return hit.entry.weight, {}
    days = int(left.group(1)) * _NEAR_UNITS[left.group(2)]
    return (hit.entry.weight, {"days_left": days}) if days <= _SOON_DAYS else None
