"""Fold the text of many listings at once to the one-byte alphabet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
import polars as pl

from minhbach.engine.text import alphabet
from minhbach.engine.text.arrow import text_bytes
from minhbach.engine.text.kernel import (
    BLANK,
    LETTER,
    MARK,
    NOTHING,
    SECOND_FIELD,
    TAKES_TONE,
    Bytes,
    Hashes,
    Places,
    Source,
    fold_batch,
    hash_texts,
)

LONGEST_TEXT = 100_000
"""Code points read of one field; what lies beyond is reported, not read."""


@dataclass(frozen=True)
class FoldedBatch:
    """Two fields of n listings, folded one after the other into one run of bytes.

    Shape: listing i is data[bounds[i, 0]:bounds[i, 3]]: the first field up to bounds[i, 1], an END,
    the second up to bounds[i, 2], an END, then what was revealed from under disguise.
    """

    data: bytes
    source: Source
    bounds: Places
    bare: Bytes
    cut: Bytes

    @cached_property
    def text_hash(self) -> Hashes:
        """One number for the letters and digits of title and description, in their order: equal for a text
        written again with other blanks, signs, capitals or pictures.

        Shape: n.
        """
        hashes: Hashes = np.empty(self.bounds.shape[0], dtype=np.uint64)
        hash_texts(np.frombuffer(self.data, dtype=np.uint8), self.bounds.reshape(-1), _tables().word, hashes)
        return hashes

    def original(self, start: int, end: int) -> tuple[int, int, int]:
        """Return field (0 or 1), first code point and the one after the last, of folded bytes."""
        first = int(self.source[start])
        last = int(self.source[end - 1])
        field = 1 if first & SECOND_FIELD else 0
        return field, first & ~SECOND_FIELD, (last & ~SECOND_FIELD) + 1


@dataclass(frozen=True)
class _Tables:
    code: Bytes
    kind: Bytes
    compose: Bytes
    tone: Bytes
    toneless: Bytes
    weight: Places
    word: Bytes


@cache
def _tables() -> _Tables:
    kind: Bytes = np.full(256, LETTER, dtype=np.uint8)
    kind[0] = NOTHING
    kind[1:9] = MARK
    kind[[alphabet.SPACE, alphabet.BREAK]] = BLANK
    kind[list(b"aey")] = TAKES_TONE
    word: Bytes = np.frombuffer(alphabet.word_table(), dtype=np.uint8)
    weight = (word == 1).astype(np.int64)
    weight[0x80:] += weight[0x80:] << 32
    return _Tables(
        np.frombuffer(alphabet.code_table(), dtype=np.uint8),
        kind,
        np.frombuffer(alphabet.composition_table(), dtype=np.uint8),
        np.frombuffer(alphabet.tone_table(), dtype=np.uint8),
        np.frombuffer(alphabet.toneless_table(), dtype=np.uint8),
        weight,
        word,
    )


@dataclass
class _Room:
    """Memory that is kept from batch to batch: fresh pages cost as much as the folding."""

    out: Bytes = field(default_factory=lambda: np.empty(0, dtype=np.uint8))
    source: Source = field(default_factory=lambda: np.empty(0, dtype=np.int32))

    def take(self, size: int) -> tuple[Bytes, Source]:
        if self.out.size < size:
            self.out = np.empty(size + size // 4, dtype=np.uint8)
            self.source = np.empty(size + size // 4, dtype=np.int32)
        return self.out, self.source


_room = _Room()


def fold_columns(first: pl.Series, second: pl.Series) -> FoldedBatch:
    """Fold two text columns of equal length, with a map back to their code points.

    The map lies in memory that the next batch uses again: ask it before folding another.
    """
    return fold_bytes(*text_bytes(first), *text_bytes(second))


def fold_bytes(first_values: Bytes, first_offsets: Places, second_values: Bytes, second_offsets: Places) -> FoldedBatch:
    """Fold two fields given as bytes and offsets."""
    rows = first_offsets.size - 1
    tables = _tables()
    out, source = _room.take(2 * (first_values.size + second_values.size) + 4 * rows + 1)
    bounds: Places = np.empty((rows, 4), dtype=np.int64)
    bare: Bytes = np.empty(rows, dtype=np.uint8)
    cut: Bytes = np.empty(rows, dtype=np.uint8)
    size = int(
        fold_batch(
            first_values,
            first_offsets,
            second_values,
            second_offsets,
            LONGEST_TEXT,
            tables.code,
            tables.kind,
            tables.compose,
            tables.tone,
            tables.toneless,
            tables.weight,
            tables.word,
            out,
            source,
            bounds.reshape(-1),
            bare,
            cut,
        )
    )
    return FoldedBatch(out[:size].tobytes(), source[:size], bounds, bare, cut)
