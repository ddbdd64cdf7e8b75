"""Sheets of a workbook as frames of text, merged cells filled down."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from minhbach.engine.reading.containers import Sheet, faults_refused
from minhbach.engine.reading.far_cells import head_of, narrowed, number_columns
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.row_number import ROW

HEAD_LINES = 200  # of a sheet, blank ones too


def head_rows(path: Path, sheet: Sheet) -> tuple[list[list[str]], frozenset[int]]:
    """Return the first rows of a sheet as text, and the columns where a number stands that is too long for one.

    Raises: ReadingRefused.
    """
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder:
        head = Path(folder) / "head.xlsx"
        with faults_refused(path):
            head_of(path, sheet, HEAD_LINES, head)
            with zipfile.ZipFile(head) as archive:
                long_numbers = number_columns(archive, sheet)
        frame = load(head, path.name, sheet, rows=HEAD_LINES)
    return [["" if cell is None else str(cell) for cell in row] for row in frame.iter_rows()], long_numbers


def read_sheet(path: Path, sheet: Sheet) -> tuple[pl.DataFrame, pl.Series | None]:
    """Read a sheet as it stands, or its table and the numbers of its rows where cells lie too far from it.

    Raises: ReadingRefused.
    """
    if not sheet.is_far:
        return load(path, path.name, sheet), None
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder:
        near = Path(folder) / "near.xlsx"
        with faults_refused(path):
            numbers = narrowed(path, sheet, near)
        frame = load(near, path.name, sheet)
    return frame, pl.Series(ROW, numbers[: frame.height], dtype=pl.Int64)


def load(path: Path, name: str, sheet: Sheet, rows: int | None = None) -> pl.DataFrame:
    """Load a sheet, every cell as text.

    Raises: ReadingRefused.
    """
    import fastexcel

    try:
        workbook = fastexcel.read_excel(str(path))
        if not workbook.sheet_names:
            raise ReadingRefused(problem="no_sheet", file=name)
        chosen = sheet.name if sheet.name in workbook.sheet_names else 0
        loaded = workbook.load_sheet(
            chosen, header_row=None, n_rows=rows, dtypes="string", skip_whitespace_tail_rows=True
        )
        return loaded.to_polars()
    except fastexcel.FastExcelError as error:
        raise ReadingRefused(problem="xlsx_broken", file=name, detail=str(error)) from error


def filled_down(
    frame: pl.DataFrame, sheet: Sheet, numbers: Sequence[int], places: Sequence[int], first: int
) -> pl.DataFrame:
    """Write in each row of a merged cell what stands in its first; rows up to FIRST are headings.

    NUMBERS are those of the rows, PLACES of the frame's columns in the sheet.
    """
    wanted = {place: column for column, place in zip(frame.columns, places, strict=True)}
    at = {number: place for place, number in enumerate(numbers)}
    left = frame.height * max(frame.width, 1)
    changed: dict[str, list[str | None]] = {}
    for column, start, end in sheet.merged:
        if column not in wanted or start <= first or start not in at:
            continue
        cells = changed.setdefault(wanted[column], frame[wanted[column]].to_list())
        last = min(end, numbers[-1])
        left -= last - start
        if left < 0:  # merged over each other again and again
            break
        for number in range(start + 1, last + 1):
            if number in at and not (cells[at[number]] or "").strip():
                cells[at[number]] = cells[at[start]]
    return frame.with_columns(pl.Series(name, cells, dtype=pl.String) for name, cells in changed.items())
