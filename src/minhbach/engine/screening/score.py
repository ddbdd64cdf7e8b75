"""Add evidence up so that each reason's share can be seen and argued with (docs/method/score.md)."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from minhbach.engine.learning import MODEL_SCHEMA
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.signs import signs
from minhbach.engine.tables import SIGNS

OTHER_GOODS = "other"
LEAD = "lead"
LEAST_PROBABILITY = 0.2
"""Of a sign that outcomes may not take away: a visit in five that finds something is worth making."""
CALIBRATED = (*SIGNS, LEAD)
_UNCALIBRATED = {"slope": 1.0, "intercept": 0.0}
_HARM = 1.0  # of a sign that no row speaks of


class ModelUnreadable(EngineRefusal):
    """A knowledge folder's model cannot be used for screening."""

    code = "model.unreadable"


class Evidence(Protocol):
    """What the score needs of a finding."""

    @property
    def sign(self) -> str:
        """The sign it speaks of."""

    @property
    def family(self) -> str:
        """Reasons of one family are synonyms of each other."""

    @property
    def rule(self) -> str:
        """The rule that found it."""

    @property
    def weight(self) -> float:
        """Log-odds; negative speaks against."""


@dataclass(frozen=True)
class Scorecard:
    """The visible numbers behind a score.

    Units: log-odds for priors and caps; harm and factors multiply.
    """

    version: str
    prior: Mapping[str, float]
    further_share: float
    cap: float
    harm: Mapping[str, Mapping[str, float]]  # by kind of goods, then by sign
    calibration: Mapping[str, Mapping[str, float]]  # slope and intercept by sign, and of "lead": any sign shown
    family_factors: Mapping[str, float] = field(default_factory=dict)  # learned, by "sign family"
    rule_factors: Mapping[str, float] = field(default_factory=dict)  # learned, by "sign rule"
    order: Mapping[str, float] = field(default_factory=dict)  # by what the sweep raises and lowers a worth

    def factor(self, sign: str, family: str, rule: str) -> float:
        """Return what a rule's weight is multiplied by: learned for the rule, else for its family, else 1."""
        return self.rule_factors.get(f"{sign} {rule}", self.family_factors.get(f"{sign} {family}", 1.0))

    def probability(self, name: str, log_odds: float) -> float:
        """Return the calibrated probability of a sign, or of "lead"; it rises with the log-odds."""
        calibration = self.calibration[name]
        calibrated = calibration["slope"] * log_odds + calibration["intercept"]
        # Beyond 30 nothing is added that outcomes could tell, and 1 − p stays above 0.
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, calibrated))))


@dataclass(frozen=True)
class Score:
    """What the evidence of one listing amounts to.

    Units: log-odds; probabilities in [0, 1]; worth is the sum over signs of probability times harm.
    """

    log_odds: Mapping[str, float]
    signs: tuple[str, ...]
    worth: float
    probabilities: Mapping[str, float] = field(default_factory=dict)  # of each sign with evidence
    probability: float | None = None  # that a look confirms at least one of the signs that hold


def load_scorecard(model: str | None = None) -> Scorecard:
    """Read the product's scorecard, or what inspectors' outcomes made of it.

    ``model`` is the text of a knowledge folder's model.json.

    Raises: ModelUnreadable when it is no model of this schema for screening.
    """
    content = tomllib.loads((Path(__file__).parent / "score.toml").read_text(encoding="utf-8"))
    card = Scorecard(
        version=content["version"],
        prior={code: one.prior for code, one in signs().items()},
        further_share=content["family"]["further_share"],
        cap=content["family"]["cap"],
        harm=_harm(content["harm"]),
        order=content["order"],
        calibration={name: _calibration(content["calibration"].get(name, _UNCALIBRATED)) for name in CALIBRATED},
    )
    return card if model is None else _learned(card, model)


def _learned(card: Scorecard, model: str) -> Scorecard:
    try:
        content: dict[str, Any] = json.loads(model)
        if content.get("kind") != "screen" or content.get("schema") != MODEL_SCHEMA:
            raise ModelUnreadable(problem="model.other_kind", found=f"{content.get('kind')} {content.get('schema')}")
        chosen = content["scorecard"]
        # A model of before a sign was listed says nothing of it.
        told = {**card.calibration, **chosen["calibration"]}
        calibration = {name: _calibration(told[name]) for name in CALIBRATED}
        family_factors = {name: _factor(value) for name, value in chosen["family_factors"].items()}
        rule_factors = {name: _factor(value) for name, value in chosen["rule_factors"].items()}
        version = str(content["version"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelUnreadable(problem="model.broken", found=str(error)) from error
    return replace(
        card,
        version=f"{card.version}+{version}",
        calibration=calibration,
        family_factors=family_factors,
        rule_factors=rule_factors,
    )


def _harm(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    by_goods = {row["goods"]: row for row in rows}
    others = by_goods[OTHER_GOODS]
    return {goods: {sign: row.get(sign, others.get(sign, _HARM)) for sign in SIGNS} for goods, row in by_goods.items()}


def _calibration(row: Mapping[str, Any]) -> dict[str, float]:
    slope, intercept = float(row["slope"]), float(row["intercept"])
    if not (slope > 0 and math.isfinite(slope) and math.isfinite(intercept)):
        raise ValueError(f"calibration {slope} {intercept}")
    return {"slope": slope, "intercept": intercept}


def _factor(value: float) -> float:
    # Evidence never changes sides: what speaks for a sign cannot come to speak against it.
    if not (0 <= value < math.inf):
        raise ValueError(f"factor {value}")
    return float(value)


def counted_shares(weights: Sequence[float], card: Scorecard) -> list[float]:
    """Return how much of each reason's weight counts within its family: ten synonyms are not ten reasons.

    In each direction the strongest reason counts in full, each further one by a share of the share
    before; what goes beyond the cap is taken from all alike. Reasons for and against are capped
    apart, so that no number of synonyms drowns what speaks against.

    Units: log-odds; the sum is the family's weight.
    """
    counted = [0.0] * len(weights)
    for direction in (1.0, -1.0):
        chosen = [place for place, weight in enumerate(weights) if weight * direction > 0]
        chosen.sort(key=lambda place: -weights[place] * direction)
        share = 1.0
        for place in chosen:
            counted[place] = weights[place] * share
            share *= card.further_share
        total = abs(sum(counted[place] for place in chosen))
        if total > card.cap:
            for place in chosen:
                counted[place] *= card.cap / total
    return counted


def family_weight(weights: Iterable[float], card: Scorecard) -> float:
    """Add the weights of one family.

    Units: log-odds, between minus and plus the cap.
    """
    return sum(counted_shares(list(weights), card))


def score(findings: Iterable[Evidence], goods: Iterable[str], card: Scorecard) -> Score:
    """Return which signs hold, how probable each is, and what a visit is worth.

    The weights are taken as given: ``judging`` has multiplied them by the card's learned factors. A sign
    holds where the sum of the rules' own weights reaches 0. What was learned never adds a sign; it takes
    one away only where outcomes say that hardly any such come true.
    """
    findings = list(findings)
    families: dict[str, dict[str, list[float]]] = {}
    for finding in findings:
        families.setdefault(finding.sign, {}).setdefault(finding.family, []).append(finding.weight)
    kinds = [card.harm[kind] for kind in goods if kind in card.harm] or [card.harm[OTHER_GOODS]]
    own = _own_sums(findings, card) if card.family_factors or card.rule_factors else None
    log_odds: dict[str, float] = {}
    held: list[str] = []
    probabilities: dict[str, float] = {}
    worth = 0.0
    none_holds = 1.0
    for sign in SIGNS:
        if sign not in families or sign not in card.prior:  # a card of before the sign was listed
            continue
        total = card.prior[sign] + sum(family_weight(weights, card) for weights in families[sign].values())
        log_odds[sign] = round(total, 6)
        probability = card.probability(sign, log_odds[sign])
        probabilities[sign] = round(probability, 6)
        is_held = log_odds[sign] >= 0 if own is None else own[sign] >= 0 and probability >= LEAST_PROBABILITY
        if is_held:
            held.append(sign)
            worth += probability * max(kind[sign] for kind in kinds)
            none_holds *= 1 - probability
    signs = tuple(held)
    lead = round(card.probability(LEAD, any_log_odds(none_holds)), 6) if signs else None
    return Score(log_odds, signs, round(worth, 6), probabilities, lead)


def _own_sums(findings: Iterable[Evidence], card: Scorecard) -> dict[str, float]:
    """Return each sign's log-odds by the rules' own weights, before anything was learned."""
    families: dict[str, dict[str, list[float]]] = {}
    for one in findings:
        factor = card.factor(one.sign, one.family, one.rule)
        own = round(one.weight / factor, 4) if factor else 0.0
        families.setdefault(one.sign, {}).setdefault(one.family, []).append(own)
    return {
        sign: round(card.prior[sign] + sum(family_weight(weights, card) for weights in of_sign.values()), 4)
        for sign, of_sign in families.items()
        if sign in card.prior
    }


def any_log_odds(none_holds: float) -> float:
    """Return the log-odds that at least one sign holds, from the probability that none does."""
    return math.log((1 - none_holds) / none_holds)
