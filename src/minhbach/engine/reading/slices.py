"""A file as slices of rows, each of which any process can open by itself.

Slices follow each other in stretches: whoever takes the next slice of a stretch reads on where the last
one ended. To begin inside a row group costs what stepping over its first rows costs, so a stretch is one
row group, or several small ones; a large one is divided, since a stretch is held decoded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import polars as pl

from minhbach.engine.reading.opening import Reading
from minhbach.engine.reading.row_groups import RowGroup
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.tables import REMARKS, empty

_STRETCH_ROWS = 65_536
_STRETCH_BYTES = 256 << 20  # a row group beyond this is divided …
_SHARE_BYTES = 128 << 20  # … into stretches of at most this


class InputChanged(EngineRefusal):
    """An input is no longer what it was when the run began."""

    code = "screening.input_changed"


@dataclass(frozen=True)
class Piece:
    """Rows that lie together in one Parquet file."""

    path: str
    source: int  # which input they come from
    groups: tuple[RowGroup, ...]
    staged: bool = False  # listings already, with their ROW

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(group.rows for group in self.groups)


@dataclass(frozen=True)
class Slice:
    """Some rows of a piece: the unit of work."""

    number: int
    piece: Piece
    first: int  # row of the piece, from 0
    rows: int
    until: int  # where the stretch ends
    n: int  # place of the first row in the whole sweep


def cut(pieces: Sequence[Piece], rows: int) -> list[Slice]:
    """Cut pieces into slices of at most so many rows, of nearly the same size within a stretch."""
    slices: list[Slice] = []
    numbers = count()
    n = 0
    for piece in pieces:
        for start, until in _stretches(piece):
            parts = -(-(until - start) // rows)
            for part in range(parts):
                first = start + (until - start) * part // parts
                end = start + (until - start) * (part + 1) // parts
                slices.append(Slice(next(numbers), piece, first, end - first, until, n + first))
        n += piece.rows
    return slices


def _stretches(piece: Piece) -> Iterator[tuple[int, int]]:
    start = until = held = 0
    for group in piece.groups:
        if until > start and (until - start + group.rows > _STRETCH_ROWS or held + group.bytes > _STRETCH_BYTES):
            yield start, until
            start, held = until, 0
        until += group.rows
        held += group.bytes
        shares = -(-held // _SHARE_BYTES) if held > _STRETCH_BYTES else 1
        for share in range(1, shares):
            middle = until - group.rows + group.rows * share // shares
            yield start, middle
            start = middle
            held = 0
    if until > start:
        yield start, until


class SliceReader:
    """Opens slices, and reads on where the next one begins as the last one ended."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._next: tuple[Piece, int] | None = None
        self._frames: Iterator[pl.DataFrame] = iter(())
        self._rest: list[pl.DataFrame] = []

    def read(self, slice_: Slice) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Read the listings of a slice.

        Shape:  -> LISTINGS and ROW; REMARKS.
        Raises: InputChanged when the rows are no longer there.
        """
        piece = slice_.piece
        reading = self._readings[piece.source]
        try:
            frame = self._take(slice_, reading)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputChanged(file=reading.name, detail=str(error)[:500]) from error
        if frame.height < slice_.rows:
            raise InputChanged(file=reading.name, detail=f"{slice_.first + frame.height} < {piece.rows}")
        if piece.staged:
            return frame, empty(REMARKS)
        numbers = pl.int_range(slice_.first + 1, slice_.first + 1 + slice_.rows, dtype=pl.Int64, eager=True)
        return reading.understand(frame.with_columns(numbers.alias(ROW)))

    def _take(self, slice_: Slice, reading: Reading) -> pl.DataFrame:
        if self._next != (slice_.piece, slice_.first):
            self._open(slice_, reading)
        have, taken = 0, []
        while have < slice_.rows:
            frame = self._rest.pop() if self._rest else next(self._frames, None)
            if frame is None:
                break
            if frame.height > slice_.rows - have:
                self._rest.append(frame.slice(slice_.rows - have))
                frame = frame.head(slice_.rows - have)
            taken.append(frame)
            have += frame.height
        end = slice_.first + slice_.rows
        self._next = (slice_.piece, end) if end < slice_.until else None
        if self._next is None:
            self._frames, self._rest = iter(()), []
        return pl.concat(taken) if taken else pl.DataFrame()

    def _open(self, slice_: Slice, reading: Reading) -> None:
        self._rest = []
        scanned = pl.scan_parquet(slice_.piece.path, glob=False)
        if not slice_.piece.staged:
            scanned = scanned.select(reading.columns)
        rows = slice_.until - slice_.first
        self._frames = iter(
            scanned.slice(slice_.first, rows).collect_batches(chunk_size=slice_.rows, maintain_order=True)
        )
