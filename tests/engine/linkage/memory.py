"""A store in memory: what tables keep in the office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from minhbach.engine.linkage.clusters import Judgement, Link, pair
from minhbach.engine.linkage.keys import most_sharing
from minhbach.engine.linkage.records import Record
from minhbach.engine.linkage.scoring import Scored


class MemoryStore:
    """See `engine.linkage.live.Store`. People `put`, `remove`, `say` and `unsay`; `take` is called after them."""

    def __init__(self) -> None:
        self.standing: dict[str, Record] = {}
        self.said: dict[tuple[str, str], bool] = {}
        self.scores: dict[tuple[str, str], int] = {}
        self.clusters: dict[str, str] = {}
        self._links: dict[tuple[str, str], Link] = {}
        self._keys: dict[str, frozenset[int]] = {}
        self._holders: dict[int, set[str]] = defaultdict(set)
        self._near: dict[str, set[str]] = defaultdict(set)
        self._judged: dict[str, set[str]] = defaultdict(set)

    def put(self, record: Record) -> None:
        self.standing[record.id] = record

    def remove(self, one: str) -> None:
        self.standing.pop(one, None)

    def say(self, one: str, other: str, *, is_same: bool) -> None:
        self.said[pair(one, other)] = is_same
        self._judged[one].add(other)
        self._judged[other].add(one)

    def unsay(self, one: str, other: str) -> None:
        self.said.pop(pair(one, other), None)

    def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        return {one: self.standing[one] for one in ids if one in self.standing}

    def keys(self, ids: Collection[str]) -> Mapping[str, frozenset[int]]:
        return {one: self._keys.get(one, frozenset()) for one in ids}

    def keep_keys(self, laid: Sequence[tuple[int, str]], lifted: Sequence[tuple[int, str]]) -> None:
        for key, one in lifted:
            self._holders[key].discard(one)
            self._keys[one] -= {key}
        for key, one in laid:
            self._holders[key].add(one)
            self._keys[one] = self._keys.get(one, frozenset()) | {key}

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str] | None]:
        found = {key: self._holders[key] for key in keys if self._holders.get(key)}
        return {key: None if len(held) > most_sharing(key) else list(held) for key, held in found.items()}

    def links(self, ids: Collection[str]) -> Collection[Link]:
        ends = {pair(one, other) for one in ids for other in self._near.get(one, ())}
        return [self._links[both] for both in ends]

    def keep_links(
        self, gone: Collection[tuple[str, str]], kept: Sequence[Link], scored: Scored, rows: Sequence[int]
    ) -> None:
        for one, other in gone:
            del self.scores[one, other]
            self._near[one].discard(other)
            self._near[other].discard(one)
        for link in kept:
            self.scores[link.one, link.other] = link.score
            self._links[link.one, link.other] = link
            self._near[link.one].add(link.other)
            self._near[link.other].add(link.one)

    def hanging(self, ids: Collection[str], join: int) -> set[str]:
        found, waiting = set(ids), list(ids)
        while waiting:
            one = waiting.pop()
            near = {other for other in self._near.get(one, ()) if self.scores[pair(one, other)] >= join}
            near |= {other for other in self._judged.get(one, ()) if self.said.get(pair(one, other))}
            waiting += near - found
            found |= near
        return found

    def among(self, ids: Collection[str]) -> Collection[Link]:
        return self.links(ids)

    def judgements(self, ids: Collection[str]) -> Collection[Judgement]:
        ends = {pair(one, other) for one in ids for other in self._judged.get(one, ())}
        return [Judgement(*both, self.said[both]) for both in ends if both in self.said]

    def made(self, ids: Collection[str]) -> Mapping[str, int]:
        return {one: self.standing[one].made_at for one in ids if one in self.standing}

    def keep_clusters(self, clusters: Mapping[str, str]) -> None:
        for one, name in clusters.items():
            if one in self.standing:
                self.clusters[one] = name
            else:
                self.clusters.pop(one, None)
