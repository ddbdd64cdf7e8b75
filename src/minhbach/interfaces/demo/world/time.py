"""Moments of working days in Vietnam."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from minhbach.foundation.clock import VIETNAM

FRIDAY = 4


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """This will give the moment when a clock in Vietnam shows an hour on a day."""
    return datetime.combine(day, time(hour, minute), tzinfo=VIETNAM)


def working_day(day: date) -> date:
    """This will give the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))
