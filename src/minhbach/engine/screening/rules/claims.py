"""Claims: how prominently is it said?"""

from __future__ import annotations

from minhbach.engine.screening.listing import Hit
from minhbach.engine.screening.rules import Verdict, judge

# What is said far down a long description is mostly lore about skin, plants or stones, copied from
# elsewhere: it counts as a reason, but does not make a lead by itself.
_PROMINENT = 900
_DEEP_SHARE = 0.6


@judge("claims.prominence")
def judge_prominence(hit: Hit) -> Verdict:
    """A claim in the title or near the head of the description counts in full, deeper down in part.

    Units: places in folded letters from the start of the description.
    """
    place = hit.start - hit.listing.title_end - 1
    if hit.in_title or hit.is_revealed or place <= _PROMINENT:
        return hit.entry.weight, {}
    return hit.entry.weight * _DEEP_SHARE, {"place": place}
