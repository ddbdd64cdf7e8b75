"""Tell in compiled code, for nearly every anchor found, that no phrase can stand there.

Of the anchors in a batch, one in fifteen begins what a phrase asks for: "trị" stands in a third of all listings, before
a disease in few. What is asked here is less than what the phrase's expression asks, so nothing is lost:

- forms without accents count only in listings written so;
- an entry of titles asks for nothing in descriptions;
- of some texts one must follow, or a digit, no farther off than the phrase lets it be (``Near``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from minhbach.engine.kernels import Kernels
from minhbach.engine.screening.phrases import DIGIT, Near, Pattern
from minhbach.engine.text.folding import FoldedBatch

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_FLAGS: Final = 8  # the last three bits of a number in the table say what it stands for
_WHOLE: Final = 1  # a word that is a text
_BEGINS: Final = 2  # the first of two
_PAIR: Final = 4  # the second, after the first
_NOTHING: Final = 0  # for a list: nothing is asked
_ANY_DIGIT: Final = 1
BITS: Final = 20  # of an anchor's number, beside where it ends
_ASKED: Final = 9  # numbers of Asked
_KEPT: Final = 6
_SPACE: Final = 0x20
_DIGIT: Final = 0x30

kernels = Kernels(__name__)


@kernels.helper
def _word_end(text: Any, place: Any) -> Any:
    """Return where the word ends that begins here: at the blank of a scan copy."""
    while text[place] != _SPACE:
        place += 1
    return place


@kernels.helper
def _hashed(number: Any, text: Any, place: Any, end: Any) -> Any:
    """Return a number that stands for what it stood for before, and for a further word."""
    while place < end:
        number = (number ^ np.uint64(text[place])) * np.uint64(0x100000001B3)
        place += 1
    number = (number ^ np.uint64(_SPACE)) * np.uint64(0x9E3779B97F4A7C15)
    return number ^ (number >> np.uint64(29))


@kernels.helper
def _place_of(number: Any, table: Any) -> Any:
    """Return where a number stands in the table, or would: table[0] is the number of places less one."""
    place = np.int64(number >> np.uint64(32)) & np.int64(table[0])
    while table[1 + place] != 0 and (table[1 + place] ^ number) >= np.uint64(_FLAGS):
        place = (place + 1) & np.int64(table[0])
    return 1 + place


@kernels.helper
def _note(number: Any, flag: Any, table: Any) -> None:
    place = _place_of(number, table)
    if table[place] == 0:
        table[place] = number & ~np.uint64(_FLAGS - 1)
    table[place] |= np.uint64(flag)


@kernels.compiled("void(int64, uint8*, int64, uint64*)")
def note_text(size: Any, text: Any, texts: Any, table: Any) -> None:
    """Note one or two words, each followed by a blank, as one of a list of texts."""
    end = _word_end(text, 0)
    number = _hashed(np.uint64(texts), text, 0, end)
    if end + 1 < size:
        _note(number, _BEGINS, table)
        _note(_hashed(number, text, end + 1, _word_end(text, end + 1)), _PAIR, table)
    else:
        _note(number, _WHOLE, table)


@kernels.helper
def _is_near(scan: Any, place: Any, last: Any, highest: Any, texts: Any, table: Any) -> Any:
    """Say whether one of a list of texts begins from here on, up to the last place."""
    while place <= last:
        if scan[place] == _SPACE:
            place += 1
            continue
        end = _word_end(scan, place)
        number = _hashed(np.uint64(texts), scan, place, end)
        found = table[_place_of(number, table)]
        if found & np.uint64(_WHOLE):
            return True
        place = end
        if found & np.uint64(_BEGINS):
            following = end
            while following < highest and scan[following] == _SPACE:
                following += 1
            number = _hashed(number, scan, following, _word_end(scan, following))
            if table[_place_of(number, table)] & np.uint64(_PAIR):
                return True
    return False


@kernels.helper
def _is_digit_near(scan: Any, place: Any, last: Any) -> Any:
    while place <= last:
        if np.uint8(scan[place] - 0x30) < 10:
            return True
        place += 1
    return False


@kernels.compiled(
    "int64(int64, int64*, int64, int64*, uint8*, uint8*, int64*, int64*, int64*, int64*, uint64*, int64*)"
)
def sift_anchors(
    count: Any, anchors: Any, rows: Any, bounds: Any, bare: Any, scan: Any, sizes: Any, firsts: Any, owners: Any,
    asks: Any, table: Any, kept: Any,
) -> Any:  # fmt: skip
    """Write to ``kept`` where what may stand there, six numbers each (see Sieve.sift), and return how many.

    ``anchors``, sorted, hold where each ends and, in the last bits, its number. The owners of anchor i are
    owners[firsts[i]:firsts[i + 1]]. ``asks`` has for each owner what Asked has, in its order.
    """
    row = 0
    found = 0
    for index in range(count):
        end = anchors[index] >> BITS
        number = anchors[index] & ((1 << BITS) - 1)
        while row + 1 < rows and bounds[4 * row + 4] <= end:
            row += 1
        lowest = bounds[4 * row]
        highest = bounds[4 * row + 3]
        start = end - sizes[number]
        for place in range(firsts[number], firsts[number + 1]):
            ask = owners[place] * _ASKED
            if asks[ask] != 0 and bare[row] == 0:
                continue
            low = max(lowest, start - asks[ask + 2])
            high = min(highest, end + asks[ask + 3])
            if asks[ask + 1] != 0 and low > bounds[4 * row + 1] and high <= bounds[4 * row + 2]:
                continue
            is_near = True
            rest = end + asks[ask + 4]
            for near in range(ask + 5, ask + _ASKED, 2):
                last = min(rest + asks[near + 1], highest)
                if asks[near] == _ANY_DIGIT:
                    is_near = is_near and _is_digit_near(scan, rest, last)
                elif asks[near] != _NOTHING:
                    is_near = is_near and _is_near(scan, rest, last, highest, asks[near], table)
            if not is_near:
                continue
            kept[found] = row
            kept[found + 1] = start
            kept[found + 2] = end
            kept[found + 3] = low
            kept[found + 4] = high
            kept[found + 5] = owners[place]
            found += _KEPT
    return found // _KEPT


class Asked(NamedTuple):
    """What is asked of the place of an anchor for one pattern that has it, as numbers."""

    is_bare: int  # a form without accents
    is_of_titles: int
    before: int  # bytes that the phrase takes at most before the anchor
    after: int  # and after it
    rest_from: int  # where the rest begins, counted from the anchor's end
    near_1: int  # number of a list of texts one of which must follow, _ANY_DIGIT or _NOTHING
    reach_1: int  # how far from where the rest begins it begins at most
    near_2: int
    reach_2: int


_NOTHING_NEAR = Near((), 0)


class Sieve:
    """Everything that is asked of anchors, as tables for the kernel."""

    def __init__(
        self, anchors: Sequence[bytes], owners: Sequence[Sequence[int]], patterns: Sequence[tuple[Pattern, bool, bool]]
    ) -> None:
        """``owners``: which patterns each anchor belongs to; each is without accents or not, of titles or not."""
        self._sizes: Numbers = np.array([len(anchor) for anchor in anchors], dtype=np.int64)
        self._counts: Numbers = np.array([len(some) for some in owners], dtype=np.int64)
        self._firsts: Numbers = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(self._counts)))
        self._owners: Numbers = np.array([owner for some in owners for owner in some], dtype=np.int64)
        lists: dict[tuple[bytes, ...], int] = {(): _NOTHING, (DIGIT,): _ANY_DIGIT}
        asks = []
        for one, is_bare, is_of_titles in patterns:
            first, second = (*one.near, _NOTHING_NEAR, _NOTHING_NEAR)[:2]
            asks.append(
                Asked(
                    is_bare, is_of_titles, one.before, one.after, one.rest_from,
                    lists.setdefault(first.texts, len(lists)), first.reach,
                    lists.setdefault(second.texts, len(lists)), second.reach,
                )
            )  # fmt: skip
        self._asks: Numbers = np.array(asks, dtype=np.int64).reshape(-1)
        places = 1 << (8 * sum(map(len, lists))).bit_length()
        self._table: Hashes = np.zeros(1 + places, dtype=np.uint64)
        self._table[0] = places - 1
        for texts, number in lists.items():
            for text in texts if number != _ANY_DIGIT else ():
                note_text(len(text) + 1, np.frombuffer(text + b" ", dtype=np.uint8), number, self._table)

    def sift(self, folded: FoldedBatch, anchors: Numbers) -> Numbers:
        """Return what may stand where anchors were found.

        Shape: n anchors, sorted, each where it ends and in the last 20 bits its number -> k x (row, start and end of
               the anchor, the stretch in which the phrase is to be sought, number of its pattern), in that order.
        """
        most = int(self._counts[anchors & ((1 << BITS) - 1)].sum())
        kept: Numbers = np.empty((most, _KEPT), dtype=np.int64)
        found = sift_anchors(
            anchors.size, anchors, folded.bounds.shape[0], folded.bounds, folded.bare,
            np.frombuffer(folded.scan, dtype=np.uint8), self._sizes, self._firsts, self._owners, self._asks,
            self._table, kept,
        )  # fmt: skip
        return kept[:found]
