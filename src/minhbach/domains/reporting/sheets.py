"""Workbooks: the tables of a report, the form a member fills, and what a member sends back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from minhbach.domains.law.selectors import report_categories
from minhbach.domains.reporting.catalogue import Indicator, forces, indicators, tables
from minhbach.domains.reporting.figures.adding import TOTAL
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.domains.reporting.paper import NOT_SENT, PaperFacts
from minhbach.domains.reporting.refusals import FileUnreadable
from minhbach.foundation.money import MoneyUnreadable, parse_vnd
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.untrusted import Row, read_rows

LARGEST_MB = 5
_MOST_ROWS = 5_000
# The columns of the form, in order; a file is read by these headings, wherever they stand.
HEADINGS = ("Mã chỉ tiêu", "Mã nhóm", "Chỉ tiêu", "Đơn vị tính", "Số liệu")


def given_indicators() -> list[tuple[Indicator, str, str]]:
    """List what a member is asked for: indicator, category, words; sums and what is off are left out."""
    asked = {code for form in tables().values() if form.is_on and form.rows_by == "FORCE" for code in form.columns}
    asked.add("B389.HS.CHUYEN")
    split = {code for form in tables().values() if form.is_on for code in form.split_by_category}
    rows: list[tuple[Indicator, str, str]] = []
    for indicator in indicators().values():
        if indicator.id not in asked or indicator.derived_from or not indicator.is_on:
            continue
        rows.append((indicator, "", indicator.label_vi))
        if indicator.id in split:
            rows += [(indicator, one.code, f"{indicator.label_vi} – {one.name_vi}") for one in report_categories()]
    return rows


def blank_form(title: str) -> bytes:
    """Make the workbook a member fills: one row a figure, the last column empty."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, bold = book.add_worksheet("So lieu"), book.add_format({"bold": True, "bottom": 1})
    fill = book.add_format({"bg_color": "#FFF4DC", "num_format": "#,##0"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True}))
    sheet.write_row(2, 0, HEADINGS, bold)
    for row, (indicator, category, label) in enumerate(given_indicators(), start=3):
        sheet.write_row(row, 0, [indicator.id, category, label, indicator.unit])
        sheet.write_blank(row, 4, None, fill)
    sheet.set_column(0, 1, 20)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, 4, 18)
    book.close()
    return buffer.getvalue()


def read_form(name: str, content: bytes | IO[bytes]) -> dict[tuple[str, str], int]:
    """Read a filled form. Empty figures are left out.

    Raises: FileNotRead; FileUnreadable, with a sentence for each row at fault; nothing is half read.
    """
    rows = read_rows(content, name=name, most_rows=_MOST_ROWS)
    figures: dict[tuple[str, str], int] = {}
    problems: list[RowProblem] = []
    for number, code, category, text in _figure_rows(rows):
        try:
            value = parse_vnd(text)
        except MoneyUnreadable:
            problems.append(RowProblem(number, _("“%(text)s” không phải số nguyên.") % {"text": text[:40]}, code))
            continue
        if value is None:
            continue
        if (code, category) in figures:
            problems.append(RowProblem(number, _("Số liệu này có hai dòng; hãy giữ lại một dòng."), code))
        figures[code, category] = value
    if problems:
        raise FileUnreadable(rows=problems)
    if not figures:
        raise FileUnreadable(
            rows=[RowProblem(0, _("Tệp không có số liệu nào. Nếu không có, hãy báo cáo không phát sinh."))]
        )
    return figures


def tables_workbook(title: str, facts: PaperFacts) -> bytes:
    """Write every table that is on, a sheet each."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    bold, whole = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0"})
    for form in tables().values():
        if not form.is_on or form.rows_by != "FORCE":
            continue
        sheet = book.add_worksheet(form.id)
        sheet.write_string(0, 0, f"{title}. {form.title_vi}", book.add_format({"bold": True}))
        columns = [code for code in form.columns if indicators()[code].is_on]
        sheet.write_row(2, 0, ["Lực lượng", *(indicators()[code].label_vi for code in columns)], bold)
        rows = [(force.code, force.name_vi) for force in forces()] + [(TOTAL, facts.total_label)]
        for index, (code, label) in enumerate(rows, start=3):
            sheet.write_string(index, 0, label)
            if not facts.has_row(code):
                sheet.write_string(index, 1, NOT_SENT)
                continue
            for place, indicator in enumerate(columns, start=1):
                sheet.write_number(index, place, facts.period.get(Cell(indicator, code), 0), whole)
        sheet.write_string(len(rows) + 4, 0, facts.total_note)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, len(columns), 16)
    book.close()
    return buffer.getvalue()


def _figure_rows(rows: Iterable[Row]) -> Iterator[tuple[int, str, str, str]]:
    """Rows below the headings: number in the file, indicator, category, figure as written."""
    places: dict[str, int] | None = None
    for number, cells in rows:
        row = [_text(cell) for cell in cells]
        if places is None:
            if {HEADINGS[0], HEADINGS[-1]} <= set(row):
                places = {heading: row.index(heading) for heading in HEADINGS if heading in row}
            continue
        code = _at(row, places[HEADINGS[0]])
        if code:
            yield number, code, _at(row, places.get(HEADINGS[1], -1)), _at(row, places[HEADINGS[-1]])
    if places is None:
        raise FileUnreadable


def _at(row: list[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""


def _text(text: str) -> str:
    # A spreadsheet may hand a whole number over as 12.0.
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text
