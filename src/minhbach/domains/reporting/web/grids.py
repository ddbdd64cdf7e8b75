"""The appendices as grids for the screen: each figure with its source, its change, and what opens behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minhbach.domains.documents.papers.report import annex_label
from minhbach.domains.law.selectors import report_categories
from minhbach.domains.reporting.catalogue import TableForm, forces, indicators, tables
from minhbach.domains.reporting.figures.adding import TOTAL, Source, percent_change
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.domains.reporting.paper import PaperFacts
from minhbach.domains.reporting.selectors import Board
from minhbach.foundation.writing import write_number


@dataclass(frozen=True)
class GridCell:
    """One figure on the page. `now` differs from `value` where it changed since the figures were closed."""

    cell: Cell
    value: int
    now: int
    source: str
    opens: bool

    @property
    def is_changed(self) -> bool:
        return self.now != self.value


@dataclass(frozen=True)
class GridColumn:
    indicator: str
    category: str
    label: str
    group: str
    definition: str
    is_checked: bool


@dataclass(frozen=True)
class Grid:
    """One table: columns, a row a force, a total, and the total against earlier spans. LABEL is that of the paper."""

    label: str
    form: TableForm
    columns: list[GridColumn]
    # A row without cells was not sent.
    rows: list[tuple[str, list[GridCell]]]
    total_label: str
    note: str
    total: list[GridCell]
    comparisons: list[tuple[str, list[str]]]


def grids_of(board: Board, facts: PaperFacts, changed: Mapping[Cell, tuple[int, int]]) -> list[Grid]:
    """Lay out every table that is switched on and has a row for each force."""
    shown = [form for form in tables().values() if form.is_on and form.rows_by == "FORCE"]
    return [_grid(annex_label(place, len(shown)), form, board, facts, changed) for place, form in enumerate(shown)]


def _grid(
    label: str, form: TableForm, board: Board, facts: PaperFacts, changed: Mapping[Cell, tuple[int, int]]
) -> Grid:
    columns = columns_of(form)

    def cells(row: str) -> list[GridCell]:
        return [_cell(Cell(column.indicator, row, column.category), board, facts, changed) for column in columns]

    def compared(then: Mapping[Cell, int], *, holds: bool) -> list[str]:
        return [_percent(facts.period.get(cell, 0), then.get(cell, 0)) if holds else "—" for cell in totals]

    totals = [Cell(column.indicator, TOTAL, column.category) for column in columns]
    last_year = {cell: figure.value for cell, figure in board.last_year.items()}
    return Grid(
        label=label,
        form=form,
        columns=columns,
        rows=[(force.name_vi, cells(force.code) if facts.has_row(force.code) else []) for force in forces()],
        total_label=facts.total_label,
        note=facts.total_note,
        total=cells(TOTAL),
        comparisons=[
            ("previous", compared(facts.previous, holds=facts.is_comparable)),
            ("last_year", compared(last_year, holds=facts.is_comparable_to_last_year)),
            ("so_far", [write_number(facts.year_so_far.get(cell, 0)) for cell in totals]),
        ],
    )


def columns_of(form: TableForm) -> list[GridColumn]:
    """List a table's columns: an indicator as a whole, then its categories where the form splits it."""
    known, columns = indicators(), []
    for code in form.columns:
        indicator = known[code]
        if not indicator.is_on:
            continue
        is_split = code in form.split_by_category
        parts = [("", "")] + ([(one.code, one.name_vi) for one in report_categories()] if is_split else [])
        columns += [
            GridColumn(
                indicator=code,
                category=category,
                label=label or indicator.label_vi,
                group=indicator.label_vi if category else "",
                definition=indicator.definition_vi,
                is_checked=indicator.confidence == "SEEN",
            )
            for category, label in parts
        ]
    return columns


def _cell(cell: Cell, board: Board, facts: PaperFacts, changed: Mapping[Cell, tuple[int, int]]) -> GridCell:
    figure = board.period.get(cell)
    value = facts.period.get(cell, 0)
    return GridCell(
        cell=cell,
        value=value,
        now=changed.get(cell, (value, value))[1],
        source=figure.source.value if figure else "",
        opens=figure is not None and figure.source != Source.GIVEN,
    )


def _percent(now: int, then: int) -> str:
    change = percent_change(now, then)
    return "—" if change is None else f"{change:+.1f}%".replace(".", ",")
