"""Whether figures agree with one another: groups with their total, a part with the whole it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from minhbach.domains.law.selectors import report_categories
from minhbach.domains.reporting.catalogue import Check, checks, indicators, tables
from minhbach.domains.reporting.figures.adding import TOTAL
from minhbach.domains.reporting.figures.counting import Cell

Values = Mapping[Cell, int]


@dataclass(frozen=True)
class Groups:
    """An indicator whose groups do not sum up to its total, in one row."""

    indicator: str
    row: str
    total: int
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Exceeds:
    """A part that is larger than its whole, in one row; CARRIED of the whole come from earlier in the year."""

    check: Check
    row: str
    lesser: int
    greater: int
    carried: int


Disagreement = Groups | Exceeds


def disagreements(period: Values, year_so_far: Values, *, rows: Iterable[str]) -> Iterator[Disagreement]:
    """List what does not agree in the given rows, in the order of the report.

    What was found in an earlier month and is only now dealt with counts as carried over within the reporting year.
    """
    for row in rows:
        yield from _groups(period, row)
        yield from _parts(period, year_so_far, row)


def split_indicators() -> tuple[str, ...]:
    """Name the indicators that a table splits by group."""
    codes = {code for form in tables().values() if form.is_on for code in form.split_by_category}
    return tuple(one.id for one in indicators().values() if one.id in codes and one.is_on)


def _groups(period: Values, row: str) -> Iterator[Groups]:
    categories = [category.code for category in report_categories()]
    for indicator in split_indicators():
        total = period.get(Cell(indicator, row), 0)
        groups = tuple(period.get(Cell(indicator, row, category), 0) for category in categories)
        if sum(groups) != total:
            yield Groups(indicator, row, total, groups)


def _parts(period: Values, year_so_far: Values, row: str) -> Iterator[Exceeds]:
    known = indicators()
    for check in checks():
        if not (known[check.lesser].is_on and known[check.greater].is_on):
            continue
        lesser, greater = (period.get(Cell(code, row), 0) for code in (check.lesser, check.greater))
        carried = _carried(period, year_so_far, check, row) if check.is_carried_over else 0
        if lesser > greater + carried:
            yield Exceeds(check, row, lesser, greater, carried)


def _carried(period: Values, year_so_far: Values, check: Check, row: str) -> int:
    def earlier(code: str) -> int:
        cell = Cell(code, row)
        return year_so_far.get(cell, 0) - period.get(cell, 0)

    return max(0, earlier(check.greater) - earlier(check.lesser))


def rows_in(period: Values) -> tuple[str, ...]:
    """Name the rows that hold a figure, without the total: what agrees in each row agrees in their sum."""
    return tuple(sorted({cell.row for cell in period if cell.row != TOTAL}))
