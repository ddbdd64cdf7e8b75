"""An export of another system: which column holds what, and what each row says of a file there."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.elsewhere.fields import TOLD
from minhbach.domains.elsewhere.refusals import ExportTooLong
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.rows import SHEET, read_part
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key
from minhbach.foundation import files
from minhbach.foundation.untrusted import RowFault, faults_of_rows, lay_rows_out, look_at_rows
from minhbach.foundation.writing import write_number

MOST_ROWS, FAULTS_KEPT, SAMPLE_ROWS = 2_000, 500, 30
_PART_ROWS, _LETTERS = 2_500, 300


@dataclass(frozen=True)
class ReadRow:
    called: str
    number: str
    values: Mapping[str, str]


@dataclass
class ReadExport:
    """What a file says, each number once; how many rows say something; what cannot be read."""

    rows: list[ReadRow] = field(default_factory=list)
    count: int = 0
    faults: list[RowFault] = field(default_factory=list)


@cache
def _named() -> Mapping[str, str]:
    """Every heading that is known, as a search key, with the field it names."""
    text = (Path(__file__).parent / "data/export_columns.toml").read_text(encoding="utf-8")
    names = tomllib.loads(text)["names"]
    labels = {search_key(str(one.label)): code for code, one in TOLD.items()}
    return labels | {name: code for code, given in names.items() for name in given}


def look_at_export(sha256: str, *, name: str) -> dict[str, Any]:
    """Tell the columns and first rows of a file that is kept in the store.

    Raises: FileNotRead.
    """
    return look_at_rows(files.path_of(sha256), rows=SAMPLE_ROWS, how={}, known=sorted(_named()), name=name)


def guess_columns(columns: Sequence[str]) -> dict[str, str]:
    """Return heading -> field for the headings that are known, each field once."""
    found: dict[str, str] = {}
    for column in columns:
        code = _named().get(search_key(column))
        if code is not None and code not in found.values():
            found[column] = code
    return found


def read_export(sha256: str, mapping: Mapping[str, str], *, name: str) -> ReadExport:
    """Read every row by what its columns are said to hold.

    Raises: FileNotRead, ExportTooLong.
    """
    found, seen = ReadExport(), dict[str, str]()
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder, files.disk_watched():
        parts = Path(folder)
        laid = lay_rows_out(
            files.path_of(sha256), parts, part_rows=_PART_ROWS, how={}, known=sorted(_named()), name=name
        )
        if sum(laid["heights"]) > MOST_ROWS:
            raise ExportTooLong(most=write_number(MOST_ROWS))
        found.faults += faults_of_rows(laid["bad"])
        for place in range(len(laid["heights"])):
            for cells in read_part(parts, place).iter_rows(named=True):
                called = f"{cells[SHEET] or ''} {cells[ROW]}".strip()
                said = {column: clean(cells[column] or "").strip() for column in mapping}
                if any(said.values()):
                    _read_row(called, said, mapping, found, seen)
    return found


def _read_row(
    called: str, said: Mapping[str, str], mapping: Mapping[str, str], found: ReadExport, seen: dict[str, str]
) -> None:
    found.count += 1
    values: dict[str, str] = {}
    faults: list[RowFault] = []
    for column, code in mapping.items():
        cell, of = said[column], TOLD[code]
        if not cell:
            continue
        value = of.read(cell)
        if value is None:
            way = _("ghi ngày như 31/12/2026.") if of.kind == "day" else _("ghi số tiền bằng đồng, như 6.000.000.")
            faults.append(RowFault(called, column, _("không đọc được; %(way)s") % {"way": way}, cell[:_LETTERS]))
        else:
            values[code] = value
    number = values.pop("number", "")[:100]
    numbered = next(column for column, code in mapping.items() if code == "number")
    if not number:
        faults.append(RowFault(called, numbered, _("thiếu số hồ sơ; ghi số mà hệ thống kia đã cấp."), ""))
    elif number in seen:
        sentence = _("số này đã có ở dòng %(row)s; giữ lại một dòng.") % {"row": seen[number]}
        faults.append(RowFault(called, numbered, sentence, number))
    if faults:
        found.faults += faults
        return
    seen[number] = called
    found.rows.append(ReadRow(called, number, values))
