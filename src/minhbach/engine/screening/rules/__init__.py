"""Rules in Python: what a phrase alone cannot say. One module a family.

A judge is named by lexicon entries. It gets the hit and returns the weight it leaves standing: the
entry's own, another, or None when the hit means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import polars as pl

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.listing import Finding, Hit, Listing
from minhbach.engine.screening.rule_table import Rule

if TYPE_CHECKING:  # it loads the kernels
    from minhbach.engine.text.folding import FoldedBatch


@dataclass(frozen=True)
class Batch:
    """Some listings, folded, and what is known.

    Shape: LISTINGS and as many folded listings.
    """

    listings: pl.DataFrame
    folded: FoldedBatch
    as_of: date
    knowledge: Knowledge
    memory: dict[str, Any] = field(default_factory=dict)  # what rules worked out once for this batch


Verdict = tuple[float, dict[str, Any]] | None
Judge = Callable[[Hit], Verdict]
BatchRule = Callable[[Batch], Iterable[tuple[int, Finding]]]
"""Looks at every listing of a batch at once; gives the row and the finding."""
ListingRule = Callable[[Listing, Sequence[Finding], Knowledge], Iterable[Finding]]
"""Looks at a listing in which something was found: what speaks against it, what else is known."""

FAMILIES = (
    "brand",
    "claims",
    "codes",
    "contact",
    "expiry",
    "known",
    "marks",
    "office",
    "pictures",
    "registrations",
    "sameness",
)
_judges: dict[str, Judge] = {}
_batch_rules: dict[str, BatchRule] = {}
_listing_rules: dict[str, ListingRule] = {}


def judge(name: str) -> Callable[[Judge], Judge]:
    """Register a judge under the name that lexicon entries call it by."""

    def register(function: Judge) -> Judge:
        _judges[name] = function
        return function

    return register


def batch_rule(name: str) -> Callable[[BatchRule], BatchRule]:
    """Register a rule for whole batches; rules run in the order of their names."""

    def register(function: BatchRule) -> BatchRule:
        _batch_rules[name] = function
        return function

    return register


def listing_rule(name: str) -> Callable[[ListingRule], ListingRule]:
    """Register a rule for listings in which something was found; rules run in the order of their names."""

    def register(function: ListingRule) -> ListingRule:
        _listing_rules[name] = function
        return function

    return register


def finding(of: Rule, sign: str, weight: float, values: dict[str, Any], *, start: int = -1, end: int = -1) -> Finding:
    """Make a finding of a rule of rules.toml; without a place it is none of the text.

    Units: weight in log-odds; folded places.
    """
    return Finding(of.id, sign, of.family, weight, start, end, of.basis, "", values)


def judges() -> dict[str, Judge]:
    """Return every judge by name."""
    _load()
    return _judges


def batch_rules() -> tuple[BatchRule, ...]:
    """Return every rule for whole batches."""
    _load()
    return tuple(_batch_rules[name] for name in sorted(_batch_rules))


def listing_rules() -> tuple[ListingRule, ...]:
    """Return every rule for listings in which something was found."""
    _load()
    return tuple(_listing_rules[name] for name in sorted(_listing_rules))


def _load() -> None:
    for family in FAMILIES:
        import_module(f"{__name__}.{family}")
