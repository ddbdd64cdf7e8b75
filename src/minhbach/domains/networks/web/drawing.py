"""A network as its picture draws it: nodes and edges with their places and words, as little of them as will do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from minhbach.domains.networks.selectors import Network
from minhbach.domains.networks.selectors.networks import Carried, Member
from minhbach.domains.networks.wording import role_of, said_of, why_risk, why_role
from minhbach.domains.subjects.models import Statement
from minhbach.domains.subjects.types import SourceKind, SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_day


def drawn(network: Network) -> dict[str, Any]:
    """Lay a network out as nodes and edges, each with its place and its words; nothing of one that is too large.

    An edge is [node, node, since, words], by their places in `nodes`, `days` and `says`: thousands have a few of each.
    """
    if network.is_too_large:
        return {"size": network.size, "nodes": [], "edges": []}
    nodes: list[dict[str, Any]] = [
        {
            "id": one,
            "kind": "subject",
            "label": member.subject.name,
            "says": _said_of_member(member, network),
            "role": member.standing.role.value if member.standing else "",
            "group": member.group,
            "isViolator": bool(member.outcomes),
        }
        for one, member in network.by_id.items()
    ]
    nodes += [
        {
            "id": one,
            "kind": node.kind,
            "label": node.shown,
            "says": "; ".join(filter(None, [node.words, said_of(node)])),
            "isCrowded": node.is_crowded,
            "isOffer": node.is_offer,
        }
        for one, node in network.values.items()
    ]
    for node in nodes:
        node["x"], node["y"] = network.places.get(node["id"], (0, 0))
        node["landmark"] = network.landmarks.get(node["id"], False)
    place = {node["id"]: number for number, node in enumerate(nodes)}
    stated, days, says = _Stated(), _Numbered(), _Numbered()
    edges = [
        (
            place[one],
            place[str(carried.value.id)],
            days.number(carried.since.isoformat()),
            says.number(stated.of(carried)),
        )
        for one, member in network.by_id.items()
        for carried in member.values
    ]
    return {
        "size": network.size,
        "start": network.start.node,
        "nodes": [
            {name: value for name, value in node.items() if value is not False and value != ""} for node in nodes
        ],
        "edges": edges,
        "days": days.known,
        "says": says.known,
    }


def _without_what_is_not(node: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not False and value != ""}


class _Numbered:
    """Texts, each once, known by its place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    @property
    def known(self) -> list[str]:
        return list(self._places)


def _said_of_member(member: Member, network: Network) -> str:
    said = (_subject_kind(member.subject.kind), role_of(member), why_role(member, network), why_risk(member, network))
    return "; ".join(filter(None, said))


@cache
def _subject_kind(kind: str) -> str:
    return str(SubjectKind(kind).label)


class _Stated:
    """Who stated a link, from what source, when: thousands of links have a few such sentences."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, date], str] = {}

    def of(self, carried: Carried) -> str:
        """Say what stands behind a tie, up to three times."""
        return "; ".join(
            [
                *(self.words(statement) for statement in carried.statements[:3]),
                *(f"{one.title}, {one.where}, {write_day(one.day)}" for one in carried.listings[:3]),
            ]
        )

    def words(self, statement: Statement) -> str:
        key = (statement.owner_agency.short_name, statement.source_kind, local_date(statement.recorded_at))
        if key not in self._known:
            agency, source, day = key
            self._known[key] = ", ".join([agency, str(SourceKind(source).label), write_day(day)])
        return self._known[key]
