"""The house's own lists and rules for keeping an area, with dates: `data/house.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).parent / "data" / "house.toml"


class House(StrEnum):
    """The lists of the file from which one chooses."""

    GROUP = "group"
    LICENCE = "licence"
    POINT = "point"


@dataclass(frozen=True)
class Choice:
    """One thing to choose.

    LOOK_DAYS: of a group, after how many days a merchant is looked at again. IDENTIFIER: of a licence, what kind of
    identifier its number is.
    """

    code: str
    words: str
    valid_from: date
    valid_until: date | None = None
    look_days: int = 0
    identifier: str = ""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@cache
def _table() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def choices_of(house: House) -> tuple[Choice, ...]:
    """Return every row of a list, those that have ended too."""
    return tuple(Choice(**row) for row in _table()[house])


def offered_on(house: House, day: date) -> list[tuple[str, str]]:
    """List what may be chosen on a day."""
    return [(one.code, one.words) for one in choices_of(house) if one.holds_on(day)]


def words_of(house: House, code: str) -> str:
    """Say a code in the words it has or last had; one that nobody knows any more as it is."""
    found = [one.words for one in choices_of(house) if one.code == code]
    return found[-1] if found else code


def identifier_of(licence: str) -> str:
    """Return what kind of identifier the number of a licence is; empty where the register knows none."""
    return next((one.identifier for one in choices_of(House.LICENCE) if one.code == licence), "")


def next_look(group: str, looked_on: date, *, is_sanctioned: bool) -> date:
    """Return the day by which a merchant is looked at again; whoever was sanctioned lately is looked at sooner."""
    known = [one for one in choices_of(House.GROUP) if one.code == group]
    in_force = [one for one in known if one.holds_on(looked_on)] or known[-1:]
    days = [one.look_days for one in in_force]
    if is_sanctioned or not days:
        days.append(_days_on("sanctioned", "look_days", looked_on))
    return looked_on + timedelta(days=min(days))


def licence_runs_out_by(today: date) -> date:
    """Return up to which last day of its term a licence is said to run out soon."""
    return today + timedelta(days=_days_on("licence_soon", "days", today))


def _days_on(name: str, column: str, day: date) -> int:
    rows = sorted(_table()[name], key=lambda row: row["valid_from"])
    # What was before the first row has its rule, too.
    held = [row for row in rows if row["valid_from"] <= day] or rows[:1]
    return int(held[-1][column])
