"""A network as its reader may see it: who and what belongs to it, what each is to it and why, how it grew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import zip_longest
from uuid import UUID

from minhbach.domains.networks.links import Links
from minhbach.domains.networks.models import Outcome
from minhbach.domains.networks.selectors.around import MOST_DRAWN, Start, around
from minhbach.domains.networks.selectors.evidence import listings_of, shown_offers, statements_of, words_of
from minhbach.domains.networks.types import Listing, points_of
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.selectors import values_shown
from minhbach.engine.identifiers import rarity_of
from minhbach.engine.networks import (
    OFFERS,
    Graph,
    Risk,
    Role,
    Standing,
    communities_of,
    graph_of,
    growth_of,
    places_of,
    risks_of,
    roles_of,
)
from minhbach.engine.networks.growth import Month

# More names than these beside one another are read by nobody.
MOST_LANDMARKS = 24


@dataclass(frozen=True)
class Member:
    """A subject of a network: what it is to it, what speaks for looking at it, over what it hangs on."""

    subject: Subject
    standing: Standing | None
    risk: Risk | None
    outcomes: tuple[Outcome, ...]
    group: int
    values: tuple[Carried, ...]

    @property
    def is_operator(self) -> bool:
        return self.standing is not None and self.standing.role == Role.OPERATOR


@dataclass(frozen=True)
class Carried:
    """A value as one subject carries it, with the statements, or the listings, that say so."""

    value: ValueNode
    statements: tuple[Statement, ...]
    listings: tuple[Listing, ...]
    since: date


@dataclass(frozen=True)
class ValueNode:
    """A value of a network, or what listings offer alike, as its reader may see it; how many carry it in his eyes."""

    id: UUID
    kind: str
    words: str
    shown: str
    carriers: int
    rarity: str
    standing: Standing | None
    is_crowded: bool

    @property
    def is_offer(self) -> bool:
        return self.kind in OFFERS


@dataclass(frozen=True)
class Group:
    """Members of a network that share more with one another than with the rest, the largest group first from 1."""

    number: int
    members: Sequence[Member]

    @property
    def centre(self) -> Member:
        """Return who it stands around: its operator, else who carries most."""
        return min(self.members, key=lambda one: (not one.is_operator, -len(one.values), str(one.subject.pk)))

    @property
    def sanctioned(self) -> int:
        return sum(bool(one.outcomes) for one in self.members)


@dataclass(frozen=True)
class Network:
    """All of it; TOO_LARGE to be drawn, IS_CUT where more hangs on it than was read."""

    start: Start
    members: Sequence[Member]
    values: Mapping[str, ValueNode]
    graph: Graph
    growth: Sequence[Month]
    is_cut: bool

    @property
    def size(self) -> int:
        return len(self.members) + len(self.values)

    @property
    def is_too_large(self) -> bool:
        return self.size > MOST_DRAWN

    @cached_property
    def by_id(self) -> Mapping[str, Member]:
        return {str(member.subject.pk): member for member in self.members}

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        return places_of(self.graph, self.start.node)

    @cached_property
    def groups(self) -> Sequence[Group]:
        """List the groups of more than one, the largest first."""
        members: dict[int, list[Member]] = defaultdict(list)
        for member in self.members:
            members[member.group].append(member)
        return [Group(number, own) for number, own in sorted(members.items()) if len(own) > 1]

    @cached_property
    def landmarks(self) -> Mapping[str, int]:
        """Number the nodes that are read from afar: where it begins, the centre of each group, who was sanctioned."""
        centres = [str(group.centre.subject.pk) for group in self.groups]
        sanctioned = [str(member.subject.pk) for member in self.members if member.outcomes]
        named = dict.fromkeys([self.start.node, *(one for pair in zip_longest(centres, sanctioned) for one in pair)])
        return {one: number for number, one in enumerate(list(filter(None, named))[:MOST_LANDMARKS], start=1)}


def network_around(
    start: Start, *, steps: int, kinds: frozenset[str] = frozenset(), least: str = "", offers: bool = True
) -> Network:
    """Read the network around a start: values of KINDS alone where some are named, none more common than LEAST."""
    found = around(start, steps=steps, offers=offers)
    links = found.links
    carriers = links.carriers
    wanted = {
        value
        for value, own in links.values.items()
        if (not kinds or own.kind in kinds)
        and not (least and _is_commoner(len(carriers[value]), least))
        # What nobody else offers who stands here is of no use here; a record's own values belong to it.
        and (own.kind not in OFFERS or len(carriers[value]) > 1)
    }
    ties = [tie for tie in links.ties() if UUID(tie.thing) in wanted]
    graph = graph_of(ties, crowded=links.crowded_names, counts=links.counts_by_name)
    groups = communities_of(graph)
    standings = roles_of(graph, groups)
    outcomes = _outcomes([UUID(one) for one in graph.subjects], links.members)
    risks = risks_of(graph, {one: max(points_of(row.kind) for row in rows) for one, rows in outcomes.items()})
    pairs = {(UUID(tie.subject), UUID(tie.thing)) for tie in ties}
    stated, listed = statements_of(links, pairs), listings_of(links, pairs)
    shown = values_shown([row for rows in stated.values() for row in rows]) | shown_offers(listed)
    values = _values(graph, links, shown, standings)
    subjects = Subject.objects.select_related("place", "owner_agency").in_bulk([UUID(one) for one in graph.subjects])
    sizes = Counter(groups.values())
    numbers = {group: place for place, group in enumerate(sorted(sizes, key=lambda one: (-sizes[one], one)), start=1)}
    members = [
        Member(
            subject=subject,
            standing=standings.get(str(one)),
            risk=risks.get(str(one)),
            outcomes=tuple(outcomes.get(str(one), ())),
            group=numbers[groups[str(one)]],
            values=tuple(
                Carried(
                    values[thing],
                    tuple(stated.get((one, UUID(thing)), ())),
                    tuple(listed.get((one, UUID(thing)), ())),
                    date.fromordinal(graph.since[str(one), thing]),
                )
                for thing in graph.things[str(one)]
                if thing in values
            ),
        )
        for one, subject in subjects.items()
    ]
    members.sort(key=lambda one: (-(one.risk.points if one.risk else 0), -len(one.values), str(one.subject.pk)))
    growth = growth_of(graph, month_of=lambda day: date.fromordinal(day).isoformat()[:7])
    return Network(start, members, values, graph, growth, found.is_cut)


def _is_commoner(carriers: int, least: str) -> bool:
    order = ("alone", "rare", "shared", "common", "hub")
    return order.index(rarity_of(carriers)) > order.index(least)


def _outcomes(roots: Sequence[UUID], members: Mapping[UUID, Sequence[UUID]]) -> Mapping[str, list[Outcome]]:
    root_of = {member: root for root in roots for member in members.get(root, [root])}
    found: dict[str, list[Outcome]] = defaultdict(list)
    for row in Outcome.objects.filter(subject_id__in=list(root_of)).order_by("on", "id"):
        found[str(root_of[row.subject_id])].append(row)
    return found


def _values(
    graph: Graph, links: Links, shown: Mapping[UUID, str], standings: Mapping[str, Standing]
) -> dict[str, ValueNode]:
    return {
        thing: ValueNode(
            id=UUID(thing),
            kind=kind,
            words=words_of(links, UUID(thing)),
            shown=shown.get(UUID(thing), ""),
            carriers=len(graph.carriers[thing]),
            rarity="hub" if UUID(thing) in links.crowded else rarity_of(len(graph.carriers[thing])).value,
            standing=standings.get(thing),
            is_crowded=not graph.weights[thing],
        )
        for thing, kind in graph.kinds.items()
    }
