"""From the parts of a run to its outputs: leads best first over the whole sweep, everything else in input order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.screening.ordering import NEEDED, keys_of, placed
from minhbach.engine.screening.parts import Parts, read, read_rows, write
from minhbach.engine.screening.score import Scorecard
from minhbach.engine.tables import LEADS, LISTINGS, REMARKS, SIGNALS, empty

_CHUNK = 25_000  # leads held whole at a time
_GROUP = 131_072  # rows of a row group of the outputs
_ROWS_NAMED, _VALUES_NAMED = 20, 10  # of a fault
_KEYS = ["score", "listing_id", "platform"]
_DESCENDING = [True, False, False]


def write_signals(parts: Parts, count: int, path: Path) -> None:
    """Write the signals of every part, in the order of the input."""
    _sink([parts.place("judge", number) / "signals.arrow" for number in range(count)], SIGNALS, path)


def write_snapshots(parts: Parts, count: int, path: Path) -> None:
    """Write the listings of every part's leads, in the order of the input."""
    _sink([parts.place("judge", number) / "snapshots.arrow" for number in range(count)], LISTINGS, path)


def write_leads(parts: Parts, count: int, path: Path, *, scorecard: Scorecard, as_of: date) -> None:
    """Write the leads of every part, best first, holding no more than the keys of all and one chunk whole.

    Each part is laid out once more with the scores that the whole sweep gives, best first, so that every
    chunk takes the next few of each part.
    """
    places = [parts.place("judge", number) / "leads.arrow" for number in range(count)]
    places = [place for place in places if place.exists()]
    keys = [keys_of(pl.scan_ipc(place).select(NEEDED).collect(), scorecard, as_of) for place in places]
    if not keys:
        empty(LEADS).write_parquet(path)
        return
    heights = [of_part.height for of_part in keys]
    standing = placed(pl.concat(keys), scorecard)
    keys.clear()
    ordered: list[Path] = []
    first = 0
    for place, height in zip(places, heights, strict=True):
        own = standing.slice(first, height)
        leads = read(place).with_columns(own["score"], own["order"]).sort(_KEYS, descending=_DESCENDING)
        ordered.append(path.with_name(f"ordered-{len(ordered):06}.arrow"))
        write(ordered[-1], leads)
        first += height
    of = pl.Series("part", np.repeat(np.arange(len(places), dtype=np.int32), heights))
    order = standing.select(*_KEYS, of).sort(_KEYS, descending=_DESCENDING, maintain_order=True)["part"].to_numpy()
    del standing
    taken = np.zeros(len(places), dtype=np.int64)
    chunks: list[Path] = []
    for start in range(0, order.size, _CHUNK):
        counts = np.bincount(order[start : start + _CHUNK], minlength=len(places))
        frames = [
            read_rows(place, int(taken[number]), int(counts[number]))
            for number, place in enumerate(ordered)
            if counts[number]
        ]
        taken += counts
        chunk = pl.concat(frames).sort(_KEYS, descending=_DESCENDING, maintain_order=True)
        chunks.append(path.with_name(f"leads-{start:012}.arrow"))
        chunk.write_ipc(chunks[-1], compression="uncompressed")
    _sink(chunks, LEADS, path)


def write_refused(parts: Parts, staged: list[list[int]], path: Path) -> list[dict[str, Any]]:
    """Write every refused row, input by input and row by row, and return all that was remarked, by reason.

    ``staged``: for each input, the numbers of its slices.
    A fault is a reason, whether its rows were kept, how many there are, the first of them and what stood there.
    """
    inputs: list[pl.LazyFrame] = []
    for source, numbers in enumerate(staged):
        files = [place for number in numbers if (place := parts.place("screen", number) / "remarks.arrow").exists()]
        early = sorted(parts.place("stage", source).glob("remarks-*.arrow"))
        scanned = [pl.scan_ipc(some) for some in (early, files) if some]
        if len(scanned) == 2:
            inputs.append(scanned[0].merge_sorted(scanned[1], key="row"))
        else:
            inputs += scanned
    remarks = pl.concat(inputs) if inputs else empty(REMARKS).lazy()
    remarks.filter(~pl.col("kept")).drop("kept").sink_parquet(path, row_group_size=_GROUP)
    said = pl.col("value").filter(pl.col("value") != "").unique(maintain_order=True)
    faults = remarks.group_by("kept", "reason").agg(
        pl.len().alias("count"),
        pl.col("source").head(_ROWS_NAMED).alias("sources"),
        pl.col("row").head(_ROWS_NAMED).alias("rows"),
        said.head(_VALUES_NAMED).alias("values"),
    )
    return faults.sort("kept", "reason").collect().to_dicts()


def _sink(files: list[Path], schema: dict[str, pl.DataType], path: Path) -> None:
    there = [file for file in files if file.exists()]
    scanned = pl.scan_ipc(there) if there else empty(schema).lazy()
    scanned.sink_parquet(path, row_group_size=_GROUP)
