"""Columns of figures and of categories beside the words: a shop's age, rating and kind, its goods' kind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from minhbach.engine.screening.learning.folds import grouped_folds
from minhbach.engine.screening.learning.number_features import Past

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
    digits = re.sub(r"\s", "", found.group(1))
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0:
        after, other = len(digits) - last - 1, digits[last]
        is_decimal = (after != 3 or unit != 1.0) and digits.count(other) == 1
        whole = re.sub(r"[.,]", "", digits[:last])
        digits = f"{whole}.{digits[last + 1 :]}" if is_decimal else whole + digits[last + 1 :]
    return float(digits) * unit


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
            keys[:, place] = [_key(cell) for cell in frame[name].cast(pl.String)]
    return Figures(read, keys)


def _numbers(cells: pl.Series) -> Numbers:
    written = cells.cast(pl.String)
    plain = written.str.strip_chars().cast(pl.Float64, strict=False)
    values = plain.fill_null(float("nan")).to_numpy().astype(np.float64)
    for row in np.flatnonzero(plain.is_null().to_numpy() & written.is_not_null().to_numpy()).tolist():
        values[row] = read_number(written[row])
    values[~np.isfinite(values)] = np.nan
    return values


def _key(cell: str | None) -> int:
    name = " ".join((cell or "").casefold().split())
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little") | 1 if name else 0


@dataclass(frozen=True)
class Shares:
    """How many rows each category had, and how many of them were positive; one for each column."""

    keys: tuple[Keys, ...]  # sorted
    rows: tuple[Numbers, ...]
    positive: tuple[Numbers, ...]
    base: float

    def columns(self, categories: Keys) -> Numbers:
        """Return each category's share as log-odds beside the table's own, how much is known, and whether anything is.

        Shape: (rows, 3 × columns)
        """
        parts = [np.zeros((len(categories), 0))]
        for place, known in enumerate(self.keys):
            keys = categories[:, place]
            at = np.minimum(np.searchsorted(known, keys), max(len(known) - 1, 0))
            met = (known[at] == keys) & (keys != 0) if len(known) else np.zeros(len(keys), dtype=bool)
            counts = [np.where(met, of[at] if len(of) else 0.0, 0.0) for of in (self.rows[place], self.positive[place])]
            parts.append(Past(*counts).columns(self.base, belief=_BELIEF))
        return np.hstack(parts)


def count_shares(categories: Keys, true: Numbers) -> Shares:
    """Return the shares that rows with labels tell."""
    keys, rows, positive = [], [], []
    for place in range(categories.shape[1]):
        given = categories[:, place] != 0
        known, at = np.unique(categories[given, place], return_inverse=True)
        keys.append(known)
        rows.append(np.bincount(at, minlength=len(known)).astype(np.float64))
        positive.append(np.bincount(at, true[given], minlength=len(known)).astype(np.float64))
    return Shares(tuple(keys), tuple(rows), tuple(positive), float(np.clip(true.mean(), 0.001, 0.999)))


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
    named: dict[str, NDArray[Any]] = {}
    for place, (keys, rows, positive) in enumerate(zip(shares.keys, shares.rows, shares.positive, strict=True)):
        named |= {f"share_{place}_keys": keys, f"share_{place}_rows": rows, f"share_{place}_positive": positive}
    return named


def unpack_shares(arrays: Mapping[str, NDArray[Any]], columns: int, base: float) -> Shares:
    """Return shares from what ``pack_shares`` made of them."""
    read = [[arrays[f"share_{place}_{part}"] for place in range(columns)] for part in ("keys", "rows", "positive")]
    return Shares(tuple(read[0]), tuple(read[1]), tuple(read[2]), base)
