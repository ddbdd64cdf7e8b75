"""Texts of any language as hashed n-grams: words and pairs of words, and runs of three to five letters.

Letters are lower case and of one width. A Chinese, Japanese or Korean character is a word by itself.
Hashing needs no vocabulary, so memory is bounded before a table is read; compiled kernels count, for
Python would take minutes where they take seconds. A table is read in parts, so that its letters never
stand in memory all at once.
"""

from __future__ import annotations

import sys
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from minhbach.engine.learning.ngram_kernels import (
    BUCKETS,
    SKETCH,
    count_texts,
    sketch_texts,
)

_BUDGET = 60_000_000  # n-grams of the whole table: half a gigabyte
_MOST_LETTERS = 4_000  # of one text
_FEWEST_LETTERS = 24
_PART = 8_000_000  # letters
_BANDS = 3
_LARGEST_GROUP = 0.05  # share of all texts

Sketches = NDArray[np.uint64]
"""Shape: texts × (hashes of the text's sketch, and last the hash of all its words)."""


class Letters(NamedTuple):
    """Texts as code points, one after the other.

    Shape: code points of all texts; where each begins, and where the last ends.
    """

    points: NDArray[np.uint32]
    bounds: NDArray[np.int64]


class Reach(NamedTuple):
    """How far each text is read: so many letters for words, and of these so many for runs of letters."""

    words: int
    runs: int


class ReadTexts(NamedTuple):
    """A table's texts as numbers.

    Shape: texts × BUCKETS, 1 + log(count) as float32; sketches; letters of each text.
    """

    grams: sparse.csr_array
    sketches: Sketches
    lengths: NDArray[np.int64]


def read_texts(texts: pl.Series, reach: Reach) -> ReadTexts:
    """Return n-grams and sketches of texts, read in parts."""
    lengths = _lengths(texts, reach.words)
    upto = np.cumsum(lengths)
    total = int(upto[-1]) if len(upto) else 0
    cuts = np.unique([0, *np.searchsorted(upto, np.arange(_PART, total, _PART)), len(texts)])
    grams, sketches = [sparse.csr_array((0, BUCKETS), dtype=np.float32)], [np.empty((0, SKETCH + 1), np.uint64)]
    for first, last in pairwise(cuts.tolist()):
        letters = read_letters(texts[first:last], reach.words)
        grams.append(count_ngrams(letters, reach.runs))
        sketches.append(sketch(letters, first))
    return ReadTexts(sparse.vstack(grams, format="csr"), np.concatenate(sketches), lengths)


def reach_of(texts: pl.Series) -> Reach:
    """Return how far each text is read, so that the whole table keeps within bounds."""
    lengths = _lengths(texts, _MOST_LETTERS)
    # A word and a blank are about six letters and give two n-grams; a letter gives three.
    words = _longest(lengths, _BUDGET * 3)
    room = max(_BUDGET - float(np.minimum(lengths, words).sum()) / 3, _BUDGET / 2)
    return Reach(words, min(_longest(lengths, room / 3), words))


def _lengths(texts: pl.Series, most: int) -> NDArray[np.int64]:
    lengths: NDArray[np.int64] = texts.fill_null("").str.len_chars().to_numpy().astype(np.int64)
    return np.minimum(lengths, most)


def _longest(lengths: NDArray[np.int64], room: float) -> int:
    """Return to how many letters each text may be cut at most, such that all keep within the room."""
    low, high = _FEWEST_LETTERS, _MOST_LETTERS
    while low < high:
        middle = (low + high + 1) // 2
        if np.minimum(lengths, middle).sum() <= room:
            low = middle
        else:
            high = middle - 1
    return low


def read_letters(texts: pl.Series, most: int = _MOST_LETTERS) -> Letters:
    """Return texts in lower case and of one width, as code points; what is null is empty."""
    plain = texts.fill_null("").str.slice(0, most).str.normalize("NFKC").str.to_lowercase()
    bounds = np.concatenate([[0], np.cumsum(plain.str.len_chars().to_numpy(), dtype=np.int64)])
    order = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
    points = np.frombuffer("".join(plain.to_list()).encode(order), dtype=np.uint32)
    return Letters(points, bounds)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return what each code point is: 0 no letter, 1 a letter or digit of a word, 2 a word by itself."""
    kinds = np.array([chr(point).isalnum() or point == 0x5F for point in range(0x30000)], dtype=np.uint8)
    for first, last in ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0x20000, 0x2FFFF)):
        kinds[first : last + 1] *= 2
    # Marks that stand over or under letters belong to the word.
    for first, last in ((0x0300, 0x036F), (0x0900, 0x0DFF), (0x0E31, 0x0E4E)):
        kinds[first : last + 1] = np.maximum(kinds[first : last + 1], 1)
    return kinds


def count_ngrams(letters: Letters, reach: int) -> sparse.csr_array:
    """Return how often each text has each n-gram, as 1 + log(count).

    The whole text gives words, its first letters up to reach give runs of letters.

    Shape: (texts, BUCKETS), float32; words first, then runs of letters.
    """
    texts = len(letters.bounds) - 1
    lengths = np.diff(letters.bounds)
    longest = int(lengths.max(initial=0))
    # Every letter may be a word, alone and as a pair, and begin three runs.
    room = int(np.sum(2 * lengths + 3 * (np.minimum(lengths, reach) + 2)))
    data, indices = np.empty(room, np.float32), np.empty(room, np.int32)
    indptr = np.zeros(texts + 1, np.int64)
    used = count_texts(
        texts, letters.points, letters.bounds, _kinds(), len(_kinds()), reach,
        np.empty(longest + 1, np.uint64), np.empty(longest + 2, np.uint32), np.zeros(BUCKETS, np.int32),
        data, indices, indptr,
    )  # fmt: skip
    data = 1 + np.log(data[:used])
    return sparse.csr_array((data, indices[:used].copy(), indptr), shape=(texts, BUCKETS))


def sketch(letters: Letters, first: int = 0) -> Sketches:
    """Return what tells texts nearly alike; first is the number of the first text in its table."""
    texts = len(letters.bounds) - 1
    sketches = np.empty((texts, SKETCH + 1), np.uint64)
    words = np.empty(int(np.diff(letters.bounds).max(initial=0)) + 1, np.uint64)
    sketch_texts(texts, first, letters.points, letters.bounds, _kinds(), len(_kinds()), words, sketches)
    return sketches


def copies(sketches: Sketches) -> NDArray[np.int64]:
    """Return a group of each text such that texts nearly alike share one.

    Texts of few words must be equal. Where a phrase that everybody uses would make one group of a large
    part of the table, only texts of the same sketch share one.
    """
    groups = _joined(sketches, _BANDS)
    if len(groups) and np.bincount(groups).max() > max(_LARGEST_GROUP * len(groups), 20):
        groups = _joined(sketches, 1)
    return groups


def fingerprints(sketches: Sketches) -> NDArray[np.uint64]:
    """Return a hash of the words of each text, by which it is known again."""
    return sketches[:, -1]


def _joined(sketches: Sketches, bands: int) -> NDArray[np.int64]:
    parents = np.arange(len(sketches))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = int(parents[place])
        return place

    width = SKETCH // bands
    for band in range(bands):
        keys = np.ascontiguousarray(sketches[:, band * width : (band + 1) * width])
        _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        alike = first[inverse.ravel()]
        for place in np.flatnonzero(alike != np.arange(len(keys))).tolist():
            parents[root(place)] = root(int(alike[place]))
    return np.unique([root(place) for place in range(len(sketches))], return_inverse=True)[1].astype(np.int64)
