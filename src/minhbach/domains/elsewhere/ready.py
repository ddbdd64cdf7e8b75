"""The file that is taken into another system: XLSX, CSV or JSON, its columns as data, its values the record's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.domains.elsewhere.fields import FIELDS, Told, Value
from minhbach.domains.elsewhere.types import Columns
from minhbach.engine.text.cells import csv_text
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.workbook import workbook
from minhbach.foundation.writing import write_day

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True)
class Ready:
    content: bytes
    media_type: str
    row_count: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def write_ready(columns: Columns, rows: Sequence[Told], *, form: str) -> Ready:
    """Write the rows of a ready file; a column of no field is left empty, to be typed there."""
    write = {"xlsx": _xlsx, "csv": _csv, "json": _json}[form]
    return Ready(write(columns, rows), FORMS[form], len(rows))


def value_of(code: str, told: Told) -> Value:
    return FIELDS[code].of(told) if code in FIELDS else None


def lacking(columns: Columns, rows: Sequence[Told]) -> list[str]:
    """List the headings that a field fills, but of which the record says nothing yet in any row."""
    return [heading for heading, code in columns
            if code in FIELDS and all(value_of(code, told) in (None, "") for told in rows)]  # fmt: skip


def _xlsx(columns: Columns, rows: Sequence[Told]) -> bytes:
    def column(place: int, heading: str, code: str) -> Column:
        kind = FIELDS[code].kind if code in FIELDS else "text"
        return Column(f"column{place}", heading, lambda told: value_of(code, told), kind=kind)

    return workbook("Sheet", [column(place, *one) for place, one in enumerate(columns)], rows)[0]


def _csv(columns: Columns, rows: Sequence[Told]) -> bytes:
    body = ([_cell(value_of(code, told)) for _heading, code in columns] for told in rows)
    # With its mark, or Excel reads Vietnamese as something else.
    return csv_text([heading for heading, _code in columns], body).encode("utf-8-sig")


def _json(columns: Columns, rows: Sequence[Told]) -> bytes:
    listed: list[dict[str, Any]] = [
        {heading: _plain(value_of(code, told)) for heading, code in columns} for told in rows
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2).encode()


def _cell(value: Value) -> str | int:
    if isinstance(value, date):
        return write_day(value)
    return "" if value is None else value


def _plain(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value
