"""How days and moments may be typed anywhere in the house; the first of each is how a page writes it."""

from __future__ import annotations

from datetime import date, datetime

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"]
MONTH_FORMATS = ["%m/%Y", "%m-%Y", "%m.%Y", "%Y-%m"]
MOMENT_FORMATS = [
    "%d/%m/%Y %H:%M",
    "%H:%M %d/%m/%Y",
    "%d/%m/%Y, %H:%M",
    "%d-%m-%Y %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
]


def read_day(text: str) -> date | None:
    """Return the day that a text names, or None where it names none."""
    for form in DAY_FORMATS:
        try:
            # A day has no time zone to be told.
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if is_within_reason(day) else None
    return None


def is_within_reason(day: date) -> bool:
    """Say whether a day can be meant: far from both ends of the calendar, where no time can be reckoned with."""
    return EARLIEST_YEAR <= day.year <= LATEST_YEAR
