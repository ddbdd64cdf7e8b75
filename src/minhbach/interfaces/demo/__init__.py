"""The demo world: one province, its officers, merchants, listings and two years of work, all invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from minhbach.interfaces.demo.accounts import DemoAccount, demo_accounts

__all__ = ["DemoAccount", "build_demo_world", "demo_accounts"]


def build_demo_world(*, at: datetime, progress: Callable[[str], None]) -> None:
    """Build the demo province in the database; where it stands already, it changes nothing."""
    # The invented part needs neither Django nor a database, so the part that does is imported when it is asked for.
    from minhbach.interfaces.demo.world import build

    build(at=at, progress=progress)
