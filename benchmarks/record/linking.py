"""A made-up list linked whole in a process of its own, and how rightly."""

from __future__ import annotations

import resource
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from record.made_register import made_register
from record.made_sellers import Numbers, Sellers, made_sellers

MADE = {"sellers": made_sellers, "register": made_register}


def measured(habits: str, rows: int) -> Mapping[str, float]:
    """Return what linking a list took (clock, processor, memory), and precision and recall over its pairs."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(link, habits, rows).result()


def link(habits: str, rows: int) -> Mapping[str, float]:
    from minhbach.engine.linkage import standing_model
    from minhbach.engine.linkage.sweep import sweep

    sellers = MADE[habits](rows)
    begun, worked = time.perf_counter(), time.process_time()
    swept = sweep(sellers.table, sellers.identifiers)
    took, used = time.perf_counter() - begun, time.process_time() - worked
    right, said, true = shares(sellers, swept.names)
    asked = int(((swept.links.scores >= standing_model().ask) & (swept.links.scores < standing_model().join)).sum())
    return {
        "dòng": rows,
        "giây": took,
        "giây bộ xử lý": used,
        "cặp": swept.compared,
        "P": right / said,
        "R": right / true,
        "cặp hỏi người": asked,
        "bộ nhớ GB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def shares(sellers: Sellers, names: Numbers) -> tuple[int, int, int]:
    """Count the pairs of rows that are rightly said to be one, that are said to be, and that are."""
    both = names.astype(np.int64) * (int(sellers.entity.max()) + 1) + sellers.entity
    return _pairs(both), _pairs(names), _pairs(sellers.entity)


def _pairs(keys: Numbers) -> int:
    counts = np.unique(keys, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())
