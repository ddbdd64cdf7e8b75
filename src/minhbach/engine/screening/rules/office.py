"""Words that an office taught the screen: the entry's own name is frozen with the signal."""

from __future__ import annotations

from minhbach.engine.screening.listing import Hit
from minhbach.engine.screening.rules import Verdict, judge


@judge("office.entry")
def judge_office_entry(hit: Hit) -> Verdict:
    """The entry's weight stands; its name goes along, for the entry may be renamed or switched off later."""
    return hit.entry.weight, {"entry": hit.entry.note}
