"""How two hang together: the shortest way from both ends at once, a ring at a time, with who stated each link."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from minhbach.domains.networks.links import (
    Links,
    begin_at_value,
    carried_by,
    carriers_of,
    in_order,
    roots_of,
    shared_by,
    with_offers,
)
from minhbach.domains.networks.selectors.around import Start
from minhbach.domains.networks.selectors.evidence import listings_of, shown_offers, statements_of, words_of
from minhbach.domains.networks.types import Listing
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.domains.subjects.selectors import values_shown

# From subject to subject over one value is one hop.
MOST_HOPS = 6
# Who has more beside him on one side than this is not gone through.
_MOST_WIDE = 3_000


@dataclass(frozen=True)
class Link:
    """One step of a way: from a node to the next, and the statements that say so."""

    subject: Subject
    thing: UUID
    # None of what listings offer alike, which is no value of a record.
    identifier: Identifier | None
    value: str
    words: str
    statements: tuple[Statement, ...]
    listings: tuple[Listing, ...]
    # Whether the way goes from the subject to the value here.
    is_outward: bool


@dataclass(frozen=True)
class Path:
    """A way, link by link; empty where none was found. IS_CUT: it was not looked for everywhere."""

    links: tuple[Link, ...]
    is_cut: bool

    @property
    def hops(self) -> int:
        return (len(self.links) + 1) // 2


@dataclass
class _Side:
    """What is reached from one end: for each subject the value and the subject it was reached from."""

    before: dict[UUID, tuple[UUID | None, UUID | None]]
    edge: set[UUID]
    hops: int = 0


def path_between(one: Start, other: Start, *, offers: bool = True) -> Path:
    """Find a shortest way between two in reach, over what tells something, of at most MOST_HOPS subjects in a row."""
    links = with_offers() if offers else Links()
    sides = (_begin(links, one), _begin(links, other))
    is_cut = False
    met = _met(sides)
    # The last hop is no further ring, which would be the widest: it is a value that both edges carry.
    while not met and sides[0].hops + sides[1].hops < MOST_HOPS - 1 and all(side.edge for side in sides):
        is_cut |= _widen(links, min(sides, key=lambda side: len(side.edge)))
        met = _met(sides)
    if met:
        middle = min(met, key=lambda subject: (sum(_length(side, subject) for side in sides), str(subject)))
        first, last = (_back(side, middle) for side in sides)
        return Path(_told(links, [*reversed(first), middle, *last]), is_cut)
    shared = shared_by(links, sides[0].edge, sides[1].edge) if all(side.edge for side in sides) else []
    if not shared:
        return Path((), is_cut)
    here, value, there = min(shared, key=str)
    first, last = _back(sides[0], here), _back(sides[1], there)
    return Path(_told(links, [*reversed(first), here, value, there, *last]), is_cut)


def _begin(links: Links, start: Start) -> _Side:
    if start.subject_id is not None:
        edge = set(roots_of([start.subject_id]).values())
        return _Side(dict.fromkeys(edge, (None, None)), edge)
    value = start.identifier_id
    if value is None:
        return _Side({}, set())
    begin_at_value(links, value)
    edge = carriers_of(links, [value])
    edge |= links.carriers[value]
    return _Side(dict.fromkeys(edge, (value, None)), edge)


def _widen(links: Links, side: _Side) -> bool:
    """Go one hop on; return whether some of it was left off."""
    edge = sorted(side.edge, key=in_order)
    carried_by(links, edge)
    carriers_of(links, {value for subject in edge for value in links.carried[subject]})
    found: dict[UUID, tuple[UUID, UUID]] = {}
    # Whoever carries a value is reached from the first who does.
    gone: set[UUID] = set()
    for subject in edge:
        for value in sorted(links.carried[subject] - gone, key=in_order):
            gone.add(value)
            if value in links.crowded or not links.values[value].tells:
                continue
            for beside in links.carriers[value]:
                if beside not in side.before:
                    found.setdefault(beside, (value, subject))
    kept = sorted(found, key=in_order)[:_MOST_WIDE]
    side.before |= {beside: found[beside] for beside in kept}
    side.edge = set(kept)
    side.hops += 1
    return len(found) > len(kept)


def _met(sides: Collection[_Side]) -> set[UUID]:
    one, other = sides
    return set(one.before) & set(other.before)


def _back(side: _Side, subject: UUID) -> list[UUID]:
    """Return the way from a subject back to a side's end, without the subject."""
    way: list[UUID] = []
    value, before = side.before[subject]
    while value is not None:
        way.append(value)
        if before is None:
            break
        way.append(before)
        value, before = side.before[before]
    return way


def _length(side: _Side, subject: UUID) -> int:
    return len(_back(side, subject))


def _told(links: Links, way: list[UUID]) -> tuple[Link, ...]:
    pairs = [(one, other, True) if other in links.values else (other, one, False) for one, other in pairwise(way)]
    told = {(subject, value) for subject, value, _outward in pairs}
    stated, listed = statements_of(links, told), listings_of(links, told)
    subjects = Subject.objects.select_related("owner_agency", "place").in_bulk({subject for subject, *_ in pairs})
    values = Identifier.objects.in_bulk({value for _subject, value, _outward in pairs})
    shown = values_shown([row for rows in stated.values() for row in rows]) | shown_offers(listed)
    return tuple(
        Link(
            subject=subjects[subject],
            thing=value,
            identifier=values.get(value),
            value=shown.get(value, ""),
            words=words_of(links, value),
            statements=tuple(stated.get((subject, value), ())),
            listings=tuple(listed.get((subject, value), ())),
            is_outward=is_outward,
        )
        for subject, value, is_outward in pairs
    )


def as_words(links: Collection[Link]) -> list[Any]:
    """Return the nodes of a way in order, each once, as (kind, node)."""
    found: list[Any] = []
    for link in links:
        ends = [("subject", link.subject), ("value", link)]
        for end in ends if link.is_outward else reversed(ends):
            if not found or _node(found[-1]) != _node(end):
                found.append(end)
    return found


def _node(end: tuple[str, Any]) -> tuple[str, UUID]:
    kind, node = end
    return kind, node.pk if kind == "subject" else node.thing
