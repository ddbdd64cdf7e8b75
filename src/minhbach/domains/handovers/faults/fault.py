"""What a unit finds wrong with itself before somebody else does: one kind of fault, and one that was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from minhbach.domains.handovers.period import Period

# So many of one kind stand on the page and in its workbook.
MOST_FOUND = 300


@dataclass(frozen=True, kw_only=True)
class Found:
    """One fault: at what, about what, since when, and why it is one."""

    words: str
    about: str = ""
    url: str = ""
    since: date | None = None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One kind of fault. FIND names those of the units of a period as they stand on a day, the oldest first.

    Of things that end (a clock, a debt) it names what stands open on that day, whenever it began; of things that
    happen (a number, an entry), what is of the period.
    """

    code: str
    label: str | Promise
    find: Callable[[Period, date], Iterator[Found]]
