"""What the law wants in an answer, where a row that was read says so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from minhbach.domains.law.selectors import Law, cite

_TABLE = Path(__file__).parent / "data" / "answers.toml"


@dataclass(frozen=True)
class Wanted:
    words: str
    cited: str


@cache
def rows_by_kind() -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(row["deadlines"]) for kind, row in tomllib.loads(_TABLE.read_text(encoding="utf-8")).items()}


def wanted_in(kind: str, *, on: date, law: Law) -> list[Wanted]:
    """List what the law in force on a day wants told to the sender of a report of a kind."""
    named = rows_by_kind().get(kind, ())
    rows = {row.citation.row_id: row for row in law.book.deadlines if row.citation.row_id in named}
    return [
        Wanted(rows[one].action_vi, cite(rows[one].citation))
        for one in named
        if one in rows and rows[one].citation.holds_on(on)
    ]
