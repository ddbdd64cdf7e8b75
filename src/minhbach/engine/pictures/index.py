"""Vectors of bits found again by how many bits differ: 256 of PDQ and 512 of a model in one kind of index.

A few are compared with each other; of many, stretches of sixteen bits are looked up with one of them turned. By PDQ
that finds all within 31 bits: of sixteen stretches one differs by a bit at most. By a model it misses some, and
`benchmarks/pictures.py` says how many.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from minhbach.engine.refusals import EngineRefusal

Vectors = NDArray[np.uint8]
# At a million, comparing with each is still as quick (`benchmarks/pictures.py`), and misses nothing.
MANY = 1_500_000
_STRETCH = 16
_AT_ONCE = 512


class PicturesExtraMissing(EngineRefusal):
    """The packages that pictures need are not installed."""

    code = "pictures.extra_missing"


class BitIndex:
    """Vectors of one width, to be asked for all within a distance."""

    def __init__(self, vectors: Vectors, *, exact: bool | None = None) -> None:
        """Take vectors, n x bytes; EXACT is by default what their number asks for.

        Raises: PicturesExtraMissing.
        """
        self._faiss = _load()
        bits = vectors.shape[1] * 8
        self.is_exact = len(vectors) < MANY if exact is None else exact
        if self.is_exact:
            self._index = self._faiss.IndexBinaryFlat(bits)
        else:
            self._index = self._faiss.IndexBinaryMultiHash(bits, bits // _STRETCH, _STRETCH)
            self._index.nflip = 1
        if len(vectors):
            self._index.add(np.ascontiguousarray(vectors))

    def within(self, asked: Vectors, distance: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
        """Return who asked, which vector was met, and the bits that differ, for each that is at most DISTANCE away."""
        who: list[NDArray[np.int64]] = []
        met: list[NDArray[np.int64]] = []
        bits: list[NDArray[np.int32]] = []
        for at in range(0, len(asked) if self._index.ntotal else 0, _AT_ONCE):
            part = np.ascontiguousarray(asked[at : at + _AT_ONCE])
            # Faiss takes what is nearer than a bound.
            limits, distances, places = self._index.range_search(part, distance + 1)
            who.append(np.repeat(np.arange(at, at + len(part)), np.diff(limits.astype(np.int64))))
            met.append(places.astype(np.int64))
            bits.append(distances.astype(np.int32))
        if not who:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int32)
        return np.concatenate(who), np.concatenate(met), np.concatenate(bits)


def _load() -> Any:
    try:
        import faiss
    except ImportError:
        raise PicturesExtraMissing(extra="images") from None
    return faiss
