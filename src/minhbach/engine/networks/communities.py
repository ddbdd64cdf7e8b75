"""Groups within a network whose members share more with one another than with the rest (Louvain, in whole numbers)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from minhbach.engine.networks.graph import Graph

# More carriers than this of one thing say little pair by pair, and would cost the square of their number.
_PAIRED = 20
_ROUNDS = 20

Weights = dict[str, dict[str, int]]


def communities_of(graph: Graph) -> dict[str, str]:
    """Return for each subject the first id of its group."""
    weights = _between(graph)
    group = {subject: subject for subject in graph.subjects}
    level = weights
    while True:
        moved = _move(level)
        if all(one == into for one, into in moved.items()):
            break
        group = {subject: moved[own] for subject, own in group.items()}
        level = _folded(level, moved)
    members: dict[str, list[str]] = defaultdict(list)
    for subject, own in group.items():
        members[own].append(subject)
    first = {own: min(all_of) for own, all_of in members.items()}
    return {subject: first[own] for subject, own in group.items()}


def _between(graph: Graph) -> Weights:
    weights: Weights = {subject: defaultdict(int) for subject in graph.subjects}
    for thing, carriers in graph.carriers.items():
        weight = graph.weights[thing]
        if not weight or len(carriers) > _PAIRED:
            continue
        for one in carriers:
            for other in carriers:
                if one != other:
                    weights[one][other] += weight
    return weights


def _move(weights: Weights) -> Mapping[str, str]:
    """Let each node in turn join the group in which it gains most, until none does."""
    degree = {node: sum(own.values()) for node, own in weights.items()}
    whole = sum(degree.values())
    group = {node: node for node in weights}
    total = dict(degree)
    for _round in range(_ROUNDS):
        has_moved = False
        for node in sorted(weights):
            own = group[node]
            total[own] -= degree[node]
            towards: dict[str, int] = defaultdict(int)
            for other, weight in weights[node].items():
                if other != node:
                    towards[group[other]] += weight
            gains = {into: weight * whole - degree[node] * total[into] for into, weight in towards.items()}
            gains.setdefault(own, -degree[node] * total[own])
            best = min(gains, key=lambda into: (-gains[into], into != own, into))
            total[best] += degree[node]
            if best != own:
                group[node], has_moved = best, True
        if not has_moved:
            break
    return group


def _folded(weights: Weights, group: Mapping[str, str]) -> Weights:
    folded: Weights = {group[node]: defaultdict(int) for node in weights}
    for node, own in weights.items():
        for other, weight in own.items():
            folded[group[node]][group[other]] += weight
    return folded
