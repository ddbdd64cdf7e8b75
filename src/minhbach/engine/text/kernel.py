"""The compiled kernels: folding, undoing disguise, finding runs of digits, hashing.

They work on a whole batch at once, reading the texts where Arrow holds them. Folding notes no places;
the few listings in which something is found are folded again, with ``source``: for each folded byte
the code point in the original field that it came from, bit 30 set for the second field.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from minhbach.engine.kernels import Kernels

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Source = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Addresses = NDArray[np.uint64]

SECOND_FIELD: Final = 1 << 30
FEWEST_DIGITS: Final = 9
"""Digits in a row, however parted, that may be a phone number."""
SPARE: Final = 64
"""Bytes that a buffer must have beyond what is folded into it: blocks are looked at whole."""

_END: Final = 0x0A
_BREAK: Final = 0x1F
_SPACE: Final = 0x20
_FOREIGN: Final = 0xFE
_CODE_POINTS: Final = 0x20000
_LETTERS_PER_TONE: Final = 25  # fewer accents than one in so many letters: the listing is written without
_BLOCK: Final = 32
_LONGEST_DISGUISE: Final = 40
_INLINE: Final = 12  # bytes of a text that Arrow keeps in its view

# What the letter before says, and what a code asks of it (tables ``left`` and ``right``): only where
# both have a bit in common is there more to do than to write the code.
ALWAYS: Final = 0x80  # a mark, or nothing to be seen
AFTER_BLANK: Final = 1
AFTER_O: Final = 2  # a, e: a tone on the o before them belongs to them
AFTER_U: Final = 4  # y after u likewise

kernels = Kernels(__name__)


@kernels.helper
def _fold_field(
    values: Any, place: Any, end: Any, limit: Any, table: Any, left: Any, right: Any, compose: Any, tone: Any,
    toneless: Any, out: Any, at: Any, source: Any, field: Any,
) -> Any:  # fmt: skip
    """Fold one text to out[at:]; return where it ends, and whether the text goes on beyond the limit."""
    first = at
    point = 0
    code: Any
    last: Any = _END
    while place < end and point < limit:
        lead = values[place]
        if lead < 0x80:
            code = np.int64(table[lead])
            place += 1
        else:
            if lead < 0xE0:
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
            code = np.int64(table[number]) if number < _CODE_POINTS else _FOREIGN
        point += 1
        if left[last] & right[code]:
            if code < 9:
                if code != 0 and at > first:
                    whole = np.int64(compose[last * 16 + code])
                    if whole != 0:
                        out[at - 1] = whole
                        last = whole
                continue
            if code <= _SPACE:
                # Two blanks part statements as a line does; more say no more.
                if last == _SPACE:
                    out[at - 1] = _BREAK
                    last = _BREAK
                continue
            # One way to place tones: hòa becomes hoà, khỏe khoẻ, thúy thuý.
            out[at - 1] = toneless[last]
            code = np.int64(compose[code * 16 + tone[last]])
        out[at] = code
        if source is not None:
            source[at] = (point - 1) | field
        at += 1
        last = code
    return at, place < end


@kernels.helper
def _fold_text(
    row: Any, views: Any, places: Any, buffers: Any, valid: Any, has_nulls: Any, limit: Any, table: Any, left: Any,
    right: Any, compose: Any, tone: Any, toneless: Any, out: Any, at: Any, source: Any, field: Any,
) -> Any:  # fmt: skip
    """Fold the text of one row of an Arrow column of string views: ``views`` as bytes, ``places`` as numbers."""
    size = np.int64(places[row * 4])
    if size == 0 or (has_nulls and not (valid[row >> 3] >> (row & 7)) & 1):
        return at, False
    if size <= _INLINE:
        return _fold_field(
            views, row * 16 + 4, row * 16 + 4 + size, limit, table, left, right, compose, tone, toneless,
            out, at, source, field,
        )  # fmt: skip
    begin = np.int64(places[row * 4 + 3])
    return _fold_field(
        buffers[places[row * 4 + 2]], begin, begin + size, limit, table, left, right, compose, tone, toneless,
        out, at, source, field,
    )  # fmt: skip


@kernels.helper
def _fold_row(
    row: Any, views_1: Any, places_1: Any, buffers_1: Any, valid_1: Any, has_nulls_1: Any, views_2: Any,
    places_2: Any, buffers_2: Any, valid_2: Any, has_nulls_2: Any, limit: Any, table: Any, left: Any, right: Any,
    compose: Any, tone: Any, toneless: Any, letters: Any, blanks: Any, out: Any, at: Any, source: Any, bounds: Any,
    index: Any,
) -> Any:  # fmt: skip
    """Fold both fields of one listing and what disguise hid.

    Return where it ends, whether a field was cut, and whether it is written without accents.
    """
    out[at] = _END
    at += 1
    start = at
    at, cut_1 = _fold_text(
        row, views_1, places_1, buffers_1, valid_1, has_nulls_1, limit, table, left, right, compose, tone, toneless,
        out, at, source, 0,
    )  # fmt: skip
    bounds[index] = start
    bounds[index + 1] = at
    out[at] = _END
    if source is not None:
        source[at] = SECOND_FIELD
    at += 1
    at, cut_2 = _fold_text(
        row, views_2, places_2, buffers_2, valid_2, has_nulls_2, limit, table, left, right, compose, tone, toneless,
        out, at, source, SECOND_FIELD,
    )  # fmt: skip
    bounds[index + 2] = at
    out[at] = _END
    counted, accents = _classify(out, start, at, letters, blanks)
    at = _reveal(out, source, start, at, at + 1, letters, blanks)
    bounds[index + 3] = at
    return at, cut_1 or cut_2, accents * _LETTERS_PER_TONE < counted


@kernels.compiled(
    "int64(int64, uint8*, int32*, uint8**, uint8*, int64, uint8*, int32*, uint8**, uint8*, int64, int64, "
    "uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, int64*, uint8*, uint8*)"
)
def fold_batch(
    rows: Any, views_1: Any, places_1: Any, buffers_1: Any, valid_1: Any, has_nulls_1: Any, views_2: Any,
    places_2: Any, buffers_2: Any, valid_2: Any, has_nulls_2: Any, limit: Any, table: Any, left: Any, right: Any,
    compose: Any, tone: Any, toneless: Any, letters: Any, blanks: Any, out: Any, scan: Any, bounds: Any, bare: Any,
    cut: Any,
) -> Any:  # fmt: skip
    """Fold two fields of every listing, one after the other, and what disguise hid.

    ``scan`` gets the same with a blank for whatever is no letter or digit. ``bounds`` gets four places
    a listing: start, end of the first field, end of the second, end of what was revealed. ``bare``
    says that the listing is written without accents, ``cut`` that a field is longer than ``limit``.
    """
    at = 0
    for row in range(rows):
        begin = at
        at, was_cut, is_bare = _fold_row(
            row, views_1, places_1, buffers_1, valid_1, has_nulls_1, views_2, places_2, buffers_2, valid_2,
            has_nulls_2, limit, table, left, right, compose, tone, toneless, letters, blanks, out, at, None, bounds,
            row * 4,
        )  # fmt: skip
        cut[row] = was_cut
        bare[row] = is_bare
        for place in range(begin, at):
            code = out[place]
            in_word = (code >= 0x80) | (np.uint8(code - 0x61) < 26) | (np.uint8(code - 0x30) < 10)
            scan[place] = code if in_word else np.uint8(_SPACE)
    out[at] = _END
    scan[at] = _SPACE
    return at + 1


@kernels.compiled(
    "void(int64, int64*, int64*, uint8*, int32*, uint8**, uint8*, int64, uint8*, int32*, uint8**, uint8*, int64, "
    "int64, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, uint8*, int32*, int64*)"
)
def fold_again(
    count: Any, rows: Any, starts: Any, views_1: Any, places_1: Any, buffers_1: Any, valid_1: Any, has_nulls_1: Any,
    views_2: Any, places_2: Any, buffers_2: Any, valid_2: Any, has_nulls_2: Any, limit: Any, table: Any, left: Any,
    right: Any, compose: Any, tone: Any, toneless: Any, letters: Any, blanks: Any, out: Any, source: Any, bounds: Any,
) -> None:  # fmt: skip
    """Fold some listings as ``fold_batch`` does, each at its start, noting where each byte came from."""
    for index in range(count):
        _fold_row(
            rows[index], views_1, places_1, buffers_1, valid_1, has_nulls_1, views_2, places_2, buffers_2, valid_2,
            has_nulls_2, limit, table, left, right, compose, tone, toneless, letters, blanks, out, starts[index],
            source, bounds, 0,
        )  # fmt: skip


@kernels.helper
def _unleet(code: Any) -> Any:
    """Return the letter that a digit or sign stands for, or 0."""
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


@kernels.helper
def _is_joiner(code: Any) -> Any:
    # . * _ ' | ~ ^ - ` +   between two letters of one word
    return (
        code == 0x2E or code == 0x2A or code == 0x5F or code == 0x27 or code == 0x7C
        or code == 0x7E or code == 0x5E or code == 0x2D or code == 0x60 or code == 0x2B
    )  # fmt: skip


@kernels.helper
def _is_letter(code: Any) -> Any:
    return np.uint8(code - 0x61) < 26 or code >= 0x80


@kernels.helper
def _classify(out: Any, begin: Any, end: Any, letters: Any, blanks: Any) -> Any:
    """Set letters[1:] and blanks[1:] to 1 for each byte of out[begin:end] that is one; a blank stands around them.

    As the loops below, written so that the compiler takes many bytes at once. Return how many letters
    there are, and how many of them are none of ASCII.
    """
    size = end - begin
    for place in range(size):
        code = out[begin + place]
        letters[place + 1] = (np.uint8(code - 0x61) < 26) | (code >= 0x80)
        blanks[place + 1] = code <= _SPACE
    letters[0] = 0
    blanks[0] = 1
    for place in range(size + 1, size + SPARE):
        letters[place] = 0
        blanks[place] = 1
    counted = np.int32(0)
    accents = np.int32(0)
    for place in range(size):
        counted += np.int32(letters[place + 1])
        accents += np.int32(out[begin + place] >= 0x80)
    return counted, accents


@kernels.helper
def _is_disguise_near(letters: Any, blanks: Any, begin: Any) -> Any:
    """Say whether any of 32 bytes may be a sign inside a word, or a letter alone before another one alone.

    Nearly all blocks end here.
    """
    found = np.uint8(0)
    for step in range(_BLOCK):
        place = begin + step
        inside = letters[place] & letters[place + 2] & ((letters[place + 1] | blanks[place + 1]) ^ np.uint8(1))
        alone = (
            blanks[place] & letters[place + 1] & blanks[place + 2] & letters[place + 3] & blanks[place + 4]
        )  # fmt: skip
        found |= inside | alone
    return found != 0


@kernels.helper
def _reveal(out: Any, source: Any, start: Any, end: Any, at: Any, letters: Any, blanks: Any) -> Any:
    """Append, after the fields, each disguised word as it was meant, with its neighbours.

    Three disguises: letters kept apart ("v a p e", "t.r.ị"), a mark inside a word ("đu.ôi"),
    digits and signs for letters ("z4l0", "n!ke"). Room: at most as much again as was folded.
    """
    room = at + (end - start)
    place = start
    before = start  # where the word before this one begins
    for block in range(start, end, _BLOCK):
        if place >= block + _BLOCK or not _is_disguise_near(letters, blanks, block - start):
            continue
        # Back to where the first word of the block begins, and the word before it.
        word = max(place, block)
        while word > place and out[word - 1] > _SPACE:
            word -= 1
        gap = word
        while gap > place and out[gap - 1] <= _SPACE:
            gap -= 1
        if gap > place:
            before = gap
            while before > place and out[before - 1] > _SPACE:
                before -= 1
        place = word
        while place < end and place < block + _BLOCK:
            if out[place] <= _SPACE:
                place += 1
                continue
            stop = place
            while stop < end and _is_letter(out[stop]):
                stop += 1
            if stop >= end or out[stop] <= _SPACE:
                # Letters only, as most words.
                if stop - place == 1:
                    last = place
                    count = 1
                    while (
                        last + 2 < end
                        and (out[last + 1] == _SPACE or out[last + 1] == _BREAK)
                        and _is_letter(out[last + 2])
                        and not (last + 3 < end and (_is_letter(out[last + 3]) or _is_digit(out[last + 3])))
                    ):
                        last += 2
                        count += 1
                    if count >= 3:
                        at = _append(out, source, before, place, last + 1, end, False, at, room)
                        before = place
                        place = last + 1
                        continue
                before = place
                place = stop
                continue
            joined = False
            leet = False
            while stop < end:
                code = out[stop]
                if code <= _SPACE:
                    break
                if (
                    not _is_letter(code)
                    and stop > place
                    and stop + 1 < end
                    and _is_letter(out[stop - 1])
                    and _is_letter(out[stop + 1])
                ):
                    if _unleet(code) != 0:
                        leet = True
                    elif _is_joiner(code):
                        joined = True
                stop += 1
            if (joined or leet) and stop - place <= _LONGEST_DISGUISE:
                at = _append(out, source, before, place, stop, end, leet, at, room)
            before = place
            place = stop
    return at


@kernels.helper
def _append(
    out: Any, source: Any, before: Any, start: Any, stop: Any, end: Any, leet: Any, at: Any, room: Any
) -> Any:  # fmt: skip
    """Append the word out[start:stop] as it was meant, from the word before it to the second after it."""
    after = stop
    words = 0
    while after < end and after - stop < 24 and out[after] != _END:
        if out[after] == _SPACE or out[after] == _BREAK:
            words += 1
            if words == 3:
                break
        after += 1
    if at + (after - before) + 1 > room:
        return at
    for place in range(before, after):
        code = np.int64(out[place])
        if place < start:
            if code == _END:
                continue
        elif place < stop:
            if leet and _unleet(code) != 0:
                code = _unleet(code)
            if place > start and place < stop - 1 and not _is_letter(code) and not _is_digit(code):
                continue
        if (
            (place < start or place >= stop)
            and _is_joiner(code)
            and place + 1 < end
            and _is_letter(out[place - 1])
            and _is_letter(out[place + 1])
        ):
            continue  # the neighbors may be disguised too: "đ.i.ệ.n t.ử"
        out[at] = code
        if source is not None:
            source[at] = source[place]
        at += 1
    out[at] = _END
    return at + 1


@kernels.compiled("int64(uint8*, int64, int64*)")
def find_digit_runs(data: Any, size: Any, ends: Any) -> Any:
    """Note the end of the ninth digit of every run that may be a phone: 0…, o… or 84…

    ``data`` has SPARE bytes beyond its size.
    """
    count = 0
    place = 0
    for block in range(0, size, _BLOCK):
        found = np.uint8(0)
        for step in range(_BLOCK):
            found |= np.uint8(np.uint8(data[block + step] - 0x30) < 10)
        if found == 0 and not _is_digit(data[block + _BLOCK]):
            continue
        place = max(place, block)
        while place < size and place < block + _BLOCK:
            code = data[place]
            if code == 0x30 or code == 0x38:
                starts = place == 0 or not _is_digit(data[place - 1])
            elif code == 0x6F:
                starts = place + 1 < size and _is_digit(data[place + 1]) and (place == 0 or data[place - 1] < 0x61)
            else:
                place += 1
                continue
            if not starts:
                place += 1
                continue
            digits = 0
            letters = 0
            blanks = 0
            stop = place
            while stop < size and blanks <= 2 and digits < FEWEST_DIGITS:
                code = data[stop]
                if _is_digit(code):
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
                stop += 1
            if digits == FEWEST_DIGITS and letters <= 3:
                ends[count] = stop
                count += 1
                place = stop
            else:
                place += 1
    return count


@kernels.helper
def _is_digit(code: Any) -> Any:
    return np.uint8(code - 0x30) < 10


@kernels.compiled("void(int64, uint8*, int64*, uint64*, uint64*, uint64*)")
def hash_texts(rows: Any, data: Any, bounds: Any, factors: Any, addends: Any, hashes: Any) -> None:
    """Hash each listing's two fields to 64 bits: whole * factor + addend for each byte in turn.

    The factor 1 and addend 0 leave a byte out. Four steps are made one before the next needs them.
    """
    for row in range(rows):
        whole = np.uint64(0x9E3779B97F4A7C15)
        place = bounds[row * 4]
        end = bounds[row * 4 + 2]
        while place + 4 <= end:
            first = data[place]
            second = data[place + 1]
            third = data[place + 2]
            fourth = data[place + 3]
            early = factors[first] * factors[second]
            late = factors[third] * factors[fourth]
            added = addends[first] * factors[second] + addends[second]
            whole = whole * (early * late) + (added * late + addends[third] * factors[fourth] + addends[fourth])
            place += 4
        while place < end:
            whole = whole * factors[data[place]] + addends[data[place]]
            place += 1
        hashes[row] = _mix(whole)


@kernels.helper
def _mix(number: Any) -> Any:
    # The finalizer of MurmurHash3: every bit in changes half of the bits out.
    number = (number ^ (number >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    number = (number ^ (number >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return number ^ (number >> np.uint64(33))
