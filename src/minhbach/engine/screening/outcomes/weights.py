"""Refit the rules' weights to outcomes: logistic regression drawn towards the weights set by hand.

Each family, and each rule in it, gets a factor that multiplies the hand's weight. The prior holds a
family near 1 and a rule near its family, so that thirty outcomes move little and a thousand decide.
Factors stay above 0: evidence for a sign cannot come to speak against it. How often leads are
confirmed at all goes into the calibration, not into the factors: a low rate alone makes no sign vanish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from minhbach.engine.learning.calibration import LEAST_SLOPE, fit_by_name, fitting_weights
from minhbach.engine.learning.folds import grouped_folds
from minhbach.engine.screening.outcomes.evidence import Case, lead_log_odds, tabulate
from minhbach.engine.screening.score import CALIBRATED, LEAD, Scorecard
from minhbach.engine.tables import SIGNS

Numbers = NDArray[np.float64]

FAMILY_SPREAD = 0.15
RULE_SPREAD = 0.1
LEAST_FACTOR = 0.05  # so that the hand's weight can be told from a weight stamped by a learned model
_SLOPE_SPREAD, _LEVEL_SPREAD, _SIGN_SPREAD = 0.5, 2.0, 0.7
_ROUNDS = 2
_SEED = 389
_CROSS_FOLDS = 5


@dataclass(frozen=True)
class Factor:
    """What was learned of a family, or of a rule.

    Units: factor multiplies the hand's weight; spread is the standard deviation of what is still open.
    """

    sign: str
    family: str
    rule: str | None  # None: of the whole family
    factor: float
    spread: float
    outcomes: int
    confirmed: int


@dataclass(frozen=True)
class Refit:
    """A scorecard as outcomes changed it, with what each factor rests on."""

    card: Scorecard
    factors: tuple[Factor, ...]


def refit(cases: Sequence[Case], hand: Scorecard) -> Refit:
    """Return the hand's scorecard with factors and calibration learned from cases.

    Calibration is fitted to sums that other sellers' outcomes gave, so that it is not too sure of itself.
    """
    result = fit_factors(cases, hand)
    sellers = {seller: place for place, seller in enumerate(dict.fromkeys(case.seller for case in cases))}
    groups = np.array([sellers[case.seller] for case in cases], dtype=np.int64)
    folds = grouped_folds(groups, _CROSS_FOLDS, _SEED)
    cards: list[Scorecard] = [result.card] * len(cases)
    for fold in folds:
        card = fit_factors([cases[row] for row in fold.train], hand).card
        for row in fold.test:
            cards[row] = card
    return Refit(calibrate(cases, cards, result.card), result.factors)


def calibrate(cases: Sequence[Case], cards: Sequence[Scorecard], card: Scorecard) -> Scorecard:
    """Return the card with slopes and intercepts that make its probabilities what outcomes bear out.

    Shape: for each case, the card that its sums are taken from.
    """
    rows: list[tuple[str, float, bool, float]] = []
    for case, own in zip(cases, cards, strict=True):
        table = tabulate([case], own)
        rows += [
            (sign, float(value), bool(true), case.weight)
            for sign, value, true in zip(table.signs, table.log_odds, table.true, strict=True)
        ]
    by_sign = {**fit_by_name(rows, SIGNS), LEAD: {"slope": 1.0, "intercept": 0.0}}
    signs_done = replace(card, calibration=by_sign)
    leads = [
        (LEAD, lead_log_odds(case, replace(own, calibration=by_sign)), case.any_true, case.weight)
        for case, own in zip(cases, cards, strict=True)
        if case.any_true is not None and case.reasons
    ]
    lead = fit_by_name(leads, (LEAD,))[LEAD]
    return replace(signs_done, calibration={name: {**by_sign, LEAD: lead}[name] for name in CALIBRATED})


def fit_factors(cases: Sequence[Case], hand: Scorecard) -> Refit:
    """Return the factors of families and rules; which reason of a family counts in full may change with them."""
    card = replace(hand, family_factors={}, rule_factors={})
    factors: tuple[Factor, ...] = ()
    for _ in range(_ROUNDS):
        factors = _fit(cases, card)
        card = replace(
            card,
            family_factors={f"{one.sign} {one.family}": one.factor for one in factors if one.rule is None},
            rule_factors={f"{one.sign} {one.rule}": one.factor for one in factors if one.rule is not None},
        )
    return Refit(card, factors)


def _fit(cases: Sequence[Case], card: Scorecard) -> tuple[Factor, ...]:
    table = tabulate(cases, card)
    if not len(table.true):
        return ()
    families: dict[tuple[str, str], int] = {}
    rules: dict[tuple[str, str], tuple[int, int]] = {}  # place, and place of the family
    entries: list[tuple[int, int, float]] = []
    for row, (sign, parts) in enumerate(zip(table.signs, table.parts, strict=True)):
        for family, rule, share in parts:
            of_family = families.setdefault((sign, family), len(families))
            place, _ = rules.setdefault((sign, rule), (len(rules), of_family))
            entries.append((row, place, share))
    rows, columns, values = zip(*entries, strict=True)
    design = sparse.csr_array((values, (rows, columns)), shape=(len(table.true), len(rules)))
    home = np.array([of_family for _, of_family in rules.values()])
    kinds = np.array([SIGNS.index(sign) for sign in table.signs])
    priors = np.array([card.prior[sign] for sign in table.signs])
    weights = fitting_weights(table.weights)
    found = _solve(design, home, len(families), kinds, priors, table.true, weights)
    names = {place: key for key, place in families.items()}
    of_rules, of_families, slope, chance = found
    information = np.asarray((design.multiply(design)).T @ (weights * chance * (1 - chance))) * slope**2
    factors = [
        Factor(sign, names[home_of][1], rule, round(float(of_rules[place]), 4),
               round(float((information[place] + RULE_SPREAD**-2) ** -0.5), 4), *_told(design, place, table.true))
        for (sign, rule), (place, home_of) in rules.items()
    ]  # fmt: skip
    for (sign, family), place in families.items():
        members = np.flatnonzero(home == place)
        told = np.asarray(design[:, members].sum(axis=1)).ravel() != 0
        spread = (np.sum(information[members]) + FAMILY_SPREAD**-2) ** -0.5
        factors.append(
            Factor(sign, family, None, round(float(of_families[place]), 4), round(float(spread), 4),
                   int(told.sum()), int(table.true[told].sum()))
        )  # fmt: skip
    return tuple(sorted(factors, key=lambda one: (one.sign, one.family, one.rule or "")))


def _told(design: sparse.csr_array, place: int, true: Numbers) -> tuple[int, int]:
    rows = np.unique(design[:, [place]].nonzero()[0])
    return len(rows), int(true[rows].sum())


def _solve(
    design: sparse.csr_array,
    home: NDArray[np.int64],
    families: int,
    kinds: NDArray[np.int64],
    priors: Numbers,
    true: Numbers,
    weights: Numbers,
) -> tuple[Numbers, Numbers, float, Numbers]:
    """Return factors of rules and of families, the slope, and the chance of each row.

    chance = σ(slope · (prior + Σ factor · counted) + level + level of the sign)
    """
    rules = design.shape[1]
    places = np.cumsum([0, rules, families, 1, 1, len(SIGNS)])

    def loss(values: Numbers) -> tuple[float, Numbers]:
        rule, family, slope, level, sign = (values[places[k] : places[k + 1]] for k in range(5))
        sums = priors + design @ rule
        line = slope[0] * sums + level[0] + sign[kinds]
        gap = weights * (1 / (1 + np.exp(-line)) - true)
        apart = (rule - family[home]) / RULE_SPREAD**2
        total = float(np.sum(weights * (np.logaddexp(0, line) - true * line)))
        total += float(np.sum((rule - family[home]) ** 2)) / RULE_SPREAD**2 / 2
        total += float(np.sum((family - 1) ** 2)) / FAMILY_SPREAD**2 / 2
        total += (slope[0] - 1) ** 2 / _SLOPE_SPREAD**2 / 2 + level[0] ** 2 / _LEVEL_SPREAD**2 / 2
        total += float(np.sum(sign**2)) / _SIGN_SPREAD**2 / 2
        return total, np.concatenate(
            [
                slope[0] * (design.T @ gap) + apart,
                (family - 1) / FAMILY_SPREAD**2 - np.bincount(home, apart, minlength=families),
                [gap @ sums + (slope[0] - 1) / _SLOPE_SPREAD**2],
                [gap.sum() + level[0] / _LEVEL_SPREAD**2],
                np.bincount(kinds, gap, minlength=len(SIGNS)) + sign / _SIGN_SPREAD**2,
            ]
        )

    start = np.concatenate([np.ones(rules + families + 1), np.zeros(1 + len(SIGNS))])
    bounds = [(LEAST_FACTOR, None)] * (rules + families) + [(LEAST_SLOPE, None)] + [(None, None)] * (1 + len(SIGNS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 1000}).x
    rule, family, slope, level, sign = (found[places[k] : places[k + 1]] for k in range(5))
    line = slope[0] * (priors + design @ rule) + level[0] + sign[kinds]
    return rule, family, float(slope[0]), 1 / (1 + np.exp(-line))
