"""The loops over letters and n-grams that learning from tables spends its time in, compiled.

Texts are code points one after the other: text i is points[bounds[i]:bounds[i + 1]]. A matrix of n-grams is
in compressed rows, words first, then runs of letters.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from minhbach.engine.kernels import Kernels

WORD_BITS: Final = 18
LETTER_BITS: Final = 19
BUCKETS: Final = (1 << WORD_BITS) + (1 << LETTER_BITS)
SKETCH: Final = 12
"""Hashes of a text's sketch."""
_SHINGLE = 3  # words
_PRIME = np.uint64(0x100000001B3)
_SEED = np.uint64(0xCBF29CE484222325)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_WORD_MASK = np.uint64((1 << WORD_BITS) - 1)
_LETTER_MASK = np.uint64((1 << LETTER_BITS) - 1)

kernels = Kernels(__name__)


@kernels.helper
def _mix(value: Any) -> Any:
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))


@kernels.helper
def _hash_words(points: Any, start: Any, end: Any, kinds: Any, known: Any, is_plain: Any, hashes: Any) -> Any:
    """Write the hash of each word of a text, with is_plain every figure as 0; return how many."""
    number = 0
    value = _SEED
    inside = False
    for place in range(start, end):
        point = np.int64(points[place])
        if is_plain and point >= 48 and point <= 57:
            point = np.int64(48)
        kind = np.int64(kinds[point]) if point < known else 0
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


@kernels.helper
def _squeeze(points: Any, start: Any, end: Any, squeezed: Any) -> Any:
    """Write a text with blanks of any kind and length as one, and one at either end; return its length."""
    squeezed[0] = 32
    size = 1
    for place in range(start, end):
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
    return size


@kernels.helper
def _note(bucket: Any, table: Any, indices: Any, used: Any) -> Any:
    """Count an n-gram of the text at hand, as an entry of its own where it is its first; return the entries."""
    if table[bucket] == 0:
        indices[used] = bucket
        used += 1
    table[bucket] += 1
    return used


@kernels.compiled(
    "int64(int64, uint32*, int64*, uint8*, int64, int64, uint64*, uint32*, int32*, float32*, int32*, int64*)"
)
def count_texts(
    texts: Any, points: Any, bounds: Any, kinds: Any, known: Any, reach: Any,
    words: Any, squeezed: Any, table: Any, counts: Any, indices: Any, indptr: Any,
) -> Any:  # fmt: skip
    """Write how often each text has each n-gram, in compressed rows; return how many entries there are.

    words and squeezed are room to work in; table, of BUCKETS, holds 0 before and after.
    """
    used = 0
    indptr[0] = 0
    for text in range(texts):
        start = bounds[text]
        end = bounds[text + 1]
        many = _hash_words(points, start, end, kinds, known, False, words)
        for place in range(many):
            used = _note(np.int64(words[place] & _WORD_MASK), table, indices, used)
            if place > 0:
                pair = _mix(words[place - 1] * _PRIME ^ words[place])
                used = _note(np.int64(pair & _WORD_MASK), table, indices, used)
        size = _squeeze(points, start, min(end, start + reach), squeezed)
        for place in range(size):
            value = _SEED
            for step in range(min(5, size - place)):
                value = (value ^ np.uint64(squeezed[place + step])) * _PRIME
                if step >= 2:
                    run = _mix(value ^ np.uint64(step)) & _LETTER_MASK
                    used = _note(np.int64(run) + (1 << WORD_BITS), table, indices, used)
        for entry in range(indptr[text], used):
            counts[entry] = table[indices[entry]]
            table[indices[entry]] = 0
        indptr[text + 1] = used
    return used


@kernels.compiled("void(int64, int64, uint32*, int64*, uint8*, int64, uint64*, uint64*)")
def sketch_texts(
    texts: Any, first: Any, points: Any, bounds: Any, kinds: Any, known: Any, words: Any, sketches: Any
) -> None:
    """Write the sketch of each text (MinHash over runs of three words), and last the hash of all its words.

    Figures are left out of account; a text of few words has its whole as its sketch, an empty one nothing
    in common with any.
    """
    width = SKETCH + 1
    for text in range(texts):
        many = _hash_words(points, bounds[text], bounds[text + 1], kinds, known, True, words)
        whole = _SEED
        for place in range(many):
            whole = _mix((whole ^ words[place]) * _PRIME)
        sketches[text * width + SKETCH] = whole
        for number in range(SKETCH):
            if many == 0:
                sketches[text * width + number] = _mix(np.uint64(first + text) + _PRIME)
            elif many < 2 * _SHINGLE:
                sketches[text * width + number] = whole
            else:
                sketches[text * width + number] = _ALL
        if many < 2 * _SHINGLE:
            continue
        for place in range(many - _SHINGLE + 1):
            run = _SEED
            for step in range(_SHINGLE):
                run = _mix((run ^ words[place + step]) * _PRIME)
            for number in range(SKETCH):
                value = _mix(run ^ (np.uint64(number + 1) * _GOLDEN))
                if value < sketches[text * width + number]:
                    sketches[text * width + number] = value


@kernels.compiled("void(int64, int64*, int32*, int64*, int64*)")
def count_rows_with(size: Any, rows: Any, indices: Any, indptr: Any, counts: Any) -> None:
    """Add to each bucket's count the rows, of those asked for, that hold it."""
    for number in range(size):
        row = rows[number]
        for place in range(indptr[row], indptr[row + 1]):
            counts[indices[place]] += 1


@kernels.compiled("int64(int64, int64*, float32*, int32*, int64*, float32*, float32*, int64, float32*, int32*, int64*)")
def weigh_rows(
    size: Any, rows: Any, data: Any, indices: Any, indptr: Any, idf: Any, dense: Any, numbers: Any,
    new_data: Any, new_indices: Any, new_indptr: Any,
) -> Any:  # fmt: skip
    """Write rows by the rarity of n-grams, words and runs of letters of length 1 each, and their numbers after.

    Entries of no weight are left out. Returns how many entries there are.
    """
    words = 1 << WORD_BITS
    used = 0
    new_indptr[0] = 0
    for place in range(size):
        row = rows[place]
        begun = used
        of_words = np.float32(0)
        of_letters = np.float32(0)
        for entry in range(indptr[row], indptr[row + 1]):
            value = data[entry] * idf[indices[entry]]
            if value > 0:
                new_data[used] = value
                new_indices[used] = indices[entry]
                if indices[entry] < words:
                    of_words += value * value
                else:
                    of_letters += value * value
                used += 1
        for entry in range(begun, used):
            new_data[entry] /= np.sqrt(of_words if new_indices[entry] < words else of_letters)
        for number in range(numbers):
            if dense[place * numbers + number] != 0:
                new_data[used] = dense[place * numbers + number]
                new_indices[used] = BUCKETS + number
                used += 1
        new_indptr[place + 1] = used
    return used
