"""Which ids an input has already given, in eight bytes each."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]


@njit(cache=True, nogil=True)
def _add(table: Hashes, hashes: Hashes, repeated: NDArray[np.uint8]) -> int:
    size = np.uint64(table.size)
    added = 0
    for index in range(hashes.size):
        value = hashes[index]
        place = value % size
        while table[place] != 0 and table[place] != value:
            place = (place + np.uint64(1)) % size
        if table[place] == value:
            repeated[index] = 1
        else:
            table[place] = value
            added += 1
    return added


class Seen:
    """A set of hashed ids that says which of a batch came before."""

    def __init__(self) -> None:
        self._table: Hashes = np.zeros(1 << 16, dtype=np.uint64)
        self._count = 0

    def add(self, hashes: Hashes) -> NDArray[np.uint8]:
        """Add hashes and return 1 for each that was there before."""
        hashes = np.where(hashes == 0, np.uint64(1), hashes)
        while (self._count + hashes.size) * 2 > self._table.size:
            old = self._table[self._table != 0]
            self._table = np.zeros(self._table.size * 2, dtype=np.uint64)
            _add(self._table, old, np.zeros(old.size, dtype=np.uint8))
        repeated: NDArray[np.uint8] = np.zeros(hashes.size, dtype=np.uint8)
        self._count += int(_add(self._table, hashes, repeated))
        return repeated
