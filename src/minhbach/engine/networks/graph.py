"""Subjects and what they carry, as a graph of two sides; what many carry weighs little, a hub joins nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from minhbach.engine.identifiers import KINDS, Rarity, rarity_of

# How much it tells that two carry the same thing, out of 100.
_WEIGHTS = {Rarity.ALONE: 80, Rarity.RARE: 80, Rarity.SHARED: 40, Rarity.COMMON: 8, Rarity.HUB: 0}
# What listings have in common tells less, and nothing where many sellers have it: makers write for all their shops.
TEXT, GOODS = "text", "goods"
OFFERS = frozenset({TEXT, GOODS})
MOST_OFFER = 20
_OFFER_WEIGHTS = {TEXT: ((3, 40), (MOST_OFFER, 20)), GOODS: ((3, 20), (MOST_OFFER, 8))}


@dataclass(frozen=True, order=True)
class Tie:
    """A subject carries a thing (an identifier, a text), since a day counted from year one."""

    subject: str
    thing: str
    kind: str
    since: int = 0
    # Whether the value tells who somebody is: a parcel company's hotline does not, whoever carries it.
    tells: bool = True


@dataclass(frozen=True)
class Graph:
    """Ties by both ends, in order, with the weight of each thing. Things that join nobody weigh nothing."""

    things: Mapping[str, tuple[str, ...]]
    carriers: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, int]
    kinds: Mapping[str, str]
    since: Mapping[tuple[str, str], int]

    @property
    def subjects(self) -> list[str]:
        return sorted(self.things)

    def near(self, subject: str, *, by_offers: bool = True) -> list[tuple[str, str, int]]:
        """Return who shares something with a subject: (other, the thing, its weight), hubs left out.

        Without BY_OFFERS what they offer alike does not count.
        """
        return [
            (other, thing, self.weights[thing])
            for thing in self.things.get(subject, ())
            if self.weights[thing] and (by_offers or self.kinds[thing] not in OFFERS)
            for other in self.carriers[thing]
            if other != subject
        ]


def weight_of(kind: str, carriers: int, *, tells: bool = True) -> int:
    """Return how much a thing tells that so many carry, out of 100."""
    if kind in OFFERS:
        return next((weight for most, weight in _OFFER_WEIGHTS[kind] if carriers <= most), 0) if tells else 0
    known = KINDS.get(kind)
    if not tells or (known is not None and not known.tells_one):
        return 0
    return _WEIGHTS[rarity_of(carriers)]


def graph_of(ties: Iterable[Tie], *, crowded: Collection[str] = (), counts: Mapping[str, int] | None = None) -> Graph:
    """Lay ties out as a graph; of CROWDED things more carry than stand in the ties, so that they join nobody.

    COUNTS says of things how many carry them, where that is more than stand in the ties.
    """
    known = counts or {}
    first: dict[tuple[str, str], Tie] = {}
    for tie in sorted(ties):
        first.setdefault((tie.subject, tie.thing), tie)
    things: dict[str, list[str]] = defaultdict(list)
    carriers: dict[str, list[str]] = defaultdict(list)
    kinds: dict[str, str] = {}
    dumb = set(crowded)
    for (subject, thing), tie in sorted(first.items()):
        things[subject].append(thing)
        carriers[thing].append(subject)
        kinds[thing] = tie.kind
        if not tie.tells:
            dumb.add(thing)
    return Graph(
        things={one: tuple(own) for one, own in things.items()},
        carriers={one: tuple(own) for one, own in carriers.items()},
        weights={
            thing: weight_of(kinds[thing], max(len(own), known.get(thing, 0)), tells=thing not in dumb)
            for thing, own in carriers.items()
        },
        kinds=kinds,
        since={pair: tie.since for pair, tie in first.items()},
    )
