"""A price among those of its peers, as places on a line; needs no Django."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from statistics import median_low

from minhbach.engine.telling.sentences import goods_name
from minhbach.foundation.money import format_vnd

FEWEST_PEERS = 5
_LEFT, _RIGHT = 6.0, 234.0


@dataclass(frozen=True)
class PriceStrip:
    """Where the peers and the price stand on the line, written for SVG, and the same in a sentence.

    Units: places from the left edge, in the picture's own length.
    """

    peers: tuple[str, ...]
    own: str
    middle: str
    least: str
    most: str
    sentence: str


def price_strip(price: int | None, peers: Sequence[int], *, goods: str) -> PriceStrip | None:
    """Draw a price among others of the same kind of goods; nothing where there are too few to say anything.

    Units: đồng. Shape: PEERS without the price itself; GOODS the kinds, parted by commas.
    """
    known = sorted(peer for peer in peers if peer > 0)
    if not price or price < 0 or len(known) < FEWEST_PEERS:
        return None
    low, high = log(min(known[0], price)), log(max(known[-1], price))

    def place(amount: int) -> str:
        # A price ten times another stands as far from it wherever they stand.
        share = (log(amount) - low) / (high - low) if high > low else 0.5
        return f"{_LEFT + share * (_RIGHT - _LEFT):.1f}"

    names = ", ".join(name[:1].lower() + name[1:] for name in map(goods_name, goods.split(",")))
    middle = median_low(known)
    return PriceStrip(
        peers=tuple(place(peer) for peer in known),
        own=place(price),
        middle=place(middle),
        least=format_vnd(min(known[0], price)),
        most=format_vnd(max(known[-1], price)),
        sentence=f"{_standing(price, known)} trong lượt quét ({names}); giá giữa {format_vnd(middle)}.",
    )


def _standing(price: int, known: Sequence[int]) -> str:
    dearer, cheaper = len(known) - bisect_right(known, price), bisect_left(known, price)
    if dearer >= cheaper:
        return f"Rẻ hơn {dearer} trong {len(known)} tin cùng loại hàng"
    return f"Đắt hơn {cheaper} trong {len(known)} tin cùng loại hàng"
