"""What a book kept by law is made of here: rows that are recorded already, never typed twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from minhbach.domains.handovers.gaps import Gap
from minhbach.domains.handovers.period import Period
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.listing import Rows


@dataclass(frozen=True, kw_only=True)
class Book:
    """One book. ROWS and COLUMNS are those of a list; GAPS names the numbers that are missing; NOTE says what of its
    numbers the reader has to know.
    """

    slug: str
    label: str | Promise
    note: str | Promise
    rows: Callable[[Period], Rows]
    columns: Callable[[Period], Sequence[Column]]
    gaps: Callable[[Period], Sequence[Gap]]
    sort: str
