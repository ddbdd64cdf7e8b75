"""Where each node stands in a picture: a tree around the one it is drawn from, each branch a slice of the circle.

The same network is drawn the same, wherever and whenever, so that two pictures in a file can be laid side by side.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from math import cos, pi, sin

from minhbach.engine.networks.graph import Graph

# Between one ring and the next, and what a leaf needs of its ring at least.
_RING, _LEAF = 110, 14


def places_of(graph: Graph, start: str) -> dict[str, tuple[int, int]]:
    """Return for each node its place; parts that do not hang together with START stand to its right."""
    beside: dict[str, tuple[str, ...]] = {**graph.things, **graph.carriers}
    found: dict[str, tuple[int, int]] = {}
    left = 0
    for root in [start, *sorted(beside, key=lambda node: (-len(beside[node]), node))]:
        if root in found or root not in beside:
            continue
        part = _tree(beside, root)
        reach = round(max(max(abs(x), abs(y)) for x, y in part.values())) + _RING
        centre = left + reach if found else 0
        found |= {node: (round(x) + centre, round(y)) for node, (x, y) in part.items()}
        left = centre + reach
    return found


def _tree(beside: Mapping[str, tuple[str, ...]], root: str) -> dict[str, tuple[float, float]]:
    children: dict[str, list[str]] = {root: []}
    depth = {root: 0}
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        for other in beside[node]:
            if other not in depth:
                depth[other] = depth[node] + 1
                children[node].append(other)
                children[other] = []
                waiting.append(other)
    leaves: dict[str, int] = {}
    for node in sorted(depth, key=lambda one: -depth[one]):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    # So wide that the leaves of the innermost ring that has any stand side by side.
    nearest = min((own for node, own in depth.items() if own and not children[node]), default=1)
    ring = max(_RING, leaves[root] * _LEAF / (2 * pi * nearest))
    found: dict[str, tuple[float, float]] = {}
    slices = {root: (0.0, 2 * pi)}
    for node in sorted(depth, key=lambda one: depth[one]):
        begin, end = slices[node]
        middle = (begin + end) / 2
        found[node] = (depth[node] * ring * cos(middle), depth[node] * ring * sin(middle))
        leaf = (end - begin) / leaves[node]
        for child in children[node]:
            slices[child] = (begin, begin + leaf * leaves[child])
            begin += leaf * leaves[child]
    return found
