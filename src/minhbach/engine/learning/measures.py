"""How well a ranking and its probabilities fared: average precision, AUC, precision at capacity, reliability.

Intervals are the middle 95 % of bootstrap draws over sellers (or other groups), not over rows: ten
listings of one seller are one observation, not ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_BINS = 10
_SEED = 389


class Ranking:
    """Labels in the order of their scores, best first; equal scores stand together.

    Shape: true 0 or 1, score and weight of as many rows; nothing null.
    """

    def __init__(self, true: Numbers, scores: Numbers, weights: Numbers | None = None) -> None:
        order = np.argsort(-scores, kind="stable")
        self._order = order
        self._true = true[order].astype(np.float64)
        self._weights = np.ones(len(true)) if weights is None else weights[order]
        self._last = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True)) if len(true) else np.zeros(0, int)

    def _totals(self, weights: Numbers) -> tuple[Numbers, Numbers]:
        """Return positives and all down to each distinct score."""
        return np.cumsum(weights * self._true)[self._last], np.cumsum(weights)[self._last]

    def average_precision(self, times: Numbers | None = None) -> float:
        """Return the mean precision over the positives, each at its place in the ranking; times repeats rows."""
        positives, total = self._totals(self._weighed(times))
        if not len(positives) or positives[-1] == 0:
            return float("nan")
        gained = np.diff(positives, prepend=0.0)
        return float(np.sum(gained * positives / np.maximum(total, 1e-300)) / positives[-1])

    def auc(self, times: Numbers | None = None) -> float:
        """Return the chance that a positive stands above a negative."""
        positives, total = self._totals(self._weighed(times))
        negatives = total - positives
        if not len(total) or positives[-1] <= 0 or negatives[-1] <= 0:
            return float("nan")
        gained = np.diff(negatives, prepend=0.0)
        middle = positives - np.diff(positives, prepend=0.0) / 2
        return float(np.sum(gained * middle) / (positives[-1] * negatives[-1]))

    def precision_at(self, capacity: int, times: Numbers | None = None) -> float:
        """Return the share of positives among the first rows; of equal scores at the edge, their mean.

        Every visit counts as one: inverse-probability weights are not used here.
        """
        positives, total = self._cut(times)
        if not len(total) or total[-1] < capacity:
            return float("nan")
        edge = int(np.searchsorted(total, capacity))
        before = (positives[edge - 1], total[edge - 1]) if edge else (0.0, 0.0)
        share = (positives[edge] - before[0]) / (total[edge] - before[1])
        return float((before[0] + (capacity - before[1]) * share) / capacity)

    def _weighed(self, times: Numbers | None) -> Numbers:
        return self._weights if times is None else self._weights * times[self._order]

    def _cut(self, times: Numbers | None) -> tuple[Numbers, Numbers]:
        return self._totals(np.ones(len(self._true)) if times is None else times[self._order])


def brier(true: Numbers, probabilities: Numbers, weights: Numbers) -> float:
    """Return the mean squared distance of probability and outcome; lower is better."""
    return float(np.average((probabilities - true) ** 2, weights=weights)) if weights.sum() > 0 else float("nan")


def reliability(true: Numbers, probabilities: Numbers, weights: Numbers) -> list[dict[str, Any]]:
    """Return, for each tenth of the probabilities that has rows, what was said and what came true."""
    places = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    table: list[dict[str, Any]] = []
    for place in range(_BINS):
        chosen = places == place
        if chosen.any() and weights[chosen].sum() > 0:
            table.append(
                {
                    "from": place / _BINS,
                    "to": (place + 1) / _BINS,
                    "rows": int(chosen.sum()),
                    "said": float(np.average(probabilities[chosen], weights=weights[chosen])),
                    "came_true": float(np.average(true[chosen], weights=weights[chosen])),
                    "weight": float(weights[chosen].sum()),
                }
            )
    return table


def calibration_error(table: Sequence[dict[str, Any]]) -> float:
    """Return the expected calibration error: the mean gap between said and came true, by weight of rows."""
    total = sum(row["weight"] for row in table)
    return float(sum(row["weight"] * abs(row["said"] - row["came_true"]) for row in table) / total) if table else 0.0


def draws_of(groups: NDArray[np.int64], number: int) -> list[Numbers]:
    """Return how often each row is repeated in each bootstrap draw over groups."""
    chance = np.random.default_rng(_SEED)
    count = int(groups.max()) + 1 if len(groups) else 0
    return [
        np.bincount(chance.integers(0, count, count), minlength=count)[groups].astype(np.float64) for _ in range(number)
    ]
