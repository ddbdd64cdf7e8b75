"""One column of a list, on the page and in its workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Column:
    """One column. KIND is text, vnd, number, day, moment or chip; a chip's value is (words, tone).

    SORT names the database's column; INDEXED says that an index walks it in order, so that lists of any length sort.
    UNDER names the column in whose cells it stands as a second line, so that a wide list fits a screen; in the
    workbook it has cells of its own. An EXTRA one is on the page only where the officer chose it.
    """

    name: str
    label: str | Promise
    value: Callable[[Any], Any]
    sort: str = ""
    indexed: bool = False
    kind: str = "text"
    url: Callable[[Any], str] | None = None
    under: str = ""
    is_extra: bool = False
