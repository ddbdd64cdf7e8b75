"""MinHash of a text: how much two texts have in common, told from 64 numbers of 16 bits each.

One permutation: every three words in a row are hashed once; the hash's first six bits choose one of 64
bins, which keeps the least of what comes to it. The share of bins that agree estimates the share of
three-word sequences that two texts have in common (Jaccard), give or take 0.06.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from minhbach.engine.kernels import Kernels
from minhbach.engine.text.folding import FoldedBatch
from minhbach.engine.text.letters import fold_text

Signatures = NDArray[np.uint16]

BINS: Final = 64
FEWEST_SHINGLES: Final = 12
"""Sequences without which a text is too short to be told from another."""
_STANDING: Final = 1 << 16  # places of the table of standing text: one sequence in a hundred is lost to chance

kernels = Kernels(__name__)


@kernels.helper
def _mix(number: Any) -> Any:
    number = (number ^ (number >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    number = (number ^ (number >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return number ^ (number >> np.uint64(33))


@kernels.compiled("void(int64, uint8*, int64*, int64, uint8*, int64, uint16*, int64*)")
def sign_texts(
    rows: Any, data: Any, bounds: Any, step: Any, standing: Any, is_standing: Any, signatures: Any, counts: Any
) -> None:
    """Write each text's 64 numbers, 0 for an empty bin, and count its sequences.

    Text i is data[bounds[step * i]:bounds[step * i + 2]]. With ``is_standing`` the sequences are noted in the
    table ``standing`` instead; else those that stand there are left out.
    """
    for row in range(rows):
        place = bounds[row * step]
        end = bounds[row * step + 2]
        word = np.uint64(0xCBF29CE484222325)
        before = np.uint64(0)
        first = np.uint64(0)
        words = 0
        inside = False
        while place <= end:
            code = np.uint8(0x20) if place == end else data[place]
            if code >= 0x80 or (code >= 0x61 and code <= 0x7A) or (code >= 0x30 and code <= 0x39):
                word = (word ^ np.uint64(code)) * np.uint64(0x100000001B3)
                inside = True
            elif inside:
                inside = False
                words += 1
                if words >= 3:
                    whole = _mix(first * np.uint64(0x9E3779B97F4A7C15) + before * np.uint64(0xC2B2AE3D27D4EB4F) + word)
                    known = whole & np.uint64(_STANDING - 1)
                    if is_standing != 0:
                        standing[known] = 1
                    elif standing[known] == 0:
                        counts[row] += 1
                        where = row * BINS + np.int64(whole >> np.uint64(58))
                        value = np.uint16((whole >> np.uint64(42)) & np.uint64(0xFFFF))
                        if value == 0:
                            value = np.uint16(1)
                        if signatures[where] == 0 or value < signatures[where]:
                            signatures[where] = value
                first = before
                before = word
                word = np.uint64(0xCBF29CE484222325)
            place += 1


class Signer:
    """Makes signatures, leaving out what platforms write under every listing."""

    def __init__(self, standing_texts: Iterable[str] = ()) -> None:
        self._standing: NDArray[np.uint8] = np.zeros(_STANDING, dtype=np.uint8)
        data, bounds = _joined(standing_texts)
        self._run(data, bounds, is_standing=True)

    def batch(self, folded: FoldedBatch) -> tuple[Signatures, NDArray[np.bool_]]:
        """Sign title and description of every listing of a batch.

        Shape: n folded listings -> n x 64; n, whether the text is long enough to be compared.
        """
        return self._run(np.frombuffer(folded.data, dtype=np.uint8), folded.bounds)

    def texts(self, texts: Iterable[str]) -> list[str | None]:
        """Return signatures as they are kept in tables, for texts given as "title\\ndescription"."""
        signatures, is_long = self._run(*_joined(texts))
        return [written(signature) if long else None for signature, long in zip(signatures, is_long, strict=True)]

    def _run(
        self, data: NDArray[np.uint8], bounds: NDArray[np.int64], *, is_standing: bool = False
    ) -> tuple[Signatures, NDArray[np.bool_]]:
        rows = bounds.shape[0]
        signatures: Signatures = np.zeros((rows, BINS), dtype=np.uint16)
        counts: NDArray[np.int64] = np.zeros(rows, dtype=np.int64)
        bounds = np.ascontiguousarray(bounds)
        sign_texts(rows, data, bounds, bounds.shape[1], self._standing, int(is_standing), signatures, counts)
        return signatures, counts >= FEWEST_SHINGLES


def written(signature: Signatures) -> str:
    """Return a signature as 256 hexadecimal digits."""
    return signature.astype(">u2").tobytes().hex()


def read(text: str) -> Signatures | None:
    """Return the signature that was written so, or None where it is none."""
    try:
        content = bytes.fromhex(text)
    except ValueError:
        return None
    if len(content) != 2 * BINS:
        return None
    return np.frombuffer(content, dtype=">u2").astype(np.uint16)


def similarity(one: Signatures, others: Signatures) -> NDArray[np.float64]:
    """Return the share of bins that agree, of those that are filled in either.

    Shape: 64; k x 64 -> k.
    """
    filled = (one != 0) | (others != 0)
    agreeing = ((one == others) & filled).sum(axis=1)
    shares: NDArray[np.float64] = agreeing / np.maximum(filled.sum(axis=1), 1)
    return shares


def bands(signatures: Signatures) -> NDArray[np.uint64]:
    """Return sixteen numbers for each signature; texts that have much in common nearly always agree in one.

    Shape: k x 64 -> k x 16. 0 stands for four empty bins and says nothing. (Of texts four fifths alike, 99.98 %
    agree in some band, of texts a third alike 18 %.)
    """
    return np.ascontiguousarray(signatures.astype("<u2")).view("<u8").astype(np.uint64)


def _joined(texts: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    folded = [fold_text(text) for text in texts]
    ends = np.cumsum([len(text) + 1 for text in folded], dtype=np.int64)
    bounds = np.stack((ends - [len(text) + 1 for text in folded], ends, ends), axis=1) if folded else np.empty((0, 3))
    return np.frombuffer(b"\n".join([*folded, b""]), dtype=np.uint8), bounds.astype(np.int64)
