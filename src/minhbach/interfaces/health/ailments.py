"""What a check says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Ailment:
    """One thing found wrong, with its remedy, in Vietnamese."""

    what: str
    remedy: str


Look = Callable[[datetime], Iterator[Ailment]]
