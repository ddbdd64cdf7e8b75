"""What the screen found in inspected listings, as rows to learn from: one for each listing and sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from minhbach.engine.screening.score import LEAD, Scorecard, any_log_odds, counted_shares
from minhbach.engine.tables import SIGNS

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Reason:
    """One signal as a rule gave it, before anything was learned.

    Units: weight in log-odds.
    """

    sign: str
    family: str
    rule: str
    weight: float


@dataclass(frozen=True)
class Case:
    """One inspected listing: the signs it showed, and which of them the visit confirmed.

    ``truth`` holds only signs of which the outcome is known.
    """

    listing_id: str
    seller: str
    day: int  # days since 1970-01-01; 0 where no time is known
    platform: str
    goods: tuple[str, ...]
    reasons: tuple[Reason, ...]
    truth: Mapping[str, bool]
    any_true: bool | None  # whether any sign shown was confirmed; None where that is not known
    is_random: bool = False
    weight: float = 1.0  # inverse probability of the visit


def reasons_by_listing(signals: pl.DataFrame, listing_ids: Iterable[str]) -> dict[str, tuple[Reason, ...]]:
    """Return the reasons that count, of the listings asked for.

    Shape: SIGNALS whose weights are the rules' own.
    """
    chosen = signals.filter(pl.col("listing_id").is_in(list(listing_ids)), pl.col("weight") != 0)
    found: dict[str, list[Reason]] = {}
    for listing_id, sign, family, rule, weight in chosen.select(
        "listing_id", "sign", "family", "rule", "weight"
    ).iter_rows():
        found.setdefault(listing_id, []).append(Reason(sign, family, rule, weight))
    return {listing_id: tuple(reasons) for listing_id, reasons in found.items()}


def counted(reasons: Sequence[Reason], card: Scorecard) -> dict[str, list[tuple[Reason, float]]]:
    """Return by sign each reason with what counts of its own weight, under the card's learned factors.

    Factor times what is returned, summed, plus the prior, is the sign's log-odds.
    """
    families: dict[tuple[str, str], list[Reason]] = {}
    for reason in reasons:
        families.setdefault((reason.sign, reason.family), []).append(reason)
    result: dict[str, list[tuple[Reason, float]]] = {}
    for (sign, family), members in families.items():
        factors = [card.factor(sign, family, one.rule) for one in members]
        # As judging stamps them: what is learned here must be what is counted there.
        shares = counted_shares(
            [round(one.weight * factor, 6) for one, factor in zip(members, factors, strict=True)], card
        )
        for one, factor, share in zip(members, factors, shares, strict=True):
            result.setdefault(sign, []).append((one, share / factor if factor else 0.0))
    return result


def log_odds_of(reasons: Sequence[Reason], card: Scorecard) -> dict[str, float]:
    """Return the log-odds of each sign with evidence, as ``score`` adds them up."""
    return {
        sign: round(
            card.prior[sign] + sum(card.factor(sign, one.family, one.rule) * share for one, share in members), 6
        )
        for sign, members in counted(reasons, card).items()
    }


@dataclass(frozen=True)
class Table:
    """Cases as rows of numbers, under one card.

    Shape: one row for each case and sign of known outcome.
    """

    cases: tuple[int, ...]  # place of the case
    signs: tuple[str, ...]
    log_odds: Numbers
    true: Numbers
    weights: Numbers
    parts: tuple[tuple[tuple[str, str, float], ...], ...] = field(default=())  # family, rule, counted


def tabulate(cases: Sequence[Case], card: Scorecard) -> Table:
    """Return the rows of all cases whose sign has evidence and a known outcome."""
    places: list[int] = []
    signs: list[str] = []
    log_odds: list[float] = []
    true: list[bool] = []
    weights: list[float] = []
    parts: list[tuple[tuple[str, str, float], ...]] = []
    for place, case in enumerate(cases):
        by_sign = counted(case.reasons, card)
        sums = log_odds_of(case.reasons, card)
        for sign in SIGNS:
            if sign not in by_sign or sign not in case.truth:
                continue
            places.append(place)
            signs.append(sign)
            log_odds.append(sums[sign])
            true.append(case.truth[sign])
            weights.append(case.weight)
            parts.append(tuple((one.family, one.rule, share) for one, share in by_sign[sign]))
    return Table(
        tuple(places),
        tuple(signs),
        np.array(log_odds, dtype=np.float64),
        np.array(true, dtype=np.float64),
        np.array(weights, dtype=np.float64),
        tuple(parts),
    )


def lead_log_odds(case: Case, card: Scorecard) -> float:
    """Return the uncalibrated log-odds that a sign of the lead is confirmed: of the signs it was shown for."""
    sums = log_odds_of(case.reasons, card)
    own = log_odds_of(case.reasons, replace(card, family_factors={}, rule_factors={}))
    holding = [sign for sign, value in own.items() if value >= 0] or sorted(sums, key=lambda sign: sums[sign])[-1:]
    none_holds = 1.0
    for sign in holding:
        none_holds *= 1 - card.probability(sign, sums[sign])
    return any_log_odds(none_holds) if holding else -30.0


def lead_probability(case: Case, card: Scorecard) -> float:
    """Return the probability that a visit confirms a sign of the lead."""
    return card.probability(LEAD, lead_log_odds(case, card))
