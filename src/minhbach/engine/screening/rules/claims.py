"""Claims: of which goods is it said, and how prominently?"""

from __future__ import annotations

import re

from minhbach.engine.screening.goods import thrown_in
from minhbach.engine.screening.listing import Hit, Listing
from minhbach.engine.screening.rule_table import judge_row
from minhbach.engine.screening.rules import Verdict, judge

_DEEP = judge_row("claims.prominence").shares["deep"]
_PROMINENT = 900
_WORD = re.compile(rb"[^\x00-\x2f\x3a-\x60\x7b-\x7f]{3,}")
_TELLING = 2  # so many words of the gift name it: one may stand anywhere
_SPOKEN_OF = 250  # folded letters before a claim in which what it is said of is named


@judge("claims.of_goods")
def judge_of_goods(hit: Hit) -> Verdict:
    """A claim counts when it is said of the goods, not of what is thrown in with them."""
    return None if _is_said_of_gift(hit) else (hit.entry.weight, {})


@judge("claims.prominence")
def judge_prominence(hit: Hit) -> Verdict:
    """A claim in the title or near the head of the description counts in full, deeper down in part.

    Units: places in folded letters from the start of the description.
    """
    if _is_said_of_gift(hit):
        return None
    place = hit.start - hit.listing.title_end - 1
    if hit.in_title or hit.is_revealed or place <= _PROMINENT:
        return hit.entry.weight, {}
    return hit.entry.weight * _DEEP, {"place": place}


def _is_said_of_gift(hit: Hit) -> bool:
    """Say whether what the title throws in ("+ tặng gói trà sữa") is named before the claim, and the goods are not."""
    gift, offered = _gift_and_goods(hit.listing)
    if not gift or hit.in_title:
        return False
    words = set(_WORD.findall(hit.before(_SPOKEN_OF, statement=False)))
    return len(words & gift) >= _TELLING and not words & offered


def _gift_and_goods(listing: Listing) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Return the words by which the title names what it throws in, and those of the goods."""
    if "gift" not in listing.memory:
        given, offered = thrown_in(listing.title)
        goods = frozenset(_WORD.findall(offered))
        listing.memory["gift"] = (frozenset(_WORD.findall(given)) - goods if given else frozenset(), goods)
    words: tuple[frozenset[bytes], frozenset[bytes]] = listing.memory["gift"]
    return words
