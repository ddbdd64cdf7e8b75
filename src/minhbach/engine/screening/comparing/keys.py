"""Numbers that stand for texts, the same in every process and on every machine."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import polars as pl

from minhbach.engine.screening.rules import Batch

_PARTS = "\x1f"


def key_of(*parts: str) -> int:
    """Return 64 bits for some texts in their order."""
    return int.from_bytes(blake2b(_PARTS.join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@lru_cache(maxsize=100_000)
def _seller_key(platform: str | None, seller_id: str | None, seller_name: str | None) -> int | None:
    if seller_id is not None:
        return key_of(platform or "", "id", seller_id)
    if seller_name is not None:
        return key_of(platform or "", "name", seller_name.strip().lower())
    return None


def sellers_of(batch: Batch) -> pl.Series:
    """Return a key for each listing's seller, null where the sweep does not name one.

    Shape: Batch -> n, UInt64. A seller is known on one platform, by id, else by name.
    """
    if "sellers" not in batch.memory:
        columns = (batch.listings[name].to_list() for name in ("platform", "seller_id", "seller_name"))
        keys = [_seller_key(*row) for row in zip(*columns, strict=True)]
        batch.memory["sellers"] = pl.Series("seller", keys, dtype=pl.UInt64)
    sellers: pl.Series = batch.memory["sellers"]
    return sellers
