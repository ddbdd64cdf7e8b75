"""The same text again in the sweep. It says who offers the same goods; by itself it is no sign of anything."""

from __future__ import annotations

import polars as pl

from minhbach.engine.screening.comparing.evidence import evidence, first_suspicions
from minhbach.engine.screening.comparing.keys import sellers_of
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import Batch

FEWEST_LETTERS = 60
"""Folded letters of title and description; short titles are the same by chance."""

_ONE_SELLER, _SELLERS = rule("sweep.text"), rule("sweep.text.relisted")

OBSERVED: dict[str, pl.DataType] = {
    "n": pl.Int64(),
    "key": pl.UInt64(),  # of the letters and digits of title and description
    "listing_id": pl.String(),
    "seller": pl.UInt64(),  # null where the sweep does not name one
    "sign": pl.String(),  # the first that something speaks for; null where nothing was found
}


def observe_texts(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Keep a number for each text that is long enough.

    Shape:  Batch, FOUND -> OBSERVED
    """
    bounds = batch.folded.bounds
    frame = pl.DataFrame(
        {
            "key": batch.folded.text_hash,
            "listing_id": batch.listings["listing_id"],
            "seller": sellers_of(batch),
            "is_long": bounds[:, 2] - bounds[:, 0] >= FEWEST_LETTERS,
        }
    )
    return (
        frame.with_row_index("n")
        .with_columns(pl.col("n").cast(pl.Int64))
        .filter("is_long")
        .join(first_suspicions(batch, found), on="n", how="left", maintain_order="left")
        .select(pl.col(name).cast(dtype) for name, dtype in OBSERVED.items())
    )


def compare_texts(observed: pl.DataFrame, _knowledge: Knowledge) -> pl.DataFrame:
    """Say of each candidate how many listings and sellers have its text, and which was the first.

    Shape:  OBSERVED, whole texts -> COMPARED, weight 0: ``sweep.text.relisted`` under several sellers, else
            ``sweep.text``.
    Source: docs/method/sameness.md
    """
    repeated = observed.filter(pl.len().over("key") > 1)
    counted = repeated.with_columns(
        pl.len().over("key").alias("listings"),
        pl.col("seller").drop_nulls().n_unique().over("key").alias("sellers"),
        pl.col("listing_id").sort_by("n").first().over("key").alias("first_listing"),
        pl.lit(_ONE_SELLER.weight).alias("weight"),
    ).filter(pl.col("sign").is_not_null())
    return evidence(
        counted,
        rules=(_ONE_SELLER, _SELLERS),
        which=(pl.col("sellers") > 1).cast(pl.Int64),
        sign="sign",
        values=("listings", "sellers", "first_listing"),
    )
