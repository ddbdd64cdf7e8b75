"""A board's list of stalls: which stall each row is of, and who sells what there."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from minhbach.domains.markets.refusals import PlanColumnsMissing, PlanEmpty, PlanTooLong
from minhbach.domains.markets.types import PlanRow
from minhbach.domains.subjects.selectors import ListReader, guess_list_columns, list_headings
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.rows import SHEET, read_part
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key
from minhbach.foundation import files
from minhbach.foundation.untrusted import RowFault, faults_of_rows, lay_rows_out, look_at_rows
from minhbach.foundation.writing import write_number

MOST_STALLS = 5_000
_NUMBERED = re.compile(r"^(?P<row>[^\W\d_]+)[\s.\-_/]*(?P<number>\d.*)$")
_PART_ROWS = 2_500


@dataclass
class ReadPlan:
    """What a list says, and the rows that cannot be taken."""

    rows: list[PlanRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    # Columns of which nobody knows what they hold.
    unused: list[str] = field(default_factory=list)


def read_plan(sha256: str, *, name: str, on: date) -> ReadPlan:
    """Read a board's list that is kept in the store.

    Raises: FileNotRead, PlanColumnsMissing, PlanEmpty, PlanTooLong.
    """
    known = [*list_headings(), *_named()]
    looked = look_at_rows(files.path_of(sha256), rows=1, how={}, known=known, name=name)
    columns: Sequence[str] = looked["columns"]
    own = _own_columns(columns)
    mapping = {column: code for column, code in guess_list_columns(columns).items() if column not in own}
    if "number" not in own.values() or "name" not in mapping.values():
        raise PlanColumnsMissing(columns=", ".join(columns) or "–")
    # Taken in order, so that the first of two alike is the one that is meant.
    wanted = {code: column for column, code in reversed([*own.items(), *mapping.items()])}
    found = ReadPlan(unused=[column for column in columns if column not in own and column not in mapping])
    by_sheet = len(looked["sheets"]) > 1
    with _parts(sha256, known=known, name=name) as laid:
        if sum(laid["heights"]) > MOST_STALLS:
            raise PlanTooLong(most=write_number(MOST_STALLS))
        found.faults += faults_of_rows(laid["bad"])
        reader = ListReader(mapping, on=on)
        for number in range(len(laid["heights"])):
            _read_part(read_part(laid["folder"], number), reader, wanted, found, by_sheet=by_sheet)
    _refuse_twice(found)
    if not found.rows and not found.faults:
        raise PlanEmpty
    return found


def _read_part(
    part: pl.DataFrame, reader: ListReader, wanted: Mapping[str, str], found: ReadPlan, *, by_sheet: bool
) -> None:
    said = {one.place: one for one in reader.read(part, first=0)}
    for place, cells in enumerate(part.iter_rows(named=True)):
        cell = {code: clean(cells[column] or "").strip() for code, column in wanted.items()}
        sheet = str(cells[SHEET] or "") if by_sheet else ""
        called = f"{sheet} {cells[ROW]}".strip()
        if not any(cell.values()):
            continue
        one = said.get(place)
        # A sheet for each row of the market is a column of rows.
        row, number = stall_of(cell.get("row", "") or sheet, cell.get("number", ""))
        if not number:
            found.faults.append(RowFault(called, _("Ô"), _("thiếu số ô.")))
            continue
        is_vacant = " ".join(cell.get("name", "").casefold().split()) in {"", *_words("vacant")}
        faults = [] if is_vacant or one is None else [*one.faults]
        if is_vacant and one is not None and one.facts.identities:
            faults = [fault for fault in one.faults if fault.code == "missing"]
        found.faults += [RowFault(called, fault.column, fault.sentence, fault.value) for fault in faults]
        if faults:
            continue
        found.rows.append(
            PlanRow(
                called=called,
                row=row,
                number=number,
                facts=None if is_vacant or one is None else one.facts,
                goods=cell.get("trade", "")[:200],
                is_leader=search_key(cell.get("leader", "")) in _words("yes"),
                says_goods="trade" in wanted,
                says_leader="leader" in wanted,
            )
        )


def stall_of(row: str, number: str) -> tuple[str, str]:
    """Return row and number of a stall as they are kept: “Dãy A” and “Ô 12”, or “A12” alone, is stall 12 of row A."""
    row, number = _without("row", row), _without("number", number)
    together = _NUMBERED.match(number)
    if together and (not row or together["row"].casefold() == row.casefold()):
        row, number = row or together["row"].upper(), together["number"]
    return row[:40], number[:40]


def key_of(row: str, number: str) -> str:
    """Return what a stall is known by and sorted by: numbers by their worth, letters whatever their case."""
    return f"{_in_order(row)}|{_in_order(number)}"


def _in_order(text: str) -> str:
    return re.sub(r"\d+", lambda told: told[0].lstrip("0").zfill(6), text.casefold())


def _refuse_twice(found: ReadPlan) -> None:
    """Take no stall that stands on the list twice: nobody knows which row is meant."""
    first: dict[str, PlanRow] = {}
    twice: set[str] = set()
    for row in found.rows:
        key = key_of(row.row, row.number)
        other = first.setdefault(key, row)
        if other is not row:
            twice.add(key)
            sentence = _("ô này đã có ở dòng %(row)s; không rõ dòng nào đúng.") % {"row": other.called}
            found.faults.append(RowFault(row.called, _("Ô"), sentence, f"{row.row} {row.number}".strip()))
    found.rows = [row for row in found.rows if key_of(row.row, row.number) not in twice]


@contextmanager
def _parts(sha256: str, *, known: Sequence[str], name: str) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder, files.disk_watched():
        laid = lay_rows_out(files.path_of(sha256), Path(folder), part_rows=_PART_ROWS, how={}, known=known, name=name)
        yield {**laid, "folder": Path(folder)}


def _own_columns(columns: Sequence[str]) -> dict[str, str]:
    """Return column -> code for the columns that say where a stall is; the first of two alike."""
    found: dict[str, str] = {}
    for column in columns:
        code = _named().get(search_key(column))
        if code is not None and code not in found.values():
            found[column] = code
    return found


def _without(code: str, text: str) -> str:
    """Return a row or number without the word that says what it is."""
    text = " ".join(text.split())
    names = sorted((name for name, of in _named().items() if of == code), key=len, reverse=True)
    parts = text.split(" ")
    for name in names:
        count = len(name.split(" "))
        if len(parts) > count and search_key(" ".join(parts[:count])) == name:
            return " ".join(parts[count:])
    return text


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parents[1] / "data/plan_columns.toml").read_text(encoding="utf-8"))


@cache
def _named() -> Mapping[str, str]:
    return {
        name: column["code"]
        for column in _table()["column"]
        for name in (search_key(column["label"]), *column["names"])
    }


def _words(kind: str) -> frozenset[str]:
    return frozenset(_table()[kind])


def with_place(rows: Sequence[PlanRow], place: Any, address: str) -> list[PlanRow]:
    """Let merchants of whom a list does not say where they are be in the market, at their stall."""
    return [
        row
        if row.facts is None
        else replace(
            row,
            facts=replace(
                row.facts,
                place=row.facts.place or place,
                address=row.facts.address or f"{stall_words(row.row, row.number)}, {address}",
            ),
        )
        for row in rows
    ]


def stall_words(row: str, number: str) -> str:
    """Say a stall in words."""
    stall = _("ô %(number)s") % {"number": number}
    return _("%(stall)s dãy %(row)s") % {"stall": stall, "row": row} if row else stall
