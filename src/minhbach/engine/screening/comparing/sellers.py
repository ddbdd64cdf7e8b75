"""What else a seller offers in the sweep, and how much of it shows the same sign."""

from __future__ import annotations

import polars as pl

from minhbach.engine.screening.comparing.evidence import evidence, suspicions
from minhbach.engine.screening.comparing.keys import sellers_of
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import Batch
from minhbach.engine.tables import SIGNS

OBSERVED: dict[str, pl.DataType] = {
    "n": pl.Int64(),
    "key": pl.UInt64(),  # of the seller
    "suspected": pl.List(pl.String()),  # signs that something speaks for
    "held": pl.List(pl.String()),  # signs for which that is enough
}

_SELLER = rule("sweep.seller")
# Of a seller of whom nothing else is known one listing in twenty is taken to show a sign.
_USUAL_HELD, _USUAL_LISTINGS = 1, 20
_FEWEST_HELD = 2  # one other listing is no habit


def observe_sellers(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Keep each listing whose seller is named, with its signs.

    Shape:  Batch, FOUND -> OBSERVED
    """
    signs = (
        suspicions(batch, found)
        .group_by("n", maintain_order=True)
        .agg(pl.col("sign").alias("suspected"), pl.col("sign").filter("is_held").alias("held"))
    )
    return (
        pl.DataFrame({"key": sellers_of(batch)})
        .with_row_index("n")
        .with_columns(pl.col("n").cast(pl.Int64))
        .filter(pl.col("key").is_not_null())
        .join(signs, on="n", how="left", maintain_order="left")
        .select(pl.col(name).cast(dtype) for name, dtype in OBSERVED.items())
    )


def compare_sellers(observed: pl.DataFrame, _knowledge: Knowledge) -> pl.DataFrame:
    """Say how many of a seller's other listings show the sign that this one is suspected of.

    Shape:  OBSERVED, whole sellers -> COMPARED ``sweep.seller``, for each suspected sign of sellers with more than
            one listing.
    Units:  the weight grows with the share of the other listings that show the sign, not with their number; it is
            0 up to the usual share, and below two.
    Source: docs/method/sellers.md
    """
    others = observed.with_columns((pl.len().over("key") - 1).cast(pl.Int64).alias("others")).filter(
        pl.col("others") > 0
    )
    frames = []
    for sign in SIGNS:
        is_held = pl.col("held").list.contains(sign).fill_null(value=False)
        frames.append(
            others.with_columns((is_held.sum().over("key") - is_held).cast(pl.Int64).alias("others_held"))
            .filter(pl.col("suspected").list.contains(sign).fill_null(value=False))
            .select("n", "others", "others_held", pl.lit(sign).alias("sign"), _weight().alias("weight"))
        )
    rows = pl.concat(frames).with_columns((pl.col("others_held") / pl.col("others")).round(3).alias("held_share"))
    return evidence(
        rows,
        rules=(_SELLER,),
        sign="sign",
        values=("others", "others_held", "held_share"),
    )


def _weight() -> pl.Expr:
    held = pl.col("others_held") + _USUAL_HELD
    clean = pl.col("others") - pl.col("others_held") + _USUAL_LISTINGS - _USUAL_HELD
    odds = (held / clean) / (_USUAL_HELD / (_USUAL_LISTINGS - _USUAL_HELD))
    weight = (odds.log() * _SELLER.shares["odds"]).clip(0.0, _SELLER.weights["most"]).round(2)
    return pl.when(pl.col("others_held") >= _FEWEST_HELD).then(weight).otherwise(0.0)
