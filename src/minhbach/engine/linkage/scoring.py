"""Pairs of a frame scored, many at once or one: the same loops, so the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from minhbach.engine.linkage import kernel
from minhbach.engine.linkage.frames import GROUPS, Frame
from minhbach.engine.linkage.model import Comparison, Level, Model, standing_model
from minhbach.engine.linkage.ready import frame_of
from minhbach.engine.linkage.records import Degrees, Record

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Scored:
    """What was found of pairs: a level and a weight of each comparison, and the sums, in hundredths of a bit."""

    lefts: Numbers
    rights: Numbers
    levels: Numbers
    weights: Numbers
    scores: Numbers

    @property
    def against(self) -> Numbers:
        """Return what of each score speaks against the two being one."""
        found: Numbers = np.minimum(self.weights, 0).sum(axis=1, dtype=np.int32)
        return found

    def only(self, wanted: Numbers) -> Scored:
        """Return those of the pairs that a mask or a list of places names."""
        return Scored(
            self.lefts[wanted], self.rights[wanted], self.levels[wanted], self.weights[wanted], self.scores[wanted]
        )

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
    lefts, rights = _rows(lefts), _rows(rights)
    is_turned = frame.order[lefts] > frame.order[rights]
    if is_turned.any():
        lefts, rights = _rows(np.where(is_turned, rights, lefts)), _rows(np.where(is_turned, lefts, rights))
    pairs, width = len(lefts), len(model.comparisons)
    levels = np.zeros((pairs, width), dtype=np.uint8)
    bits = np.zeros((pairs, kernel.TEXTS), dtype=np.float64)
    weights, scores = np.zeros((pairs, width), dtype=np.int16), np.zeros(pairs, dtype=np.int32)
    if pairs:
        rules = np.ascontiguousarray(model.weights.reshape(-1))
        kernel.compare_names(
            pairs, lefts, rights, frame.names_from, frame.names, frame.roles, frame.marked, frame.forms, frame.joined,
            frame.tokens_from, frame.plain, frame.toned, frame.digits, frame.worth, frame.letters, frame.starts,
            rules, width, levels, bits,
        )  # fmt: skip
        kernel.compare_identifiers(
            pairs, lefts, rights, frame.nodes_from, frame.nodes, frame.groups, frame.bands, frame.heads,
            model.column(GROUPS[0]), width, levels,
        )  # fmt: skip
        kernel.compare_places(
            pairs, lefts, rights, frame.communes, frame.provinces, frame.kinds, model.column("place"),
            model.column("kind"), width, levels,
        )  # fmt: skip
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


def _rows(rows: Numbers) -> Numbers:
    return np.ascontiguousarray(rows, dtype=np.int32)
