"""Texts of any language as hashed n-grams: words and pairs of words, and runs of three to five letters.

Letters are lower case and of one width. A Chinese, Japanese or Korean character is a word by itself.
Hashing needs no vocabulary, so memory is bounded before a table is read; a compiled kernel counts, for
Python would take minutes where this takes seconds.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray
from scipy import sparse

WORD_BITS = 18
LETTER_BITS = 19
BUCKETS = (1 << WORD_BITS) + (1 << LETTER_BITS)
_BUDGET = 40_000_000  # n-grams of the whole table: a third of a gigabyte
_MOST_LETTERS = 4_000  # of one text
_FEWEST_LETTERS = 120
_PRIME = np.uint64(0x100000001B3)
_SEED = np.uint64(0xCBF29CE484222325)
_SKETCH = 12  # hashes of a text's sketch
_BANDS = 3
_SHINGLE = 3  # words
_LARGEST_GROUP = 0.05  # share of all texts


class Letters(NamedTuple):
    """Texts as code points, one after the other.

    Shape: code points of all texts; where each begins, and where the last ends.
    """

    points: NDArray[np.uint32]
    bounds: NDArray[np.int64]


def read_letters(texts: pl.Series) -> Letters:
    """Return texts in lower case and of one width, as code points; what is null is empty."""
    plain = texts.fill_null("").str.slice(0, _MOST_LETTERS).str.normalize("NFKC").str.to_lowercase()
    bounds = np.concatenate([[0], np.cumsum(plain.str.len_chars().to_numpy(), dtype=np.int64)])
    order = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
    points = np.frombuffer("".join(plain.to_list()).encode(order), dtype=np.uint32)
    return Letters(points, bounds)


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
    data, indices, indptr = _count(letters.points, letters.bounds, _kinds(), reach)
    return sparse.csr_array((data, indices, indptr), shape=(len(letters.bounds) - 1, BUCKETS))


def reach_of(letters: Letters) -> int:
    """Return how many letters of each text may give runs, so that the whole table keeps within bounds."""
    lengths = np.diff(letters.bounds)
    # A word and a blank are about six letters and give two n-grams; a letter gives three.
    room = max(_BUDGET - float(lengths.sum()) / 3, _BUDGET / 4) / 3
    low, high = _FEWEST_LETTERS, _MOST_LETTERS
    while low < high:
        middle = (low + high + 1) // 2
        if np.minimum(lengths, middle).sum() <= room:
            low = middle
        else:
            high = middle - 1
    return low


@njit(cache=True, nogil=True)
def _mix(value: np.uint64) -> np.uint64:
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))


@njit(cache=True, nogil=True)
def _words(points, start, end, kinds, hashes):  # type: ignore[no-untyped-def]
    """Write the hash of each word of a text; return how many."""
    number = 0
    value = _SEED
    inside = False
    for place in range(start, end):
        point = points[place]
        kind = kinds[point] if point < len(kinds) else np.uint8(0)
        if inside and kind != 1:
            hashes[number] = _mix(value)
            number += 1
            inside = False
        if kind == 0:
            continue
        if not inside:
            value = _SEED
        value = (value ^ np.uint64(point)) * _PRIME
        inside = kind == 1
        if kind == 2:
            hashes[number] = _mix(value)
            number += 1
    if inside:
        hashes[number] = _mix(value)
        number += 1
    return number


@njit(cache=True, nogil=True)
def _count(points, bounds, kinds, reach):  # type: ignore[no-untyped-def]
    texts = len(bounds) - 1
    longest = 0
    for text in range(texts):
        longest = max(longest, bounds[text + 1] - bounds[text])
    words = np.empty(longest + 1, np.uint64)
    squeezed = np.empty(longest + 2, np.uint32)
    found = np.empty(5 * (longest + 4), np.int32)
    room = max(1 << 16, (bounds[texts] - bounds[0]) // 2)
    data = np.empty(room, np.float32)
    indices = np.empty(room, np.int32)
    indptr = np.zeros(texts + 1, np.int64)
    used = 0
    word_mask = np.uint64((1 << WORD_BITS) - 1)
    letter_mask = np.uint64((1 << LETTER_BITS) - 1)
    for text in range(texts):
        start, end = bounds[text], bounds[text + 1]
        number = 0
        many = _words(points, start, end, kinds, words)
        for place in range(many):
            found[number] = np.int32(words[place] & word_mask)
            number += 1
            if place:
                pair = _mix(words[place - 1] * _PRIME ^ words[place])
                found[number] = np.int32(pair & word_mask)
                number += 1
        # Blanks of any kind and length are one; the text begins and ends with one.
        squeezed[0] = 32
        size = 1
        for place in range(start, min(end, start + reach)):
            point = points[place]
            if point <= 32 or point == 0xA0 or point == 0x3000:
                if squeezed[size - 1] != 32:
                    squeezed[size] = 32
                    size += 1
            else:
                squeezed[size] = point
                size += 1
        if squeezed[size - 1] != 32:
            squeezed[size] = 32
            size += 1
        for place in range(size):
            value = _SEED
            for step in range(min(5, size - place)):
                value = (value ^ np.uint64(squeezed[place + step])) * _PRIME
                if step >= 2:
                    run = _mix(value ^ np.uint64(step))
                    found[number] = np.int32((run & letter_mask) + (word_mask + np.uint64(1)))
                    number += 1
        chosen = np.sort(found[:number])
        if used + number > len(data):
            grown = max(2 * len(data), used + number)
            new_data, new_indices = np.empty(grown, np.float32), np.empty(grown, np.int32)
            new_data[:used], new_indices[:used] = data[:used], indices[:used]
            data, indices = new_data, new_indices
        place = 0
        while place < number:
            first = place
            while place < number and chosen[place] == chosen[first]:
                place += 1
            indices[used] = chosen[first]
            data[used] = np.float32(1 + np.log(place - first))
            used += 1
        indptr[text + 1] = used
    return data[:used].copy(), indices[:used].copy(), indptr


def copies(letters: Letters) -> NDArray[np.int64]:
    """Return a group of each text such that texts nearly alike share one.

    MinHash over runs of three words, figures left out of account; texts of few words must be equal. Where
    a phrase that everybody uses would make one group of a large part of the table, only texts of the
    same sketch share one.
    """
    sketches = _sketch(letters.points, letters.bounds, _kinds())
    groups = _joined(sketches, _BANDS)
    if len(groups) and np.bincount(groups).max() > max(_LARGEST_GROUP * len(groups), 20):
        groups = _joined(sketches, 1)
    return groups


def fingerprints(letters: Letters) -> NDArray[np.uint64]:
    """Return a hash of the words of each text, by which it is known again."""
    whole: NDArray[np.uint64] = _sketch(letters.points, letters.bounds, _kinds())[:, -1]
    return whole


def _joined(sketches: NDArray[np.uint64], bands: int) -> NDArray[np.int64]:
    parents = np.arange(len(sketches))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = int(parents[place])
        return place

    width = _SKETCH // bands
    for band in range(bands):
        keys = np.ascontiguousarray(sketches[:, band * width : (band + 1) * width])
        _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        alike = first[inverse.ravel()]
        for place in np.flatnonzero(alike != np.arange(len(keys))).tolist():
            parents[root(place)] = root(int(alike[place]))
    return np.unique([root(place) for place in range(len(sketches))], return_inverse=True)[1].astype(np.int64)


@njit(cache=True, nogil=True)
def _sketch(points, bounds, kinds):  # type: ignore[no-untyped-def]
    texts = len(bounds) - 1
    longest = 0
    for text in range(texts):
        longest = max(longest, bounds[text + 1] - bounds[text])
    words = np.empty(longest + 1, np.uint64)
    plain = np.empty(longest + 1, np.uint32)
    sketch = np.empty((texts, _SKETCH + 1), np.uint64)  # and last the hash of the whole text
    for text in range(texts):
        size = 0
        for place in range(bounds[text], bounds[text + 1]):
            point = points[place]
            plain[size] = 48 if 48 <= point <= 57 else point
            size += 1
        many = _words(plain, 0, size, kinds, words)
        sketch[text, :] = np.uint64(0xFFFFFFFFFFFFFFFF)
        whole = _SEED
        for place in range(many):
            whole = _mix((whole ^ words[place]) * _PRIME)
        sketch[text, _SKETCH] = whole
        if many < 2 * _SHINGLE:
            sketch[text, :_SKETCH] = whole
            if many == 0:
                sketch[text, :_SKETCH] = _mix(np.uint64(text) + _PRIME)  # an empty text is like no other
            continue
        for place in range(many - _SHINGLE + 1):
            run = _SEED
            for step in range(_SHINGLE):
                run = _mix((run ^ words[place + step]) * _PRIME)
            for number in range(_SKETCH):
                value = _mix(run ^ (np.uint64(number + 1) * np.uint64(0x9E3779B97F4A7C15)))
                sketch[text, number] = min(sketch[text, number], value)
    return sketch
