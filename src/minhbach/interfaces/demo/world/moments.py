"""Moments in Vietnam."""

from __future__ import annotations

from datetime import date, datetime, time

from minhbach.foundation.clock import VIETNAM


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Give the moment when a clock in Vietnam shows an hour on a day."""
    return datetime.combine(day, time(hour, minute), tzinfo=VIETNAM)
