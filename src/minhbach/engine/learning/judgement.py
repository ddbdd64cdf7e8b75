"""Is the candidate better than the model before? Both judged on the same held-out rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from minhbach.engine.learning.measures import (
    Ranking,
    brier,
    calibration_error,
    draws_of,
    reliability,
)

Numbers = NDArray[np.float64]

CAPACITIES = (10, 20, 50, 100)
_DRAWS = 500
_DRAWS_LARGE = 120  # of 20 000 rows and more
_LARGE = 20_000
_BEYOND_CHANCE = 0.95  # share of draws in which a measure is worse
_SAME = 1e-9
_AS_GOOD = 0.005  # of average precision


@dataclass(frozen=True)
class Candidate:
    """A model that was learned, and why it must not replace the one before (nothing where it may)."""

    model: dict[str, Any]
    refused: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class HeldOut:
    """Rows that no model had learned from when it judged them.

    Shape: as many values in each; ``before`` None where there was no model. fold −1 is no row of a fold.
    """

    true: Numbers
    new: Numbers
    before: Numbers | None
    weights: Numbers
    groups: NDArray[np.int64]
    folds: NDArray[np.int64]


def judge_held_out(held: HeldOut, capacity: int) -> dict[str, Any]:
    """Return every measure of the candidate and of the model before, with intervals, and their differences.

    Units: shares in [0, 1]; null where a measure has no value (no positives, fewer rows than visits).
    """
    draws = draws_of(held.groups, _DRAWS_LARGE if len(held.true) > _LARGE else _DRAWS)
    new, new_drawn = _measures(held, held.new, capacity, draws)
    report: dict[str, Any] = {
        "rows": len(held.true),
        "confirmed": int(held.true.sum()),
        "folds": [int(np.sum(held.folds == fold)) for fold in np.unique(held.folds)],
        "confirmed_share": _plain(float(np.average(held.true, weights=held.weights))),
        "capacity": capacity,
        "new": new,
    }
    if held.before is not None:
        before, before_drawn = _measures(held, held.before, capacity, draws)
        report["before"] = before
        report["difference"] = {
            name: _difference(name, new[name], before[name], drawn - before_drawn[name])
            for name, drawn in new_drawn.items()
        }
    return report


def verdict(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return why the candidate must not replace the model before; nothing where it may.

    It must not where average precision or precision at capacity is lower, or the Brier score higher,
    in nearly every bootstrap draw; nor where neither is better: a lower average precision is only taken
    for probabilities that are surely truer. Without a model before, the candidate must rank better than chance.
    """
    new = report["new"]
    if "before" not in report:
        # Drawn again, rows stand twice and lift average precision even of a blind ranking; AUC stays at a half.
        if (new["auc"]["low"] or 0.0) <= 0.5:
            return [_reason("verdict.no_better_than_chance", new["auc"], 0.5)]
        return []
    before = report["before"]
    if (before["auc"]["high"] or 1.0) < 0.5 and report["confirmed"] >= 10:
        return [_reason("verdict.outcomes_reversed", new["auc"], before["auc"]["value"])]
    capacity = f"precision_at_{report['capacity']}"
    reasons = [
        _reason(f"verdict.worse_{name}", new[measure], before[measure]["value"], report["capacity"])
        for name, measure in (
            ("average_precision", "average_precision"), ("precision_at", capacity), ("brier", "brier")
        )
        if (report["difference"][measure]["worse_share"] or 0) >= _BEYOND_CHANCE
    ]  # fmt: skip
    if reasons:
        return reasons
    gain, brier_gain = (
        sign * ((new[measure]["value"] or 0) - (before[measure]["value"] or 0))
        for measure, sign in (("average_precision", 1), ("brier", -1))
    )
    surely_truer = (report["difference"]["brier"]["worse_share"] or 0) <= 1 - _BEYOND_CHANCE and brier_gain > _SAME
    if gain > _SAME or surely_truer or (gain >= -_AS_GOOD and brier_gain > _SAME):
        return []
    return [_reason("verdict.no_better", new["average_precision"], before["average_precision"]["value"])]


def _reason(code: str, new: dict[str, Any], before: float | None, capacity: int | None = None) -> dict[str, Any]:
    return {"code": code, "new": new["value"], "before": before, "capacity": capacity}


def _functions(held: HeldOut, scores: Numbers, capacity: int) -> dict[str, Callable[[Numbers | None], float]]:
    whole = Ranking(held.true, scores, held.weights)
    by_fold = [
        (rows, Ranking(held.true[rows], scores[rows], held.weights[rows]))
        for rows in (np.flatnonzero(held.folds == fold) for fold in np.unique(held.folds))
    ]

    def over_folds(measure: Callable[[Ranking, Numbers | None], float]) -> Callable[[Numbers | None], float]:
        def mean(times: Numbers | None) -> float:
            values = [(measure(one, None if times is None else times[rows]), len(rows)) for rows, one in by_fold]
            known = [(value, size) for value, size in values if not math.isnan(value)]
            return float(np.average([v for v, _ in known], weights=[s for _, s in known])) if known else float("nan")

        return mean

    def score_brier(times: Numbers | None) -> float:
        return brier(held.true, scores, held.weights if times is None else held.weights * times)

    def at(number: int) -> Callable[[Numbers | None], float]:
        return lambda times: whole.precision_at(number, times)

    return {
        "average_precision": over_folds(lambda one, times: one.average_precision(times)),
        "auc": over_folds(lambda one, times: one.auc(times)),
        "brier": score_brier,
        **{f"precision_at_{number}": at(number) for number in sorted({*CAPACITIES, capacity})},
    }


def _measures(
    held: HeldOut, scores: Numbers, capacity: int, draws: Sequence[Numbers]
) -> tuple[dict[str, Any], dict[str, Numbers]]:
    """Return every measure with its interval, and its values over the draws."""
    functions = _functions(held, scores, capacity)
    drawn = {name: np.array([measure(times) for times in draws]) for name, measure in functions.items()}
    told: dict[str, Any] = {
        name: {"value": _plain(measure(None)), **_middle(drawn[name])} for name, measure in functions.items()
    }
    table = reliability(held.true, scores, held.weights)
    return {**told, "calibration_error": _plain(calibration_error(table)), "reliability": table}, drawn


def _difference(name: str, new: dict[str, Any], before: dict[str, Any], drawn: Numbers) -> dict[str, float | None]:
    """Return new minus before, drawn together, and the share of draws in which new is worse."""
    known = drawn[~np.isnan(drawn)]
    worse = known > _SAME if name == "brier" else known < -_SAME
    has_both = new["value"] is not None and before["value"] is not None
    return {
        "value": round(new["value"] - before["value"], 6) if has_both else None,
        **_middle(drawn),
        "worse_share": _plain(float(worse.mean())) if _enough(known, drawn) else None,
    }


def _middle(drawn: Numbers) -> dict[str, float | None]:
    """Return the middle 95 % of the draws that have a value."""
    known = drawn[~np.isnan(drawn)]
    if not _enough(known, drawn):
        return {"low": None, "high": None}
    low, high = np.quantile(known, [0.025, 0.975])
    return {"low": _plain(float(low)), "high": _plain(float(high))}


def _enough(known: Numbers, drawn: Numbers) -> bool:
    return len(known) >= max(20, len(drawn) // 4)


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
