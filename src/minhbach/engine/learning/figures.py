"""Columns of figures and of categories beside the words: a shop's age, rating and kind, its goods' kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from minhbach.engine.learning.folds import grouped_folds
from minhbach.engine.learning.number_features import Known, count_known, key_of, parted

Numbers = NDArray[np.float64]
Keys = NDArray[np.uint64]

# "1,2k", "3 tr", "95 %", "1.234.567": what is written after the digits says how many of them.
_UNITS = {"k": 1e3, "nghin": 1e3, "n": 1e3, "tr": 1e6, "m": 1e6, "trieu": 1e6, "%": 1.0, "": 1.0}
_WRITTEN = re.compile(r"\s*([+\-]?[0-9][0-9.,\s]*)\s*(%|[a-zA-Z]*)[+\s]*\Z")
_BELIEF = 10.0  # rows that a category's share is drawn towards the table's own by
_PARTS = 5


def read_number(cell: str | None) -> float:
    """Return a figure as tables write it, NaN where none can be read; "1.234" is a thousand and more."""
    found = _WRITTEN.match(cell or "")
    unit = _UNITS.get(found.group(2).lower()) if found else None
    if found is None or unit is None:
        return float("nan")
    whole, rest, signs = parted(re.sub(r"\s", "", found.group(1)))
    is_decimal = (len(rest) != 3 or unit != 1.0) and signs == 1
    return float(f"{whole}.{rest}" if is_decimal else whole + rest) * unit


@dataclass(frozen=True)
class Figures:
    """The further columns of a table.

    Shape: numbers (rows, columns), NaN where none can be read; categories (rows, columns), 0 where none is given.
    """

    numbers: Numbers
    categories: Keys

    @property
    def are_given(self) -> bool:
        """Say whether there is any such column."""
        return bool(self.numbers.shape[1] or self.categories.shape[1])


def read_figures(frame: pl.DataFrame, numbers: Sequence[str], categories: Sequence[str]) -> Figures:
    """Return columns as numbers and keys; one that the table lacks is unknown in every row."""
    rows = frame.height
    read = np.full((rows, len(numbers)), np.nan)
    for place, name in enumerate(numbers):
        if name in frame.columns:
            read[:, place] = _numbers(frame[name])
    keys = np.zeros((rows, len(categories)), dtype=np.uint64)
    for place, name in enumerate(categories):
        if name in frame.columns:
            keys[:, place] = [key_of(" ".join((cell or "").casefold().split())) for cell in frame[name].cast(pl.String)]
    return Figures(read, keys)


def _numbers(cells: pl.Series) -> Numbers:
    written = cells.cast(pl.String)
    plain = written.str.strip_chars().cast(pl.Float64, strict=False)
    values = plain.fill_null(float("nan")).to_numpy().astype(np.float64)
    for row in np.flatnonzero(plain.is_null().to_numpy() & written.is_not_null().to_numpy()).tolist():
        values[row] = read_number(written[row])
    values[~np.isfinite(values)] = np.nan
    return values


@dataclass(frozen=True)
class Shares:
    """What is known of categories, for each column."""

    known: tuple[Known, ...]
    base: float

    def columns(self, categories: Keys) -> Numbers:
        """Return each category's share as log-odds beside the table's own, how much is known, and whether anything is.

        Shape: (rows, 3 × columns)
        """
        parts = [np.zeros((len(categories), 0))]
        for place, known in enumerate(self.known):
            parts.append(known.past_of(categories[:, place]).columns(self.base, belief=_BELIEF))
        return np.hstack(parts)


def count_shares(categories: Keys, true: Numbers) -> Shares:
    """Return the shares that rows with labels tell."""
    known = (count_known(categories[:, place], true) for place in range(categories.shape[1]))
    return Shares(tuple(known), float(np.clip(true.mean(), 0.001, 0.999)))


def shares_of_others(categories: Keys, true: Numbers, groups: NDArray[np.int64], seed: int) -> Numbers:
    """Return of each row what rows of other groups tell of its categories: never the row itself, nor its seller's.

    Shape: (rows, 3 × columns)
    """
    told = np.zeros((len(true), 3 * categories.shape[1]))
    for fold in grouped_folds(groups, _PARTS, seed):
        told[fold.test] = count_shares(categories[fold.train], true[fold.train]).columns(categories[fold.test])
    return told


def pack_shares(shares: Shares) -> dict[str, NDArray[Any]]:
    """Return the arrays of shares by name."""
    return {
        f"share_{place}_{name}": getattr(known, name)
        for place, known in enumerate(shares.known)
        for name in ("keys", "rows", "positive")
    }


def unpack_shares(arrays: Mapping[str, NDArray[Any]], columns: int, base: float) -> Shares:
    """Return shares from what ``pack_shares`` made of them."""
    known = (
        Known(*(arrays[f"share_{place}_{name}"] for name in ("keys", "rows", "positive"))) for place in range(columns)
    )
    return Shares(tuple(known), base)
