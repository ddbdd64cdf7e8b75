"""Deals tests out to processes: a file to one of them, so that what a file sets up is set up once.

What needs the demo province is one hand: copies of it are made in one place, one after the other. What takes long comes
first, then what has many tests, and the last hands are small, so that the processes end together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xdist.scheduler import LoadScopeScheduling

PROVINCE = (
    "tests/interfaces/demo/test_world.py",
    "tests/interfaces/demo/test_drawn_papers.py",
    "tests/interfaces/demo/test_list_plans.py",
    "tests/interfaces/demo/test_walk.py",
    "tests/journeys/",
)
THE_PROVINCE = "the demo province"
# While one process makes the database that all tests copy, the others do what needs none. Then what has few tests that
# start programs or walk far.
FIRST = (
    THE_PROVINCE,
    "tests/engine/",
    "tests/releases/",
    "tests/interfaces/office/test_policy.py",
    "tests/interfaces/test_",
    "tests/foundation/backups/",
    "tests/foundation/test_attempts.py",
    "tests/races/",
    "tests/interfaces/",
)


class Dealing(LoadScopeScheduling):
    """Which tests go together, and in what order."""

    def _split_scope(self, nodeid: str) -> str:
        return hand_of(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        self.workqueue.move_to_end(next_of(self.workqueue), last=False)
        super()._assign_work_unit(node)


def hand_of(nodeid: str) -> str:
    """Name the hand a test belongs to."""
    file = nodeid.partition("::")[0]
    return THE_PROVINCE if file.startswith(PROVINCE) else file


def next_of(hands: Iterable[str]) -> str:
    """Name the hand that is dealt next; of those that come at the same time, the first."""
    return min(hands, key=_turn_of)


def _turn_of(hand: str) -> int:
    return next((turn for turn, start in enumerate(FIRST) if hand.startswith(start)), len(FIRST))
