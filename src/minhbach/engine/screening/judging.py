"""From what was found in listings, by whatever rule, to leads with a score."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import polars as pl

from minhbach.engine.screening.listing import Finding
from minhbach.engine.screening.score import Scorecard, score
from minhbach.engine.tables import LEADS, LISTINGS, SIGNALS

FOUND: dict[str, pl.DataType] = {"n": pl.Int64(), **SIGNALS}
"""Signals before they are scored; n is the listing's place."""

CANDIDATES: dict[str, pl.DataType] = {"n": pl.Int64(), "goods": LEADS["goods"], **LISTINGS}
"""Listings in which anything was found, whole: a lead's listing is frozen as it was read."""


def judge(candidates: pl.DataFrame, found: pl.DataFrame, scorecard: Scorecard) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Score every candidate by all that was found in it.

    Shape:  CANDIDATES, FOUND (of these candidates, in any order) -> SIGNALS in the order of the
            candidates, places before what has none; LEADS in the same order.
    """
    found = found.sort("n", "start", "end", "rule", nulls_last=True, maintain_order=True)
    evidence: dict[int, list[Finding]] = defaultdict(list)
    for row in found.iter_rows(named=True):
        evidence[row["n"]].append(_finding(row))
    kept: list[int] = []
    signs: list[list[str]] = []
    scores: list[float] = []
    probabilities: list[float | None] = []
    for place, (number, goods) in enumerate(candidates.select("n", "goods").iter_rows()):
        result = score(evidence[number], goods, scorecard)
        if result.signs:
            kept.append(place)
            signs.append(list(result.signs))
            scores.append(result.worth)
            probabilities.append(None)
    leads = candidates[kept].with_columns(
        pl.Series("signs", signs, dtype=pl.List(pl.String)),
        pl.Series("score", scores, dtype=pl.Float64),
        pl.Series("probability", probabilities, dtype=pl.Float64),
    )
    return found.select(list(SIGNALS)), leads.select(list(LEADS))


def _finding(row: dict[str, Any]) -> Finding:
    return Finding(
        row["rule"],
        row["sign"],
        row["family"],
        row["weight"],
        -1 if row["start"] is None else row["start"],
        -1 if row["end"] is None else row["end"],
        tuple(row["legal_basis"]),
        row["lexicon_version"],
    )
