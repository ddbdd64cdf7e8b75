"""Who is one: a pure function of records, scored links and judgements; the order of their arrival has no part in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from minhbach.engine.linkage import kernel

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, order=True)
class Link:
    """Two records that were compared; ONE comes before OTHER. SCORE is in hundredths of a bit."""

    one: str
    other: str
    score: int


@dataclass(frozen=True, order=True)
class Judgement:
    """What people say of two records, until it ends: they are the same, or they are not."""

    one: str
    other: str
    is_same: bool


def pair(one: str, other: str) -> tuple[str, str]:
    """Return two ids in their order."""
    return (one, other) if one < other else (other, one)


def cluster(
    made: Mapping[str, int], links: Iterable[Link], judgements: Iterable[Judgement], *, join: int, apart: int
) -> dict[str, str]:
    """Return for each record the cluster it is in, named after the member that was made first by its own time.

    What people called different stays apart whatever else speaks for it, and so do two that contradict each other
    (a score of APART or less). What people called the same is joined first; then links from JOIN on, the strongest
    first. Each join is refused that would bring two together that must stay apart.
    """
    ids = sorted(made)
    row_of = {one: row for row, one in enumerate(ids)}
    listed = [(row_of[link.one], row_of[link.other], link.score) for link in links
              if link.one in made and link.other in made]  # fmt: skip
    said = {pair(one.one, one.other): one.is_same for one in judgements if one.one in made and one.other in made}
    judged = [(row_of[one], row_of[other], is_same) for (one, other), is_same in said.items()]
    found = cluster_rows(
        np.array([made[one] for one in ids], dtype=np.int64),
        np.array(listed, dtype=np.int64).reshape(-1, 3),
        np.array(judged, dtype=np.int64).reshape(-1, 3),
        join=join,
        apart=apart,
    )
    return {one: ids[name] for one, name in zip(ids, found.tolist(), strict=True)}


def cluster_rows(made: Numbers, links: Numbers, said: Numbers, *, join: int, apart: int) -> Numbers:
    """Return for each row the row after which its cluster is named; rows are in the order of their ids.

    LINKS are (row, row, score), SAID are (row, row, 1 for the same), of each two rows the lower first. See `cluster`.
    """
    ends, scores = links[:, :2], links[:, 2]
    is_said = np.isin(_packed(ends), _packed(said))
    is_same = said[:, 2] == 1
    held_apart = np.concatenate([said[~is_same, :2], ends[(scores <= apart) & ~is_said]])
    same = said[is_same, :2]
    same = same[np.argsort(_packed(same))]
    joining = scores >= join
    ends, scores = ends[joining], scores[joining]
    joined = np.concatenate([same, ends[np.lexsort((ends[:, 1], ends[:, 0], -scores))]])
    above, following = np.arange(len(made), dtype=np.int32), np.arange(len(made), dtype=np.int32)
    apart_from, enemies = _both_ways(held_apart, len(made))
    kernel.join_rows(
        len(joined), _column(joined, 0), _column(joined, 1), above, following, np.ones(len(made), dtype=np.int32),
        apart_from, enemies,
    )  # fmt: skip
    while not np.array_equal(roots := above[above], above):
        above = roots
    in_time = np.lexsort((np.arange(len(made)), made))
    # Of each group the member made first: written last.
    first = np.empty(len(made), dtype=np.int32)
    first[above[in_time[::-1]]] = in_time[::-1]
    return first[above]


def _packed(ends: Numbers) -> Numbers:
    return (ends[:, 0].astype(np.int64) << 32) | ends[:, 1].astype(np.int64)


def _column(rows: Numbers, column: int) -> Numbers:
    return np.ascontiguousarray(rows[:, column], dtype=np.int32)


def _both_ways(pairs: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """List for each row those it stands in a pair with: bounds, and the others."""
    ones, others = np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]])
    bounds = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(ones.astype(np.int64), minlength=count), out=bounds[1:])
    return bounds, np.ascontiguousarray(others[np.argsort(ones, kind="stable")], dtype=np.int32)
