"""Find every phrase of every lexicon in a whole batch at once (Hyperscan), then where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

import hyperscan
import numpy as np
from numpy.typing import NDArray

from minhbach.engine.screening.lexicon import Entry
from minhbach.engine.screening.phrases import bounded, scanner_expression

_LONGEST_HIT = 160


class Scanner:
    """All patterns of the entries in one automaton.

    A pattern's number is its place in ``owners``: the entry it belongs to, and whether it is the
    form without accents, which counts only in texts written so.
    """

    def __init__(self, entries: Sequence[Entry], compiled: bytes | None = None) -> None:
        self.entries = entries
        expressions: list[bytes] = []
        self.owners: list[tuple[int, bool]] = []
        self._patterns: list[bytes] = []
        for place, entry in enumerate(entries):
            toned = dict.fromkeys(pattern.toned for pattern in entry.patterns)
            bare = {pattern.bare: None for pattern in entry.patterns if entry.bare and pattern.bare not in toned}
            for pattern, is_bare in [(pattern, False) for pattern in toned] + [(pattern, True) for pattern in bare]:
                expressions.append(scanner_expression(pattern))
                self.owners.append((place, is_bare))
                self._patterns.append(pattern)
        self._finders: dict[int, re.Pattern[bytes]] = {}
        if compiled is None:
            self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
            self._database.compile(
                expressions=expressions,
                ids=list(range(len(expressions))),
                elements=len(expressions),
                flags=[0] * len(expressions),
            )
        else:
            self._database = hyperscan.loadb(compiled, mode=hyperscan.HS_MODE_BLOCK)
            self._database.scratch = hyperscan.Scratch(self._database)

    def dump(self) -> bytes:
        """Return the automaton for another process, which need not compile it again."""
        dumped: bytes = hyperscan.dumpb(self._database)
        return dumped

    def ends(self, data: bytes) -> NDArray[np.int64]:
        """Return (end of a hit, pattern number) in the order of the text, each once.

        Shape: n x 2
        """
        found: list[int] = []
        append = found.append

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            append((end << 20) | number)

        self._database.scan(data, match_event_handler=on_match)
        packed = np.unique(np.array(found, dtype=np.int64))
        # The scanner's expression takes one sign after the hit.
        return np.stack(((packed >> 20) - 1, packed & 0xFFFFF), axis=1)

    def start_of(self, number: int, data: bytes, lowest: int, end: int) -> int | None:
        """Return where the longest hit of a pattern that ends here begins."""
        finder = self._finders.get(number)
        if finder is None:
            finder = self._finders[number] = re.compile(bounded(self._patterns[number])[: -len(_AFTER)] + rb"\Z")
        found = finder.search(data, max(lowest, end - _LONGEST_HIT), end)
        return found.start() if found else None


_AFTER = bounded(b"")[bounded(b"").index(b"(?!") :]
