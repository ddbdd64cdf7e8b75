"""Which ids an input has already given, in eight bytes each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]


class Seen:
    """A set of hashed ids that says which of a batch came before.

    Held as sorted runs, each at least twice as long as the next, so that a batch is looked up in few.
    """

    def __init__(self) -> None:
        self._runs: list[Hashes] = []

    def add(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Add hashes and say of each whether it was there before, also earlier in the batch."""
        fresh, first = np.unique(hashes, return_index=True)
        repeated: NDArray[np.bool_] = np.ones(hashes.size, dtype=np.bool_)
        repeated[first] = False
        for run in self._runs:
            places = np.minimum(run.searchsorted(hashes), run.size - 1)
            repeated |= run[places] == hashes
        if fresh.size:
            self._runs.append(fresh)
        while len(self._runs) > 1 and self._runs[-2].size < 2 * self._runs[-1].size:
            last = self._runs.pop()
            self._runs[-1] = np.union1d(self._runs[-1], last)
        return repeated
