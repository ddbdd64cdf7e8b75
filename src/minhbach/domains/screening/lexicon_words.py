"""What an officer chooses from when teaching the screen words (lexicon_words.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minhbach.engine.telling.sentences import fill


@dataclass(frozen=True)
class Strength:
    """How much an entry counts. Units: weight in log-odds."""

    code: str
    weight: float
    name: str
    help: str


@dataclass(frozen=True)
class Sparing:
    """A way of speaking that spares the seller, and the engine's operators that tell it."""

    code: str
    operators: tuple[str, ...]
    name: str
    example: str
    default: bool


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "lexicon_words.toml").read_text(encoding="utf-8"))


@cache
def strengths() -> Mapping[str, Strength]:
    return {code: Strength(code=code, **row) for code, row in _table()["strength"].items()}


@cache
def sparings() -> Mapping[str, Sparing]:
    return {
        code: Sparing(code, tuple(row["operators"]), row["name"], row["example"], row["default"])
        for code, row in _table()["sparing"].items()
    }


def limit(name: str) -> int:
    return int(_table()["limits"][name])


def trial_figure(name: str) -> float:
    return float(_table()["trial"][name])


def problem_said(problem: str, values: Mapping[str, Any]) -> str:
    """Say what the form finds wrong with an entry, or what became of an example."""
    return fill(str(_table()["problems"][problem]), values)


def field_of(problem: str) -> str:
    """Name the field of the form that a problem of the engine lies in; empty when it is none of them."""
    return str(_table()["fields"].get(problem, ""))


def operators_of(codes: Iterable[str]) -> list[str]:
    """List the engine's operators that chosen ways of speaking stand for, each once."""
    return list(dict.fromkeys(name for code in codes for name in sparings()[code].operators))
