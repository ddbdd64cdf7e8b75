"""What hangs on a record of another room follows its reach: the room that changes it says so, those above it listen.

`config/wiring.py` names who listens. Shares need no listener: the database itself tells what hangs on a record
(`ProtectByScope`, shared_through).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minhbach.foundation.scope.models import ScopedModel

Follower = Callable[["ScopedModel"], object]

_followers: list[Follower] = []


def on_reach_changed(follower: Follower) -> None:
    """Call FOLLOWER with every record whose owner, place or sharing has changed, in the same transaction."""
    if follower not in _followers:
        _followers.append(follower)


def reach_changed(record: ScopedModel) -> None:
    """Let everything that hangs on a record follow it; called by whoever saved its new owner, place or sharing."""
    for follower in tuple(_followers):
        follower(record)
