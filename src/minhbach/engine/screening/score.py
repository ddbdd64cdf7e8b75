"""Add evidence up so that each reason's share can be seen and argued with."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from minhbach.engine.screening.listing import Finding
from minhbach.engine.tables import SIGNS


@dataclass(frozen=True)
class Scorecard:
    """The visible numbers behind a score.

    Units: log-odds for priors, weights and caps; harm is a factor.
    """

    version: str
    prior: Mapping[str, float]
    further_share: float
    cap: float
    harm: Mapping[str, float]
    sign_harm: Mapping[str, float]


@dataclass(frozen=True)
class Score:
    """What the evidence of one listing amounts to."""

    log_odds: Mapping[str, float]
    signs: tuple[str, ...]
    worth: float


def load_scorecard() -> Scorecard:
    """Read the product's scorecard."""
    content = tomllib.loads((Path(__file__).parent / "score.toml").read_text(encoding="utf-8"))
    return Scorecard(
        version=content["version"],
        prior=content["prior"],
        further_share=content["family"]["further_share"],
        cap=content["family"]["cap"],
        harm=content["harm"],
        sign_harm=content["sign_harm"],
    )


def family_weight(weights: Iterable[float], card: Scorecard) -> float:
    """Add the weights of one family: ten synonyms are not ten reasons.

    Units: log-odds, between minus and plus the cap.
    """
    total = 0.0
    for direction in (1, -1):
        share = 1.0
        for weight in sorted((w * direction for w in weights if w * direction > 0), reverse=True):
            total += direction * weight * share
            share *= card.further_share
    return max(-card.cap, min(card.cap, total))


def score(findings: Iterable[Finding], goods: Iterable[str], card: Scorecard) -> Score:
    """Return which signs hold and what a visit is worth.

    Units: worth is the sum over signs of probability times harm; not a probability itself.
    """
    families: dict[str, dict[str, list[float]]] = {}
    for finding in findings:
        families.setdefault(finding.sign, {}).setdefault(finding.family, []).append(finding.weight)
    goods_harm = max((card.harm.get(kind, 1.0) for kind in goods), default=1.0)
    log_odds: dict[str, float] = {}
    worth = 0.0
    for sign in SIGNS:
        if sign not in families:
            continue
        total = card.prior[sign] + sum(family_weight(weights, card) for weights in families[sign].values())
        log_odds[sign] = round(total, 6)
        if total >= 0:
            worth += card.sign_harm[sign] * goods_harm / (1 + math.exp(-total))
    signs = tuple(sign for sign in SIGNS if log_odds.get(sign, -1.0) >= 0)
    return Score(log_odds, signs, round(worth, 6))
