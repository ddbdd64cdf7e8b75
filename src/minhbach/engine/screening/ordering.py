"""In which order leads serve a visit: what each is worth, raised and lowered by what the whole sweep shows.

worth × what else its seller offers of the kind × whether it is still on offer × variety (docs/method/score.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from minhbach.engine.screening.comparing.keys import key_of
from minhbach.engine.screening.score import OTHER_GOODS, Scorecard
from minhbach.engine.text.keys import search_key

EXPIRED = "expired"
KEYS: dict[str, pl.DataType] = {
    "score": pl.Float64(),  # the worth, before the sweep was looked at
    "listing_id": pl.String(),
    "platform": pl.String(),
    "seller": pl.UInt64(),  # with the sign that weighs most; null where the sweep names none
    "copy": pl.UInt64(),  # of its title, whatever figures stand in it
    "kind": pl.UInt64(),  # of harm: the sign that weighs most, and the goods
    "days_old": pl.Int32(),  # since it was seen on offer; null where that is not known
    "is_date_only": pl.Boolean(),  # a date is all that speaks, and nobody knows when it was seen
}
NEEDED = (
    "score", "listing_id", "platform", "title", "seller_id", "seller_name", "signs", "goods", "collected_on",
)  # fmt: skip
_FIGURES = re.compile(r"\d+")
_PLACES = ("seller_place", "copy_place", "kind_place")


def keys_of(leads: pl.DataFrame, card: Scorecard, as_of: date) -> pl.DataFrame:
    """Return what the order of leads depends on, without their texts.

    Shape: LEADS, NEEDED columns of them -> KEYS, row by row.
    """
    rows = []
    for worth, listing_id, platform, title, seller_id, seller_name, signs, goods, collected_on in leads.select(
        NEEDED
    ).iter_rows():
        sign, kind = worst(signs, goods or (), card)
        seller = seller_id or (seller_name or "").strip().lower()
        words = _FIGURES.sub("", search_key(title or ""))
        rows.append((
            worth,
            listing_id,
            platform,
            key_of(platform or "", seller, sign) if seller else None,
            key_of(" ".join(words.split())) if words.strip() else None,
            key_of(sign, kind),
            (as_of - date.fromisoformat(collected_on)).days if collected_on else None,
            signs == [EXPIRED] and not collected_on,
        ))  # fmt: skip
    return pl.DataFrame(rows, schema=KEYS, orient="row")


def worst(signs: Sequence[str], goods: Sequence[str], card: Scorecard) -> tuple[str, str]:
    """Return the sign that harms most with the kind of goods that makes it so: a kind of harm."""
    kinds = [kind for kind in sorted(goods) if kind in card.harm] or [OTHER_GOODS]
    # The first of equals, in the order of signs and of names.
    return max(((sign, kind) for sign in signs for kind in kinds), key=lambda one: card.harm[one[1]][one[0]])


def placed(keys: pl.DataFrame, card: Scorecard) -> pl.DataFrame:
    """Say how each lead stands among all of the sweep, and give it its score.

    Places are counted from the most worthy on, so what comes first of its seller, its title and its kind
    keeps its worth, and what follows gives way to others.

    Shape: KEYS -> score, listing_id, platform, order (JSON, what ``lifted`` reads), row by row.
    """
    ordered = keys.with_row_index("row").with_columns(
        pl.when(pl.col("seller").is_null()).then(1).otherwise(pl.len().over("seller")).alias("seller_leads")
    )
    ordered = ordered.sort("score", "listing_id", "platform", descending=[True, False, False])
    for name, of in zip(_PLACES, ("seller", "copy", "kind"), strict=True):
        place = pl.int_range(1, pl.len() + 1).over(of)
        ordered = ordered.with_columns(pl.when(pl.col(of).is_null()).then(1).otherwise(place).alias(name))
    ordered = ordered.sort("row")
    orders: list[str] = []
    scores: list[float] = []
    told = ("seller_leads", *_PLACES, "days_old", "is_date_only")
    for worth, *values in ordered.select("score", *told).iter_rows():
        order = {"worth": worth, **dict(zip(told, values, strict=True))}
        orders.append(json.dumps(order))
        scores.append(lifted(order, card))
    return keys.select("listing_id", "platform").with_columns(
        pl.Series("score", scores, dtype=pl.Float64), pl.Series("order", orders, dtype=pl.String)
    )


def factors(order: Mapping[str, Any], card: Scorecard) -> dict[str, float]:
    """Return by what a lead's worth is multiplied, and why."""
    numbers = card.order
    if not numbers:  # a scorecard of before there was an order
        return {}
    days = order["days_old"]
    return {
        "seller": min(numbers["seller_most"], order["seller_leads"] ** numbers["seller_power"]),
        "on_offer": 1.0 if days is None else max(numbers["old_least"], 0.5 ** (max(days, 0) / numbers["old_half"])),
        "date_only": numbers["date_only"] if order["is_date_only"] else 1.0,
        "seller_place": order["seller_place"] ** -numbers["seller_place"],
        "copy_place": order["copy_place"] ** -numbers["copy_place"],
        "kind_place": (1 + (order["kind_place"] - 1) / numbers["kind_page"]) ** -numbers["kind_place"],
    }


def lifted(order: Mapping[str, Any], card: Scorecard) -> float:
    """Return the score: the worth times every factor."""
    score = float(order["worth"])
    for factor in factors(order, card).values():
        score *= factor
    return round(score, 6)
