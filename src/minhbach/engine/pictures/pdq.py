"""PDQ: 256 bits of a picture, made as the published algorithm makes them, so that they can be compared with others'.

Averaging and the cosine transform are both linear, so each is one table of weights, laid on lines and then on columns.
`tests/engine/pictures/test_pdq.py` holds hashes that the published program gave.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BITS = 256
FAR = 31
"""Bits in which two hashes of one picture may differ, as its makers advise."""
POOR = 50
"""A hash of less quality says of a flat picture that it is flat: it is like thousands."""
_AVERAGED, _KEPT = 64, 16

Grey = NDArray[np.float32]


def luma(colours: NDArray[np.uint8]) -> Grey:
    """Return the brightness of each dot. Shape: height, width, 3 -> height, width."""
    grey: Grey = colours.astype(np.float32) @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    return grey


def hash_of(grey: Grey) -> tuple[bytes, int]:
    """Return the hash, 32 bytes, and its quality, 0 to 100, of a picture's brightness."""
    height, width = grey.shape
    if min(height, width) < 5:
        return bytes(BITS // 8), 0
    averaged = _average(_average(grey).T).T
    waves = _cosines() @ averaged @ _cosines().T
    middle = np.partition(waves, BITS // 2 - 1, axis=None)[BITS // 2 - 1]
    bits = (waves > middle).ravel()[::-1]
    return np.packbits(bits).tobytes(), _quality(averaged)


def _quality(averaged: Grey) -> int:
    steps = [np.diff(averaged, axis=axis) for axis in (0, 1)]
    total = sum(int(np.abs(np.trunc(step * (100 / 255))).sum()) for step in steps)
    return min(100, total // 90)


def _average(lines: Grey) -> Grey:
    """Return 64 lines in place of any number of them."""
    places, weights = _averaging(len(lines))
    # Not by the matrices of BLAS, whose threads would spin beside another reader's.
    averaged: Grey = np.einsum("ik,ikj->ij", weights, lines[places])
    return averaged


@lru_cache(maxsize=1024)
def _averaging(length: int) -> tuple[NDArray[np.int64], Grey]:
    """Return of which lines each of the 64 is made, with what weight: a running average twice, then one of a stretch.

    Shape: 64, k; 64, k
    """
    window = (length + 2 * _AVERAGED - 1) // (2 * _AVERAGED)
    ahead = (window + 2) // 2
    at = np.arange(length)
    begin, end = np.maximum(at - (window - ahead), 0), np.minimum(at + ahead, length)
    running = (at >= begin[:, None]) & (at < end[:, None])
    running = running / running.sum(axis=1, keepdims=True)
    chosen = ((np.arange(_AVERAGED) + 0.5) * length / _AVERAGED).astype(int)
    twice = running[chosen] @ running
    widest = int((twice > 0).sum(axis=1).max())
    places = np.minimum((twice > 0).argmax(axis=1)[:, None] + np.arange(widest), length - 1)
    weights = np.take_along_axis(twice, places, axis=1)
    # Beyond the last line there is nothing to weigh twice.
    weights[:, 1:][np.diff(places, axis=1) == 0] = 0
    return places, weights.astype(np.float32)


@lru_cache(maxsize=1)
def _cosines() -> Grey:
    """Return the waves that are kept: the first sixteen but the flat one. Shape: 16, 64."""
    wave, place = np.arange(1, _KEPT + 1)[:, None], np.arange(_AVERAGED)[None, :]
    cosines: Grey = np.sqrt(2 / _AVERAGED) * np.cos(np.pi / 2 / _AVERAGED * wave * (2 * place + 1)).astype(np.float32)
    return cosines.astype(np.float32)
