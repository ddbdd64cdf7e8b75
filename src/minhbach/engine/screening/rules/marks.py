"""Marks that an office knows (table ``marks`` of the knowledge folder): named on goods at a price that is not theirs.

As ``brand.price`` for the marks of the product: a mark counts when the brand field names nobody and the price lies
below what genuine goods cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.listing import Finding
from minhbach.engine.screening.phrases import bounded
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import Batch, batch_rule, finding
from minhbach.engine.screening.rules.brand import is_for_or_used, names_no_brand
from minhbach.engine.text.letters import fold_text

_MARK = rule("known.mark")
_FAR_BELOW = 0.25  # of the floor
_BEFORE = 60  # folded letters of the title before the mark


@dataclass(frozen=True)
class _Mark:
    """A row of the table that has a price floor."""

    name: str
    holder: str | None
    floor_vnd: int
    spellings: tuple[str, ...]  # the mark's own name among them
    names: re.Pattern[bytes]
    goods: re.Pattern[bytes] | None


@batch_rule("known.mark")
def named_below_its_price(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """A mark in the title counts when nobody vouches for it and the price is below its floor.

    Units: đồng.
    """
    marks = _marks(batch.knowledge)
    if not marks:
        return
    data, bounds = batch.folded.data, batch.folded.bounds
    # One sign a byte: a string in which every mark can be sought at once.
    titles = pl.Series([data[start:end].decode("latin-1") for start, end in bounds[:, :2].tolist()], dtype=pl.String)
    needles = sorted({fold_text(name).decode("latin-1") for mark in marks for name in mark.spellings})
    offered = batch.listings.select(
        pl.col("price_vnd"), pl.col("brand"), pl.col("is_official").fill_null(value=False).alias("is_official")
    )
    for row in titles.str.contains_any(needles).arg_true().to_list():
        price, brand, is_official = offered.row(row)
        if not price or is_official or not names_no_brand(brand):
            continue
        start = int(bounds[row, 0])
        title = data[start : int(bounds[row, 1])]
        found = [(mark, place) for mark in marks if price < mark.floor_vnd and (place := _place(mark, title))]
        if found:
            # Of several the dearest: it is furthest from its price.
            mark, (first, last) = max(found, key=lambda pair: (pair[0].floor_vnd, pair[0].name))
            values = {
                "mark": mark.name,
                "holder": mark.holder,
                "floor_vnd": mark.floor_vnd,
                "price_vnd": price,
                "knowledge": batch.knowledge.version,
            }
            weight = _MARK.weights["far_below" if price < mark.floor_vnd * _FAR_BELOW else "below_floor"]
            yield row, finding(_MARK, _MARK.signs[0], weight, values, start=start + first, end=start + last)


def _place(mark: _Mark, title: bytes) -> tuple[int, int] | None:
    """Return where the title names the mark as the make of such goods."""
    if mark.goods is not None and not mark.goods.search(title):
        return None
    match = mark.names.search(title)
    if match is None or is_for_or_used(title[max(0, match.start() - _BEFORE) : match.end()], title):
        return None
    return match.span()


def _any_of(words: Sequence[str]) -> re.Pattern[bytes]:
    return re.compile(bounded(b"|".join(re.escape(fold_text(word)) for word in words)))


def _marks(knowledge: Knowledge) -> tuple[_Mark, ...]:
    if "marks" not in knowledge.memory:
        rows = knowledge.table("marks").filter(pl.col("floor_vnd") > 0).iter_rows(named=True)
        knowledge.memory["marks"] = tuple(
            _Mark(
                name=row["mark"],
                holder=row["holder"],
                floor_vnd=row["floor_vnd"],
                spellings=(row["mark"], *row["spellings"]),
                names=_any_of((row["mark"], *row["spellings"])),
                goods=_any_of(row["goods"]) if row["goods"] else None,
            )
            for row in rows
        )
    marks: tuple[_Mark, ...] = knowledge.memory["marks"]
    return marks
