"""Each file format as frames of text: column names, then rows with the number a person would call them by."""

from __future__ import annotations

import codecs
import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import polars as pl

from minhbach.engine.reading.containers import CELL_BYTES, Sheet, faults_refused, measure
from minhbach.engine.reading.far_cells import COLUMNS, column_name, head_of, narrowed
from minhbach.engine.reading.legacy import from_tcvn3, from_vni, legacy_font
from minhbach.engine.reading.mapping import best_header, guess_mapping
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.text.clean import clean

ROW = "__row"
_HEADER_ROWS = 20  # an export's header is among the first rows
_HEAD_LINES = 200  # of a sheet, blank ones too
SAMPLE_BYTES = 400_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Raw:
    """How a file is laid out."""

    path: Path
    kind: str  # parquet, csv, xlsx, jsonl
    columns: tuple[str, ...]
    encoding: str | None = None
    separator: str | None = None
    font: str | None = None  # tcvn3, vni
    header_row: int = 1  # as the person sees it, from 1
    sheet: Sheet | None = None  # of a workbook


@dataclass(frozen=True)
class BadRow:
    """A row that the format itself could not give."""

    row: int
    reason: str
    value: str


def look_at(path: Path, asked: Sequence[str] = ()) -> Raw:
    """Tell format, encoding, separator and columns of a file; a row with every name asked for is its header.

    Raises: ReadingRefused with what is wrong.
    """
    if not path.is_file():
        raise ReadingRefused(problem="file_missing", file=path.name)
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    kind = kind_of(head, path)
    if kind == "parquet":
        return _narrow_enough(Raw(path, "parquet", _possible(_parquet(path).collect_schema().names())))
    if kind == "xlsx":
        return _narrow_enough(_look_at_xlsx(path, asked))
    encoding = encoding_of(head, path)
    sample = head.decode(encoding, errors="ignore")
    if "\x00" in sample:
        raise ReadingRefused(problem="not_a_table", file=path.name)
    if sample.lstrip("\ufeff \r\n\t").startswith("{"):
        names = _names_in(lines_of(sample)[:1000])
        if not names:  # the first row is longer than the sample
            with path.open(encoding=encoding, errors="replace") as text:
                names = _names_in([text.readline(CELL_BYTES)])
        return _narrow_enough(Raw(path, "jsonl", names, encoding=encoding))
    return _narrow_enough(_look_at_csv(path, sample, encoding, asked))


def kind_of(head: bytes, path: Path) -> str:
    """Tell by its first bytes whether a file is "parquet", "xlsx" or "text".

    Raises: ReadingRefused for an empty file, and for workbooks that are kept otherwise.
    """
    if not head.strip():
        raise ReadingRefused(problem="file_empty", file=path.name)
    if head[:4] == b"PAR1":
        return "parquet"
    if head[:4] == b"PK\x03\x04":
        return "xlsx"
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        is_locked = "EncryptedPackage".encode("utf-16-le") in head
        raise ReadingRefused(problem="locked" if is_locked else "old_excel", file=path.name)
    return "text"


def _narrow_enough(raw: Raw) -> Raw:
    if len(raw.columns) > COLUMNS:
        raise ReadingRefused(
            problem="too_many_columns", file=raw.path.name, limit=COLUMNS, columns=[column_name(len(raw.columns) - 1)]
        )
    return raw


def _names_in(lines: list[str]) -> tuple[str, ...]:
    """Return the keys of JSON objects that can be names of columns."""
    names: dict[str, None] = {}
    for line in lines:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            names.update(dict.fromkeys(row))
    return _possible(names)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as a file that is read line by line has them: a vertical tab ends none."""
    return [line.rstrip("\n") for line in io.StringIO(text, newline=None)]


def _possible(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of columns that can be written down: none holds a control character or half of a pair."""
    return tuple(name for name in names if clean(name) == name)


def _parquet(path: Path) -> pl.LazyFrame:
    try:
        frame = pl.scan_parquet(path, glob=False)
        frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ReadingRefused(problem="parquet_broken", file=path.name, detail=str(error)) from error
    return frame


def encoding_of(head: bytes, path: Path) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    zeros_odd, zeros_even = head[1:4000:2].count(0), head[0:4000:2].count(0)
    if max(zeros_odd, zeros_even) > min(len(head), 4000) // 8:
        return "utf-16-le" if zeros_odd > zeros_even else "utf-16-be"
    with path.open("rb") as file:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            # Fonts of before Unicode used every byte; Latin-1 keeps each as one character. A few bad
            # bytes in a large UTF-8 file are damage, not another encoding.
            bad = head.decode("utf-8", errors="replace").count("\ufffd")
            high = sum(byte >= 0x80 for byte in head)
            if bad * 20 < high or (bad == 0 and error.start >= len(head)):
                return "utf-8"
            return "cp1258" if _looks_cp1258(head) else "latin-1"
    return "utf-8"


def _looks_cp1258(head: bytes) -> bool:
    """Windows-1258 writes tones as combining bytes after vowels."""
    tones = sum(head.count(bytes([byte])) for byte in (0xCC, 0xEC, 0xDE, 0xD2, 0xF2))
    legacy = legacy_font(head.decode("latin-1"))
    return legacy is None and tones > 0


def _look_at_csv(path: Path, sample: str, encoding: str, asked: Sequence[str]) -> Raw:
    if len(sample) >= SAMPLE_BYTES // 4:
        sample = sample[: sample.rfind("\n") + 1]
    font = legacy_font(sample) if encoding in ("latin-1", "utf-8") else None
    head = convert("\n".join(lines_of(sample)[: _HEADER_ROWS * 5]), font)
    csv.field_size_limit(CELL_BYTES)
    tables = {sign: _first_rows(head, sign) for sign in ",;\t|"}
    separator = max(tables, key=lambda sign: _tabular([row[:COLUMNS] for row in tables[sign]]))
    rows = _within_width(tables[separator], path)
    header, place = best_header(rows, asked)
    if not header:
        raise ReadingRefused(problem="no_columns", file=path.name)
    return Raw(path, "csv", header, encoding, separator, font, place + 1)


def _first_rows(head: str, separator: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    return list(islice(rows, _HEADER_ROWS))


def _within_width(rows: list[list[str]], path: Path) -> list[list[str]]:
    """Return the first rows no wider than a table may be: their cells are compared with each other.

    Raises: ReadingRefused when something stands beyond.
    """
    for row in rows:
        beyond = next((place for place, cell in enumerate(row[COLUMNS:], COLUMNS) if cell.strip()), None)
        if beyond is not None:
            raise ReadingRefused(
                problem="too_many_columns", file=path.name, limit=COLUMNS, columns=[column_name(beyond)]
            )
    return [row[:COLUMNS] for row in rows]


def _tabular(rows: list[list[str]]) -> tuple[int, int]:
    """Measure how much rows look like a table: columns known by name, then cells in rows of the usual width."""
    header, _ = best_header(rows)
    widths = Counter(len(row) for row in rows)
    usual, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return len(guess_mapping(header)), usual * times if usual > 1 else 0


def _look_at_xlsx(path: Path, asked: Sequence[str]) -> Raw:
    sheet = measure(path)
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder:
        head = Path(folder) / "head.xlsx"
        with faults_refused(path):
            head_of(path, sheet, _HEAD_LINES, head)
        frame = _load(head, path.name, rows=_HEADER_ROWS)
    rows = [["" if cell is None else str(cell) for cell in row] for row in frame.iter_rows()]
    rows = _within_width(rows, path)
    sample = " ".join(cell for row in rows for cell in row)
    font = legacy_font(sample)
    rows = [[convert(cell, font) for cell in row] for row in rows]
    header, place = best_header(rows, asked)
    if not header:
        raise ReadingRefused(problem="no_columns", file=path.name)
    return Raw(path, "xlsx", header, font=font, header_row=place + 1, sheet=sheet)


def read_sheet(path: Path, sheet: Sheet) -> tuple[pl.DataFrame, pl.Series | None]:
    """Read a sheet as it stands, or its table and the numbers of its rows where cells lie too far from it.

    Raises: ReadingRefused.
    """
    if not sheet.is_far:
        return _load(path, path.name), None
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder:
        near = Path(folder) / "near.xlsx"
        with faults_refused(path):
            numbers = narrowed(path, sheet, near)
        frame = _load(near, path.name)
    return frame, pl.Series(ROW, numbers[: frame.height], dtype=pl.Int64)


def _load(path: Path, name: str, rows: int | None = None) -> pl.DataFrame:
    import fastexcel

    try:
        workbook = fastexcel.read_excel(str(path))
        if not workbook.sheet_names:
            raise ReadingRefused(problem="no_sheet", file=name)
        sheet = workbook.load_sheet(0, header_row=None, n_rows=rows, dtypes="string", skip_whitespace_tail_rows=True)
        return sheet.to_polars()
    except fastexcel.FastExcelError as error:
        raise ReadingRefused(problem="xlsx_broken", file=name, detail=str(error)) from error


def convert(text: str, font: str | None) -> str:
    return from_tcvn3(text) if font == "tcvn3" else from_vni(text) if font == "vni" else text


def first_frames(raw: Raw, rows: int, bad: list[BadRow]) -> Iterator[pl.DataFrame]:
    """Yield frames as `frames_of` does, of all columns; of a workbook no more is read than its first rows."""
    if raw.sheet is None:
        try:
            yield from frames_of(raw, list(raw.columns), rows, bad)
        except pl.exceptions.PolarsError as error:
            raise ReadingRefused(problem="parquet_broken", file=raw.path.name, detail=str(error)[:500]) from error
        return
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder:
        head = Path(folder) / raw.path.name
        with faults_refused(raw.path):
            head_of(raw.path, raw.sheet, _HEAD_LINES + rows, head)
        yield from _xlsx_frames(
            replace(raw, path=head, sheet=replace(raw.sheet, is_far=False)), list(raw.columns), rows
        )


def frames_of(raw: Raw, columns: list[str], batch_rows: int, bad: list[BadRow]) -> Iterator[pl.DataFrame]:
    """Yield frames of the wanted columns and ROW, the row as the person who opens the file sees it."""
    if raw.kind == "parquet":
        yield from _parquet_frames(raw, columns, batch_rows)
    elif raw.kind == "xlsx":
        yield from _xlsx_frames(raw, columns, batch_rows)
    elif raw.kind == "jsonl":
        yield from _jsonl_frames(raw, columns, batch_rows, bad)
    else:
        yield from _csv_frames(raw, columns, batch_rows, bad)


def _parquet_frames(raw: Raw, columns: list[str], batch_rows: int) -> Iterator[pl.DataFrame]:
    first = 1
    for frame in _parquet(raw.path).select(columns).collect_batches(chunk_size=batch_rows, maintain_order=True):
        # A row group may come whole; slices keep the batches even.
        for offset in range(0, frame.height, batch_rows):
            part = frame.slice(offset, batch_rows)
            yield part.with_columns(pl.int_range(first, first + part.height, dtype=pl.Int64).alias(ROW))
            first += part.height


def _xlsx_frames(raw: Raw, columns: list[str], batch_rows: int) -> Iterator[pl.DataFrame]:
    frame, numbers = read_sheet(raw.path, raw.sheet or measure(raw.path))
    places = [raw.columns.index(column) for column in columns]
    if numbers is None:
        numbers = pl.int_range(1, 1 + frame.height, dtype=pl.Int64, eager=True).alias(ROW)
    frame = frame.slice(raw.header_row)
    chosen = frame.select(
        numbers.slice(raw.header_row),
        *(
            pl.col(frame.columns[place]).cast(pl.String).alias(column)
            for place, column in zip(places, columns, strict=True)
        ),
    )
    if raw.font:
        chosen = chosen.with_columns(
            pl.col(columns).map_elements(lambda text: convert(text, raw.font), return_dtype=pl.String)
        )
    blank = pl.all_horizontal(pl.col(columns).fill_null("").str.strip_chars() == "")
    yield from chosen.filter(~blank).iter_slices(batch_rows)


def _csv_frames(raw: Raw, columns: list[str], batch_rows: int, bad: list[BadRow]) -> Iterator[pl.DataFrame]:
    places = [raw.columns.index(column) for column in columns]
    width = len(raw.columns)
    csv.field_size_limit(CELL_BYTES)
    with raw.path.open(encoding=raw.encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=raw.separator or ",")
        rows: list[list[str | None]] = []
        numbers: list[int] = []
        number = 0
        while True:
            number += 1
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                bad.append(BadRow(number, "row_unreadable", str(error)))
                continue
            if number <= raw.header_row or not any(cell.strip() for cell in row):
                continue
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                bad.append(BadRow(number, "too_many_cells", (raw.separator or ",").join(row)[:200]))
                continue
            rows.append([row[place] if place < len(row) else None for place in places])
            numbers.append(number)
            if len(rows) >= batch_rows:
                yield _frame(rows, numbers, columns, raw.font)
                rows, numbers = [], []
        if rows:
            yield _frame(rows, numbers, columns, raw.font)


def _jsonl_frames(raw: Raw, columns: list[str], batch_rows: int, bad: list[BadRow]) -> Iterator[pl.DataFrame]:
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    with raw.path.open(encoding=raw.encoding, errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("not an object")
            except (ValueError, RecursionError):
                bad.append(BadRow(number, "row_unreadable", line[:1000].strip()[:200]))
                continue
            rows.append([_cell(row.get(column)) for column in columns])
            numbers.append(number)
            if len(rows) >= batch_rows:
                yield _frame(rows, numbers, columns, None)
                rows, numbers = [], []
    if rows:
        yield _frame(rows, numbers, columns, None)


def _cell(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return whole("\n".join(str(item) for item in value))
    if isinstance(value, bool):
        return "1" if value else "0"
    return whole(str(value))


def whole(text: str) -> str:
    """Return the text with lone surrogates ("\\ud800" in JSON), which are no characters, replaced."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _frame(rows: list[list[str | None]], numbers: list[int], columns: list[str], font: str | None) -> pl.DataFrame:
    if font:
        rows = [[convert(cell, font) if cell else cell for cell in row] for row in rows]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    return frame.with_columns(pl.Series(ROW, numbers, dtype=pl.Int64))
