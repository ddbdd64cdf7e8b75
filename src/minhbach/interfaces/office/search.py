"""One search box over every domain. Each finds its own; this page only puts them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from minhbach.domains.agencies.models import Officer

SHOWN = 8


@dataclass(frozen=True)
class Hit:
    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Group:
    title: str
    hits: Sequence[Hit]
    all_url: str
    has_more: bool


def find_everywhere(officer: Officer, text: str, *, at: datetime) -> list[Group]:
    """This will search every domain within the officer's reach; groups without a hit are left out."""
    return []
