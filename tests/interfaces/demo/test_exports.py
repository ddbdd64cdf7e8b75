"""The sample export: two hundred rows under other names, five of them bad."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import fastexcel
import pytest

from minhbach.engine.reading import open_listings, sniff
from minhbach.engine.text.cells import as_written
from minhbach.interfaces.demo.exports import HEADER, sample_export_csv, sample_export_xlsx, sample_rows

DAY = date(2026, 11, 21)
MAPPING = {
    "platform": "Sàn TMĐT",
    "listing_id": "Mã SP",
    "title": "Tên sản phẩm",
    "description": "Mô tả chi tiết",
    "price_vnd": "Giá bán (đ)",
    "seller_name": "Tên gian hàng",
    "seller_id": "ID gian hàng",
}


def test_the_csv_reads_back_as_the_rows() -> None:
    text = sample_export_csv(DAY).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == list(HEADER)
    assert [[as_written(cell) for cell in row] for row in rows[1:]] == sample_rows(DAY)
    assert len(rows) == 201


def test_the_workbook_has_its_header_below_a_title() -> None:
    book = fastexcel.read_excel(sample_export_xlsx(DAY))
    sheet = book.load_sheet(0, header_row=None).to_polars()
    assert sheet.row(0)[0] == "DANH SÁCH SẢN PHẨM XUẤT NGÀY 21/11/2026"
    assert sheet.row(2) == HEADER
    assert sheet.height == 203


def test_the_workbook_is_the_same_on_every_run() -> None:
    assert sample_export_xlsx(DAY) == sample_export_xlsx(DAY)


@pytest.mark.parametrize(("ending", "write"), [("csv", sample_export_csv), ("xlsx", sample_export_xlsx)])
def test_the_screen_reads_all_but_the_five_bad_rows(
    tmp_path: Path, ending: str, write: Callable[[date], bytes]
) -> None:
    path = tmp_path / f"mau.{ending}"
    path.write_bytes(write(DAY))
    reading = open_listings(path, mapping=MAPPING)
    assert sum(batch.height for batch in reading.batches()) == 197
    assert [row.reason for row in reading.refused] == [
        "listing_id_missing",
        "title_missing",
        "listing_id_repeated",
    ]
    assert [row.reason for row in reading.remarked] == ["price_unreadable", "price_unreadable"]


def test_two_columns_must_be_mapped_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "mau.csv"
    path.write_bytes(sample_export_csv(DAY))
    found = sniff(path).mapping
    assert found["title"] == "Tên sản phẩm"
    assert "seller_id" not in found
    assert "seller_location" not in found
