"""The four kinds of work a run consists of. Every executor calls these, in whatever process and order.

stage      one input that is not Parquet  -> listings as Parquet
screen     one slice                      -> found, candidates, observed, remarks
compare    one bucket of one comparison   -> evidence, in the order of the listings
judge      the candidates of one slice    -> signals, leads
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from minhbach.engine.reading.opening import Reading, repeated_rows
from minhbach.engine.reading.slices import Slice, SliceReader
from minhbach.engine.screening.judging import CANDIDATES, FOUND, judge, snapshots
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.options import Options
from minhbach.engine.screening.parts import Parts, read, read_rows, write
from minhbach.engine.screening.score import Scorecard
from minhbach.engine.tables import check, empty

if TYPE_CHECKING:
    from minhbach.engine.screening.batch import BatchScreener

_PIECE_ROWS = 65_536  # of a staged input
_PIECE_BYTES = 128 << 20
_PARTS_HELD = 16  # parts of comparisons, of half a million listings each
_NAMED = 1000  # listings cut, named by each part

Record = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """One piece of work; its result is a part of the same stage and number."""

    stage: str
    number: int
    slice: Slice | None = None
    buckets: int = 1  # into how many buckets observations go
    parts: tuple[int, ...] = ()  # compare: the first place of each slice in the sweep
    compared: int = 0  # judge: how many parts the comparisons left


@dataclass(frozen=True)
class Job:
    """Everything a worker needs to know before its first task."""

    run: str  # tells runs apart in one folder
    folder: Path
    readings: tuple[Reading, ...]
    options: Options
    vocabulary: Vocabulary
    compiled: bytes
    knowledge: Knowledge
    scorecard: Scorecard


class Work:
    """A job, in the process that does its tasks."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.parts = Parts(job.folder)
        self._reader = SliceReader(job.readings)
        self._screener: BatchScreener | None = None
        self._held: dict[int, pl.DataFrame] = {}
        self._repeated: dict[int, np.ndarray[Any, np.dtype[np.int64]] | None] = {}

    def do(self, task: Task) -> Record:
        """Do a task, unless its part is finished, and return the part's record."""
        done = self.parts.record(task.stage, task.number)
        if done is not None:
            return done
        stages = {"stage": self._stage, "screen": self._screen, "compare": self._compare, "judge": self._judge}
        with _garbage_kept():
            return stages[task.stage](task)

    def _stage(self, task: Task) -> Record:
        reading = self.job.readings[task.number]
        record: Record = {"pieces": [], "refused": 0, "noted": 0}
        with self.parts.writing("stage", task.number, record) as folder:
            held: list[pl.DataFrame] = []
            rows = size = 0
            for listings, remarks in reading.rows():
                if remarks.height:
                    write(folder / f"remarks-{record['refused'] + record['noted']:09}.arrow", remarks)
                    _count(remarks, record)
                held.append(listings)
                rows, size = rows + listings.height, size + int(listings.estimated_size())
                if rows >= _PIECE_ROWS or size >= _PIECE_BYTES:
                    self._write_piece(folder, held, record)
                    rows = size = 0
            self._write_piece(folder, held, record)
        return record

    @staticmethod
    def _write_piece(folder: Path, held: list[pl.DataFrame], record: Record) -> None:
        piece = pl.concat(held) if held else pl.DataFrame()
        held.clear()
        if piece.height:
            path = folder / f"{len(record['pieces']):06}.parquet"
            piece.write_parquet(path, compression_level=1, row_group_size=piece.height)
            record["pieces"].append([piece.height, int(piece.estimated_size())])

    def _screen(self, task: Task) -> Record:
        slice_ = task.slice
        assert slice_ is not None  # noqa: S101
        listings, remarks = self._reader.read(slice_)
        name = self.job.readings[slice_.piece.source].name
        repeated = self._repeated_rows(slice_.piece.source)
        if repeated is not None:
            again = listings["__row"].is_in(pl.Series(repeated).implode())
            if again.any():
                remarks = pl.concat([remarks, repeated_rows(listings.filter(again), name)]).sort("row")
                listings = listings.filter(~again)
        result = self._screening().screen(listings.drop("__row"))
        place = pl.col("n") + slice_.n
        record: Record = {
            "listings": result.listings,
            "refused": 0,
            "noted": 0,
            "candidates": result.candidates.height,
            "cut": len(result.cut),
            "cut_listings": result.cut[:_NAMED],
            "comparisons": list(result.observed),
            "observed": {},
        }
        _count(remarks, record)
        with self.parts.writing("screen", task.number, record) as folder:
            write(folder / "found.arrow", result.found.with_columns(place))
            write(folder / "candidates.arrow", result.candidates.with_columns(place))
            write(folder / "remarks.arrow", remarks)
            for name, observed in result.observed.items():
                if observed.height:
                    bucketed, ends = _bucketed(observed.with_columns(place), task.buckets)
                    write(folder / f"observed-{name}.arrow", bucketed)
                    record["observed"][name] = ends
        return record

    def _compare(self, task: Task) -> Record:
        from minhbach.engine.screening.comparing import COMPARED, COMPARISONS  # loads the kernels

        comparison = COMPARISONS[task.number // task.buckets]
        bucket = task.number % task.buckets
        frames = []
        for number in range(len(task.parts)):
            record = self.parts.record("screen", number) or {}
            ends = record["observed"].get(comparison.name)
            start = ends[bucket - 1] if ends and bucket else 0
            if ends and ends[bucket] > start:
                path = self.parts.place("screen", number) / f"observed-{comparison.name}.arrow"
                frames.append(read_rows(path, start, ends[bucket] - start))
        compared = empty(COMPARED)
        if frames:
            observed = pl.concat(frames).sort("key", "n", maintain_order=True)
            compared = check(comparison.compare(observed, self.job.knowledge), COMPARED, name=comparison.name)
            compared = compared.sort("n", "rule", "sign", "family", "weight", "values")
        bounds = np.searchsorted(compared["n"].to_numpy(), np.array(task.parts, dtype=np.int64))
        ends = [*bounds[1:].tolist(), compared.height]
        record = {"compared": compared.height, "ends": ends}
        with self.parts.writing("compare", task.number, record) as folder:
            write(folder / "compared.arrow", compared)
        return record

    def _judge(self, task: Task) -> Record:
        place = self.parts.place("screen", task.number)
        candidates = read(place / "candidates.arrow", CANDIDATES)
        found = [read(place / "found.arrow", FOUND)]
        for number in range(task.compared):
            ends = (self.parts.record("compare", number) or {})["ends"]
            start = ends[task.number - 1] if task.number else 0
            if ends[task.number] > start:
                compared = self._compared(number, start, ends[task.number] - start, task.compared)
                found.append(_found(compared, candidates))
        signals, leads = judge(candidates, pl.concat(found), self.job.scorecard)
        leads = leads.sort("score", "listing_id", "platform", descending=[True, False, False], maintain_order=True)
        record: Record = {
            "signals": signals.height,
            "leads": leads.height,
            "by_sign": dict(Counter(leads["signs"].explode(empty_as_null=False, keep_nulls=False).to_list())),
        }
        with self.parts.writing("judge", task.number, record) as folder:
            write(folder / "signals.arrow", signals)
            write(folder / "leads.arrow", leads)
            write(folder / "snapshots.arrow", snapshots(candidates, leads))
        return record

    def _compared(self, number: int, start: int, rows: int, parts: int) -> pl.DataFrame:
        """Read some rows of what a comparison found; of a small sweep, from memory after the first time."""
        path = self.parts.place("compare", number) / "compared.arrow"
        if parts > _PARTS_HELD:
            return read_rows(path, start, rows)
        if number not in self._held:
            self._held[number] = read(path)
        return self._held[number].slice(start, rows)

    def _screening(self) -> BatchScreener:
        if self._screener is None:
            from minhbach.engine.screening.batch import BatchScreener  # loads the kernels

            job = self.job
            self._screener = BatchScreener(job.vocabulary, job.options.as_of, job.compiled, job.knowledge)
            gc.freeze()  # what lives as long as the process need not be looked through again and again
        return self._screener

    def _repeated_rows(self, source: int) -> np.ndarray[Any, np.dtype[np.int64]] | None:
        if source not in self._repeated:
            path = self.job.folder / f"repeated-{source:06}.npy"
            self._repeated[source] = np.load(path) if path.exists() else None
        return self._repeated[source]


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Look for no garbage within a task: of the half a million small objects that come and go none lie in circles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _count(remarks: pl.DataFrame, record: Record) -> None:
    kept = int(remarks["kept"].sum())
    record["noted"] += kept
    record["refused"] += remarks.height - kept


def _bucketed(observed: pl.DataFrame, buckets: int) -> tuple[pl.DataFrame, list[int]]:
    """Sort observations by bucket, and say where each bucket ends. One key lies in one bucket."""
    bucket = pl.Series("bucket", (observed["key"] ^ (observed["key"] // 2**32)) % buckets)
    counts = np.bincount(bucket.to_numpy().astype(np.int64), minlength=buckets)
    ordered = observed.with_columns(bucket).sort("bucket", maintain_order=True).drop("bucket")
    return ordered, np.cumsum(counts).tolist()


def _found(compared: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """Return evidence of comparisons as found in the candidates it concerns; for others it means nothing."""
    return (
        compared.join(candidates.select("n", "listing_id"), on="n", how="inner", maintain_order="left")
        .with_columns(
            *(pl.lit(None, dtype=FOUND[name]).alias(name) for name in ("field", "start", "end", "quote")),
            pl.lit("").alias("lexicon_version"),
        )
        .select(list(FOUND))
    )
