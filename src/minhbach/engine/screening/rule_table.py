"""The rules written in Python, as rules.toml lists them: their weights and sentences, which stand in no code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row of rules.toml, where each column is explained.

    Units: weights in log-odds.
    """

    id: str
    code: str
    signs: tuple[str, ...]
    family: str
    weights: Mapping[str, float]
    since: date
    sentence: str
    shares: Mapping[str, float] = field(default_factory=dict)
    basis: tuple[str, ...] = ()
    further: Mapping[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> float:
        """The weight of a rule that has one for all cases."""
        return self.weights["always"]


@dataclass(frozen=True, kw_only=True)
class JudgeRow:
    """One judge of rules.toml.

    Units: weights in log-odds.
    """

    name: str
    code: str
    since: date
    says: str
    weights: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))


@cache
def listed_rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of the table."""
    return {row["id"]: _rule(row) for row in _table()["rule"]}


@cache
def listed_judges() -> Mapping[str, JudgeRow]:
    """Return every judge by its name."""
    return {row["name"]: JudgeRow(**row) for row in _table()["judge"]}


def rule(rule_id: str) -> Rule:
    """Return a rule's row; a rule that is not listed has no weight and cannot be written."""
    return listed_rules()[rule_id]


def judge_row(name: str) -> JudgeRow:
    """Return a judge's row."""
    return listed_judges()[name]


def _rule(row: Mapping[str, Any]) -> Rule:
    weight = row["weight"]
    return Rule(
        id=row["id"],
        code=row["code"],
        signs=tuple(row["signs"]),
        family=row["family"],
        weights=weight if isinstance(weight, dict) else {"always": weight},
        shares=row.get("shares", _NOTHING),
        basis=tuple(row.get("basis", ())),
        since=row["since"],
        sentence=row["sentence"],
        further=row.get("further", _NOTHING),
    )
