"""A second stage over the words: boosted trees over what the words decide, the price, the seller and any other figure.

scikit-learn grows the trees; they are kept as plain arrays and read here, so that a model is a file without code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

Numbers = NDArray[np.float64]

_ROUNDS = 250
_RATE = 0.05
_LEAVES = 15
_FEWEST_IN_LEAF = 30
_SEED = 389
_FIELDS = ("feature", "threshold", "missing_left", "left", "right", "value", "is_leaf")


@dataclass(frozen=True)
class Trees:
    """Grown trees, one node after the other; a tree begins where ``starts`` says, its children count from there.

    Units: log-odds.
    """

    level: float
    starts: NDArray[np.int64]
    feature: NDArray[np.int32]
    threshold: Numbers
    missing_left: NDArray[np.bool_]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Numbers
    is_leaf: NDArray[np.bool_]

    def decide(self, figures: Numbers) -> Numbers:
        """Return the log-odds of rows. Shape: (rows, figures) in, (rows,) out."""
        decided = np.full(len(figures), self.level)
        rows = np.arange(len(figures))
        for start in self.starts.tolist():
            at = np.full(len(figures), start)
            while True:
                inner = ~self.is_leaf[at]
                if not inner.any():
                    break
                here, of = at[inner], rows[inner]
                value = figures[of, self.feature[here]]
                goes_left = np.where(np.isnan(value), self.missing_left[here], value <= self.threshold[here])
                at[inner] = start + np.where(goes_left, self.left[here], self.right[here])
            decided += self.value[at]
        return decided


def grow(figures: Numbers, true: Numbers) -> Trees:
    """Return trees that tell rows of label 1 from rows of label 0. Shape: (rows, figures), NaN where unknown."""
    model = HistGradientBoostingClassifier(
        learning_rate=_RATE, max_iter=_ROUNDS, max_leaf_nodes=_LEAVES, l2_regularization=1.0, early_stopping=False,
        min_samples_leaf=int(np.clip(len(true) // 50, 5, _FEWEST_IN_LEAF)), random_state=_SEED,
    )  # fmt: skip
    # Its threads wait for each other at every leaf, spinning: beside a site that works, ten times as long as one alone.
    with threadpool_limits(limits=1, user_api="openmp"):
        model.fit(figures, true)
    # The library has no public way to its nodes; a test holds what is read here against what it says itself.
    grown = [predictors[0].nodes for predictors in model._predictors]
    sizes = np.array([len(nodes) for nodes in grown], dtype=np.int64)
    nodes = np.concatenate(grown)
    return Trees(
        level=float(np.ravel(model._baseline_prediction)[0]),
        starts=np.concatenate([[0], np.cumsum(sizes)[:-1]]),
        feature=nodes["feature_idx"].astype(np.int32),
        threshold=nodes["num_threshold"].astype(np.float64),
        missing_left=nodes["missing_go_to_left"].astype(bool),
        left=nodes["left"].astype(np.int64),
        right=nodes["right"].astype(np.int64),
        value=nodes["value"].astype(np.float64),
        is_leaf=nodes["is_leaf"].astype(bool),
    )


def pack_trees(trees: Trees) -> dict[str, NDArray[Any]]:
    """Return the arrays of trees by name."""
    return {f"tree_{name}": getattr(trees, name) for name in ("starts", *_FIELDS)}


def unpack_trees(arrays: Mapping[str, NDArray[Any]], level: float) -> Trees:
    """Return trees from what ``pack_trees`` made of them."""
    return Trees(level, arrays["tree_starts"], *(arrays[f"tree_{name}"] for name in _FIELDS))
