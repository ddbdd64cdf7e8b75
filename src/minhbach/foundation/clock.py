"""The only place where the time is read. Entrances read it once and pass it in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Read the time, in UTC."""
    return datetime.now(UTC)


def local_date(at: datetime) -> date:
    """Give the day in Vietnam on which a moment falls: the day the law counts."""
    return at.astimezone(VIETNAM).date()
