"""From what was found in listings, by whatever rule, to leads with a score."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import polars as pl

from minhbach.engine.screening.score import Scorecard, score
from minhbach.engine.tables import LEADS, LISTINGS, SIGNALS, lists

FOUND: dict[str, pl.DataType] = {"n": pl.Int64(), **SIGNALS}
"""Signals before they are scored; n is the listing's place."""

CANDIDATES: dict[str, pl.DataType] = {"n": pl.Int64(), "goods": LEADS["goods"], **LISTINGS}
"""Listings in which anything was found, whole: a lead's listing is frozen as it was read."""


class _Evidence(NamedTuple):
    sign: str
    family: str
    rule: str
    weight: float


def judge(candidates: pl.DataFrame, found: pl.DataFrame, scorecard: Scorecard) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Score every candidate by all that was found in it.

    A signal's weight is the rule's own, times what outcomes taught about the rule.

    Shape:  CANDIDATES, FOUND (of these candidates, in any order) -> SIGNALS in the order of the
            candidates, places before what has none; LEADS in the same order.
    """
    found = learned_weights(found.sort("n", "start", "end", "rule", nulls_last=True, maintain_order=True), scorecard)
    evidence: dict[int, list[_Evidence]] = defaultdict(list)
    for number, *of in found.select("n", "sign", "family", "rule", "weight").iter_rows():
        evidence[number].append(_Evidence(*of))
    kept: list[int] = []
    signs: list[tuple[str, ...]] = []
    scores: list[float] = []
    probabilities: list[float | None] = []
    for place, (number, goods) in enumerate(candidates.select("n", "goods").iter_rows()):
        result = score(evidence[number], goods, scorecard)
        if result.signs:
            kept.append(place)
            signs.append(tuple(result.signs))
            scores.append(result.worth)
            probabilities.append(result.probability)
    leads = candidates[kept].with_columns(
        lists("signs", signs),
        pl.Series("score", scores, dtype=pl.Float64),
        pl.Series("probability", probabilities, dtype=pl.Float64),
        pl.lit(None, dtype=pl.String).alias("order"),  # of the whole sweep
    )
    return found.select(list(SIGNALS)), leads.select(list(LEADS))


def snapshots(candidates: pl.DataFrame, leads: pl.DataFrame) -> pl.DataFrame:
    """Return the listings that leads rest on, as they were read.

    Shape: CANDIDATES, LEADS -> LISTINGS in the order of the candidates.
    """
    return candidates.join(leads.select("listing_id"), on="listing_id", how="semi", maintain_order="left").select(
        list(LISTINGS)
    )


def learned_weights(signals: pl.DataFrame, scorecard: Scorecard) -> pl.DataFrame:
    """Multiply each weight by the factor that was learned for its rule or family.

    Shape: SIGNALS, with any further columns -> the same.
    """
    if not scorecard.family_factors and not scorecard.rule_factors:
        return signals
    factors = [
        scorecard.factor(sign, family, rule) for sign, family, rule in signals.select("sign", "family", "rule").rows()
    ]
    return signals.with_columns((pl.col("weight") * pl.Series(factors, dtype=pl.Float64)).round(6))
