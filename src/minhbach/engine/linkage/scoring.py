"""Pairs of a frame scored, many at once or one: the same loops, so the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from minhbach.engine.linkage import kernel
from minhbach.engine.linkage.frames import GROUPS, Frame, frame_of
from minhbach.engine.linkage.model import Comparison, Level, Model, standing_model
from minhbach.engine.linkage.records import Degrees, Record

# The column of addresses, after persons, companies and shops.
ADDRESS = 3
Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Scored:
    """What was found of pairs: a level and a weight of each comparison, and the sums, in hundredths of a bit."""

    lefts: Numbers
    rights: Numbers
    levels: Numbers
    weights: Numbers
    scores: Numbers

    def coded(self, pair: int, model: Model) -> list[list[str | int]]:
        """Return what was found of one pair as codes and numbers: comparison, level, weight."""
        return [[reason.comparison.code, reason.level.code, reason.weight] for reason in reasons_of(self, pair, model)]


@dataclass(frozen=True)
class Reason:
    """One step of the waterfall from the prior to the score. WEIGHT is in hundredths of a bit."""

    comparison: Comparison
    level: Level
    weight: int


def score_pairs(frame: Frame, lefts: Numbers, rights: Numbers, model: Model | None = None) -> Scored:
    """Score pairs of rows; of each pair the record whose id comes first is put on the left."""
    model = model or standing_model()
    is_turned = frame.order[lefts] > frame.order[rights]
    lefts, rights = _rows(np.where(is_turned, rights, lefts)), _rows(np.where(is_turned, lefts, rights))
    pairs, width = len(lefts), len(model.comparisons)
    levels = np.zeros((pairs, width), dtype=np.uint8)
    bits = np.zeros((pairs, width), dtype=np.float64)
    if pairs:
        kernel.compare_names(
            pairs, lefts, rights, frame.names_from, frame.roles, frame.marked, frame.forms, frame.joined,
            frame.tokens_from, frame.plain, frame.toned, frame.digits, frame.plain_bits, frame.toned_bits,
            frame.letters, frame.starts, np.ascontiguousarray(model.weights[:4].reshape(-1)), width, levels, bits,
        )  # fmt: skip
        first = model.column(GROUPS[0])
        kernel.compare_identifiers(
            pairs, lefts, rights, frame.nodes_from, frame.nodes, frame.groups, frame.bands, frame.heads, first, width,
            levels,
        )  # fmt: skip
        levels[:, model.column("place")] = _places(frame, lefts, rights)
        # There is a 12 Trần Phú in every town.
        is_elsewhere = (frame.communes[lefts] != frame.communes[rights]) & (frame.communes[lefts] != 0)
        is_elsewhere &= (frame.communes[rights] != 0) & np.isin(levels[:, ADDRESS], (kernel.A_SAME, kernel.A_STREET))
        levels[is_elsewhere, ADDRESS] = kernel.A_ELSEWHERE
        levels[:, model.column("kind")] = _kinds(frame, lefts, rights)
    weights, scores = np.zeros((pairs, width), dtype=np.int64), np.zeros(pairs, dtype=np.int64)
    rules = np.ascontiguousarray(model.weights.reshape(-1))
    kernel.weigh(pairs, width, levels, bits, rules, model.prior, weights, scores)
    return Scored(lefts, rights, levels, weights, scores)


def score(one: Record, other: Record, degrees: Degrees | None = None, model: Model | None = None) -> int:
    """Score one pair."""
    return int(_one(one, other, degrees, model).scores[0])


def reasons(
    one: Record, other: Record, degrees: Degrees | None = None, model: Model | None = None
) -> tuple[int, list[Reason]]:
    """Return the score of one pair with the steps that lead to it from the prior, in the order of the list."""
    model = model or standing_model()
    scored = _one(one, other, degrees, model)
    return int(scored.scores[0]), list(reasons_of(scored, 0, model))


def reasons_of(scored: Scored, pair: int, model: Model) -> Iterator[Reason]:
    """Yield the steps of one pair among those scored."""
    for comparison, level, weight in zip(
        model.comparisons, scored.levels[pair].tolist(), scored.weights[pair].tolist(), strict=True
    ):
        if level:
            yield Reason(comparison, comparison.levels[level - 1], weight)


def _one(one: Record, other: Record, degrees: Degrees | None, model: Model | None) -> Scored:
    frame = frame_of([one, other], degrees)
    return score_pairs(frame, np.array([0]), np.array([1]), model)


def _places(frame: Frame, lefts: Numbers, rights: Numbers) -> Numbers:
    communes, provinces = frame.communes, frame.provinces
    one, other = communes[lefts], communes[rights]
    first, second = provinces[lefts], provinces[rights]
    found = np.where((first != 0) & (second != 0), np.where(first == second, 2, 3), 0)
    return np.where((one != 0) & (one == other), 1, found).astype(np.uint8)


def _kinds(frame: Frame, lefts: Numbers, rights: Numbers) -> Numbers:
    one, other = frame.kinds[lefts], frame.kinds[rights]
    is_other = (one == 1) != (other == 1)
    return np.where((one == 0) | (other == 0), 0, np.where(is_other, 2, 1)).astype(np.uint8)


def _rows(rows: Numbers) -> Numbers:
    return np.ascontiguousarray(rows, dtype=np.int64)
