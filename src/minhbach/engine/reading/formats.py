"""Each file format as frames of text: column names, then rows with the number a person would call them by."""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from minhbach.engine.reading.containers import CELL_BYTES, Sheet, faults_refused, measure_all
from minhbach.engine.reading.delimited import records
from minhbach.engine.reading.far_cells import COLUMNS, column_name, head_of
from minhbach.engine.reading.headings import Header, find_header
from minhbach.engine.reading.json_text import elements, lines_of, look_at_json
from minhbach.engine.reading.kinds import SAMPLE_BYTES, encoding_of, kind_of
from minhbach.engine.reading.legacy import convert, legacy_font
from minhbach.engine.reading.mapping import guess_mapping
from minhbach.engine.reading.markup import is_markup, markup_tables
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.workbooks import HEAD_LINES, filled_down, head_rows, read_sheet
from minhbach.engine.text.clean import clean

_HEADER_ROWS = 20  # an export's header is among the first rows
_SEPARATORS = ",;\t|"
TABLE = "Bảng {number}"
"""What a table of a page is called."""


@dataclass(frozen=True)
class HowToRead:
    """What a person said of a file; what nobody said is told from the file."""

    sheets: tuple[str, ...] = ()  # names or numbers of the sheets, tables or files in it that are meant
    has_header: bool | None = None


@dataclass(frozen=True)
class Raw:
    """How a table is laid out."""

    path: Path
    kind: str  # parquet, csv, xlsx, jsonl, html
    columns: tuple[str, ...]
    encoding: str | None = None
    separator: str | None = None
    fonts: tuple[str | None, ...] = ()  # of each column: tcvn3, vni
    header_row: int = 1  # as the person sees it, from 1; 0 where there is none
    sheet: Sheet | None = None  # of a workbook
    name: str = ""  # of the sheet, table or file within the file
    left_rows: tuple[int, ...] = ()  # under the header: how the form is filled in
    long_numbers: frozenset[int] = frozenset()  # places of columns whose numbers a spreadsheet cut short
    start: int | None = None  # letters before the objects of an array
    table: int = 0  # of a page

    @property
    def font(self) -> str | None:
        """The old font of the first column that has one."""
        return next((font for font in self.fonts if font), None)


@dataclass(frozen=True)
class Looked:
    """The tables of a file: those that are read together, best first, and the names of the others."""

    raws: tuple[Raw, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class BadRow:
    """A row that the format itself could not give, or gave only in part."""

    row: int
    reason: str
    value: str


def look_at(path: Path, asked: Sequence[str] = ()) -> Raw:
    """Tell format, encoding, separator and columns of a file; a row with every name asked for is its header.

    Raises: ReadingRefused with what is wrong.
    """
    return look_at_all(path, asked=asked).raws[0]


def look_at_all(path: Path, *, asked: Sequence[str] = (), how: HowToRead | None = None) -> Looked:
    """Look at every table of a file, and choose: the one most like listings, and all that have the same columns.

    Raises: ReadingRefused with what is wrong.
    """
    how = how or HowToRead()
    if not path.is_file():
        raise ReadingRefused(problem="file_missing", file=path.name)
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    kind = kind_of(head, path)
    if kind == "zip":
        raise ReadingRefused(problem="is_archive", file=path.name)
    if kind == "parquet":
        found = [Raw(path, "parquet", _possible(_parquet(path).collect_schema().names()))]
    elif kind == "xlsx":
        found = _look_at_xlsx(path, asked, how)
    else:
        found = _look_at_text(path, head, asked, how)
    return chosen([_narrow_enough(raw) for raw in found], path.name, asked=asked, how=how)


def chosen(raws: Sequence[Raw], file: str, *, asked: Sequence[str] = (), how: HowToRead | None = None) -> Looked:
    """Choose among tables.

    Raises: ReadingRefused when none is there, or none of those asked for.
    """
    wanted = (how or HowToRead()).sheets
    if wanted:
        names = [raw.name for raw in raws]
        meant = [
            one if one in names or not one.isdigit() else dict(enumerate(names, 1)).get(int(one), one) for one in wanted
        ]
        missing = [one for one in meant if one not in names]
        if missing:
            raise ReadingRefused(problem="sheet_missing", file=file, columns=missing, found=names)
        return Looked(tuple(raw for raw in raws if raw.name in meant), tuple(one for one in names if one not in meant))
    if not raws:
        raise ReadingRefused(problem="no_columns", file=file)
    best = max(raws, key=lambda raw: (set(asked) <= set(raw.columns) if asked else False, worth(raw)))
    alike = [raw for raw in raws if raw is not best and set(raw.columns) == set(best.columns)]
    together = [raw for raw in raws if raw is best or raw in alike]
    return Looked(tuple(together), tuple(raw.name for raw in raws if raw not in together))


def worth(raw: Raw) -> tuple[bool, int]:
    """Measure how much a table is like listings."""
    known = guess_mapping(raw.columns)
    return "title" in known, len(known)


def _look_at_text(path: Path, head: bytes, asked: Sequence[str], how: HowToRead) -> list[Raw]:
    encoding = encoding_of(head, path)
    sample = head.decode(encoding, errors="ignore")
    if "\x00" in sample:
        raise ReadingRefused(problem="not_a_table", file=path.name)
    if is_markup(sample):
        return _look_at_markup(path, encoding, asked, how)
    layout = look_at_json(path, sample, encoding)
    if layout is not None:
        if not layout.names and layout.start is not None:
            raise ReadingRefused(problem="json_unreadable", file=path.name)
        return [Raw(path, "jsonl", layout.names, encoding=encoding, start=layout.start)]
    return [_look_at_csv(path, sample, encoding, asked, how)]


def _narrow_enough(raw: Raw) -> Raw:
    if len(raw.columns) > COLUMNS:
        raise ReadingRefused(
            problem="too_many_columns", file=raw.path.name, limit=COLUMNS, columns=[column_name(len(raw.columns) - 1)]
        )
    return raw


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


def _look_at_csv(path: Path, sample: str, encoding: str, asked: Sequence[str], how: HowToRead) -> Raw:
    if len(sample) >= SAMPLE_BYTES // 4:
        sample = sample[: sample.rfind("\n") + 1]
    csv.field_size_limit(CELL_BYTES)
    lines = lines_of(sample)[: HEAD_LINES * 2]
    tables = {sign: _first_rows(lines, sign) for sign in _SEPARATORS}
    separator = max(tables, key=lambda sign: _tabular([row[:COLUMNS] for row in tables[sign][:_HEADER_ROWS]]))
    may_be_old = encoding in ("latin-1", "utf-8", "utf-8-sig")
    header, fonts = _header(_within_width(tables[separator], path), path, asked, how, may_be_old=may_be_old)
    return Raw(path, "csv", header.names, encoding, separator, fonts, header.row, left_rows=header.left)


def _first_rows(lines: list[str], separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for record in records((line + "\n" for line in lines), separator):
        rows.append(record.cells)
        if len(rows) >= HEAD_LINES:
            break
    return rows


def _header(
    rows: list[list[str]], path: Path, asked: Sequence[str], how: HowToRead, *, may_be_old: bool = True
) -> tuple[Header, tuple[str | None, ...]]:
    """Find the header among the first rows, and the font of each column.

    Raises: ReadingRefused.
    """
    whole = legacy_font(" ".join(cell for row in rows for cell in row)) if may_be_old else None
    first = [[convert(cell, whole) for cell in row] for row in rows[:_HEADER_ROWS]]
    header = find_header(first, asked=asked, has_header=how.has_header)
    if header is None:
        raise ReadingRefused(problem="no_columns", file=path.name)
    if whole or not may_be_old:
        return header, (whole,) * len(header.names)
    fonts = tuple(
        legacy_font(" ".join(row[place] for row in rows[header.row :] if place < len(row)))
        for place in range(len(header.names))
    )
    return header, fonts


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
    header = find_header(rows, has_header=True)
    widths = Counter(len(row) for row in rows)
    usual, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return len(guess_mapping(header.names)) if header else 0, usual * times if usual > 1 else 0


def _look_at_xlsx(path: Path, asked: Sequence[str], how: HowToRead) -> list[Raw]:
    raws: list[Raw] = []
    for sheet in measure_all(path):
        rows, long_numbers = head_rows(path, sheet)
        rows = _within_width(rows, path)
        if not any(cell.strip() for row in rows for cell in row):
            continue
        header, fonts = _header(rows, path, asked, how)
        raws.append(
            Raw(
                path,
                "xlsx",
                header.names,
                fonts=fonts,
                header_row=header.row,
                sheet=sheet,
                name=sheet.name,
                left_rows=header.left,
                long_numbers=long_numbers,
            )
        )
    return raws


def _look_at_markup(path: Path, encoding: str, asked: Sequence[str], how: HowToRead) -> list[Raw]:
    raws: list[Raw] = []
    for number, table in enumerate(markup_tables(path, encoding)):
        header, fonts = _header(_within_width(table[:HEAD_LINES], path), path, asked, how)
        name = TABLE.format(number=number + 1)
        raws.append(
            Raw(path, "html", header.names, encoding, None, fonts, header.row, None, name, header.left, table=number)
        )
    return raws


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
            head_of(raw.path, raw.sheet, HEAD_LINES + rows, head)
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
        yield from _json_frames(raw, columns, batch_rows, bad)
    else:
        yield from _text_frames(raw, columns, batch_rows, bad)


def _parquet_frames(raw: Raw, columns: list[str], batch_rows: int) -> Iterator[pl.DataFrame]:
    first = 1
    for frame in _parquet(raw.path).select(columns).collect_batches(chunk_size=batch_rows, maintain_order=True):
        # A row group may come whole; slices keep the batches even.
        for offset in range(0, frame.height, batch_rows):
            part = frame.slice(offset, batch_rows)
            yield part.with_columns(pl.int_range(first, first + part.height, dtype=pl.Int64).alias(ROW))
            first += part.height


def _xlsx_frames(raw: Raw, columns: list[str], batch_rows: int) -> Iterator[pl.DataFrame]:
    sheet = raw.sheet or measure_all(raw.path, most=1)[0]
    frame, numbers = read_sheet(raw.path, sheet)
    places = [raw.columns.index(column) for column in columns]
    if numbers is None:
        numbers = pl.int_range(1, 1 + frame.height, dtype=pl.Int64, eager=True).alias(ROW)
    read = frame.select(
        numbers,
        *(
            pl.col(frame.columns[place]).cast(pl.String).alias(column)
            if place < frame.width
            else pl.lit(None, dtype=pl.String).alias(column)
            for place, column in zip(places, columns, strict=True)
        ),
    ).slice(raw.header_row)
    blank = pl.all_horizontal(pl.col(columns).fill_null("").str.strip_chars() == "")
    read = read.filter(~blank & ~pl.col(ROW).is_in(list(raw.left_rows)))
    if sheet.merged and read.height:
        filled = filled_down(read.select(columns), sheet, read[ROW].to_list(), places, raw.header_row)
        read = filled.with_columns(read[ROW]).select(ROW, *columns)
    for place, column in zip(places, columns, strict=True):
        font = raw.fonts[place] if place < len(raw.fonts) else None
        if font:
            cells = [convert(cell, font) if cell else cell for cell in read[column]]
            read = read.with_columns(pl.Series(column, cells, dtype=pl.String))
    yield from read.iter_slices(batch_rows)


def _text_frames(raw: Raw, columns: list[str], batch_rows: int, bad: list[BadRow]) -> Iterator[pl.DataFrame]:
    places = [raw.columns.index(column) for column in columns]
    fonts = [raw.fonts[place] if place < len(raw.fonts) else None for place in places]
    width = len(raw.columns)
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    for number, row in _numbered_rows(raw, bad):
        if number <= raw.header_row or number in raw.left_rows or not any(cell.strip() for cell in row):
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            bad.append(BadRow(number, "too_many_cells", (raw.separator or ",").join(row)[:200]))
            continue
        cells = [row[place] if place < len(row) else None for place in places]
        if any(fonts):
            cells = [convert(cell, font) if cell else cell for cell, font in zip(cells, fonts, strict=True)]
        rows.append(cells)
        numbers.append(number)
        if len(rows) >= batch_rows:
            yield _frame(rows, numbers, columns)
            rows, numbers = [], []
    if rows:
        yield _frame(rows, numbers, columns)


def _numbered_rows(raw: Raw, bad: list[BadRow]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a text or a page with their numbers; what is none, or only in part, goes to ``bad``."""
    if raw.kind == "html":
        yield from enumerate(markup_tables(raw.path, raw.encoding or "utf-8")[raw.table], start=1)
        return
    csv.field_size_limit(CELL_BYTES)
    with raw.path.open(encoding=raw.encoding, errors="replace", newline="") as file:
        for number, record in enumerate(records(file, raw.separator or ","), start=1):
            if record.fault is not None:
                bad.append(BadRow(number, record.fault, record.text[:200]))
            if record.fault != "row_unreadable":
                yield number, record.cells


def _json_frames(raw: Raw, columns: list[str], batch_rows: int, bad: list[BadRow]) -> Iterator[pl.DataFrame]:
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    for one in elements(raw.path, raw.encoding or "utf-8", raw.start):
        if one.row is None:
            bad.append(BadRow(one.number, "row_unreadable", one.text))
            continue
        rows.append([_cell(one.row.get(column)) for column in columns])
        numbers.append(one.number)
        if len(rows) >= batch_rows:
            yield _frame(rows, numbers, columns)
            rows, numbers = [], []
    if rows:
        yield _frame(rows, numbers, columns)


def _cell(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return whole("\n".join(_said(item) for item in value))
    if isinstance(value, bool):
        return "1" if value else "0"
    return whole(_said(value))


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def whole(text: str) -> str:
    """Return the text with lone surrogates ("\\ud800" in JSON), which are no characters, replaced."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _frame(rows: list[list[str | None]], numbers: list[int], columns: list[str]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    return frame.with_columns(pl.Series(ROW, numbers, dtype=pl.Int64))
