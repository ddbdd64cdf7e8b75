"""Whose recordings give way where all that may wait is full: the oldest of who has most there, for who has less.

So one stranger cannot fill the room against everybody. Where a recording comes from is known as the place of a counter
(`senders`), in this process alone; of what another process was told this one knows nothing, and drops nothing of it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from minhbach.interfaces.portal.senders import Place

# What is remembered at most; of older ones it is forgotten who has them, which harms nobody.
MOST = 20_000


class Waiting:
    """Sizes, in bytes, of what this process was told is coming, by place and in the order of coming."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[UUID, tuple[Place, int]] = {}

    def add(self, place: Place, key: UUID, size: int) -> None:
        with self._lock:
            self._known[key] = place, size
            if len(self._known) > MOST:
                del self._known[next(iter(self._known))]

    def forget(self, key: UUID) -> Place:
        """Leave out what belongs to a report by now, or is gone; returns where it came from."""
        with self._lock:
            return self._known.pop(key, (None, 0))[0]

    def giving_way(self, place: Place, size: int) -> list[UUID]:
        """Return what gives way so that one at a place may have SIZE bytes more; nothing where that is not fair.

        A place gives way only while it holds more than the one that asks would.
        """
        with self._lock:
            held: defaultdict[Place, list[tuple[UUID, int]]] = defaultdict(list)
            for key, (where, its) in self._known.items():
                held[where].append((key, its))
            own = sum(its for _key, its in held.pop(place, ())) + size
            # Who cannot be told apart from others is not one who has much.
            held.pop(None, None)
            given: list[UUID] = []
            room = 0
            for theirs in sorted(held.values(), key=_total, reverse=True):
                left = _total(theirs)
                for key, its in theirs:
                    if room >= size or left <= own:
                        break
                    given.append(key)
                    left, room = left - its, room + its
            if room < size:
                return []
            for key in given:
                del self._known[key]
            return given


def _total(held: Sequence[tuple[UUID, int]]) -> int:
    return sum(its for _key, its in held)


WAITING = Waiting()
