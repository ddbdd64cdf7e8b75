"""Which rows are learned from and which are held out: always other sellers, and where time is known, always later."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


class Fold(NamedTuple):
    """Rows to learn from and rows to be judged on; no group has rows in both."""

    train: Rows
    test: Rows


def forward_folds(days: Rows, groups: Rows, number: int) -> list[Fold]:
    """Return folds that learn from the past and are judged on what came later.

    The rows are cut into number + 1 stretches of time of about equal size, never within a day; each but
    the first is held out once. Sellers of the held-out stretch are left out of what is learned from.

    Shape: a day and a group of each row; folds without rows on either side are left out.
    """
    known, counts = np.unique(days, return_counts=True)
    upto = np.cumsum(counts)
    cuts = [int(known[np.searchsorted(upto, len(days) * part / (number + 1))]) for part in range(1, number + 1)]
    stretches = np.searchsorted(np.unique(cuts), days, side="left")
    folds: list[Fold] = []
    for stretch in range(1, int(stretches.max(initial=0)) + 1):
        test = np.flatnonzero(stretches == stretch)
        past = np.flatnonzero(stretches < stretch)
        train = past[~np.isin(groups[past], groups[test])]
        if len(train) and len(test):
            folds.append(Fold(train, test))
    return folds


def grouped_folds(groups: Rows, number: int, seed: int) -> list[Fold]:
    """Return folds that hold out each row once, whole groups together, groups dealt at random, large ones first."""
    known, places, counts = np.unique(groups, return_inverse=True, return_counts=True)
    number = min(number, len(known))
    order = np.random.default_rng(seed).permutation(len(known))
    order = order[np.argsort(-counts[order], kind="stable")]
    sizes = np.zeros(number)
    dealt = np.zeros(len(known), dtype=np.int64)
    for group in order.tolist():
        smallest = int(np.argmin(sizes))
        dealt[group] = smallest
        sizes[smallest] += counts[group]
    of_row = dealt[places]
    rows = np.arange(len(groups))
    return [Fold(rows[of_row != fold], rows[of_row == fold]) for fold in range(number)] if number > 1 else []
