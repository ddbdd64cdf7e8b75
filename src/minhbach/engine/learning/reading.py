"""Tables of outcomes or labels, whole, as text: every cell a string or null, every row with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from minhbach.engine.reading.formats import BadRow, frames_of, look_at
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.refusals import EngineRefusal

_BATCH = 20_000
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%m/%d/%Y")


class LearningRefused(EngineRefusal):
    """Nothing was learned, and nothing was changed."""

    code = "learning.refused"


class RowsRefused(LearningRefused):
    """Rows of a table cannot be used; each is named with what to do.

    Values: rows, a list of (row, problem, value).
    """

    code = "learning.rows_refused"


@dataclass(frozen=True)
class RowProblem:
    """A row that cannot be used: its number as the person sees it, a code, and what stood there."""

    row: int
    problem: str
    value: str


def read_table(path: Path, columns: Sequence[str] | None = None) -> tuple[pl.DataFrame, list[RowProblem]]:
    """Return the columns asked for (or all) as text, and the rows that the format could not give.

    Shape:  a table of any known form -> String columns and ROW (Int64, the first row of data being 1
            for Parquet, else the line or row of the sheet).
    Raises: ReadingRefused; LearningRefused when a column is missing.
    """
    raw = look_at(path, columns or ())
    wanted = list(dict.fromkeys(columns)) if columns is not None else list(raw.columns)
    missing = [name for name in wanted if name not in raw.columns]
    if missing:
        raise LearningRefused(
            problem="learning.column_missing", file=path.name, columns=missing, found=list(raw.columns)
        )
    bad: list[BadRow] = []
    frames = [
        frame.select(
            pl.col(ROW),
            *(
                (pl.col(name).cast(pl.List(pl.String)).list.join("\n") if dtype.is_nested() else pl.col(name))
                .cast(pl.String)
                .alias(name)
                for name, dtype in frame.schema.items()
                if name != ROW
            ),
        )
        for frame in frames_of(raw, wanted, _BATCH, bad)
    ]
    empty = pl.DataFrame(schema={ROW: pl.Int64(), **dict.fromkeys(wanted, pl.String())})
    return pl.concat([empty, *frames]), [RowProblem(row.row, row.reason, row.value) for row in bad]


def read_day(text: str) -> date:
    """Return the day that a cell says, as 2026-11-21, 21/11/2026 or seconds since 1970, with or without a time.

    Raises: ValueError.
    """
    cell = text.strip()
    if cell.replace(".", "", 1).isdigit() and len(cell.partition(".")[0]) >= 8:
        seconds = float(cell)
        if len(cell.partition(".")[0]) == 8 and 19000101 <= seconds <= 21001231:
            return datetime.strptime(cell, "%Y%m%d").replace(tzinfo=UTC).date()
        for unit in (1, 1e3, 1e6, 1e9):
            if seconds / unit < 1e10:
                return datetime.fromtimestamp(seconds / unit, UTC).date()
    try:
        return datetime.fromisoformat(cell).date()
    except ValueError:
        pass
    for form in _FORMS:
        try:
            return datetime.strptime(cell.split(" ")[0].split("T")[0], form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise ValueError(text)
