"""One column of a list, on the page and in its workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OrderBy
from django.utils.functional import Promise


@dataclass(frozen=True)
class Column:
    """One column. KIND is text, code (a number of a record: never broken over two lines), vnd, number, day,
    moment or chip; a chip's value is (words, tone).

    SORT names the database's column; INDEXED says that an index walks it in order, so that lists of any length sort.
    A column that MAY_BE_EMPTY has its empty ones last in either order; where it is indexed, each order has its index.
    UNDER names the column in whose cells it stands as a second line, so that a wide list fits a screen; in the
    workbook it has cells of its own. An EXTRA one is on the page only where the officer chose it. What may stand on the
    page but not leave the system has another value IN_FILE.
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
    may_be_empty: bool = False
    in_file: Callable[[Any], Any] | None = None

    def value_in_file(self, row: Any) -> Any:
        """Return what leaves the system in a workbook or on paper."""
        return (self.in_file or self.value)(row)

    def order(self, *, is_descending: bool) -> str | OrderBy:
        """Say in what order the database puts the rows by this column."""
        if not self.may_be_empty:
            return f"{'-' if is_descending else ''}{self.sort}"
        return F(self.sort).desc(nulls_last=True) if is_descending else F(self.sort).asc(nulls_last=True)
