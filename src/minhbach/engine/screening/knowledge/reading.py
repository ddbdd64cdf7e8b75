"""Read the files of a knowledge folder, or say which file and row cannot be read."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.identifiers.registrations import read_registration
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.knowledge.tables import TABLES, Table
from minhbach.engine.text.cells import as_written

SCHEMA = 1
HEAD = "knowledge.toml"
MODEL = "model.json"
_LIST_SIGN = "|"
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4})")
_NOT_NEGATIVE = ("floor_vnd", "unit_price_vnd", "spread", "count", "violations", "distance", "bits", "shops")


class KnowledgeUnreadable(EngineRefusal):
    """A knowledge folder breaks its own rules.

    Values: file, row (the first row of data being 1; 0 where it is no row's fault), column, problem,
    found, expected.
    """

    code = "knowledge.unreadable"


def read_folder(folder: Path) -> tuple[str, dict[str, pl.DataFrame], str | None]:
    """Return the version (the one the folder states and a digest of all), its tables and the model's text.

    Raises: KnowledgeUnreadable.
    """
    if not folder.is_dir():
        _refuse(folder.name, "knowledge.no_folder")
    if not (folder / HEAD).is_file():
        _refuse(HEAD, "knowledge.head_missing")
    files = sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".parquet"))
    _check_names(files)
    stated = _read_head(folder / HEAD)
    raw = {path.name: path.read_bytes() for path in (folder / HEAD, folder / MODEL, *files) if path.is_file()}
    digest = hashlib.sha256()
    for name in sorted(raw):
        digest.update(f"{name}\0{len(raw[name])}\0".encode() + raw[name])
    tables = {path.stem: _read_table(path.name, raw[path.name], TABLES[path.stem]) for path in files}
    model = raw[MODEL].decode("utf-8") if MODEL in raw else None
    return f"{stated}+{digest.hexdigest()[:8]}", tables, model


def _check_names(files: list[Path]) -> None:
    """Refuse a table that nobody would read: misspelt, or given twice."""
    for number, path in enumerate(files):
        if path.stem not in TABLES:
            _refuse(path.name, "knowledge.unknown_table", expected=", ".join(TABLES))
        if any(path.stem == other.stem for other in files[:number]):
            _refuse(path.name, "knowledge.table_twice")


def _read_head(path: Path) -> str:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeUnreadable(file=path.name, row=0, problem="knowledge.not_toml", found=str(error)) from error
    if content.get("schema") != SCHEMA:
        _refuse(path.name, "knowledge.other_schema", found=content.get("schema"), expected=SCHEMA)
    if not isinstance(content.get("version"), str) or not content["version"]:
        _refuse(path.name, "knowledge.key_missing", column="version")
    # A day with a time is a datetime, which is a date to isinstance.
    if type(content.get("made_on")) is not date:
        _refuse(path.name, "knowledge.key_missing", column="made_on")
    return str(content["version"])


def _read_table(name: str, raw: bytes, table: Table) -> pl.DataFrame:
    rows = _read_csv(name, raw) if name.endswith(".csv") else _read_parquet(name, raw)
    columns: dict[str, list[Any]] = {column: [] for column in table.columns}
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        read = {
            column: _read_cell(name, number, column, row.get(column), dtype, table)
            for column, dtype in table.columns.items()
        }
        if "number" in read:
            read["number"] = _registration(name, number, read)
        if table.one_of and all(read[column] is None for column in table.one_of):
            _refuse(name, "knowledge.empty_cell", number, column=" / ".join(table.one_of))
        key = tuple(_same(read[column]) for column in table.key)
        if key in seen:
            _refuse(name, "knowledge.row_twice", number, found=seen[key])
        seen[key] = number
        for column, value in read.items():
            columns[column].append(value)
    return pl.DataFrame(columns, schema=dict(table.columns))


def _read_csv(name: str, raw: bytes) -> list[dict[str, Any]]:
    try:
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), restkey="", strict=True)
        _check_columns(name, reader.fieldnames or [])
        rows: list[dict[str, Any]] = []
        for row in reader:
            if "" in row:
                _refuse(name, "knowledge.too_many_cells", len(rows) + 1)
            rows.append({column: as_written(cell) if cell else cell for column, cell in row.items()})
    except UnicodeDecodeError as error:
        raise KnowledgeUnreadable(file=name, row=0, problem="knowledge.not_utf8", found=str(error)) from error
    except csv.Error as error:
        raise KnowledgeUnreadable(file=name, row=0, problem="knowledge.not_a_table", found=str(error)) from error
    return rows


def _read_parquet(name: str, raw: bytes) -> list[dict[str, Any]]:
    try:
        frame = pl.read_parquet(raw)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise KnowledgeUnreadable(file=name, row=0, problem="knowledge.not_a_table", found=str(error)) from error
    _check_columns(name, frame.columns)
    return frame.to_dicts()


def _check_columns(name: str, found: object) -> None:
    columns = list(found) if isinstance(found, list) else []
    table = TABLES[name.rsplit(".", 1)[0]]
    for column in columns:
        if column not in table.columns:
            _refuse(name, "knowledge.unknown_column", column=column, expected=", ".join(table.columns))
    for column in table.required:
        if column not in columns:
            _refuse(name, "knowledge.column_missing", column=column)
    if len(set(columns)) < len(columns):
        _refuse(name, "knowledge.column_twice", column=next(c for c in columns if columns.count(c) > 1))


def _read_cell(name: str, row: int, column: str, value: Any, dtype: pl.DataType, table: Table) -> Any:
    """Return a cell in its type, None where it is empty."""
    text = value.strip() if isinstance(value, str) else value
    if text is None or text == "" or text == []:
        if column in table.required:
            _refuse(name, "knowledge.empty_cell", row, column=column)
        return [] if isinstance(dtype, pl.List) else None
    read = _convert(text, dtype)
    if read is None or (column in _NOT_NEGATIVE and read < 0):
        _refuse(name, _UNREADABLE[type(dtype)], row, column=column, found=str(value))
    if column in table.choices and read not in table.choices[column]:
        _refuse(name, "knowledge.unknown_value", row, column=column, found=str(value),
                expected=", ".join(table.choices[column]))  # fmt: skip
    return read


_UNREADABLE: Mapping[type[pl.DataType], str] = {
    pl.Date: "knowledge.unreadable_date",
    pl.Int64: "knowledge.unreadable_number",
    pl.Float64: "knowledge.unreadable_number",
    pl.String: "knowledge.unreadable_text",
    pl.List: "knowledge.unreadable_text",
}


def _convert(value: Any, dtype: pl.DataType) -> Any:
    """Return the value in its column's type, or None where it is of none."""
    if isinstance(dtype, pl.Date):
        return _read_day(value)
    if isinstance(dtype, pl.List):
        parts = value.split(_LIST_SIGN) if isinstance(value, str) else value
        return [part.strip() for part in parts if part and part.strip()] if isinstance(parts, list) else None
    if isinstance(dtype, pl.String):
        return str(value) if isinstance(value, str | int) else None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    if isinstance(dtype, pl.Float64):
        return number if abs(number) < float("inf") else None
    return int(number) if number.is_integer() else None


def _read_day(value: Any) -> date | None:
    """Read 2026-11-21 and 21/11/2026."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    match = _DAY.fullmatch(str(value))
    if match is None:
        return None
    year, month, day = (int(part) for part in (match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _registration(name: str, row: int, read: Mapping[str, Any]) -> str:
    """Return a registration's number in the one form under which listings are compared with it."""
    found = read_registration(read["number"], kind=read["kind"])
    if found is None:
        _refuse(name, "knowledge.unreadable_registration", row, column="number", found=read["number"])
        raise AssertionError
    return found.canonical


def _same(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(sorted(_same(one) for one in value))
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _refuse(file: str, problem: str, row: int = 0, **values: object) -> None:
    raise KnowledgeUnreadable(file=file, row=row, problem=problem, **values)
