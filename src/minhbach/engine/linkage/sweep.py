"""A whole register linked in one go: who shares a key, what each pair scores, which clusters follow.

    swept = sweep(table, identifiers)
    swept.linked()      # one, other, score: of each two records from `ask` on, or that contradict each other
    swept.clustered()   # id, cluster: of each record that is not alone

What is left is what live linkage leaves over the same records, in whatever order they came.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.linkage import kernel
from minhbach.engine.linkage.clusters import Judgement, cluster_rows, pair
from minhbach.engine.linkage.frames import HUB, Frame, frame_of_columns
from minhbach.engine.linkage.keys import MOST_ALIKE, word_keys
from minhbach.engine.linkage.model import Model, standing_model
from minhbach.engine.linkage.scoring import Scored, score_pairs

Numbers = np.ndarray[Any, np.dtype[Any]]

# Pairs are made in slices, so that memory stays bounded, and scored in parts that fit a processor's own memory.
IN_A_SLICE, AT_ONCE = 1 << 25, 1 << 14
# Two numbers in one.
SHIFT = 1 << 32


@dataclass(frozen=True)
class Blocks:
    """Rows that share an open key stand together, in order: block after block, each from its bound to the next."""

    bounds: Numbers
    rows: Numbers


@dataclass(frozen=True)
class Swept:
    """What a sweep leaves. Rows of LINKS and NAMES are places in IDS; NAMES says after whom a cluster is named."""

    ids: pl.Series
    links: Scored
    names: Numbers
    compared: int

    def linked(self) -> pl.DataFrame:
        """List the links: one, other, score. Of a row of it, `links.coded` tells the reasons."""
        ends = {"one": self.ids.gather(self.links.lefts), "other": self.ids.gather(self.links.rights)}
        return pl.DataFrame(ends | {"score": self.links.scores})

    def clustered(self) -> pl.DataFrame:
        """List records that are not alone in their cluster: id, cluster."""
        sizes = np.bincount(self.names, minlength=len(self.ids))
        rows = np.flatnonzero(sizes[self.names] > 1)
        return pl.DataFrame({"id": self.ids.gather(rows), "cluster": self.ids.gather(self.names[rows])})


def sweep(
    table: pl.DataFrame,
    identifiers: pl.DataFrame,
    judgements: Iterable[Judgement] = (),
    model: Model | None = None,
) -> Swept:
    """Link records that stand in columns: id, made_at, kind, names, people, addresses, commune, province.

    IDENTIFIERS list row (the place of a record in TABLE), kind and canonical value. JUDGEMENTS are what people said.
    """
    model = model or standing_model()
    table, identifiers = _in_order(table, identifiers)
    frame = frame_of_columns(table, identifiers)
    compared, links = _links(frame, model)
    listed = np.column_stack([links.lefts, links.rights, links.scores, links.against]).astype(np.int64)
    names = cluster_rows(table.get_column("made_at").to_numpy(), listed, _said(frame, judgements), model)
    return Swept(frame.ids, links, names, compared)


def candidate_rows(frame: Frame) -> tuple[Numbers, Numbers]:
    """Return the pairs of rows that share an open key."""
    pairs = np.concatenate([np.empty(0, dtype=np.uint64), *candidate_pairs(blocks_of(frame))])
    return _ends(pairs)


def blocks_of(frame: Frame) -> Blocks:
    """Lay rows under their keys; keys that stand alone or are closed are left out."""
    words = word_keys(frame).held.select("row", (pl.col("text").cast(pl.Int64) * SHIFT + pl.col("place")).alias("key"))
    nodes = frame.values.select("row", pl.col("node").cast(pl.Int64).alias("key"))
    sizes, rows = [np.zeros(1, dtype=np.int64)], []
    for keys, most in ((nodes, HUB), (words, MOST_ALIKE)):
        shared = keys.group_by("key").agg(pl.len()).filter(pl.col("len").is_between(2, most)).select("key")
        shared = shared.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("block"))
        held = keys.join(shared, on="key").select((pl.col("block") * SHIFT + pl.col("row")).alias("place")).to_series()
        places = np.sort(held.to_numpy())
        rows.append((places % SHIFT).astype(np.int32))
        sizes.append(np.bincount(places // SHIFT, minlength=shared.height))
    return Blocks(np.cumsum(np.concatenate(sizes)), np.concatenate(rows))


def candidate_pairs(blocks: Blocks, most: int = IN_A_SLICE) -> Iterator[Numbers]:
    """Yield the pairs of rows that share a block, each once, in order, in slices of rows that have about MOST pairs."""
    sizes = np.diff(blocks.bounds)
    after = np.repeat(blocks.bounds[1:], sizes) - np.arange(len(blocks.rows)) - 1
    if not len(after):
        return
    by_row = np.cumsum(np.bincount(blocks.rows, weights=after).astype(np.int64))
    low = 0
    while low < len(by_row):
        before = by_row[low - 1] if low else 0
        high = max(low + 1, int(np.searchsorted(by_row, before + most, side="right")))
        pairs = np.empty(by_row[high - 1] - before, dtype=np.uint64)
        kernel.pairs_in_blocks(len(sizes), blocks.bounds, blocks.rows, low, high, pairs)
        pairs.sort()
        is_new = np.ones(len(pairs), dtype=bool)
        is_new[1:] = pairs[1:] != pairs[:-1]
        yield pairs[is_new]
        low = high


def _links(frame: Frame, model: Model) -> tuple[int, Scored]:
    """Score every pair once; keep those that people are asked of, that are joined, or that contradict each other."""

    def telling(pairs: Numbers) -> Scored:
        scored = score_pairs(frame, *_ends(pairs), model)
        return scored.only((scored.scores >= model.ask) | (scored.scores <= model.apart))

    compared, found = 0, [telling(np.empty(0, dtype=np.uint64))]
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        for pairs in candidate_pairs(blocks_of(frame)):
            compared += len(pairs)
            found += threads.map(telling, [pairs[at : at + AT_ONCE] for at in range(0, len(pairs), AT_ONCE)])
    return compared, Scored(*(np.concatenate(parts) for parts in zip(*map(_arrays, found), strict=True)))


def _in_order(table: pl.DataFrame, identifiers: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put records in the order of their ids."""
    if table.get_column("id").is_sorted():
        return table, identifiers
    order = table.get_column("id").arg_sort()
    places = np.empty(table.height, dtype=np.int64)
    places[order.to_numpy()] = np.arange(table.height)
    rows = pl.Series("row", places[identifiers.get_column("row").to_numpy()])
    return table[order], identifiers.with_columns(rows)


def _said(frame: Frame, judgements: Iterable[Judgement]) -> Numbers:
    """List what people said as (row, row, 1 for the same); of records that are not here nothing."""
    said_last = {pair(one.one, one.other): one.is_same for one in judgements}
    said = pl.DataFrame(
        [(*ends, is_same) for ends, is_same in said_last.items()],
        schema={"one": pl.String, "other": pl.String, "is_same": pl.Int64},
        orient="row",
    )
    known = pl.concat([said.get_column("one"), said.get_column("other")]).unique()
    rows = pl.DataFrame({"id": frame.ids}).with_row_index("row").filter(pl.col("id").is_in(known.implode()))
    said = said.join(rows.rename({"id": "one", "row": "first"}), on="one")
    said = said.join(rows.rename({"id": "other", "row": "second"}), on="other")
    return said.select("first", "second", "is_same").cast(pl.Int64).to_numpy()


def _ends(pairs: Numbers) -> tuple[Numbers, Numbers]:
    return (pairs >> np.uint64(32)).astype(np.int32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int32)


def _arrays(scored: Scored) -> tuple[Numbers, ...]:
    return scored.lefts, scored.rights, scored.levels, scored.weights, scored.scores
