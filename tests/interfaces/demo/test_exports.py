"""The sample export: two hundred rows under other names, five of them bad."""

import csv
import io
from datetime import date

import fastexcel

from minhbach.interfaces.demo.exports import HEADER, sample_export_csv, sample_export_xlsx, sample_rows

DAY = date(2026, 11, 21)


def test_the_csv_reads_back_as_the_rows() -> None:
    text = sample_export_csv(DAY).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == list(HEADER)
    assert rows[1:] == sample_rows(DAY)
    assert len(rows) == 201


def test_the_workbook_has_its_header_below_a_title() -> None:
    book = fastexcel.read_excel(sample_export_xlsx(DAY))
    sheet = book.load_sheet(0, header_row=None).to_polars()
    assert sheet.row(0)[0] == "DANH SÁCH SẢN PHẨM XUẤT NGÀY 21/11/2026"
    assert sheet.row(2) == HEADER
    assert sheet.height == 203


def test_the_workbook_is_the_same_on_every_run() -> None:
    assert sample_export_xlsx(DAY) == sample_export_xlsx(DAY)


def test_five_rows_are_bad() -> None:
    rows = sample_rows(DAY)
    assert [number for number, row in enumerate(rows) if not row[0] or not row[1]] == [24, 57]
    assert rows[88][3] == "một trăm hai"
    assert rows[119][0] == rows[118][0]
    assert rows[150][3] == "-15.000"
