"""What personal data may be looked at for: a list with dates, and the work that is a purpose by itself."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from minhbach.foundation.office import offered

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer

_TABLE = Path(__file__).parents[1] / "data" / "purposes.toml"


@dataclass(frozen=True)
class Purpose:
    """One purpose. ASKS_NUMBER: the number of a case or paper is given with it."""

    code: str
    words: str
    valid_from: date
    valid_until: date | None = None
    asks_number: bool = False

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class WhoseWork(Protocol):
    def __call__(self, officer: Officer, subject_ids: Collection[UUID], *, at: datetime) -> str: ...


@dataclass(frozen=True)
class StandingPurpose:
    """Work in which an officer needs no click: OF names it (a case's number) where it concerns one of the subjects."""

    code: str
    of: WhoseWork


@cache
def all_purposes() -> dict[str, Purpose]:
    """Every purpose by its code, those that have ended too."""
    return {row["code"]: Purpose(**row) for row in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["purpose"]}


def purposes_on(day: date) -> list[Purpose]:
    """List the purposes that may be given on a day."""
    return [purpose for purpose in all_purposes().values() if purpose.holds_on(day)]


def standing_purpose(officer: Officer, subject_ids: Collection[UUID], *, at: datetime) -> tuple[str, str] | None:
    """Return the first work of the officer's own that concerns one of some subjects: its code and its name."""
    for standing in offered(StandingPurpose):
        if name := standing.of(officer, subject_ids, at=at):
            return standing.code, name
    return None
