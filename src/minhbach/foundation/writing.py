"""How officials write a number and a day: 1.234.567 and 02/11/2026."""

from __future__ import annotations

from datetime import date, datetime

from minhbach.foundation.clock import VIETNAM


def write_number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def write_day(day: date) -> str:
    """Write a day; of a moment, the day it was in Vietnam."""
    if isinstance(day, datetime):
        day = day.astimezone(VIETNAM)
    return f"{day:%d/%m/%Y}"


def write_moment(moment: datetime) -> str:
    """Write a moment as the clock in Vietnam showed it: 14:05 02/11/2026."""
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
