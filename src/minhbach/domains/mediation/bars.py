"""When the law wants no bargaining: rows with dates, each with the place that says so."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from minhbach.domains.law.selectors import cite_place

_TABLE = Path(__file__).parent / "data" / "bars.toml"


@dataclass(frozen=True)
class Bar:
    """ROW is that of the law's own table of kinds."""

    code: str
    words: str
    instrument: str
    article: str
    valid_from: date
    row: str

    @property
    def place(self) -> str:
        return cite_place(self.instrument, self.article)


@cache
def _rows() -> tuple[Bar, ...]:
    return tuple(Bar(**row) for row in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["bar"])


def bars(on: date) -> tuple[Bar, ...]:
    return tuple(bar for bar in _rows() if bar.valid_from <= on)


def bar_of(code: str, on: date) -> Bar | None:
    return next((bar for bar in bars(on) if bar.code == code), None)
