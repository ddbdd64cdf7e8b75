"""A list page"""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import polars as pl
import pytest
from django.db.models import OrderBy
from django.test import RequestFactory

from minhbach.foundation.pages import Column, Filter, ListPage
from minhbach.foundation.pages.list_views import choose_columns
from minhbach.foundation.pages.listing import Fold
from minhbach.foundation.pages.workbook import workbook

COLUMNS = [
    Column("name", "Tên", lambda row: row.name, sort="name"),
    Column("place", "Địa bàn", lambda row: row.place, under="name", sort="place"),
    Column("kind", "Loại", lambda row: row.kind),
]
ROWS: Any = [
    SimpleNamespace(name="Bà Lan", place="Kỳ Lừa", kind="a"),
    SimpleNamespace(name="Ông Tư", place="", kind="b"),
]


def listed(query: str = "", rows: Any = ROWS) -> ListPage:
    request: Any = RequestFactory().get(f"/x/?{query}")
    filters = [
        Filter("kind", "Loại", lambda rows, _kind: rows, choices=[("a", "một"), ("b", "hai")]),
        Filter("name", "Tên", lambda rows, _name: rows),
    ]
    return ListPage(request, rows, title="Danh sách", columns=COLUMNS, filters=filters)


def test_a_column_may_stand_under_another_in_its_cells_and_its_header() -> None:
    [(_, first), (_, second)] = listed().cells
    assert [cell["value"] for cell in first] == ["Bà Lan", "a"]
    assert [[below["value"] for below in cell["below"]] for cell in first] == [["Kỳ Lừa"], []]
    assert [below["value"] for below in second[0]["below"]] == [""]
    [name, kind] = listed("sort=-place", rows=Unsorted()).headers
    assert (name["next"], name["direction"], kind["below"]) == ("name", "none", [])
    assert [(one["next"], one["direction"]) for one in name["below"]] == [("place", "descending")]


def test_in_the_workbook_it_has_cells_of_its_own() -> None:
    content, _count = workbook("Danh sách", COLUMNS, ROWS)
    assert pl.read_excel(BytesIO(content), engine="calamine").columns == ["Tên", "Địa bàn", "Loại"]


@pytest.mark.parametrize(("query", "count"), [("", 0), ("kind=a", 1), ("kind=a&name=lan", 2), ("q=lan", 0)])
def test_says_how_many_filters_narrow_it(query: str, count: int) -> None:
    assert listed(query).chosen_count == count


def test_says_what_narrows_it_and_how_the_list_is_without() -> None:
    [kind, name] = listed("kind=a&name=lan&page=2").narrowings
    assert (kind.label, kind.words, kind.without) == ("Loại", "một", "?name=lan")
    assert (name.words, name.without) == ("lan", "?kind=a")
    [alone] = listed("kind=b").narrowings
    assert alone.without == "?all=1"  # with nothing asked, the last list would come back
    assert listed("kind=khac").narrowings == []


def test_shows_the_columns_its_officer_chose_and_no_row_loses_what_stood_under_another(db: None) -> None:
    columns = [*COLUMNS, Column("more", "Thêm", lambda _row: "x", is_extra=True)]
    request: Any = RequestFactory().get("/x/")
    request.officer = SimpleNamespace(pk=UUID(int=1))
    page = ListPage(request, ROWS, title="Danh sách", columns=columns)
    assert [column.name for column in page.shown] == ["name", "place", "kind"]
    choose_columns(officer_id=UUID(int=1), address="/x/", columns=["place", "more", "gone"])
    page = ListPage(request, ROWS, title="Danh sách", columns=columns)
    assert [header["column"].name for header in page.headers] == ["place", "more"]
    assert [[cell["value"] for cell in cells] for _, cells in page.cells] == [["Kỳ Lừa", "x"], ["", "x"]]
    assert [[cell["value"] for cell in cells] for _, cells in page.print_rows] == [["Kỳ Lừa", "x"], ["", "x"]]
    fixed = ListPage(request, ROWS, title="Danh sách", columns=columns, is_choosable=False)
    assert [column.name for column in fixed.shown] == ["name", "place", "kind"]


@pytest.mark.parametrize("choices", [[("a", "một")], []])
def test_takes_nothing_that_was_not_to_be_chosen_be_there_nothing_to_choose(choices: list[tuple[str, str]]) -> None:
    def apply(_rows: Any, chosen: str) -> Any:
        raise AssertionError(chosen)

    request: Any = RequestFactory().get("/x/?kind=khac")
    page = ListPage(request, ROWS, title="x", columns=COLUMNS, filters=[Filter("kind", "Loại", apply, choices=choices)])
    assert page.rows == ROWS


class Unsorted(list[Any]):
    """Stands in for a queryset."""

    def order_by(self, *_columns: str) -> Unsorted:
        return self


def test_rows_that_another_stands_for_are_left_out_of_the_page_and_not_of_the_narrowed_rows() -> None:
    request: Any = RequestFactory().get("/x/")
    page = ListPage(request, ROWS, title="x", columns=COLUMNS, fold=Fold(lambda rows: rows[:1], lambda _rows, _cap: 1))
    assert (list(page.page.object_list), page.count_text, page.narrowed) == (ROWS[:1], "1", ROWS)


@pytest.mark.parametrize(("is_descending", "way"), [(False, "ASC"), (True, "DESC")])
def test_what_a_column_lacks_comes_last_in_either_order(is_descending: bool, way: str) -> None:
    column = Column("price", "Giá", lambda row: row.price, sort="price", may_be_empty=True)
    order = column.order(is_descending=is_descending)
    assert isinstance(order, OrderBy)
    assert (order.nulls_last, "DESC" if order.descending else "ASC") == (True, way)
