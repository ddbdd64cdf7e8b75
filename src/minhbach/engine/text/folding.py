"""Fold the text of many listings at once, or of one phrase, to the one-byte alphabet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from minhbach.engine.text import alphabet
from minhbach.engine.text.arrow import text_bytes
from minhbach.engine.text.kernel import SECOND_FIELD, Bytes, Places, Source, fold_batch

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

    def original(self, start: int, end: int) -> tuple[int, int, int]:
        """Return field (0 or 1), first code point and the one after the last, of folded bytes."""
        first = int(self.source[start])
        last = int(self.source[end - 1])
        field = 1 if first & SECOND_FIELD else 0
        return field, first & ~SECOND_FIELD, (last & ~SECOND_FIELD) + 1


@cache
def _tables() -> tuple[Bytes, Bytes, Bytes, Bytes, Bytes]:
    return tuple(  # type: ignore[return-value]
        np.frombuffer(table(), dtype=np.uint8)
        for table in (
            alphabet.code_table,
            alphabet.composition_table,
            alphabet.tone_table,
            alphabet.toneless_table,
            alphabet.word_table,
        )
    )


def fold_columns(first: pl.Series, second: pl.Series) -> FoldedBatch:
    """Fold two text columns of equal length, with a map back to their code points."""
    first_values, first_offsets = text_bytes(first)
    second_values, second_offsets = text_bytes(second)
    rows = len(first)
    table, compose, tone, toneless, word = _tables()
    room = 2 * (first_values.size + second_values.size) + 4 * rows + 1
    out: Bytes = np.empty(room, dtype=np.uint8)
    source: Source = np.empty(room, dtype=np.int32)
    bounds: Places = np.empty((rows, 4), dtype=np.int64)
    bare: Bytes = np.empty(rows, dtype=np.uint8)
    cut: Bytes = np.empty(rows, dtype=np.uint8)
    size = fold_batch(
        first_values,
        first_offsets,
        second_values,
        second_offsets,
        LONGEST_TEXT,
        table,
        compose,
        tone,
        toneless,
        word,
        out,
        source,
        bounds.reshape(-1),
        bare,
        cut,
    )
    return FoldedBatch(out[:size].tobytes(), source[:size], bounds, bare, cut)


def fold_text(text: str) -> bytes:
    """Fold one short text alone, without what disguise hides: as ``fold_columns`` does, in plain Python."""
    table, compose = alphabet.code_table(), alphabet.composition_table()
    tones, toneless = alphabet.tone_table(), alphabet.toneless_table()
    folded = bytearray()
    for letter in text[:LONGEST_TEXT]:
        number = ord(letter)
        code = table[number] if number < alphabet.CODE_POINTS else alphabet.FOREIGN
        last = folded[-1] if folded else 0
        if code == 0:
            continue
        if code < 9:
            folded[-1:] = bytes([compose[last * 16 + code] or last]) if folded else b""
            continue
        if code in (alphabet.SPACE, alphabet.BREAK):
            if not folded or last == alphabet.BREAK:
                continue
            if last == alphabet.SPACE:
                folded[-1] = alphabet.BREAK
                continue
        elif tones[last] and (toneless[last], code) in _TONE_MOVES:
            folded[-1] = toneless[last]
            code = compose[code * 16 + tones[last]]
        folded.append(code)
    return bytes(folded)


_TONE_MOVES = {(ord("o"), ord("a")), (ord("o"), ord("e")), (ord("u"), ord("y"))}
