# ruff: noqa: SIM109  numba compiles plain comparisons better than membership in a tuple
"""The compiled kernels: folding with a map back, undoing disguise, finding runs of digits.

They work on the bytes of a whole batch at once. ``source`` holds, for each folded byte, the code
point in the original field that it came from; bit 30 is set for the second field of a listing.
Places are unsigned, which spares the check for negative indices at every letter.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Source = NDArray[np.int32]
Hashes = NDArray[np.uint64]

SECOND_FIELD: Final = 1 << 30
FEWEST_DIGITS: Final = 9
"""Digits in a row, however parted, that may be a phone number."""

_END = 0x0A
_BREAK = 0x1F
_SPACE = 0x20
_CODE_POINTS = 0x20000
_LETTERS_PER_TONE = 25  # fewer accents than one in so many letters: the listing is written without

# What a folded code asks for, in the table ``kind``.
LETTER: Final = 0
NOTHING: Final = 1
MARK: Final = 2
BLANK: Final = 3
TAKES_TONE: Final = 4  # a, e, y: a tone on the o or u before them belongs to them

_1, _2, _3, _4, _8, _16 = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4), np.uint64(8), np.uint64(16)
_ONE_POINT = np.int32(1)


@njit(cache=True, nogil=True, boundscheck=False)
def _fold_field(
    values: Bytes,
    place: Any,
    end: Any,
    limit: Any,
    table: Bytes,
    kind: Bytes,
    compose: Bytes,
    tone: Bytes,
    toneless: Bytes,
    weight: Places,
    field: Any,
    out: Bytes,
    source: Source,
    at: Any,
) -> Any:
    point = np.int32(0)
    first = at
    counted = np.int64(0)
    while place < end and point < limit:
        lead = values[place]
        if lead < 0x80:
            code = table[lead]
            place += _1
        else:
            if lead < 0xE0:
                number = (np.uint32(lead & 0x1F) << 6) | np.uint32(values[place + _1] & 0x3F)
                place += _2
            elif lead < 0xF0:
                number = (
                    (np.uint32(lead & 0x0F) << 12)
                    | (np.uint32(values[place + _1] & 0x3F) << 6)
                    | np.uint32(values[place + _2] & 0x3F)
                )
                place += _3
            else:
                number = (
                    (np.uint32(lead & 0x07) << 18)
                    | (np.uint32(values[place + _1] & 0x3F) << 12)
                    | (np.uint32(values[place + _2] & 0x3F) << 6)
                    | np.uint32(values[place + _3] & 0x3F)
                )
                place += _4
            code = table[number] if number < _CODE_POINTS else np.uint8(0xFE)
        here = point | field
        point += _ONE_POINT
        asks = kind[code]
        if asks != LETTER:
            if asks == NOTHING:
                continue
            if asks == MARK:
                if at > first:
                    last = out[at - _1]
                    whole = compose[np.uint64(last) * _16 + np.uint64(code)]
                    if whole != 0:
                        counted += weight[whole] - weight[last]
                        out[at - _1] = whole
                continue
            if asks == BLANK:
                if at == first:
                    continue
                last = out[at - _1]
                if last <= _SPACE:
                    # Two blanks part statements as a line does; more say no more.
                    if last == _SPACE:
                        out[at - _1] = _BREAK
                    continue
            elif at > first:
                # One way to place tones: hòa becomes hoà, khỏe khoẻ, thúy thuý.
                last = out[at - _1]
                mark = tone[last]
                if mark != 0:
                    base = toneless[last]
                    if (base == 0x6F and code != 0x79) or (base == 0x75 and code == 0x79):
                        out[at - _1] = base
                        code = compose[np.uint64(code) * _16 + np.uint64(mark)]
        out[at] = code
        source[at] = here
        at += _1
        counted += weight[code]
    return at, counted, place < end


@njit(cache=True, nogil=True, boundscheck=False)
def fold_batch(
    first_values: Bytes,
    first_offsets: Places,
    second_values: Bytes,
    second_offsets: Places,
    limit: int,
    table: Bytes,
    kind: Bytes,
    compose: Bytes,
    tone: Bytes,
    toneless: Bytes,
    weight: Places,
    word: Bytes,
    out: Bytes,
    source: Source,
    bounds: Places,
    bare: Bytes,
    cut: Bytes,
) -> Any:
    """This will fold two fields of every listing, one after the other, and what disguise hid.

    ``weight`` counts letters in its low half and accents in its high half. ``bounds`` gets four places
    a listing: start, end of the first field, end of the second, end of what was revealed. ``bare``
    says that the listing is written without accents, ``cut`` that a field is longer than ``limit``.
    """
    rows = first_offsets.size - 1
    at = np.uint64(0)
    longest = np.int32(limit)
    for row in range(rows):
        out[at] = _END
        source[at] = 0
        at += _1
        start = at
        at, counted_1, cut_1 = _fold_field(
            first_values, np.uint64(first_offsets[row]), np.uint64(first_offsets[row + 1]), longest,
            table, kind, compose, tone, toneless, weight, np.int32(0), out, source, at,
        )  # fmt: skip
        bounds[row * 4] = start
        bounds[row * 4 + 1] = at
        out[at] = _END
        source[at] = SECOND_FIELD
        at += _1
        at, counted_2, cut_2 = _fold_field(
            second_values, np.uint64(second_offsets[row]), np.uint64(second_offsets[row + 1]), longest,
            table, kind, compose, tone, toneless, weight, np.int32(SECOND_FIELD), out, source, at,
        )  # fmt: skip
        end = at
        bounds[row * 4 + 2] = end
        out[at] = _END
        source[at] = 0
        at += _1
        counted = counted_1 + counted_2
        bare[row] = 1 if (counted >> 32) * _LETTERS_PER_TONE < (counted & 0xFFFFFFFF) else 0
        cut[row] = 1 if cut_1 or cut_2 else 0
        at = _reveal(out, source, start, end, word, at)
        bounds[row * 4 + 3] = at
    out[at] = _END
    source[at] = 0
    return at + _1


@njit(cache=True, nogil=True, boundscheck=False)
def _unleet(code: Any) -> Any:
    """Return the letter that a digit or sign stands for, or 0."""
    if code == 0x30:
        return np.uint8(0x6F)  # 0 o
    if code == 0x31 or code == 0x21:
        return np.uint8(0x69)  # 1 ! i
    if code == 0x33:
        return np.uint8(0x65)  # 3 e
    if code == 0x34 or code == 0x40:
        return np.uint8(0x61)  # 4 @ a
    if code == 0x35 or code == 0x24:
        return np.uint8(0x73)  # 5 $ s
    if code == 0x37:
        return np.uint8(0x74)  # 7 t
    return np.uint8(0)


@njit(cache=True, nogil=True, boundscheck=False)
def _is_joiner(code: Any) -> Any:
    # . * _ ' | ~ ^ - ` +   between two letters of one word
    return (
        code == 0x2E or code == 0x2A or code == 0x5F or code == 0x27 or code == 0x7C
        or code == 0x7E or code == 0x5E or code == 0x2D or code == 0x60 or code == 0x2B
    )  # fmt: skip


@njit(cache=True, nogil=True, boundscheck=False)
def _is_blank(code: Any) -> Any:
    return code == _SPACE or code == _BREAK or code == _END


@njit(cache=True, nogil=True, boundscheck=False)
def _reveal(out: Bytes, source: Source, start: Any, end: Any, word: Bytes, at: Any) -> Any:
    """Append, after the fields, each disguised word as it was meant, with its neighbours.

    Three disguises: letters kept apart ("v a p e", "t.r.ị"), a mark inside a word ("đu.ôi"),
    digits and signs for letters ("z4l0", "n!ke"). Room: at most as much again as was folded.
    """
    room = at + (end - start)
    place = start
    before = start  # where the word before this one begins
    while place < end:
        if _is_blank(out[place]):
            place += _1
            continue
        stop = place
        while stop < end and word[out[stop]] == 1:
            stop += _1
        if stop >= end or _is_blank(out[stop]):
            # Letters only, as most words.
            if stop - place == _1:
                last = place
                count = 1
                while (
                    last + _2 < end
                    and (out[last + _1] == _SPACE or out[last + _1] == _BREAK)
                    and word[out[last + _2]] == 1
                    and (last + _3 >= end or word[out[last + _3]] == 0)
                ):
                    last += _2
                    count += 1
                if count >= 3:
                    at = _append(out, source, before, place, last + _1, end, word, False, at, room)
                    before = place
                    place = last + _1
                    continue
            before = place
            place = stop
            continue
        joined = False
        leet = False
        while stop < end:
            code = out[stop]
            if _is_blank(code):
                break
            if (
                word[code] != 1
                and stop > place
                and stop + _1 < end
                and word[out[stop - _1]] == 1
                and word[out[stop + _1]] == 1
            ):
                if _unleet(code) != 0:
                    leet = True
                elif _is_joiner(code):
                    joined = True
            stop += _1
        if (joined or leet) and stop - place <= np.uint64(40):
            at = _append(out, source, before, place, stop, end, word, leet, at, room)
        before = place
        place = stop
    return at


@njit(cache=True, nogil=True, boundscheck=False)
def _append(
    out: Bytes,
    source: Source,
    before: Any,
    start: Any,
    stop: Any,
    end: Any,
    word: Bytes,
    leet: bool,
    at: Any,
    room: Any,
) -> Any:
    after = stop
    words = 0
    while after < end and after - stop < np.uint64(24) and out[after] != _END:
        if out[after] == _SPACE or out[after] == _BREAK:
            words += 1
            if words == 3:
                break
        after += _1
    if at + (after - before) + _1 > room:
        return at
    for place in range(before, start):
        if out[place] != _END:
            out[at] = out[place]
            source[at] = source[place]
            at += _1
    for place in range(start, stop):
        code = out[place]
        if leet and _unleet(code) != 0:
            code = _unleet(code)
        if word[code] != 0 or place == start or place == stop - _1:
            out[at] = code
            source[at] = source[place]
            at += _1
    for place in range(stop, after):
        out[at] = out[place]
        source[at] = source[place]
        at += _1
    out[at] = _END
    source[at] = 0
    return at + _1


@njit(cache=True, nogil=True, boundscheck=False)
def find_digit_runs(data: Bytes, ends: Places) -> int:
    """This will note the end of the ninth digit of every run that may be a phone: 0…, o… or 84…"""
    count = 0
    place = np.uint64(0)
    size = np.uint64(data.size)
    while place < size:
        code = data[place]
        if code == 0x30 or code == 0x38:
            starts = place == 0 or data[place - _1] < 0x30 or data[place - _1] > 0x39
        elif code == 0x6F:
            starts = (
                place + _1 < size
                and data[place + _1] >= 0x30
                and data[place + _1] <= 0x39
                and (place == 0 or data[place - _1] < 0x61)
            )
        else:
            place += _1
            continue
        if not starts:
            place += _1
            continue
        digits = 0
        letters = 0
        blanks = 0
        stop = place
        while stop < size and blanks <= 2 and digits < FEWEST_DIGITS:
            code = data[stop]
            if code >= 0x30 and code <= 0x39:
                digits += 1
                blanks = 0
            elif code == 0x6F or code == 0x69 or code == 0x6C:  # o i l
                digits += 1
                letters += 1
                blanks = 0
            elif (
                code == 0x20 or code == 0x1F or code == 0x2E or code == 0x2C or code == 0x2D
                or code == 0x5F or code == 0x2F or code == 0x28 or code == 0x29
            ):  # fmt: skip
                blanks += 1
            else:
                break
            stop += _1
        if digits == FEWEST_DIGITS and letters <= 3:
            ends[count] = stop
            count += 1
            place = stop
        else:
            place += _1
    return count


@njit(cache=True, nogil=True, boundscheck=False)
def hash_texts(data: Bytes, bounds: Places, word: Bytes, hashes: Hashes) -> None:
    """This will hash the letters and digits of each listing's two fields, in their order, to 64 bits."""
    for row in range(hashes.size):
        whole = np.uint64(0x9E3779B97F4A7C15)
        letters = np.uint64(0)
        count = 0
        for place in range(np.uint64(bounds[row * 4]), np.uint64(bounds[row * 4 + 2])):
            code = data[place]
            if word[code] != 0:
                letters = (letters << _8) | np.uint64(code)
                count += 1
                if count & 7 == 0:
                    whole = _mix(whole ^ letters)
                    letters = np.uint64(0)
        hashes[row] = _mix(_mix(whole ^ letters) ^ np.uint64(count))


@njit(cache=True, nogil=True, boundscheck=False)
def _mix(number: Any) -> Any:
    # The finalizer of MurmurHash3: every bit in changes half of the bits out.
    number = (number ^ (number >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    number = (number ^ (number >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return number ^ (number >> np.uint64(33))


@njit(cache=True, nogil=True, boundscheck=False)
def gather(views: Bytes, buffer: Bytes, number: int, offsets: Places, values: Bytes) -> None:
    """This will copy the texts that lie in one data buffer of an Arrow string view column.

    ``number`` is -1 for the texts that lie in the views themselves.
    """
    for row in range(offsets.size - 1):
        size = offsets[row + 1] - offsets[row]
        if size == 0:
            continue
        view = row * 16
        if size <= 12:
            if number == -1:
                for index in range(size):
                    values[offsets[row] + index] = views[view + 4 + index]
        elif number >= 0 and _number_at(views, view + 8) == number:
            begin = _number_at(views, view + 12)
            values[offsets[row] : offsets[row + 1]] = buffer[begin : begin + size]


@njit(cache=True, nogil=True, boundscheck=False)
def _number_at(views: Bytes, place: int) -> Any:
    return (
        np.int64(views[place])
        | (np.int64(views[place + 1]) << 8)
        | (np.int64(views[place + 2]) << 16)
        | (np.int64(views[place + 3]) << 24)
    )
