"""Find where any phrase of any lexicon may stand in a whole batch, then whether it does.

Each phrase has anchors: fixed texts one of which it always contains, chosen to be rare. Hyperscan
finds all anchors of all phrases in one pass; ``sifting`` tells where no phrase can stand; only at the few places
left is the phrase's own expression tried.
(Whole phrases as regular expressions took Hyperscan 45 ns a byte, their anchors take one.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import hyperscan
import numpy as np
from numpy.typing import NDArray

from minhbach.engine.screening.expressions import compiled
from minhbach.engine.screening.figures import DIGIT_RUN
from minhbach.engine.screening.lexicon import Entry
from minhbach.engine.screening.phrases import WORD, Pattern, bounded
from minhbach.engine.screening.sifting import BITS, Sieve
from minhbach.engine.text.folding import FoldedBatch
from minhbach.engine.text.kernel import FEWEST_DIGITS

Hits = dict[tuple[str, int, int], Entry]
"""Entry by its id, start and end."""


@dataclass(frozen=True, eq=False, slots=True)
class _Owner:
    """A pattern that has an anchor."""

    entry: Entry
    pattern: Pattern
    is_bare: bool


@dataclass(frozen=True, slots=True)
class _Test:
    """What is tried where a pattern may stand."""

    entry: Entry
    follows: Callable[[bytes, int], object] | None  # cheap: does what must follow the anchor follow it?
    follows_from: int
    finder: re.Pattern[bytes]


class Scanner:
    """All anchors of the entries in one automaton."""

    def __init__(self, entries: Sequence[Entry], automaton: bytes | None = None) -> None:
        owners_of: dict[bytes, dict[_Owner, None]] = {}
        for entry in entries:
            seen: set[bytes] = set()
            for patterns, is_bare in ((entry.toned, False), (entry.plain, True)):
                for pattern in patterns:
                    if pattern.expression in seen:
                        continue  # the same with and without accents
                    seen.add(pattern.expression)
                    owner = _Owner(entry, pattern, is_bare)
                    for anchor in pattern.anchors:
                        owners_of.setdefault(anchor, {})[owner] = None
        digits = owners_of.pop(DIGIT_RUN, {})
        self._anchors = sorted(owners_of)
        self._digits = len(self._anchors)  # number of the anchor that stands for a run of digits
        self._has_digits = bool(digits)
        self._owners = list(dict.fromkeys(owner for some in (*owners_of.values(), digits) for owner in some))
        numbers = {owner: number for number, owner in enumerate(self._owners)}
        self._tests: list[_Test | None] = [None] * len(self._owners)
        self._sieve = Sieve(
            [*self._anchors, b"0" * FEWEST_DIGITS],
            [[numbers[owner] for owner in some] for some in (*map(owners_of.__getitem__, self._anchors), digits)],
            [(owner.pattern, owner.is_bare, owner.entry.fields == ("title",)) for owner in self._owners],
        )
        if automaton is None:
            self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
            self._database.compile(
                expressions=self._anchors,
                ids=list(range(len(self._anchors))),
                elements=len(self._anchors),
                flags=[0] * len(self._anchors),
                literal=True,
            )
        else:
            self._database = hyperscan.loadb(automaton, mode=hyperscan.HS_MODE_BLOCK)
            self._database.scratch = hyperscan.Scratch(self._database)

    def dump(self) -> bytes:
        """Return the automaton for another process, which need not compile it again."""
        dumped: bytes = hyperscan.dumpb(self._database)
        return dumped

    def hits(self, folded: FoldedBatch) -> Iterator[tuple[int, Hits]]:
        """Yield row and hits of every listing in which a phrase stands.

        Forms without accents count only in listings written so.
        """
        data, tests = folded.data, self._tests
        row = -1
        hits: Hits = {}
        for row_here, start, end, low, high, owner in self._sieve.sift(folded, self.anchors(folded)).tolist():
            test = tests[owner]
            if test is None:
                test = tests[owner] = _test(self._owners[owner])
            if test.follows is not None and not test.follows(data, end + test.follows_from):
                continue
            for found in test.finder.finditer(data, low, high):
                if found.start() > start + 1:
                    break
                if found.end() >= end - 1:
                    if row_here != row:
                        if hits:
                            yield row, hits
                        row, hits = row_here, {}
                    hits[test.entry.id, found.start(), found.end()] = test.entry
                    break
        if hits:
            yield row, hits

    def anchors(self, folded: FoldedBatch) -> NDArray[np.int64]:
        """Return where each anchor ends, with its number in the last 20 bits, in the order of the text."""
        found: list[int] = []
        append = found.append

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            append((end << BITS) | number)

        self._database.scan(folded.scan, match_event_handler=on_match)
        anchors = np.array(found, dtype=np.int64)
        if self._has_digits:
            anchors = np.concatenate((anchors, (folded.digit_runs << BITS) | self._digits))
        anchors.sort()
        return anchors


def compile_all(entries: Sequence[Entry]) -> None:
    """Compile every expression that a scanner compiles when it tries it."""
    for entry in entries:
        for pattern in (*entry.toned, *entry.plain):
            _test(_Owner(entry, pattern, is_bare=False))


def _test(owner: _Owner) -> _Test:
    pattern = owner.pattern
    follows = compiled(b"(?:" + pattern.rest + b")(?!" + WORD + b")").match if pattern.rest else None
    finder = compiled(bounded(pattern.expression))
    return _Test(owner.entry, follows, pattern.rest_from, finder)
