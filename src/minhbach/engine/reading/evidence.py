"""What the first rows of a table prove of how it was made: prices given too high, ids cut short, prices elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

import polars as pl

from minhbach.engine.reading.formats import Raw
from minhbach.engine.reading.mapping import column_key, names_of_shopee, other_prices
from minhbach.engine.reading.prices import read_price

_FONTS = {"tcvn3": "TCVN3", "vni": "VNI"}
_SHOPEE_TIMES = 100_000
_SHOPEE_NAMES = 2  # of its interface, at least
_SHOPEE_LEAST = 10**9  # the middle price, as it is given: 10.000 đồng
_ABSURDLY_HIGH, _ABSURDLY_LOW = 10**9, 1_000
_KEPT_WHOLE = 2**53  # the largest number that a table of floating figures keeps to the last digit


@dataclass(frozen=True)
class Evidence:
    """What was proved, and what is to be said of it."""

    price_times: int = 1  # how many times too high prices are given
    other_prices: tuple[str, ...] = ()  # columns that speak where the price is empty
    cut_numbers: frozenset[str] = frozenset()  # columns of LISTINGS
    remarks: tuple[tuple[str, str], ...] = ()  # code and value


def evidence_of(
    raw: Raw, mapping: Mapping[str, str], rows: Sequence[Mapping[str, str | None]]
) -> tuple[dict[str, str], Evidence]:
    """Return the mapping without ids that are none, and what the first rows prove."""
    kept = dict(mapping)
    remarks: list[tuple[str, str]] = []
    cut = frozenset(
        column
        for column in ("listing_id", "seller_id")
        if column in kept and raw.columns.index(kept[column]) in raw.long_numbers
    )
    if raw.kind == "parquet":
        floating = [one for one in ("listing_id", "seller_id") if one in kept and _is_floating(raw, kept[one])]
        remarks += [(f"{column}_lost", kept.pop(column)) for column in floating]
    remarks += [
        ("old_font", f"{name} ({_FONTS[font]})")
        for name, font in zip(raw.columns, raw.fonts, strict=False)
        if font and name in kept.values()
    ]
    times = 1
    if "price_vnd" in kept:
        figures = [text for row in rows if (text := (row.get(kept["price_vnd"]) or "").strip().removesuffix(".0"))]
        times = _times(raw, figures)
        if times > 1:
            remarks.append(("price_scaled", f"{figures[0]} → {int(figures[0]) // times}"))
        else:
            remarks += _absurd(figures)
    others = tuple(other_prices(raw.columns, kept["price_vnd"])) if "price_vnd" in kept and times == 1 else ()
    return kept, Evidence(times, others, cut, tuple(remarks))


def _times(raw: Raw, figures: Sequence[str]) -> int:
    """Return how many times too high prices are given: by Shopee's own interface, proved by its names and figures."""
    names = {column_key(name) for name in raw.columns}
    names |= {column_key(part) for name in raw.columns for part in name.split(".")}
    if len(names & names_of_shopee()) < _SHOPEE_NAMES or not figures or not all(map(str.isdecimal, figures)):
        return 1
    prices = [int(figure) for figure in figures if int(figure)]
    if not prices or any(price % _SHOPEE_TIMES for price in prices) or median_low(prices) < _SHOPEE_LEAST:
        return 1
    return _SHOPEE_TIMES


def _absurd(figures: Sequence[str]) -> list[tuple[str, str]]:
    """Say that the middle price is out of all measure; it is kept as it stands."""
    prices = [price for figure in figures if (price := read_price(figure).vnd) is not None]
    prices += [int(figure) for figure in figures if figure.isdecimal() and len(figure) > 12]
    if not prices:
        return []
    middle = median_low(prices)
    if middle >= _ABSURDLY_HIGH:
        return [("price_absurdly_high", str(middle))]
    return [("price_absurdly_low", str(middle))] if middle < _ABSURDLY_LOW else []


def _is_floating(raw: Raw, name: str) -> bool:
    """Say whether a column of ids is kept as floating figures, some of them too long for that."""
    scanned = pl.scan_parquet(raw.path, glob=False).select(pl.col(name))
    if not scanned.collect_schema()[name].is_float():
        return False
    try:
        most = scanned.select(pl.col(name).abs().max()).collect().item()
    except (pl.exceptions.PolarsError, OSError):
        return False
    return most is not None and most >= _KEPT_WHOLE
