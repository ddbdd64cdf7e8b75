"""A network as its reader may see it: who and what belongs to it, what each is to it and why, how it grew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from minhbach.domains.networks.models import Outcome
from minhbach.domains.networks.selectors.around import MOST_DRAWN, Start, around
from minhbach.domains.networks.selectors.evidence import statements_of
from minhbach.domains.networks.types import points_of
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.domains.subjects.selectors import values_shown
from minhbach.engine.identifiers import KINDS, rarity_of
from minhbach.engine.networks import (
    Graph,
    Risk,
    Standing,
    communities_of,
    graph_of,
    growth_of,
    places_of,
    risks_of,
    roles_of,
)
from minhbach.engine.networks.growth import Month


@dataclass(frozen=True)
class Member:
    """A subject of a network: what it is to it, what speaks for looking at it, over what it hangs on."""

    subject: Subject
    standing: Standing | None
    risk: Risk | None
    outcomes: tuple[Outcome, ...]
    group: int
    values: tuple[Carried, ...]


@dataclass(frozen=True)
class Carried:
    """A value as one subject carries it, with the statements that say so."""

    value: ValueNode
    statements: tuple[Statement, ...]
    since: date


@dataclass(frozen=True)
class ValueNode:
    """A value of a network as its reader may see it, and how many carry it as far as he sees."""

    identifier: Identifier
    words: str
    shown: str
    carriers: int
    rarity: str
    standing: Standing | None
    is_crowded: bool


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

    @property
    def operators(self) -> list[Member]:
        return [member for member in self.members if member.standing and member.standing.role == "operator"]


def network_around(start: Start, *, steps: int, kinds: frozenset[str] = frozenset(), least: str = "") -> Network:
    """Read the network around a start: values of KINDS alone where some are named, none more common than LEAST."""
    found = around(start, steps=steps)
    links = found.links
    wanted = (
        {
            value
            for value, own in links.values.items()
            if (not kinds or own.kind in kinds) and not (least and _is_commoner(len(links.carriers()[value]), least))
        }
        if kinds or least
        else set(links.values)
    )
    ties = [tie for tie in links.ties() if UUID(tie.thing) in wanted]
    graph = graph_of(ties, crowded=links.crowded_names)
    groups = communities_of(graph)
    standings = roles_of(graph, groups)
    outcomes = _outcomes([UUID(one) for one in graph.subjects], links.members)
    risks = risks_of(graph, {one: max(points_of(row.kind) for row in rows) for one, rows in outcomes.items()})
    pairs = {(UUID(tie.subject), UUID(tie.thing)) for tie in ties}
    stated = statements_of(links, pairs)
    shown = values_shown([row for rows in stated.values() for row in rows])
    values = _values(graph, shown, standings, links.crowded)
    subjects = Subject.objects.select_related("place", "owner_agency").in_bulk([UUID(one) for one in graph.subjects])
    numbers = {group: place for place, group in enumerate(sorted(set(groups.values())))}
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
    graph: Graph, shown: Mapping[UUID, str], standings: Mapping[str, Standing], crowded: set[UUID]
) -> dict[str, ValueNode]:
    nodes = Identifier.objects.in_bulk([UUID(thing) for thing in graph.carriers])
    return {
        str(one): ValueNode(
            identifier=node,
            words=KINDS[node.kind].words if node.kind in KINDS else node.kind,
            shown=shown.get(one, ""),
            carriers=len(graph.carriers[str(one)]),
            rarity="hub" if one in crowded else rarity_of(len(graph.carriers[str(one)])).value,
            standing=standings.get(str(one)),
            is_crowded=not graph.weights[str(one)],
        )
        for one, node in nodes.items()
    }
