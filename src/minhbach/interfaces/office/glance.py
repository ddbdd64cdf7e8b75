"""The unit's month at a glance: each number a link, nothing decorative."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def glance(*, at: datetime) -> list[dict[str, Any]]:
    """This will count cases by step and leads by sign within the access in force."""
    return []
