"""How long a hand-over may wait, when the next level is told, how far back a day of coming lies: terms of the house."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "terms.toml"


@dataclass(frozen=True)
class HouseTerms:
    """Units: working days; CAME_DAYS are days of the calendar."""

    valid_from: date
    handover_days: int
    level_days: int
    came_days: int


@cache
def _rows() -> tuple[HouseTerms, ...]:
    rows = [HouseTerms(**row) for row in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["term"]]
    return tuple(sorted(rows, key=lambda row: row.valid_from, reverse=True))


def house_terms(on: date) -> HouseTerms:
    # What came before the first row began has its terms, too.
    return next((row for row in _rows() if row.valid_from <= on), _rows()[-1])
