"""Adding figures of several sources into one table, and comparing tables of several spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from minhbach.domains.reporting.catalogue import Indicator
from minhbach.domains.reporting.figures.counting import Cell

TOTAL = ""


class Source(StrEnum):
    """Where a figure comes from; a row of several agencies can be mixed."""

    COMPUTED = "computed"
    GIVEN = "given"
    MIXED = "mixed"


@dataclass(frozen=True)
class Figure:
    """A value, and where it comes from."""

    value: int
    source: Source


def add_up(
    computed: Mapping[Cell, int], given: Iterable[Mapping[Cell, int]], *, known: Mapping[str, Indicator]
) -> dict[Cell, Figure]:
    """Put counted and given figures into one table, with derived sums and a total row.

    Derived indicators are sums of others and never given themselves, so that they cannot disagree with their parts.
    """
    values: dict[Cell, int] = defaultdict(int)
    sources: dict[Cell, set[Source]] = defaultdict(set)
    for cell, value in computed.items():
        values[cell] += value
        sources[cell].add(Source.COMPUTED)
    for table in given:
        for cell, value in table.items():
            if known[cell.indicator].derived_from:
                continue
            values[cell] += value
            sources[cell].add(Source.GIVEN)
    _derive(values, sources, known)
    _total(values, sources)
    return {cell: Figure(value, _one_source(sources[cell])) for cell, value in values.items()}


def percent_change(now: int, then: int | None) -> float | None:
    """Compare a figure with an earlier one; None where the earlier is nothing.

    Units: percent, +50.0 for half as much again.
    """
    return None if not then else (now - then) * 100 / then


def _derive(values: dict[Cell, int], sources: dict[Cell, set[Source]], known: Mapping[str, Indicator]) -> None:
    for indicator in known.values():
        parts = {part for part in indicator.derived_from if known[part].is_on}
        if not parts or not indicator.is_on:
            continue
        for cell in [cell for cell in values if cell.indicator in parts and not cell.category]:
            whole = Cell(indicator.id, cell.row)
            values[whole] += values[cell]
            sources[whole] |= sources[cell]


def _total(values: dict[Cell, int], sources: dict[Cell, set[Source]]) -> None:
    for cell in [cell for cell in values if cell.row != TOTAL]:
        whole = Cell(cell.indicator, TOTAL, cell.category)
        values[whole] += values[cell]
        sources[whole] |= sources[cell]


def _one_source(sources: set[Source]) -> Source:
    return next(iter(sources)) if len(sources) == 1 else Source.MIXED
