"""How near two inspections lie to be an overlap: a measure of the house, with dates."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "measures.toml"


@cache
def _rows() -> list[tuple[date, int]]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["near"]
    return sorted((row["valid_from"], row["days"]) for row in rows)


def near_days(on: date) -> int:
    """Return how many days may lie between two inspections that are shown to overlap, as it holds on a day."""
    return next((days for since, days in reversed(_rows()) if since <= on), _rows()[0][1])
