"""A small table that a person sends: its rows as they stand, whatever the format, the encoding and the font."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from minhbach.engine.reading.containers import measure
from minhbach.engine.reading.delimited import records
from minhbach.engine.reading.far_cells import column_name
from minhbach.engine.reading.kinds import SAMPLE_BYTES, encoding_of, kind_of
from minhbach.engine.reading.legacy import convert, legacy_font
from minhbach.engine.reading.markup import is_markup, markup_tables
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.workbooks import read_sheet
from minhbach.engine.text.clean import clean

_SEPARATORS = "\t;,|"
_LETTERS = 100_000
"""What a cell may hold; a spreadsheet holds 32,767."""


def read_table(path: Path, rows: int, columns: int) -> list[tuple[int, list[str]]]:
    """Return the rows in which something stands, each with its number as the person sees it.

    Raises: ReadingRefused when it is no table, or has more rows, columns or letters than asked for.
    """
    found: list[tuple[int, list[str]]] = []
    for number, font, row in _rows(path):
        while row and not row[-1].strip():
            row.pop()
        if not row:
            continue
        if len(row) > columns:
            raise ReadingRefused(
                problem="too_many_columns", file=path.name, limit=columns, columns=[column_name(len(row) - 1)]
            )
        if len(found) == rows:
            raise ReadingRefused(problem="too_many_rows", file=path.name, limit=rows)
        if max(map(len, row)) > _LETTERS:
            raise ReadingRefused(problem="row_too_long", file=path.name, row=number)
        found.append((number, [clean(convert(cell, font)).strip() for cell in row]))
    return found


def _rows(path: Path) -> Iterator[tuple[int, str | None, list[str]]]:
    """Yield each row with its number and the font it was typed in."""
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    kind = kind_of(head, path)
    if kind == "xlsx":
        yield from _sheet_rows(path)
    elif kind == "text":
        yield from _text_rows(path, head)
    else:
        raise ReadingRefused(problem="not_a_sheet", file=path.name)


def _sheet_rows(path: Path) -> Iterator[tuple[int, str | None, list[str]]]:
    frame, numbers = read_sheet(path, measure(path))
    sample = " ".join(cell for row in frame.head(100).iter_rows() for cell in row if cell is not None)
    font = legacy_font(sample)
    for place, row in enumerate(frame.iter_rows()):
        number = numbers[place] if numbers is not None else place + 1
        yield number, font, ["" if cell is None else cell for cell in row]


def _text_rows(path: Path, head: bytes) -> Iterator[tuple[int, str | None, list[str]]]:
    encoding = encoding_of(head, path)
    sample = head.decode(encoding, errors="ignore")
    if "\x00" in sample:
        raise ReadingRefused(problem="not_a_sheet", file=path.name)
    if is_markup(sample):
        tables = markup_tables(path, encoding)
        yield from ((number, None, row) for number, row in enumerate(tables[0] if tables else [], start=1))
        return
    font = legacy_font(sample) if encoding in ("latin-1", "utf-8") else None
    line = next((line for line in sample.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=line.count)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for number, record in enumerate(records(file, separator), start=1):
            if record.fault == "row_unreadable":
                raise ReadingRefused(problem="row_too_long", file=path.name, row=number)
            yield number, font, record.cells
