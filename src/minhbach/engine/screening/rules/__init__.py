"""Judges: what a phrase alone cannot say. One module a family; each judge is named by lexicon entries.

A judge gets the hit and returns the weight it leaves standing: the entry's own, another, or None
when the hit means nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from minhbach.engine.screening.listing import Hit

Verdict = tuple[float, dict[str, Any]] | None
Judge = Callable[[Hit], Verdict]

FAMILIES = ("brand", "claims", "contact", "expiry")
_judges: dict[str, Judge] = {}

RULES_VERSION = "2026.11.21.2"
"""Raised with every change to a judge; stamped on each signal."""


def judge(name: str) -> Callable[[Judge], Judge]:
    """Register a judge under the name that lexicon entries call it by."""

    def register(function: Judge) -> Judge:
        _judges[name] = function
        return function

    return register


def judges() -> dict[str, Judge]:
    """Return every judge by name."""
    for family in FAMILIES:
        import_module(f"{__name__}.{family}")
    return _judges
