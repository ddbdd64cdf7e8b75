"""Who is one: a pure function of records, scored links and judgements; the order of their arrival has no part in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
    groups = _Groups(made)
    said = {pair(one.one, one.other): one.is_same for one in judgements if one.one in made and one.other in made}
    listed = [link for link in links if link.one in made and link.other in made]
    for (one, other), is_same in said.items():
        if not is_same:
            groups.keep_apart(one, other)
    for link in listed:
        if link.score <= apart and (link.one, link.other) not in said:
            groups.keep_apart(link.one, link.other)
    for (one, other), is_same in sorted(said.items()):
        if is_same:
            groups.join(one, other)
    for link in sorted(listed, key=lambda link: (-link.score, link.one, link.other)):
        if link.score >= join:
            groups.join(link.one, link.other)
    return groups.named()


class _Groups:
    """Groups that grow by joining, each with the groups it must not join."""

    def __init__(self, made: Mapping[str, int]) -> None:
        self._made = made
        self._above: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def keep_apart(self, one: str, other: str) -> None:
        self._apart[one].add(other)
        self._apart[other].add(one)

    def join(self, one: str, other: str) -> None:
        first, second = self._root(one), self._root(other)
        if first == second or second in self._apart.get(first, ()):
            return
        if len(self._members.get(first, (first,))) < len(self._members.get(second, (second,))):
            first, second = second, first
        self._above[second] = first
        self._members.setdefault(first, [first]).extend(self._members.pop(second, [second]))
        for enemy in self._apart.pop(second, set()):
            self._apart[enemy].discard(second)
            self._apart[enemy].add(first)
            self._apart[first].add(enemy)

    def named(self) -> dict[str, str]:
        found = {one: one for one in self._made}
        for members in self._members.values():
            name = min(members, key=lambda one: (self._made[one], one))
            found.update(dict.fromkeys(members, name))
        return found

    def _root(self, one: str) -> str:
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one
