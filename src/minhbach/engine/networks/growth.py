"""How a network grew: how many subjects and ties it had at the end of each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from minhbach.engine.networks.graph import Graph


@dataclass(frozen=True)
class Month:
    """One month, as `month_of` names it: what was there by its end."""

    month: str
    subjects: int
    ties: int


def growth_of(graph: Graph, *, month_of: Callable[[int], str]) -> list[Month]:
    """Return the months in which something came, each with what stood by then."""
    first: dict[str, int] = {}
    for (subject, _thing), since in graph.since.items():
        first[subject] = min(since, first.get(subject, since))
    came = Counter(month_of(since) for since in first.values())
    tied = Counter(month_of(since) for since in graph.since.values())
    found, subjects, ties = [], 0, 0
    for month in sorted(set(came) | set(tied)):
        subjects, ties = subjects + came[month], ties + tied[month]
        found.append(Month(month, subjects, ties))
    return found
