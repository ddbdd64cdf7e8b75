# ruff: noqa: SIM109  numba compiles plain comparisons better than membership in a tuple
"""The compiled kernels: folding with a map back, and undoing disguise.

They work on the bytes of a whole batch at once. ``source`` holds, for each folded byte, the code
point in the original field that it came from; bit 30 is set for the second field of a listing.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Source = NDArray[np.int32]

SECOND_FIELD: Final = 1 << 30
_END = 0x0A
_BREAK = 0x1F
_SPACE = 0x20


@njit(cache=True, nogil=True, boundscheck=False)
def _fold_field(
    values: Bytes,
    start: int,
    end: int,
    limit: int,
    table: Bytes,
    compose: Bytes,
    tone: Bytes,
    toneless: Bytes,
    field: int,
    out: Bytes,
    source: Source,
    at: int,
) -> Any:
    place = start
    point = 0
    first = at
    letters = 0
    toned = 0
    letter_o = 0x6F
    letter_u = 0x75
    while place < end and point < limit:
        lead = values[place]
        if lead < 0x80:
            number = np.int32(lead)
            place += 1
        elif lead < 0xE0:
            number = ((lead & 0x1F) << 6) | (values[place + 1] & 0x3F)
            place += 2
        elif lead < 0xF0:
            number = ((lead & 0x0F) << 12) | ((values[place + 1] & 0x3F) << 6) | (values[place + 2] & 0x3F)
            place += 3
        else:
            number = (
                ((lead & 0x07) << 18)
                | ((values[place + 1] & 0x3F) << 12)
                | ((values[place + 2] & 0x3F) << 6)
                | (values[place + 3] & 0x3F)
            )
            place += 4
        code = table[number] if number < table.size else np.uint8(0xFE)
        here = np.int32(point | field)
        point += 1
        if code == 0:
            continue
        if code < 9:
            if at > first:
                whole = compose[np.int64(out[at - 1]) * 16 + code]
                if whole != 0:
                    if tone[whole] != 0 and tone[out[at - 1]] == 0:
                        toned += 1
                    out[at - 1] = whole
            continue
        if code == _SPACE or code == _BREAK:
            if at == first:
                continue
            last = out[at - 1]
            if last == _BREAK:
                continue
            if last == _SPACE:
                out[at - 1] = _BREAK
                continue
        elif at > first:
            # One way to place tones: hòa becomes hoà, khỏe khoẻ, thúy thuý.
            last = out[at - 1]
            mark = tone[last]
            if mark != 0:
                base = toneless[last]
                if (base == letter_o and (code == 0x61 or code == 0x65)) or (base == letter_u and code == 0x79):
                    out[at - 1] = base
                    code = compose[np.int64(code) * 16 + mark]
        out[at] = code
        source[at] = here
        at += 1
        if code >= 0x80 or (code >= 0x61 and code <= 0x7A):
            letters += 1
            if code >= 0x80:
                toned += 1
    return at, letters, toned, place < end


@njit(cache=True, nogil=True, boundscheck=False)
def fold_batch(
    first_values: Bytes,
    first_offsets: Places,
    second_values: Bytes,
    second_offsets: Places,
    limit: int,
    table: Bytes,
    compose: Bytes,
    tone: Bytes,
    toneless: Bytes,
    word: Bytes,
    out: Bytes,
    source: Source,
    bounds: Places,
    bare: Bytes,
    cut: Bytes,
) -> Any:
    """This will fold two fields of every listing, one after the other, and what disguise hid.

    ``bounds`` gets four places a listing: start, end of the first field, end of the second, end of
    what was revealed. ``bare`` says that the listing is written without accents, ``cut`` that a
    field was longer than ``limit`` code points.
    """
    rows = first_offsets.size - 1
    at = 0
    for row in range(rows):
        out[at] = _END
        source[at] = 0
        at += 1
        bounds[row * 4] = at
        at, letters_1, toned_1, cut_1 = _fold_field(
            first_values,
            first_offsets[row],
            first_offsets[row + 1],
            limit,
            table,
            compose,
            tone,
            toneless,
            0,
            out,
            source,
            at,
        )
        bounds[row * 4 + 1] = at
        out[at] = _END
        source[at] = SECOND_FIELD
        at += 1
        at, letters_2, toned_2, cut_2 = _fold_field(
            second_values,
            second_offsets[row],
            second_offsets[row + 1],
            limit,
            table,
            compose,
            tone,
            toneless,
            SECOND_FIELD,
            out,
            source,
            at,
        )
        bounds[row * 4 + 2] = at
        out[at] = _END
        source[at] = 0
        at += 1
        bare[row] = 1 if (toned_1 + toned_2) * 25 < letters_1 + letters_2 else 0
        cut[row] = 1 if cut_1 or cut_2 else 0
        at = _reveal(out, source, bounds[row * 4], bounds[row * 4 + 2], word, at)
        bounds[row * 4 + 3] = at
    out[at] = _END
    source[at] = 0
    return at + 1


@njit(cache=True, nogil=True, boundscheck=False)
def _is_joiner(code: int) -> bool:
    # . * _ ' | ~ ^ - ` +   between two letters of one word
    return (
        code == 0x2E
        or code == 0x2A
        or code == 0x5F
        or code == 0x27
        or code == 0x7C
        or code == 0x7E
        or code == 0x5E
        or code == 0x2D
        or code == 0x60
        or code == 0x2B
    )


@njit(cache=True, nogil=True, boundscheck=False)
def _unleet(code: int) -> int:
    if code == 0x30:
        return 0x6F  # 0 o
    if code == 0x31 or code == 0x21:
        return 0x69  # 1 ! i
    if code == 0x33:
        return 0x65  # 3 e
    if code == 0x34 or code == 0x40:
        return 0x61  # 4 @ a
    if code == 0x35 or code == 0x24:
        return 0x73  # 5 $ s
    if code == 0x37:
        return 0x74  # 7 t
    return 0


@njit(cache=True, nogil=True, boundscheck=False)
def _reveal(out: Bytes, source: Source, start: int, end: int, word: Bytes, at: int) -> int:
    """Append, after the fields, each disguised word as it was meant, with its neighbours.

    Three disguises: letters kept apart ("v a p e", "t.r.ị"), a mark inside a word ("đu.ôi"),
    digits and signs for letters ("z4l0", "n!ke"). Room: at most as much again as was folded.
    """
    room = at + (end - start)
    place = start
    before = start  # start of the token before this one
    while place < end:
        code = out[place]
        if code == _SPACE or code == _BREAK or code == _END:
            place += 1
            continue
        stop = place
        joined = 0
        leet = 0
        run = 0
        longest = 0
        while stop < end:
            code = out[stop]
            if code == _SPACE or code == _BREAK or code == _END:
                break
            kind = word[code]
            if kind == 1:
                run += 1
                longest = max(longest, run)
            else:
                run = 0
                inner = stop > place and stop + 1 < end and word[out[stop - 1]] == 1 and word[out[stop + 1]] == 1
                if inner:
                    if _unleet(code) != 0:
                        leet += 1
                    elif _is_joiner(code):
                        joined += 1
            stop += 1
        if stop - place == 1 and word[out[place]] == 1:
            # A run of single letters parted by one blank each.
            last = place
            count = 1
            while (
                last + 2 < end
                and (out[last + 1] == _SPACE or out[last + 1] == _BREAK)
                and word[out[last + 2]] == 1
                and (last + 3 >= end or word[out[last + 3]] == 0)
            ):
                last += 2
                count += 1
            if count >= 3:
                at = _append(out, source, before, place, place, last + 1, end, word, 0, at, room)
                before = place
                place = last + 1
                continue
        if (joined > 0 or leet > 0) and stop - place <= 40:
            at = _append(out, source, before, place, place, stop, end, word, leet, at, room)
        before = place
        place = stop
    return at


@njit(cache=True, nogil=True, boundscheck=False)
def _append(
    out: Bytes,
    source: Source,
    before: int,
    before_end: int,
    start: int,
    stop: int,
    end: int,
    word: Bytes,
    leet: int,
    at: int,
    room: int,
) -> int:
    after = stop
    words = 0
    while after < end and after - stop < 24 and out[after] != _END:
        if out[after] == _SPACE or out[after] == _BREAK:
            words += 1
            if words == 3:
                break
        after += 1
    if at + (before_end - before) + (after - start) + 1 > room:
        return at
    for place in range(before, before_end):
        if out[place] == _END:
            continue
        out[at] = out[place]
        source[at] = source[place]
        at += 1
    for place in range(start, stop):
        code = out[place]
        if leet > 0 and _unleet(code) != 0:
            code = np.uint8(_unleet(code))
        if word[code] == 0 and stop - place > 1:
            continue
        out[at] = code
        source[at] = source[place]
        at += 1
    for place in range(stop, after):
        out[at] = out[place]
        source[at] = source[place]
        at += 1
    out[at] = _END
    source[at] = 0
    return at + 1


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
        elif number >= 0:
            which = (
                np.int64(views[view + 8])
                | (np.int64(views[view + 9]) << 8)
                | (np.int64(views[view + 10]) << 16)
                | (np.int64(views[view + 11]) << 24)
            )
            if which == number:
                begin = (
                    np.int64(views[view + 12])
                    | (np.int64(views[view + 13]) << 8)
                    | (np.int64(views[view + 14]) << 16)
                    | (np.int64(views[view + 15]) << 24)
                )
                values[offsets[row] : offsets[row + 1]] = buffer[begin : begin + size]
