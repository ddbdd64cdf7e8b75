"""Cells of a CSV that a spreadsheet would take for a formula, written so that it does not, and read back equal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

_FIRST = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def harmless(text: str) -> str:
    """Return a cell with an apostrophe before what begins as a formula does, and before what reading would take off."""
    return _MARK + text if text.lstrip(_MARK).startswith(_FIRST) else text


def as_written(cell: str) -> str:
    """Return a cell as it stood before it was made harmless."""
    return cell[1:] if cell[:1] == _MARK and cell.lstrip(_MARK).startswith(_FIRST) else cell


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Any]], separator: str = ",") -> str:
    """Return a table as CSV, every cell of words harmless. No CSV is written otherwise."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow([harmless(name) for name in header])
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue()
