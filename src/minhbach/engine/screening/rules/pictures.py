"""The door for pictures: hashes of pictures, made elsewhere, compared with those found in cases.

Nothing here opens a picture. Whoever makes the hashes (64-bit perceptual ones, all by one method) puts those of the
sweep's listings into the table ``listing_images`` and those of cases into ``image_hashes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.listing import Finding, Listing
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import finding, listing_rule

_PICTURE = rule("known.picture")
_SAME, _LIKE = 2, 6  # of 64 bits that may differ


@listing_rule("known.picture")
def same_picture(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """A picture like one found in a case speaks for that case's sign, where something else does."""
    if not (knowledge.has("image_hashes") and knowledge.has("listing_images")):
        return
    own = _pictures(knowledge).get(listing.columns["listing_id"], [])
    hashes = [number for platform, number in own if platform in (None, listing.columns["platform"])]
    signs = {one.sign for one in found if one.weight > 0}
    if not hashes or not signs:
        return
    rows = knowledge.table("image_hashes")
    distances = distance(np.array(hashes, dtype=np.uint64), _known(knowledge)).min(axis=0)
    nearest: dict[str, tuple[int, int]] = {}
    for place in np.flatnonzero(distances <= _LIKE).tolist():
        sign = rows["sign"][place]
        nearest[sign] = min(nearest.get(sign, (_LIKE + 1, 0)), (int(distances[place]), place))
    for sign in sorted(signs.intersection(nearest)):
        bits, place = nearest[sign]
        values = {
            "distance": bits,
            **{name: rows[name][place] for name in ("hash", "seen_in", "source")},
            "knowledge": knowledge.version,
        }
        yield finding(_PICTURE, sign, _PICTURE.weights["same" if bits <= _SAME else "like"], values)


def distance(some: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return in how many of 64 bits each of some hashes differs from each of the others.

    Shape: n, m -> n x m
    """
    differing = some[:, None] ^ others[None, :]
    bits: NDArray[np.uint8] = np.unpackbits(differing[..., None].view(np.uint8), axis=-1)
    counted: NDArray[np.uint8] = bits.sum(axis=-1, dtype=np.uint8)
    return counted


def _known(knowledge: Knowledge) -> NDArray[np.uint64]:
    if "hashes" not in knowledge.memory:
        written = knowledge.table("image_hashes")["hash"].to_list()
        knowledge.memory["hashes"] = np.array([int(text, 16) for text in written], dtype=np.uint64)
    hashes: NDArray[np.uint64] = knowledge.memory["hashes"]
    return hashes


def _pictures(knowledge: Knowledge) -> dict[str, list[tuple[str | None, int]]]:
    """Return platform and hash of each picture, by listing_id."""
    if "pictures" not in knowledge.memory:
        index: dict[str, list[tuple[str | None, int]]] = {}
        for platform, listing_id, written in knowledge.table("listing_images").iter_rows():
            index.setdefault(listing_id, []).append((platform, int(written, 16)))
        knowledge.memory["pictures"] = index
    pictures: dict[str, list[tuple[str | None, int]]] = knowledge.memory["pictures"]
    return pictures
