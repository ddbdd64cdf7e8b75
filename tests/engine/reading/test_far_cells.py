"""A stray cell in the last corner of a sheet neither widens its table nor ends the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.engine.reading import ReadingRefused, read_listings, sniff
from minhbach.engine.reading.containers import measure
from minhbach.engine.reading.tables import read_table
from tests.engine.reading.workbooks import TABLE, row, words, write_workbook

STRAY = {
    "a format": '<c r="XFD1048576" s="0"/>',
    "an empty value": '<c r="XFD1048576"><v></v></c>',
    "empty words": '<c r="XFD1048576" t="str"><v></v></c>',
    "a blank": words("XFD1048576", " "),
    "a shared blank": '<c r="XFD1048576" t="s"><v>0</v></c>',
    "a number": '<c r="XFD1048576"><v>1</v></c>',
    "in single quotes": "<c r='XFD1048576'><v>1</v></c>",
    "under a prefix": '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"/>',
}


@pytest.mark.parametrize("kind", STRAY)
def test_a_table_is_read_right_whatever_stands_in_the_last_corner(tmp_path: Path, kind: str) -> None:
    path = write_workbook(tmp_path / "tin.xlsx", TABLE + row(1_048_576, STRAY[kind]), strings=[" "])
    sniffed = sniff(path)
    assert sniffed.columns == ("Tên sản phẩm", "Giá bán")
    assert sniffed.sample == ({"Tên sản phẩm": "Áo thun", "Giá bán": "5000"},)
    listings, refused = read_listings(path)
    assert (listings["title"].to_list(), listings["price_vnd"].to_list(), refused) == (["Áo thun"], [5000], [])


def test_rows_keep_their_numbers_where_far_cells_are_left_out(tmp_path: Path) -> None:
    rows = TABLE + row(7, words("B7", "9000")) + row(400_000, words("A400000", "Mũ"), words("IV400000", " "))
    path = write_workbook(tmp_path / "tin.xlsx", rows)
    listings, refused = read_listings(path)
    assert listings["listing_id"].to_list() == ["tin.xlsx:2", "tin.xlsx:400000"]
    assert [(one.row, one.reason) for one in refused] == [(7, "title_missing")]
    assert read_table(path, 10, 10)[2:] == [(7, ["", "9000"]), (400_000, ["Mũ"])]


def test_strings_that_are_shared_follow_their_cells(tmp_path: Path) -> None:
    shared = '<c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>1</v></c>'
    rows = (
        row(1, words("A1", "Tên sản phẩm"), words("B1", "Mô tả")) + row(2, shared) + row(1_048_576, STRAY["a number"])
    )
    path = write_workbook(tmp_path / "tin.xlsx", rows, strings=["thừa", "dày", "Áo"])
    assert read_listings(path)[0].select("title", "description").rows() == [("Áo", "dày")]


def test_a_heading_in_the_last_column_is_named(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "tin.xlsx", row(1, words("A1", "Tên sản phẩm"), words("XFD1", "ghi chú")))
    with pytest.raises(ReadingRefused) as refusal:
        sniff(path)
    assert refusal.value.values == {
        "problem": "too_many_columns",
        "file": "tin.xlsx",
        "limit": 1000,
        "columns": ["XFD"],
    }


def test_what_unpacks_to_too_much_is_refused_while_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minhbach.engine.reading.containers.UNPACKED_BYTES", 5 << 20)
    path = write_workbook(tmp_path / "tin.xlsx", (TABLE for _ in range(100_000)))
    assert path.stat().st_size < 200_000
    with pytest.raises(ReadingRefused) as refusal:
        measure(path)
    assert refusal.value.values["problem"] == "unpacks_too_large"


def test_a_cell_without_an_end_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "tin.xlsx", ["<row><c><is><t>", *("x" * (1 << 20) for _ in range(30))])
    with pytest.raises(ReadingRefused) as refusal:
        measure(path)
    assert refusal.value.values["problem"] == "cell_too_long"


@pytest.mark.parametrize(
    ("part", "content", "problem"),
    [
        ("xl/workbook.xml", "<workbook><sheets/></workbook>", "no_sheet"),
        ("xl/workbook.xml", "no XML", "no_sheet"),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>", "xlsx_broken"),
    ],
)
def test_a_workbook_that_leads_nowhere_is_refused(tmp_path: Path, part: str, content: str, problem: str) -> None:
    path = write_workbook(tmp_path / "tin.xlsx", TABLE, **{part: content})
    with pytest.raises(ReadingRefused) as refusal:
        sniff(path)
    assert refusal.value.values["problem"] == problem
