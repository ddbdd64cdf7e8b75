"""A list of bare values, however it was pasted or sent: each with everything it could be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minhbach.domains.subjects.identities import as_may_stand
from minhbach.engine.identifiers import KINDS, Identity, recognise

MOST_VALUES = 500
# Two are a list already; of fewer a search tells more.
FEWEST_VALUES = 2
_PARTS = re.compile(r"[\r\n\t;,|]+")


@dataclass(frozen=True)
class ListedValue:
    """One value as it was written, and what it could be, as the record keeps it."""

    written: str
    could_be: tuple[Identity, ...]
    tells_person: bool


def read_listed(cells: Iterable[str]) -> list[ListedValue]:
    """Return each value once, in its order; words that are no identifier are left out."""
    found: list[ListedValue] = []
    place_of: dict[Identity, int] = {}
    for piece in (piece.strip() for cell in cells for piece in _PARTS.split(cell)):
        # A name with a full stop in it is no address that anybody looks up in a list.
        if not any(sign.isdigit() or sign in "@." for sign in piece):
            continue
        read = recognise(piece)
        kept = tuple(one for identity in read for one in as_may_stand(identity))
        if not kept:
            continue
        tells_person = any(KINDS[one.kind].tells_person(one.canonical) for one in read)
        place = next((place_of[one] for one in kept if one in place_of), len(found))
        if place < len(found):
            # Written in another way it may be something more: it is one value all the same.
            before = found[place]
            kept = tuple(dict.fromkeys((*before.could_be, *kept)))
            found[place] = ListedValue(before.written, kept, before.tells_person or tells_person)
        else:
            found.append(ListedValue(piece[:200], kept, tells_person))
        place_of.update(dict.fromkeys(kept, place))
    return found
