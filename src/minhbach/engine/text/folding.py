"""Fold the text of many listings at once to the one-byte alphabet."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np
import polars as pl

from minhbach.engine.cache import default_folder, read, write
from minhbach.engine.text import alphabet
from minhbach.engine.text.arrow import TextColumn
from minhbach.engine.text.kernel import (
    AFTER_BLANK,
    AFTER_O,
    AFTER_U,
    ALWAYS,
    FEWEST_DIGITS,
    SECOND_FIELD,
    SPARE,
    Bytes,
    Hashes,
    Places,
    Source,
    find_digit_runs,
    fold_again,
    fold_batch,
    hash_texts,
    kernels,
)

LONGEST_TEXT = 100_000
"""Code points read of one field; what lies beyond is reported, not read."""


@cache
def _hash_tables() -> tuple[Hashes, Hashes]:
    """Return factor and addend of each byte: odd numbers at random for letters and digits, none for other signs."""
    counts = np.array([bool(kind) for kind in alphabet.word_table()])
    addends = np.array(
        [int.from_bytes(blake2b(bytes([code]), digest_size=8).digest(), "big") | 1 for code in range(256)],
        dtype=np.uint64,
    )
    factors = np.where(counts, np.uint64(0x9E3779B97F4A7C15), np.uint64(1))
    return factors, np.where(counts, addends, np.uint64(0))


@dataclass(frozen=True)
class FoldedBatch:
    """Two fields of n listings, folded one after the other into one run of bytes.

    Shape: listing i is data[bounds[i, 0]:bounds[i, 3]]: the first field up to bounds[i, 1], an END,
    the second up to bounds[i, 2], an END, then what was revealed from under disguise. ``scan`` is as
    long as data and has a blank for whatever is no letter or digit.
    """

    data: bytes
    scan: bytes
    bounds: Places
    bare: Bytes
    cut: Bytes
    digit_runs: Places  # where the ninth digit of each run of digits ends
    columns: tuple[TextColumn, TextColumn] = field(repr=False)
    _sources: dict[int, Source] = field(default_factory=dict, repr=False)

    @cached_property
    def text_hash(self) -> Hashes:
        """One number for the letters and digits of title and description, in their order: equal for a text
        written again with other blanks, signs, capitals or pictures.

        Shape: n.
        """
        rows = self.bounds.shape[0]
        hashes: Hashes = np.empty(rows, dtype=np.uint64)
        hash_texts(rows, np.frombuffer(self.data, dtype=np.uint8), self.bounds, *_hash_tables(), hashes)
        return hashes

    def original(self, start: int, end: int) -> tuple[int, int, int]:
        """Return field (0 or 1), first code point and the one after the last, of folded bytes of one listing."""
        source, begin, _ = self._source_at(start)
        first = int(source[start - begin])
        last = int(source[end - 1 - begin])
        number = 1 if first & SECOND_FIELD else 0
        return number, first & ~SECOND_FIELD, (last & ~SECOND_FIELD) + 1

    def home(self, start: int, end: int) -> tuple[int, int]:
        """Return where folded bytes stand in their field: what was revealed is a copy behind the fields."""
        source, begin, row = self._source_at(start)
        first, last = source[start - begin], source[end - 1 - begin]
        listing, title_end, description_end, _ = (int(place) for place in self.bounds[row])
        low, high = (title_end + 1, description_end) if first & SECOND_FIELD else (listing, title_end)
        places = source[low - begin : high - begin]
        return low + int(places.searchsorted(first)), low + int(places.searchsorted(last, side="right"))

    def _source_at(self, place: int) -> tuple[Source, int, int]:
        """Return the map of the listing that a place lies in, where that map begins, and the listing's row."""
        row = int(self.bounds[:, 0].searchsorted(place, side="right")) - 1
        if row not in self._sources:
            self.trace([row])
        return self._sources[row], int(self.bounds[row, 0]) - 1, row  # folded alone, it begins with an END too

    def trace(self, rows: Sequence[int]) -> None:
        """Note where each byte of some listings came from, at once; others are traced when asked about."""
        rows = [row for row in rows if row not in self._sources]
        starts: Places = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum(2 * (self.bounds[rows, 3] - self.bounds[rows, 0]) + SPARE, out=starts[1:])
        out: Bytes = np.zeros(int(starts[-1]), dtype=np.uint8)
        source: Source = np.zeros(int(starts[-1]), dtype=np.int32)
        bounds: Places = np.empty(4, dtype=np.int64)
        chosen: Places = np.array(rows, dtype=np.int64)
        texts = _texts(*self.columns)
        fold_again(len(rows), chosen, starts, *texts, LONGEST_TEXT, *_tables(), *_room.classes, out, source, bounds)
        for index, row in enumerate(rows):
            self._sources[row] = source[starts[index] : starts[index + 1]]


def _texts(first: TextColumn, second: TextColumn) -> tuple[object, ...]:
    return tuple(
        part
        for column in (first, second)
        for part in (column.views, column.places, column.buffers, column.valid, column.has_nulls)
    )


def _code_table() -> Bytes:
    """Return the byte for every code point; asking Unicode about each takes as long as folding a thousand listings."""
    folder = default_folder()
    key = hashlib.sha256(unicodedata.unidata_version.encode() + Path(alphabet.__file__).read_bytes()).hexdigest()[:32]
    path = folder / f"alphabet-{key}.bin" if folder else None
    table = read(path) if path else None
    if table is None:
        table = alphabet.code_table()
        if path:
            write(path, table)
    return np.frombuffer(table, dtype=np.uint8)


@cache
def _tables() -> tuple[Bytes, ...]:
    """Return what a code point folds to, what a code asks for, what marks make of letters, and tones."""
    tone: Bytes = np.frombuffer(alphabet.tone_table(), dtype=np.uint8)
    toneless: Bytes = np.frombuffer(alphabet.toneless_table(), dtype=np.uint8)
    left: Bytes = np.full(256, ALWAYS, dtype=np.uint8)
    left[[alphabet.SPACE, alphabet.BREAK, alphabet.END]] |= AFTER_BLANK
    left[(tone != 0) & (toneless == ord("o"))] |= AFTER_O
    left[(tone != 0) & (toneless == ord("u"))] |= AFTER_U
    right: Bytes = np.zeros(256, dtype=np.uint8)
    right[:9] = ALWAYS  # nothing, and the eight marks
    right[[alphabet.SPACE, alphabet.BREAK]] = AFTER_BLANK
    right[list(b"ae")] = AFTER_O
    right[ord("y")] = AFTER_U
    return (
        _code_table(),
        left,
        right,
        np.frombuffer(alphabet.composition_table(), dtype=np.uint8),
        tone,
        toneless,
    )


@dataclass
class _Room:
    """Memory that is kept from batch to batch: fresh pages cost as much as the folding."""

    out: Bytes = field(default_factory=lambda: np.empty(0, dtype=np.uint8))
    scan: Bytes = field(default_factory=lambda: np.empty(0, dtype=np.uint8))
    classes: tuple[Bytes, Bytes] = field(default_factory=lambda: (_one_listing(), _one_listing()))

    def take(self, size: int) -> tuple[Bytes, Bytes]:
        if self.out.size < size:
            self.out = np.zeros(size + size // 4, dtype=np.uint8)
            self.scan = np.zeros(size + size // 4, dtype=np.uint8)
        return self.out, self.scan


def _one_listing() -> Bytes:
    return np.zeros(2 * LONGEST_TEXT + 2 * SPARE, dtype=np.uint8)


_room = _Room()


def prepare() -> None:
    """Load the kernels and tables, which the first folding does otherwise."""
    kernels.load()
    _tables()


def fold_columns(first: pl.Series, second: pl.Series) -> FoldedBatch:
    """Fold two text columns of equal length, with a map back to their code points."""
    columns = TextColumn(first), TextColumn(second)
    rows = columns[0].rows
    out, scan = _room.take(2 * (columns[0].bytes + columns[1].bytes) + 4 * rows + SPARE)
    bounds: Places = np.empty((rows, 4), dtype=np.int64)
    bare: Bytes = np.empty(rows, dtype=np.uint8)
    cut: Bytes = np.empty(rows, dtype=np.uint8)
    size = fold_batch(rows, *_texts(*columns), LONGEST_TEXT, *_tables(), *_room.classes, out, scan, bounds, bare, cut)
    ends: Places = np.empty(size // FEWEST_DIGITS + 1, dtype=np.int64)
    runs = find_digit_runs(out, size, ends)
    return FoldedBatch(out[:size].tobytes(), scan[:size].tobytes(), bounds, bare, cut, ends[:runs].copy(), columns)
