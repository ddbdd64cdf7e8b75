"""What a column of days says: the day in Vietnam, or nothing. A day never costs a listing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import polars as pl

from minhbach.engine.reading.cells import as_text, blank

_VIETNAM = timezone(timedelta(hours=7))  # without summer time since 1975
_EARLIEST, _LATEST = 2005, 2099  # before the first marketplace a figure is no day
_CLOCK = r"(?:[T ,]+(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?(?:\.\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})" + _CLOCK)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _CLOCK)
_MOMENT = re.compile(r"\d{10}(?:\d{3})?(?:\.0)?")  # seconds, or thousandths of them, since 1970


def read_days(given: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Read a column of days or moments, and say which cells could not be read.

    Shape: any type -> String (ISO: 2023-04-11), Boolean.
    """
    if given.dtype == pl.Date:
        return _iso(given), pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(given))
    if isinstance(given.dtype, pl.Datetime):
        here = given if given.dtype.time_zone is None else given.dt.convert_time_zone("Asia/Ho_Chi_Minh")
        return _iso(here), pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(given))
    cells = as_text(given)
    read = {cell: _day(cell.strip()) for cell in cells.unique() if cell is not None}
    days = pl.Series([read.get(cell) if cell is not None else None for cell in cells], dtype=pl.String)
    return days, days.is_null() & ~blank(cells)


def _iso(days: pl.Series) -> pl.Series:
    return days.dt.to_string("%Y-%m-%d")


def _day(cell: str) -> str | None:
    """Read "2023-04-11", "11/4/2023 09:30", "2023-04-10T20:00:00Z" or 1681150000, the day first as in Vietnam."""
    if _MOMENT.fullmatch(cell):
        figure = int(cell.removesuffix(".0"))
        return _told(datetime.fromtimestamp(figure if figure < 10**11 else figure // 1000, tz=UTC))
    if found := _YEAR_FIRST.fullmatch(cell):
        year, month, day, *clock = found.groups()
    elif found := _DAY_FIRST.fullmatch(cell):
        day, month, year, *clock = found.groups()
    else:
        return None
    hour, minute, second, zone = clock
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=_zone(zone)
        )
    except ValueError:
        return None
    return _told(moment)


def _zone(written: str | None) -> timezone:
    if not written:
        return _VIETNAM
    if written in ("Z", "UTC"):
        return UTC
    ahead = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(-ahead if written[0] == "-" else ahead)


def _told(moment: datetime) -> str | None:
    here = moment.astimezone(_VIETNAM)
    return date(here.year, here.month, here.day).isoformat() if _EARLIEST <= here.year <= _LATEST else None
