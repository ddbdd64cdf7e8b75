"""The signs of violation, as signs.toml lists them; whoever names, shows or reads a sign asks here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One row of signs.toml, where each column is explained.

    Units: prior in log-odds.
    """

    code: str
    name: str
    short: str
    accepted: tuple[str, ...]
    prior: float
    pattern: str
    keywords: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every way in which a table may say this sign: our own first."""
        return (self.code, self.name, self.short, *self.accepted)


@cache
def signs() -> Mapping[str, Sign]:
    """Return every sign by its code, in the order in which they are shown."""
    rows = tomllib.loads((Path(__file__).parent / "signs.toml").read_text(encoding="utf-8"))["sign"]
    return {row["code"]: Sign(**{**row, "accepted": tuple(row["accepted"])}) for row in rows}


def sign_name(code: str) -> str:
    """Return a sign's name as a heading says it; the code of one that is not listed."""
    return signs()[code].name if code in signs() else code


def short_name(code: str) -> str:
    """Return a sign's name as a list says it; the code of one that is not listed."""
    return signs()[code].short if code in signs() else code


def pattern_of(code: str) -> str:
    """Return the name of the line that marks a sign's words; a plain one for a sign that is not listed."""
    return signs()[code].pattern if code in signs() else "plain"
