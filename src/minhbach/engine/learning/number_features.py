"""What a table says beside its words: price, how a text is written, and what is known of the seller from before."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_NOT_FIGURES = re.compile(r"[^0-9.,\-]")
_LONGEST = 4_000
_TENTHS = 10
_BELIEF = 2.0  # rows that a seller's share is drawn towards the table's own by
_PARTS = 5


def read_price(cell: str | None) -> float:
    """Return a price in whatever unit the table has, NaN where none above 0 can be read.

    "1.234.567 đ", "$1,299.00" and "12,5" are read; a lone sign before three figures parts thousands.
    """
    if cell is None:
        return float("nan")
    text = cell.strip()
    try:
        price = float(text)
    except ValueError:
        whole, rest, _ = parted(_NOT_FIGURES.sub("", text).strip(".,"))
        is_decimal = len(rest) in (1, 2) or len(rest) > 3
        try:
            price = float(f"{whole}.{rest}" if is_decimal else whole + rest)
        except ValueError:
            return float("nan")
    return price if 0 < price < 1e15 else float("nan")


def parted(figures: str) -> tuple[str, str, int]:
    """Return what stands before and after the last point or comma, bare of others, and how often that sign stands."""
    last = max(figures.rfind("."), figures.rfind(","))
    if last < 0:
        return figures, "", 0
    return re.sub(r"[.,]", "", figures[:last]), figures[last + 1 :], figures.count(figures[last])


def read_prices(cells: pl.Series) -> Numbers:
    """Return the natural logarithm of each price, NaN where there is none."""
    values = np.array([read_price(cell) for cell in cells], dtype=np.float64)
    return np.log(values)


@dataclass(frozen=True)
class PriceScale:
    """Where prices of the table lie.

    Units: natural logarithms.
    """

    middle: float
    spread: float
    tenths: tuple[float, ...]
    gap_middle: float
    gap_spread: float


def price_scale(prices: Numbers, gaps: Numbers) -> PriceScale:
    """Return median, robust spread and tenths of prices, and of their gaps to what the text lets expect."""
    known = prices[~np.isnan(prices)]
    if not len(known):
        return PriceScale(0.0, 1.0, (0.0,) * (_TENTHS - 1), 0.0, 1.0)
    tenths = np.quantile(known, np.arange(1, _TENTHS) / _TENTHS)
    known_gaps = gaps[~np.isnan(gaps)]
    return PriceScale(
        float(np.median(known)), _robust_spread(known), tuple(float(value) for value in tenths),
        float(np.median(known_gaps)), _robust_spread(known_gaps),
    )  # fmt: skip


def _robust_spread(values: Numbers) -> float:
    return max(float(1.4826 * np.median(np.abs(values - np.median(values)))), 0.05)


def price_columns(prices: Numbers, gaps: Numbers, scale: PriceScale) -> Numbers:
    """Return the price, its tenth, whether it lacks, and its robust gap to what the text lets expect.

    Shape: (rows, 4 + tenths); 0 where there is no price.
    """
    lacking = np.isnan(prices)
    level = np.where(lacking, 0.0, np.clip((prices - scale.middle) / scale.spread, -4, 4))
    gap = np.where(lacking, 0.0, np.clip((gaps - scale.gap_middle) / scale.gap_spread, -4, 4))
    tenth = np.searchsorted(np.array(scale.tenths), np.where(lacking, 0.0, prices))
    tenths = (tenth[:, None] == np.arange(_TENTHS)) & ~lacking[:, None]
    return np.column_stack([level, gap, np.minimum(gap, 0), lacking, tenths]).astype(np.float64)


def style_columns(texts: pl.Series) -> Numbers:
    """Return how each text is written: length, shares of capitals, figures and signs, links, long numbers.

    Shape: (rows, 7)
    """
    read = pl.DataFrame({"text": texts.fill_null("").str.slice(0, _LONGEST)}).select(
        pl.col("text").str.len_chars().alias("length"),
        pl.col("text").str.count_matches(r"\p{Lu}").alias("capitals"),
        pl.col("text").str.count_matches(r"\p{Nd}").alias("figures"),
        pl.col("text").str.count_matches(r"[\p{P}\p{S}]").alias("signs"),
        pl.col("text").str.count_matches(r"[!！]").alias("cries"),
        pl.col("text").str.count_matches(r"(?i)https?:|www\.|\.com|@").alias("links"),
        pl.col("text").str.count_matches(r"\d[\d .\-]{6,}\d").alias("numbers"),
    )
    counts = read.to_numpy().astype(np.float64)
    length = counts[:, 0]
    shares = counts[:, 1:4] / np.maximum(length, 1)[:, None]
    return np.column_stack([np.log1p(length) / 3, np.sqrt(shares) * 2, np.minimum(np.log1p(counts[:, 4:]), 2)])


@dataclass(frozen=True)
class Past:
    """What was known of each row's seller before it.

    Shape: number of earlier rows, and of those that were positive.
    """

    rows: Numbers
    positive: Numbers

    def columns(self, base: float, *, belief: float = _BELIEF) -> Numbers:
        """Return, as log-odds beside the table's own, the seller's share, how much is known, and whether anything is.

        Shape: (rows, 3)
        """
        share = (self.positive + belief * base) / (self.rows + belief)
        odds = np.log(share / (1 - share)) - np.log(base / (1 - base))
        return np.column_stack([odds, np.log1p(self.rows) / 3, self.rows == 0]).astype(np.float64)


def key_of(name: str | None) -> int:
    """Return by what a name is known in a model that does not keep it; 0 for none."""
    if not name:
        return 0
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little") | 1


@dataclass(frozen=True)
class Known:
    """How many rows each key had, and how many of them were positive.

    Shape: sorted keys, and as many counts.
    """

    keys: NDArray[np.uint64]
    rows: Numbers
    positive: Numbers

    def past_of(self, keys: NDArray[np.uint64]) -> Past:
        """Return what is known of some keys; key 0 is nobody's."""
        if not len(self.keys):
            return Past(np.zeros(len(keys)), np.zeros(len(keys)))
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        is_met = (self.keys[places] == keys) & (keys != 0)
        return Past(*(np.where(is_met, counts[places], 0.0) for counts in (self.rows, self.positive)))


def count_known(keys: NDArray[np.uint64], true: Numbers) -> Known:
    """Return what rows with labels tell of their keys; key 0 is nobody's."""
    given = keys != 0
    known, places = np.unique(keys[given], return_inverse=True)
    rows, positive = (np.bincount(places, weight, len(known)).astype(np.float64) for weight in (None, true[given]))
    return Known(known, rows, positive)


def past_by_time(sellers: NDArray[np.int64], days: NDArray[np.int64], true: Numbers) -> Past:
    """Return what the rows of strictly earlier days say of each row's seller; seller −1 is nobody."""
    frame = pl.DataFrame({"row": np.arange(len(true)), "seller": sellers, "day": days, "true": true})
    by_day = frame.group_by("seller", "day").agg(pl.len().alias("rows"), pl.col("true").sum()).sort("seller", "day")
    before = by_day.with_columns(
        pl.col("rows", "true").cum_sum().over("seller") - pl.col("rows", "true"),
    )
    joined = frame.select("row", "seller", "day").join(before, on=["seller", "day"], how="left").sort("row")
    known = sellers >= 0
    return Past(joined["rows"].to_numpy() * known, joined["true"].to_numpy() * known)


def past_by_lot(sellers: NDArray[np.int64], true: Numbers, seed: int) -> Past:
    """Return what other rows of the seller say of each, where no time is known: never the row itself.

    Half of the sellers, drawn by lot, are left unknown, so that the words are learned as well as the names.
    """
    chance = np.random.default_rng(seed)
    part = chance.integers(0, _PARTS, len(true))
    count = int(sellers.max(initial=-1)) + 1
    rows, positive = np.zeros(len(true)), np.zeros(len(true))
    known = np.flatnonzero(sellers >= 0)
    if not count or not len(known):
        return Past(rows, positive)
    key = sellers[known] * _PARTS + part[known]
    total_rows, total_true = (np.bincount(sellers[known], weight, count) for weight in (None, true[known]))
    own_rows, own_true = (np.bincount(key, weight, count * _PARTS) for weight in (None, true[known]))
    is_told = chance.random(count)[sellers[known]] < 0.5
    rows[known] = np.where(is_told, total_rows[sellers[known]] - own_rows[key], 0)
    positive[known] = np.where(is_told, total_true[sellers[known]] - own_true[key], 0)
    return Past(rows, positive)
