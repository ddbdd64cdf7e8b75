"""Who is one: a pure function of records, scored links and judgements; the order of their arrival has no part in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from minhbach.engine.linkage import kernel
from minhbach.engine.linkage.model import Model

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, order=True)
class Link:
    """Two records that were compared; ONE comes before OTHER. SCORE is in hundredths of a bit, and so is AGAINST: what
    of it speaks against the two being one.
    """

    one: str
    other: str
    score: int
    against: int = 0


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
    made: Mapping[str, int], links: Iterable[Link], judgements: Iterable[Judgement], model: Model
) -> dict[str, str]:
    """Return for each record the cluster it is in, named after the member that was made first by its own time.

    What people called different stays apart whatever else speaks for it, and so do two that contradict each other
    (a score of `apart` or less). What people called the same is joined first; then links from `join` on, the strongest
    first. Each join is refused that would bring two together that must stay apart. A link below `firm`, such as a name
    and a commune, tells of two records and not of those that hang on them: it joins two groups only where no other
    pair of theirs leaves doubt (a score below `join`, with `doubt` or more that speaks against it), and not at all
    where it leads from one record to two that leave doubt of each other.
    """
    ids = sorted(made)
    row_of = {one: row for row, one in enumerate(ids)}
    listed = [(row_of[link.one], row_of[link.other], link.score, link.against) for link in links
              if link.one in made and link.other in made]  # fmt: skip
    said = {pair(one.one, one.other): one.is_same for one in judgements if one.one in made and one.other in made}
    judged = [(row_of[one], row_of[other], is_same) for (one, other), is_same in said.items()]
    found = cluster_rows(
        np.array([made[one] for one in ids], dtype=np.int64),
        np.array(listed, dtype=np.int64).reshape(-1, 4),
        np.array(judged, dtype=np.int64).reshape(-1, 3),
        model,
    )
    return {one: ids[name] for one, name in zip(ids, found.tolist(), strict=True)}


def cluster_rows(made: Numbers, links: Numbers, said: Numbers, model: Model) -> Numbers:
    """Return for each row the row after which its cluster is named; rows are in the order of their ids.

    LINKS are (row, row, score, against), SAID are (row, row, 1 for the same), of each two rows the lower first. See
    `cluster`.
    """
    ends, scores, against = links[:, :2], links[:, 2], links[:, 3]
    is_said = np.isin(_packed(ends), _packed(said))
    is_same = said[:, 2] == 1
    held_apart = np.concatenate([said[~is_same, :2], ends[(scores <= model.apart) & ~is_said]])
    in_doubt = ends[(scores > model.apart) & (scores < model.join) & (against <= model.doubt) & ~is_said]
    same = said[is_same, :2]
    same = same[np.argsort(_packed(same))]
    doubted = _both_ways(np.concatenate([held_apart, in_doubt]), len(made))
    is_weak = (scores >= model.join) & (scores < model.firm) & ~is_said
    joining = (scores >= model.join) & ~_torn(ends, is_weak, doubted, len(made))
    ends, scores = ends[joining], scores[joining]
    firm = len(same) + int((scores >= model.firm).sum())
    joined = np.concatenate([same, ends[np.lexsort((ends[:, 1], ends[:, 0], -scores))]])
    above, following = np.arange(len(made), dtype=np.int32), np.arange(len(made), dtype=np.int32)
    kernel.join_rows(
        len(joined), firm, _column(joined, 0), _column(joined, 1), above, following,
        np.ones(len(made), dtype=np.int32), *_both_ways(held_apart, len(made)), *doubted,
    )  # fmt: skip
    while not np.array_equal(roots := above[above], above):
        above = roots
    in_time = np.lexsort((np.arange(len(made)), made))
    # Of each group the member made first: written last.
    first = np.empty(len(made), dtype=np.int32)
    first[above[in_time[::-1]]] = in_time[::-1]
    return first[above]


def _torn(ends: Numbers, is_weak: Numbers, doubted: tuple[Numbers, Numbers], count: int) -> Numbers:
    """Say of each link whether it is a weak one that leads to one of two that leave doubt of each other."""
    weak = ends[is_weak]
    torn = np.zeros(len(weak), dtype=np.uint8)
    kernel.mark_torn(len(weak), _column(weak, 0), _column(weak, 1), *_both_ways(weak, count), *doubted, torn)
    found = np.zeros(len(ends), dtype=bool)
    found[is_weak] = torn != 0
    return found


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
