"""What a subject, or a thing, is to its network: read from where it stands, so that each role has its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from minhbach.engine.networks.graph import Graph

MONEY = frozenset({"bank_account", "wallet"})
# An account that so many use is what a network is paid through.
_SHARED_ACCOUNT = 3
_OPERATOR = 3


class Role(StrEnum):
    OPERATOR = "operator"
    FRONT = "front"
    BRIDGE = "bridge"
    SHARED_ACCOUNT = "shared_account"


@dataclass(frozen=True)
class Standing:
    """A role and its reason: how many it touches, and over whom (a front's operator)."""

    role: Role
    count: int
    other: str = ""


def roles_of(graph: Graph, groups: Mapping[str, str]) -> dict[str, Standing]:
    """Return the roles of subjects and things that have one.

    The operator of a group shares something that tells with most others, with the most weight; a front shares with
    nobody but an operator, or what it shares all goes back to him; a bridge alone holds two groups together.
    """
    reach = {subject: _reach(graph, subject) for subject in graph.subjects}
    operators: dict[str, str] = {}
    for subject in graph.subjects:
        others = reach[subject]
        if len(others) < _OPERATOR:
            continue
        known = operators.get(groups[subject])
        if known is None or _rank(reach, subject) < _rank(reach, known):
            operators[groups[subject]] = subject
    found: dict[str, Standing] = {
        subject: Standing(Role.OPERATOR, len(reach[subject])) for subject in operators.values()
    }
    for subject in graph.subjects:
        if subject in found or not reach[subject]:
            continue
        operator = operators.get(groups[subject], "")
        joined = {groups[other] for other in reach[subject]} - {groups[subject]}
        if joined and operator not in ("", subject):
            found[subject] = Standing(Role.BRIDGE, len(joined) + 1)
        elif operator in reach[subject] and _all_go_to(graph, subject, operator):
            found[subject] = Standing(Role.FRONT, len(reach[subject]), operator)
    for thing, carriers in graph.carriers.items():
        if graph.kinds[thing] in MONEY and len(carriers) >= _SHARED_ACCOUNT and graph.weights[thing]:
            found[thing] = Standing(Role.SHARED_ACCOUNT, len(carriers))
    return found


def _reach(graph: Graph, subject: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for other, _thing, weight in graph.near(subject, by_offers=False):
        found[other] = found.get(other, 0) + weight
    return found


def _rank(reach: Mapping[str, Mapping[str, int]], subject: str) -> tuple[int, int, str]:
    return -len(reach[subject]), -sum(reach[subject].values()), subject


def _all_go_to(graph: Graph, subject: str, operator: str) -> bool:
    shared = {thing for _other, thing, _weight in graph.near(subject, by_offers=False)}
    return all(operator in graph.carriers[thing] for thing in shared)
