"""The same telephone under several sellers of the sweep: they may be one. Context, never a sign by itself."""

from __future__ import annotations

import polars as pl

from minhbach.engine.screening.comparing.evidence import evidence
from minhbach.engine.screening.comparing.keys import keys_of, sellers_of
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rules import Batch

OBSERVED: dict[str, pl.DataType] = {
    "n": pl.Int64(),
    "key": pl.UInt64(),  # of the contact
    "phone": pl.String(),  # canonical
    "seller": pl.UInt64(),  # null where the sweep does not name one
    "seller_name": pl.String(),
}
_NAMED = 5  # sellers named in the values


def observe_contacts(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Keep the telephones that rules found in listings, each once a listing.

    Shape:  Batch, FOUND -> OBSERVED
    """
    phones = (
        found.filter((pl.col("sign") == "off_platform") & (pl.col("weight") > 0))
        .select("n", pl.col("values").str.json_path_match("$.phone").alias("phone"))
        .filter(pl.col("phone").is_not_null())
        .unique(maintain_order=True)
    )
    rows = phones["n"].to_list()
    return phones.with_columns(
        keys_of(phones.select("phone")).alias("key"),
        sellers_of(batch)[rows].alias("seller"),
        batch.listings["seller_name"][rows].alias("seller_name"),
    ).select(pl.col(name).cast(dtype) for name, dtype in OBSERVED.items())


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
        pl.lit(0.0).alias("weight"),
    ).filter(pl.col("listings") > 1)
    return evidence(
        counted,
        sign="off_platform",
        rule=pl.when(pl.col("sellers") > 1).then(pl.lit("sweep.contact.sellers")).otherwise(pl.lit("sweep.contact")),
        family="sweep.contact",
        legal_basis=(),
        values=("phone", "listings", "sellers", "named"),
    )
