"""A list as an XLSX workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from minhbach.engine.text.clean import clean
from minhbach.foundation.clock import VIETNAM
from minhbach.foundation.pages.columns import Column

FORMATS = {"vnd": "#,##0", "number": "#,##0", "day": "dd/mm/yyyy", "moment": "hh:mm dd/mm/yyyy"}


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> tuple[bytes, int]:
    """Write rows into a one-sheet workbook; returns it and the number of rows.

    Text is always written as text: a cell that begins with "=" is somebody's words, not a formula.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # Excel refuses these characters and more than 31 letters in a sheet's name.
    sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\")[:31] or "Sheet")
    bold = book.add_format({"bold": True, "bottom": 1})
    formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
    for index, column in enumerate(columns):
        sheet.write_string(0, index, str(column.label), bold)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for index, column in enumerate(columns):
            value = _plain(column.value_in_file(row), column.kind)
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(count, index, value)
            else:
                sheet.write(count, index, value, formats.get(column.kind))
    sheet.autofit()
    book.close()
    return buffer.getvalue(), count


def _plain(value: Any, kind: str) -> Any:
    if value is None or value == "":
        return None
    if kind == "chip":
        return clean(str(value[0]))
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).replace(tzinfo=None)
    return value if kind in FORMATS else clean(str(value))
