"""By when a question is to be answered: a term of the house, with dates."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from minhbach.foundation.office import offered
from minhbach.foundation.pages.work import WorkingDays

_TABLE = Path(__file__).parent / "data" / "terms.toml"


@cache
def _terms() -> list[tuple[date, int]]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["term"]
    return sorted((row["valid_from"], row["working_days"]) for row in rows)


def due_day(asked_on: date) -> date:
    """Return the last day for an answer to what is asked on a day."""
    # What was asked before the first row began has its term, too.
    days = next((days for since, days in reversed(_terms()) if since <= asked_on), _terms()[0][1])
    calendar = next(iter(offered(WorkingDays))).open()
    return calendar.day_after(asked_on, days)
