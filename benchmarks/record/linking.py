"""A made-up list linked whole in a process of its own, and how rightly."""

from __future__ import annotations

import resource
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import polars as pl

from record import peers, splink_sweep
from record.made_register import made_register
from record.made_sellers import Sellers, made_sellers

MADE = {"sellers": made_sellers, "register": made_register}
# Larger lists are made of several that share no seller.
AT_ONCE = 1_000_000


def measured(habits: str, rows: int) -> Mapping[str, float]:
    """Return what linking a list took (clock, processor, memory), and precision and recall over its pairs."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(link, habits, rows).result()


def measured_by_splink(habits: str, rows: int) -> Mapping[str, float]:
    """Return what Splink makes of the same list, where it is here."""
    if not peers.is_here("splink"):
        return {}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_link_by_splink, habits, rows).result()


def _link_by_splink(habits: str, rows: int) -> Mapping[str, float]:
    peers.is_here("splink")
    return splink_sweep.link(MADE[habits](rows))


def link(habits: str, rows: int) -> Mapping[str, float]:
    from minhbach.engine.linkage import standing_model
    from minhbach.engine.linkage.sweep import sweep

    sellers = MADE[habits](rows) if rows <= AT_ONCE else made_in_parts(rows)
    begun, worked = time.perf_counter(), time.process_time()
    swept = sweep(sellers.table, sellers.identifiers)
    took, used = time.perf_counter() - begun, time.process_time() - worked
    right, said, true = sellers.shares(swept.names)
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


def made_in_parts(rows: int) -> Sellers:
    parts = [
        made_sellers(min(AT_ONCE, rows - first), seed=389 + first, first=first) for first in range(0, rows, AT_ONCE)
    ]
    return Sellers(
        pl.concat([part.table for part in parts]),
        pl.concat(
            [part.identifiers.with_columns(pl.col("row") + AT_ONCE * number) for number, part in enumerate(parts)]
        ),
        np.concatenate([part.entity for part in parts]),
    )
