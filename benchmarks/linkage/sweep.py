"""W8: a list of sellers linked whole, from its columns to the clusters, and how right it is.

python benchmarks/linkage/sweep.py [rows]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.linkage.made_sellers import made_sellers
from minhbach.engine.linkage import frame_of_columns, score_pairs
from minhbach.engine.linkage.sweep import candidate_rows, swept_clusters


def sweep(rows: int) -> dict[str, float]:
    """Link a list whole; seconds of each step, and precision and recall over all pairs of rows of one seller."""
    sellers = made_sellers(rows)
    begun, worked = time.perf_counter(), time.process_time()
    frame = frame_of_columns(sellers.table, sellers.identifiers)
    ready = time.perf_counter()
    lefts, rights = candidate_rows(frame)
    paired = time.perf_counter()
    scored = score_pairs(frame, lefts, rights)
    weighed = time.perf_counter()
    found = swept_clusters(frame, scored, {one: place for place, one in enumerate(frame.ids)})
    ended = time.perf_counter()
    name = np.arange(rows)
    for one, other in found.items():
        name[int(one)] = int(other)
    right, said, true = (_pairs(keys) for keys in (_both(name, sellers.entity), name, sellers.entity))
    return {
        "rows": rows,
        "seconds": ended - begun,
        "cpu_seconds": time.process_time() - worked,
        "ready": ready - begun,
        "pairing": paired - ready,
        "scoring": weighed - paired,
        "clusters": ended - weighed,
        "pairs": len(lefts),
        "pairs_a_second": len(lefts) / (weighed - paired),
        "precision": right / said,
        "recall": right / true,
    }


def _both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return one.astype(np.int64) * (int(other.max()) + 1) + other


def _pairs(keys: np.ndarray) -> int:
    counts = np.unique(keys, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


if __name__ == "__main__":
    for title, figure in sweep(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000).items():
        print(f"{title:16} {figure:,.4f}")
