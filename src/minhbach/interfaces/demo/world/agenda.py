"""Several stories told at once, each act in its turn: numbers and codes then follow the calendar."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime

# A story yields the moment of its next act, and acts when it is asked to go on.
Story = Iterator[datetime]


def tell_in_order(stories: Iterable[Story]) -> None:
    """Let stories go on, always the one whose next act comes first, until all have ended."""
    waiting = [(moment, number, story) for number, story in enumerate(stories) for moment in _next(story)]
    heapq.heapify(waiting)
    while waiting:
        _, number, story = heapq.heappop(waiting)
        for moment in _next(story):
            heapq.heappush(waiting, (moment, number, story))


def _next(story: Story) -> list[datetime]:
    """Give the moment a story waits for, or nothing when it has ended."""
    return [moment for moment in (next(story, None),) if moment is not None]
