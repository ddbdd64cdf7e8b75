"""Who carries what and who else does, a ring at a time, within the reach in force: the database keeps the rest back.

Subjects that were joined stand as the one they are joined to. A value that more carry than are asked for is crowded: it
is told of and joins nobody. What listings offer alike is read along where it is asked for, never where one follows what
tells of one person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection

from minhbach.domains.networks.types import OfferKind
from minhbach.engine.identifiers import KINDS
from minhbach.engine.identifiers.rarity import HUB
from minhbach.engine.networks import MOST_OFFER, Tie
from minhbach.foundation.office import offered
from minhbach.foundation.scope import ONE_OF, and_by_reach, written

_ROOTS = f"""
    select s.id, coalesce(r.id, s.id) from subjects_subject s
    left join subjects_subject r on r.id = s.canonical_id and r.withdrawn_at is null
    where s.id {ONE_OF} and s.withdrawn_at is null
"""
_MEMBERS = f"""
    select s.canonical_id, s.id from subjects_subject s where s.canonical_id {ONE_OF} and s.withdrawn_at is null
"""
_CARRIED = f"""
    select s.subject_id, s.identifier_id, (min(s.recorded_at) at time zone 'Asia/Ho_Chi_Minh')::date
    from subjects_statement s
    where s.subject_id {ONE_OF} and s.property = 'identifier' and s.retracted_at is null
    group by s.subject_id, s.identifier_id
"""
_NODES = f"select i.id, i.kind, i.canonical from subjects_identifier i where i.id {ONE_OF}"
# So many rows are read of one value that the carriers asked for stand in them, each stated by several. Of what
# thousands carry the first rows tell that it is crowded; of the rest these are not read.
_STATED = 3
_CARRIERS = """
    select held.subject_id, wanted.id, (held.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date
    from unnest(%s::uuid[]) as wanted (id)
    cross join lateral (
        select s.subject_id, s.recorded_at from subjects_statement s
        where s.identifier_id = wanted.id and s.retracted_at is null{by_reach} limit %s
    ) held
"""


# As their text would be, for less.
in_order = attrgetter("int")


@dataclass(frozen=True)
class Value:
    """A node's kind, an offer's too, and whether it tells who somebody is."""

    kind: str
    tells: bool


@dataclass
class Links:
    """What was read so far. SINCE holds for each (subject, value) the first day on which it was stated."""

    values: dict[UUID, Value] = field(default_factory=dict)
    since: dict[tuple[UUID, UUID], date] = field(default_factory=dict)
    # By subject what it carries, of those that were asked, and by value who does.
    carried: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    carriers: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    crowded: set[UUID] = field(default_factory=set)
    # Of what is offered alike, how many sellers offer it, whether they stand on a record or not.
    counts: dict[UUID, int] = field(default_factory=dict)
    # Values of which all carriers in reach were read.
    read: set[UUID] = field(default_factory=set)
    # For each subject the records that it stands for, itself first.
    members: dict[UUID, list[UUID]] = field(default_factory=dict)
    # What is read besides what subjects carry.
    offers: Mapping[str, OfferKind] = field(default_factory=dict)

    def ties(self) -> list[Tie]:
        return [
            Tie(str(subject), str(value), self.values[value].kind, day.toordinal(), self.values[value].tells)
            for (subject, value), day in self.since.items()
        ]

    def joined(self) -> set[UUID]:
        """Return the subjects that a value joins to another."""
        found: set[UUID] = set()
        for value, own in self.carriers.items():
            if len(own) > 1 and value not in self.crowded and self.values[value].tells:
                found |= own
        return found

    @property
    def crowded_names(self) -> list[str]:
        return [str(one) for one in self.crowded]

    @property
    def counts_by_name(self) -> dict[str, int]:
        return {str(thing): count for thing, count in self.counts.items()}


def roots_of(subject_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return for each subject in reach the one it is joined to, itself where that is out of reach."""
    return dict(_run(_ROOTS, list(subject_ids))) if subject_ids else {}


def carried_by(links: Links, roots: Collection[UUID]) -> set[UUID]:
    """Read what subjects carry; return the values that were not known yet."""
    before = set(links.values)
    rows = _carried(links, roots)
    _know(links, {value for _root, value, _day in rows} - set(links.values))
    for root, value, day in rows:
        if value in links.values:
            _keep(links, root, value, day)
            links.carried[root].add(value)
            links.carriers[value].add(root)
    return set(links.values) - before


def shared_by(links: Links, some: Collection[UUID], others: Collection[UUID]) -> list[tuple[UUID, UUID, UUID]]:
    """Read what two groups of subjects carry both; return each such (one, value, other) where the value tells who.

    Of what they carry besides nothing is read: how two ends meet is asked without going round either once more.
    """
    here, there = _carried(links, some), _carried(links, others)
    both = {value for _root, value, _day in here} & {value for _root, value, _day in there}
    _know(links, both - set(links.values))
    carriers_of(links, both)
    usable = {value for value in both if value in links.values and links.values[value].tells} - links.crowded
    for root, value, day in (*here, *there):
        if value in usable:
            _keep(links, root, value, day)
            links.carriers[value].add(root)
    other_of: dict[UUID, list[UUID]] = defaultdict(list)
    for root, value, _day in there:
        other_of[value].append(root)
    return [(root, value, other) for root, value, _day in here if value in usable for other in other_of[value]]


def _carried(links: Links, roots: Collection[UUID]) -> list[tuple[UUID, UUID, date]]:
    """Read the values that subjects carry, or those joined to them, and what their listings offer alike."""
    if not roots:
        return []
    own: dict[UUID, list[UUID]] = {root: [root] for root in roots}
    for root, member in _run(_MEMBERS, list(roots)):
        own[root].append(member)
    links.members |= own
    root_of = {member: root for root, members in own.items() for member in members}
    rows = _run(_CARRIED, list(root_of))
    for kind in links.offers.values():
        carried = kind.carried(root_of)
        links.values |= {thing: Value(kind.code, tells=True) for _subject, thing, _day in carried}
        rows += carried
    return [(root_of[subject], value, day) for subject, value, day in rows]


def carriers_of(links: Links, values: Iterable[UUID], *, most: int = HUB) -> set[UUID]:
    """Read who else carries values, up to MOST; return the subjects that were not read yet, as they are joined."""
    wanted = (value for value in values if value in links.values and links.values[value].tells)
    asked = sorted(set(wanted) - links.read, key=in_order)
    links.read |= set(asked)
    if not asked:
        return set()
    identifiers = [one for one in asked if links.values[one].kind not in links.offers]
    rows = _stated(identifiers, most + 1)
    for kind in links.offers.values():
        things = [one for one in asked if links.values[one].kind == kind.code]
        if not things:
            continue
        told = kind.carriers(things, min(most, MOST_OFFER))
        rows += told.rows
        links.crowded |= set(told.crowded)
        links.counts |= told.counts
    held = _by_value(rows)
    read = Counter(value for _subject, value, _day in rows)
    # Who stands in several of the first rows, or is withdrawn, leaves room for others behind them.
    if unsettled := [one for one in identifiers if read[one] > most and len(held.get(one, ())) <= most]:
        held |= _by_value(_stated(unsettled, _STATED * (most + 1)))
    found: set[UUID] = set()
    for value, own in held.items():
        if len(own) > most:
            links.crowded.add(value)
            continue
        for root, day in own.items():
            _keep(links, root, value, day)
        links.carriers[value] |= own.keys()
        found |= own.keys()
    return found - set(links.members)


def _stated(values: Collection[UUID], most: int) -> list[tuple[UUID, UUID, date]]:
    """Read the first MOST statements in reach that point at each of some values."""
    return _run(_CARRIERS.format(by_reach=and_by_reach("s")), list(values), most) if values else []


def _by_value(rows: Collection[tuple[UUID, UUID, date]]) -> dict[UUID, dict[UUID, date]]:
    """Return for each value who carries it, as they are joined, and since when."""
    root_of = roots_of({subject for subject, _value, _day in rows})
    held: dict[UUID, dict[UUID, date]] = {}
    for subject, value, day in rows:
        root = root_of.get(subject)
        if root is not None:
            own = held.setdefault(value, {})
            if day < own.setdefault(root, day):
                own[root] = day
    return held


def with_offers() -> Links:
    """Begin to read what subjects carry and what their listings offer alike."""
    return Links(offers={kind.code: kind for kind in offered(OfferKind)})


def begin_at_value(links: Links, identifier_id: UUID) -> None:
    """Begin at a value in place of a subject."""
    _know(links, {identifier_id})


def _know(links: Links, ids: Collection[UUID]) -> None:
    if not ids:
        return
    for one, kind, canonical in _run(_NODES, list(ids)):
        known = KINDS.get(kind)
        links.values[one] = Value(kind, known is None or known.tells_who(canonical))


def _keep(links: Links, root: UUID, value: UUID, day: date) -> None:
    pair = root, value
    if day < links.since.setdefault(pair, day):
        links.since[pair] = day


def _run(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Ask with ids written as one text: of thousands the driver would write each by itself."""
    with connection.cursor() as cursor:
        cursor.execute(query, [written(one) if isinstance(one, list) else one for one in parameters])
        return list(cursor.fetchall())
