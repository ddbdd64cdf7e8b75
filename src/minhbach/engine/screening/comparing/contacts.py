"""The same telephone under several sellers of the sweep: they may be one. Context, never a sign by itself."""

from __future__ import annotations

import json

import polars as pl

from minhbach.engine.screening.comparing.evidence import evidence
from minhbach.engine.screening.comparing.keys import key_of, sellers_of
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import Batch

OBSERVED: dict[str, pl.DataType] = {
    "n": pl.Int64(),
    "key": pl.UInt64(),  # of the contact
    "phone": pl.String(),  # canonical
    "seller": pl.UInt64(),  # null where the sweep does not name one
    "seller_name": pl.String(),
}
_ONE_SELLER, _SELLERS = rule("sweep.contact"), rule("sweep.contact.sellers")
_NAMED = 5  # sellers named in the values


def observe_contacts(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Keep the telephones that rules found in listings, each once a listing.

    Shape:  Batch, FOUND -> OBSERVED
    """
    phones: dict[tuple[int, str], None] = {}
    for row, sign, weight, values in found.select("n", "sign", "weight", "values").iter_rows():
        if sign in _ONE_SELLER.signs and weight > 0:
            phone = json.loads(values or "{}").get("phone")
            if phone:
                phones[row, phone] = None
    rows = pl.Series([row for row, _ in phones], dtype=pl.Int64)
    return pl.DataFrame(
        {
            "n": rows,
            "key": [key_of(phone) for _, phone in phones],
            "phone": [phone for _, phone in phones],
            "seller": sellers_of(batch)[rows],
            "seller_name": batch.listings["seller_name"][rows],
        },
        schema=OBSERVED,
    )


def compare_contacts(observed: pl.DataFrame, _knowledge: Knowledge) -> pl.DataFrame:
    """Say of each listing how many others, and how many sellers, give the same telephone.

    Shape:  OBSERVED, whole contacts -> COMPARED, weight 0: ``sweep.contact.sellers`` where several sellers give
            it, else ``sweep.contact``.
    Source: docs/method/sameness.md
    """
    counted = observed.with_columns(
        pl.len().over("key").alias("listings"),
        pl.col("seller").drop_nulls().n_unique().over("key").alias("sellers"),
        pl.col("seller_name").drop_nulls().unique().sort().head(_NAMED).implode().over("key").alias("named"),
        pl.lit(_ONE_SELLER.weight).alias("weight"),
    ).filter(pl.col("listings") > 1)
    return evidence(
        counted,
        rules=(_ONE_SELLER, _SELLERS),
        which=(pl.col("sellers") > 1).cast(pl.Int64),
        values=("phone", "listings", "sellers", "named"),
    )
