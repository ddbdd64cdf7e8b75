"""Numbers that stand for texts, the same in every process and on every machine."""

from __future__ import annotations

from hashlib import blake2b

import polars as pl

from minhbach.engine.screening.rules import Batch

_PARTS = "\x1f"


def key_of(*parts: str) -> int:
    """Return 64 bits for some texts in their order."""
    return int.from_bytes(blake2b(_PARTS.join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def keys_of(columns: pl.DataFrame) -> pl.Series:
    """Return one key for each row of text columns, null where a column is null.

    Shape: n x any -> n, UInt64. Each different row is hashed once.
    """
    whole = columns.select(pl.concat_str(pl.all(), separator=_PARTS).alias("key"))["key"]
    different = whole.drop_nulls().unique()
    hashed = pl.Series([key_of(text) for text in different], dtype=pl.UInt64)
    return whole.replace_strict(different, hashed, default=None, return_dtype=pl.UInt64)


def sellers_of(batch: Batch) -> pl.Series:
    """Return a key for each listing's seller, null where the sweep does not name one.

    Shape: Batch -> n, UInt64. A seller is known on one platform, by id, else by name.
    """
    if "sellers" not in batch.memory:
        named = batch.listings.select(
            pl.col("platform").fill_null(""),
            pl.coalesce(
                pl.concat_str(pl.lit("id "), "seller_id"),
                pl.concat_str(pl.lit("name "), pl.col("seller_name").str.strip_chars().str.to_lowercase()),
            ).alias("seller"),
        )
        batch.memory["sellers"] = keys_of(named).alias("seller")
    sellers: pl.Series = batch.memory["sellers"]
    return sellers
