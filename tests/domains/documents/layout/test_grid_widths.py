"""Columns as wide as what stands in them."""

from __future__ import annotations

import pytest

from minhbach.domains.documents.layout.grid_widths import PADDING_PT, fit
from minhbach.domains.documents.layout.paper import Cell, Grid
from minhbach.domains.documents.layout.text_width import text_width_pt


def grid(*cells: str, shares: tuple[float, ...] | None = None) -> Grid:
    return Grid(widths=shares or (1,) * len(cells), header=(), rows=(tuple(Cell(text) for text in cells),), size=10)


def test_columns_keep_their_shares_where_their_words_have_room() -> None:
    assert fit(grid("a b", "c", shares=(3, 1)), 400).widths == (300, 100)


def test_a_column_of_large_amounts_is_widened_at_the_cost_of_those_with_room() -> None:
    fitted = fit(grid("Tổng số", "14.938.268.000", shares=(9, 1)), 400)
    needed = text_width_pt("14.938.268.000", 10, bold=False) + PADDING_PT
    assert fitted.widths == (400 - needed, needed)
    assert fitted.size == 10


def test_type_grows_smaller_until_every_number_stands_whole() -> None:
    fitted = fit(grid(*("14.938.268.000",) * 10), 600)
    assert fitted.size == 8.0
    assert text_width_pt("14.938.268.000", fitted.size, bold=False) + PADDING_PT <= min(fitted.widths)


def test_a_long_address_breaks_and_leaves_the_others_their_room() -> None:
    fitted = fit(grid("x" * 400, "12/11/2026"), 300)
    assert fitted.size == 10
    assert fitted.widths[1] > text_width_pt("12/11/2026", 10, bold=False)


def test_what_spans_several_columns_or_rows_asks_for_no_more_room() -> None:
    header = ((Cell("Trong-đó-rất-dài-không-ngắt-được", columns=2), Cell("C", rows=2)), (Cell("A"), Cell("B")))
    rows = ((Cell("1"), Cell("2"), Cell("3")),)
    assert fit(Grid((1, 1, 1), header, rows, size=10), 90).widths == (30, 30, 30)


def test_a_name_keeps_to_three_lines_where_its_share_has_room() -> None:
    """A column of names beside many amounts: not one word a line."""
    fitted = fit(grid("Bộ đội Biên phòng tỉnh Lạng Sơn", *("938.268.000",) * 5, shares=(3, 1, 1, 1, 1, 1)), 420)
    name = text_width_pt("Bộ đội Biên phòng tỉnh Lạng Sơn", fitted.size, bold=False)
    assert fitted.widths[0] - PADDING_PT >= name / 3
    assert min(fitted.widths[1:]) - PADDING_PT >= text_width_pt("938.268.000", fitted.size, bold=False)


def test_a_heading_with_horned_letters_stands_whole() -> None:
    """Ơ and ư run wider than o and u: "thương" broke before its last letter."""
    wider = text_width_pt("thương", 10, bold=True) - text_width_pt("thuong", 10, bold=True)
    assert wider == pytest.approx(2.2)
