"""Who is reached from whom, over what tells something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minhbach.engine.networks.graph import Graph


@dataclass(frozen=True)
class Spread:
    """The least part of a network that reaches so many provinces: its subjects, and the (subject, thing) that tie."""

    subjects: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]
    provinces: tuple[str, ...]


def components_of(graph: Graph) -> list[tuple[str, ...]]:
    """Return the sets of subjects that hang together, the largest first; one alone is one, too."""
    left, found = set(graph.things), []
    for subject in graph.subjects:
        if subject not in left:
            continue
        left.discard(subject)
        reached, edge = [subject], [subject]
        while edge:
            beside = sorted({other for one in edge for other, _thing, _weight in graph.near(one)} & left)
            left.difference_update(beside)
            reached += beside
            edge = beside
        found.append(tuple(sorted(reached)))
    return sorted(found, key=lambda part: (-len(part), part))


def path_between(graph: Graph, one: str, other: str, *, most: int) -> list[str] | None:
    """Return the shortest way from one subject to another as subject, thing, subject, …; None beyond MOST steps.

    Of ways of one length it is that over the rarest things, then that of the first ids.
    """
    cost: dict[str, tuple[int, ...]] = {one: ()}
    before: dict[str, tuple[str, str]] = {}
    edge = [one]
    for _step in range(most):
        if other in cost:
            break
        found: dict[str, tuple[tuple[int, ...], str, str]] = {}
        for subject in edge:
            for beside, thing, weight in graph.near(subject):
                if beside in cost:
                    continue
                way = ((*cost[subject], -weight), subject, thing)
                if beside not in found or (sum(way[0]), way) < (sum(found[beside][0]), found[beside]):
                    found[beside] = way
        for beside, (costs, subject, thing) in found.items():
            cost[beside], before[beside] = costs, (subject, thing)
        edge = sorted(found)
    if other not in cost:
        return None
    back = [other]
    while back[-1] != one:
        subject, thing = before[back[-1]]
        back += [thing, subject]
    return back[::-1]


def spread(graph: Graph, provinces: Mapping[str, str], start: str, *, least: int) -> Spread | None:
    """Return the nearest subjects around START that lie in LEAST provinces, with what ties them; None where none do."""
    before: dict[str, tuple[str, str] | None] = {start: None}
    order, edge = [start], [start]
    while edge:
        beside: dict[str, tuple[str, str]] = {}
        for subject in edge:
            for other, thing, _weight in graph.near(subject):
                if other not in before:
                    beside.setdefault(other, (subject, thing))
        before |= beside
        edge = sorted(beside)
        order += edge
    reached: dict[str, str] = {}
    for subject in order:
        province = provinces.get(subject, "")
        if province:
            reached.setdefault(province, subject)
        if len(reached) == least:
            break
    else:
        return None
    subjects, ties = {start}, set()
    for subject in reached.values():
        while (step := before[subject]) is not None:
            subjects.add(subject)
            ties |= {(subject, step[1]), (step[0], step[1])}
            subject = step[0]
    return Spread(tuple(sorted(subjects)), tuple(sorted(ties)), tuple(sorted(reached)))
