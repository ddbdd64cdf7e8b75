"""Deals tests out to processes: a file to one of them, so that what a file sets up is set up once.

What needs the demo province is one hand: copies of it are made in one place, one after the other. The largest hands
come first, and the last ones are small, so that the processes end together.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

PROVINCE = (
    "tests/interfaces/demo/test_world.py",
    "tests/interfaces/demo/test_list_plans.py",
    "tests/interfaces/demo/test_walk.py",
    "tests/journeys/",
)


class Dealing(LoadScopeScheduling):
    """Which tests go together."""

    def _split_scope(self, nodeid: str) -> str:
        return hand_of(nodeid)


def hand_of(nodeid: str) -> str:
    """Name the hand a test belongs to."""
    file = nodeid.partition("::")[0]
    return "the demo province" if file.startswith(PROVINCE) else file
