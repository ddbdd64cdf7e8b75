"""Columns of cells of any type as the values of LISTINGS, and which of them could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from minhbach.engine.reading.far_cells import KEPT_DIGITS
from minhbach.engine.reading.prices import HIGHEST_PRICE, Price, read_count, read_price

_POWER = r"^\d(?:[.,]\d+)?[eE]\+?\d{2}$"  # what a spreadsheet shows of a long number
_LONG = rf"^\d{{{KEPT_DIGITS + 1},}}$"
_CUT = rf"^\d{{{KEPT_DIGITS}}}0+$"
_CUT_TOGETHER = 3  # long numbers, all of them ending so, were cut


@dataclass(frozen=True)
class Money:
    """A column of prices.

    Units: đồng.
    """

    vnd: pl.Series
    notes: pl.Series  # codes of what was noticed
    written: pl.Series

    def reasons(self) -> Iterator[str]:
        """Yield the codes that were noted."""
        if self.notes.null_count() < len(self.notes):
            yield from self.notes.drop_nulls().unique().sort()


def read_money(given: pl.Series, times: int = 1) -> Money:
    """Read a column of prices, which the source gives so many times too high.

    Shape: any type -> Int64, String, String.
    """
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(given))
    if given.dtype.is_numeric() and times == 1:
        figures = given.fill_nan(None) if given.dtype.is_float() else given
        vnd = figures if figures.dtype == pl.Int64 else figures.cast(pl.Float64).round().cast(pl.Int64, strict=False)
        # Whole đồng were read by a program before: its 0 is what it means to say.
        least = 0 if given.dtype == pl.Int64 else 1
        odd = figures.is_not_null() & (vnd.is_null() | (vnd < least) | (vnd > HIGHEST_PRICE)).fill_null(value=True)
        if not odd.any():
            return Money(vnd, nothing, nothing)
        zero = (vnd == 0).fill_null(value=False)
        notes = nothing.zip_with(~odd, pl.Series(["price_unreadable"]).new_from_index(0, len(given)))
        notes = notes.zip_with(~zero, pl.Series(["price_zero"]).new_from_index(0, len(given)))
        return Money(
            vnd.zip_with(~odd, pl.Series([None], dtype=pl.Int64).new_from_index(0, len(given))),
            notes,
            nothing.zip_with(~odd, as_text(given)),
        )
    cells = as_text(given)
    read = {cell: _read(cell, times) for cell in cells.unique() if cell is not None}
    prices = [read[cell] if cell is not None else Price() for cell in cells]
    return Money(
        pl.Series([price.vnd for price in prices], dtype=pl.Int64),
        pl.Series([price.note for price in prices], dtype=pl.String),
        pl.Series([price.written for price in prices], dtype=pl.String),
    )


def _read(cell: str, times: int) -> Price:
    price = read_price(cell) if times == 1 else read_price(cell.strip().removesuffix(".0"))
    if times == 1 or price.vnd is None:
        figure = cell.strip()
        if times > 1 and figure.isdigit() and int(figure) and int(figure) % times == 0:  # beyond the highest price
            return Price(int(figure) // times) if int(figure) // times <= HIGHEST_PRICE else price
        return price
    if price.vnd % times:
        return Price(None, "price_unreadable", cell.strip())
    return Price(price.vnd // times, price.note, price.written)


def read_counts(given: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Read a column of numbers of pieces, and say which cells could not be read.

    Shape: any type -> Int64, Boolean.
    """
    if given.dtype.is_numeric():
        figures = given.fill_nan(None) if given.dtype.is_float() else given
        read = figures if figures.dtype == pl.Int64 else figures.cast(pl.Float64).round().cast(pl.Int64, strict=False)
        odd = figures.is_not_null() & (read.is_null() | (read < 0)).fill_null(value=True)
        if odd.any():
            read = read.zip_with(~odd, pl.Series([None], dtype=pl.Int64).new_from_index(0, len(given)))
        return read, odd
    cells = as_text(given)
    known: dict[str, int | None] = {}
    unreadable: set[str] = set()
    for cell in cells.unique():
        try:
            known[cell or ""] = read_count(cell) if cell is not None else None
        except ValueError:
            unreadable.add(cell)
    return (
        pl.Series([known.get(cell or "") for cell in cells], dtype=pl.Int64),
        pl.Series([cell in unreadable for cell in cells], dtype=pl.Boolean),
    )


def lost_numbers(given: pl.Series, kind: str, *, was_cut: bool) -> pl.Series | None:
    """Say which ids have lost their last digits; None where none has.

    WAS_CUT: the file is known to keep numbers of this column that are longer than a spreadsheet keeps.
    """
    if kind == "parquet":
        return None
    cells = given.str.strip_chars()
    lost = cells.str.contains(_POWER)
    long = cells.str.contains(_LONG)
    if was_cut:
        lost |= long
    elif kind not in ("xlsx", "jsonl"):  # a workbook was asked for its types, and JSON keeps every digit
        many = int(long.sum())
        if many >= _CUT_TOGETHER and int(cells.str.contains(_CUT).sum()) == many:
            lost |= long
    return lost.fill_null(value=False)


def blank(given: pl.Series) -> pl.Series:
    """Say which cells hold nothing."""
    return given.fill_null("").str.strip_chars() == ""


def as_text(given: pl.Series) -> pl.Series:
    """Return a column of any type as words: items of a list side by side, a record as JSON.

    Shape: any type -> String.
    """
    if given.dtype == pl.String:
        return given
    if isinstance(given.dtype, pl.List) and is_plain(given.dtype.inner):
        return given.cast(pl.List(pl.String), strict=False).list.join(" ", ignore_nulls=True)
    if is_plain(given.dtype):
        return given.cast(pl.String, strict=False)
    return pl.Series(given.name, [None if one is None else _said(one) for one in given.to_list()], dtype=pl.String)


def is_plain(dtype: Any) -> bool:
    """Say whether each value of a type is one word, which Polars can write."""
    return not dtype.is_nested() and dtype not in (pl.Duration, pl.Binary, pl.Object)


def _said(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)
