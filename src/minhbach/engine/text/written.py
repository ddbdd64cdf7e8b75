"""How a day is written: 02/11/2026."""

from __future__ import annotations

from datetime import date


def write_day(day: date) -> str:
    """Write a day as officials do."""
    return f"{day:%d/%m/%Y}"
