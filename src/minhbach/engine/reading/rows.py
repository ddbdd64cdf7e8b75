"""Rows of any table a person sends, as they stand: looked at first, then laid out in parts for who reads them on."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.reading.cells import as_text
from minhbach.engine.reading.formats import BadRow, HowToRead, Looked, Raw, first_frames, frames_of, look_at_all
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key

SHEET = "#sheet"
PART = "{number:06}.parquet"
_HEADER_ROWS = 20
_BRACKETED = re.compile(r"[(（\[].*?[)）\]]")
_BAD = 1_000  # rows told one by one


def look(path: Path, rows: int, how: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Tell the columns and first rows of a table whose columns are called as KNOWN (search keys) says.

    Raises: ReadingRefused when it is no table.
    """
    looked = _looked(path, how, known)
    raw = looked.raws[0]
    return {
        "kind": raw.kind,
        "columns": list(raw.columns),
        "sample": _first(raw, rows),
        "header_row": raw.header_row,
        "font": raw.font or "",
        "sheets": [one.name for one in looked.raws if one.name],
        "left": list(looked.left),
    }


def lay_out(path: Path, out: str, part_rows: int, how: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Write every row as text, with its number and sheet, to numbered Parquet files of so many rows.

    Raises: ReadingRefused.
    """
    folder = Path(out)
    looked = _looked(path, how, known)
    bad: list[BadRow] = []
    heights: list[int] = []
    for raw in looked.raws:
        try:
            for frame in frames_of(raw, list(raw.columns), part_rows, bad):
                text = [as_text(frame[name]).alias(name) for name in raw.columns]
                part = pl.DataFrame([frame[ROW], pl.Series(SHEET, [raw.name]).new_from_index(0, frame.height), *text])
                part.write_parquet(folder / PART.format(number=len(heights)), compression="lz4")
                heights.append(part.height)
        except pl.exceptions.PolarsError as error:
            raise ReadingRefused(problem="parquet_broken", file=path.name, detail=str(error)[:500]) from error
    return {"heights": heights, "bad": [[one.row, one.reason, one.value] for one in bad[:_BAD]]}


def read_part(folder: Path, number: int) -> pl.DataFrame:
    """Read one part that was laid out."""
    return pl.read_parquet(folder / PART.format(number=number), glob=False)


def _looked(path: Path, how: Mapping[str, Any], known: Collection[str]) -> Looked:
    asked = HowToRead(tuple(how.get("sheets", ())), how.get("has_header"))
    looked = look_at_all(path, how=asked)
    if asked.has_header is not None or _named(looked.raws[0].columns, known) > 1:
        return looked
    # A title stood over the header, which no column of listings told.
    for row in _first(looked.raws[0], _HEADER_ROWS):
        cells = [clean(cell or "").strip() for cell in row.values()]
        if _named(cells, known) > 1:
            return look_at_all(path, asked=[cell for cell in cells if _is_known(cell, known)], how=asked)
    return looked


def _named(cells: Collection[str], known: Collection[str]) -> int:
    return sum(_is_known(cell, known) for cell in cells)


def _is_known(cell: str, known: Collection[str]) -> bool:
    """Say whether a heading is known, whatever stands in its brackets."""
    return search_key(cell) in known or search_key(_BRACKETED.sub(" ", cell)) in known


def _first(raw: Raw, rows: int) -> list[dict[str, str | None]]:
    bad: list[BadRow] = []
    for frame in first_frames(raw, rows, bad):
        shown = pl.DataFrame([as_text(frame[name]).alias(name) for name in raw.columns]).head(rows)
        return list(shown.iter_rows(named=True))
    return []
