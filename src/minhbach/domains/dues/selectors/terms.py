"""The law's term to pay, and what lateness costs by the same row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from minhbach.domains.law.selectors import NoClockInForce, open_law
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.domains.law.types import Clock

EXECUTE = "XPHC.THIHANH"


def term_of(delivered_on: date) -> Clock | None:
    """Set the term to pay going from the day a decision was delivered; None where no row in force gives one."""
    try:
        return set_clock(EXECUTE, delivered_on, law=open_law())
    except NoClockInForce:
        return None


def late_rate(delivered_on: date) -> tuple[Decimal, Clock] | None:
    """Give what each late day costs, in percent, and the clock whose row says so; None where none in force does."""
    clock = term_of(delivered_on)
    rate = clock.row.late_percent_per_day if clock else None
    return (rate, clock) if clock is not None and rate is not None else None
