"""Risk that flows from what inspections came to: over what tells something, less with each step, never over a hub."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minhbach.engine.networks.graph import Graph

MOST_RISK = 100
_STEPS = 3
# What flows to one who was never sanctioned stays below what a sanction alone says.
_MOST_FLOWN = 60


@dataclass(frozen=True)
class Risk:
    """How much speaks for looking at a subject; from whom most of it came, in how many steps (0: its own)."""

    points: int
    source: str
    steps: int


def risks_of(graph: Graph, outcomes: Mapping[str, int]) -> dict[str, Risk]:
    """Return the risk of each subject that OUTCOMES (points of those inspected) reach."""
    flown: dict[str, list[tuple[int, int, str]]] = {}
    for source in sorted(outcomes):
        for subject, (points, steps) in _flow(graph, source, min(outcomes[source], MOST_RISK)).items():
            if subject not in outcomes:
                flown.setdefault(subject, []).append((points, steps, source))
    found = {one: Risk(min(points, MOST_RISK), one, 0) for one, points in outcomes.items() if one in graph.things}
    for subject, parts in flown.items():
        _points, steps, source = min(parts, key=lambda part: (-part[0], part[1], part[2]))
        found[subject] = Risk(min(sum(part[0] for part in parts), _MOST_FLOWN), source, steps)
    return found


def _flow(graph: Graph, source: str, points: int) -> dict[str, tuple[int, int]]:
    """Return what reaches each subject over the way that loses least."""
    reached: dict[str, tuple[int, int]] = {source: (points * 100, 0)}
    edge = {source}
    for step in range(1, _STEPS + 1):
        beside: dict[str, int] = {}
        for subject in edge:
            for other, _thing, weight in graph.near(subject):
                beside[other] = max(beside.get(other, 0), reached[subject][0] * weight // 100)
        edge = {one for one, flow in beside.items() if flow > reached.get(one, (0, 0))[0]}
        reached |= {one: (beside[one], step) for one in edge}
    return {one: (flow // 100, step) for one, (flow, step) in reached.items() if one != source and flow >= 100}
