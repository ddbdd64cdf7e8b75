"""From log-odds to probabilities: Platt's line for each kind, drawn towards the line of all kinds.

With few outcomes of a kind its line is that of all; with none at all it stays what it was. The slope
is kept above 0, so that more evidence never means less probability.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Numbers = NDArray[np.float64]

LEAST_SLOPE = 0.05
# Standard deviations of the priors, in log-odds: how far data must pull before a line leaves its place.
_ALL_SLOPE, _ALL_INTERCEPT = 0.5, 2.0
_KIND_SLOPE, _KIND_INTERCEPT = 0.2, 0.7


def fitting_weights(weights: Numbers) -> Numbers:
    """Return inverse-probability weights that together weigh no more than the outcomes they are worth.

    A row that stands for ten others is still one row: the sum is Kish's effective number of them.
    """
    return weights * (weights.sum() / (weights**2).sum()) if len(weights) else weights


def fit_lines(
    log_odds: Numbers, true: Numbers, kinds: NDArray[np.int64], number: int, weights: Numbers
) -> list[tuple[float, float]]:
    """Return slope and intercept of each kind (0 … number − 1), and last those of all kinds together.

    Shape: as many rows in log_odds, true (0 or 1), kinds and weights.
    """
    start = np.concatenate([np.ones(number + 1), np.zeros(number + 1)])

    def loss(values: Numbers) -> tuple[float, Numbers]:
        slopes, intercepts = values[: number + 1], values[number + 1 :]
        line = slopes[kinds] * log_odds + intercepts[kinds]
        gap = weights * (1 / (1 + np.exp(-line)) - true)
        total = float(np.sum(weights * (np.logaddexp(0, line) - true * line)))
        to_slopes = np.bincount(kinds, gap * log_odds, minlength=number + 1)
        to_intercepts = np.bincount(kinds, gap, minlength=number + 1)
        for parts, to, spread_all, spread_kind, home in (
            (slopes, to_slopes, _ALL_SLOPE, _KIND_SLOPE, 1.0),
            (intercepts, to_intercepts, _ALL_INTERCEPT, _KIND_INTERCEPT, 0.0),
        ):
            apart = (parts[:number] - parts[number]) / spread_kind**2
            total += float(np.sum((parts[:number] - parts[number]) ** 2) / spread_kind**2 / 2)
            total += (parts[number] - home) ** 2 / spread_all**2 / 2
            to[:number] += apart
            to[number] += (parts[number] - home) / spread_all**2 - apart.sum()
        return total, np.concatenate([to_slopes, to_intercepts])

    bounds = [(LEAST_SLOPE, None)] * (number + 1) + [(None, None)] * (number + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    return [(float(found.x[kind]), float(found.x[number + 1 + kind])) for kind in range(number + 1)]


def fit_line(log_odds: Numbers, true: Numbers, weights: Numbers | None = None) -> tuple[float, float]:
    """Return slope and intercept of one kind of rows alone."""
    rows = np.zeros(len(true), dtype=np.int64)
    return fit_lines(log_odds, true, rows, 1, np.ones(len(true)) if weights is None else weights)[0]


def fit_by_name(rows: Sequence[tuple[str, float, bool, float]], names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return slope and intercept by name, from rows of (name, log-odds, true, weight)."""
    places: Mapping[str, int] = {name: place for place, name in enumerate(names)}
    lines = fit_lines(
        np.array([row[1] for row in rows], dtype=np.float64),
        np.array([row[2] for row in rows], dtype=np.float64),
        np.array([places[row[0]] for row in rows], dtype=np.int64),
        len(names),
        fitting_weights(np.array([row[3] for row in rows], dtype=np.float64)),
    )
    return {
        name: {"slope": round(lines[place][0], 4), "intercept": round(lines[place][1], 4)}
        for name, place in places.items()
    }
