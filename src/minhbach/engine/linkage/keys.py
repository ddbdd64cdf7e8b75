"""Under which keys a record is laid, so that only those are compared that share one.

A key that too many share is closed: nobody is compared because of it. Whether it is open follows from how many records
share it now, whatever came first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.linkage.frames import HUB, Frame
from minhbach.engine.linkage.kernel import ADDRESS, OF_PERSON, PERSON_LIKE

MOST_ALIKE = 30
# Fewer bits than this in a name, and half the country has it; a name is looked for beyond its commune from more on.
TELLING, TELLING_WIDELY = 9.0, 14.0


def is_of_identifier(key: int) -> bool:
    """Say whether a key is an identifier's; those of words are below zero."""
    return key >= 0


def most_sharing(key: int) -> int:
    """Return how many records may share a key that is open."""
    return HUB if is_of_identifier(key) else MOST_ALIKE


def identifier_key(kind: str, value: str) -> int:
    return _digest(f"{'phone' if kind == 'zalo' else kind}:{value}")


def keys_of(frame: Frame) -> Mapping[str, frozenset[int]]:
    """Return the keys of each record of a frame."""
    found: dict[str, set[int]] = {one: set() for one in frame.ids}
    for row, kind, value in frame.values.select("row", "node_kind", "value").iter_rows():
        found[frame.ids[row]].add(_digest(f"{kind}:{value}"))
    for row, text in word_keys(frame).iter_rows():
        found[frame.ids[row]].add(~_digest(text))
    return {one: frozenset(keys) for one, keys in found.items()}


def word_keys(frame: Frame) -> pl.DataFrame:
    """List (row, key) of the names and addresses that tell enough to be looked for."""
    names = pl.DataFrame(
        {"row": _owners(frame.names_from), "role": frame.roles, "joined": frame.joined},
        schema={"row": pl.Int64, "role": pl.Int64, "joined": pl.Int64},
    ).with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("name"))
    words = frame.words
    tokens = pl.DataFrame(
        {
            "name": _owners(frame.tokens_from), "word": frame.plain, "bits": frame.plain_bits,
            "is_number": frame.digits,
        },
        schema={"name": pl.Int64, "word": pl.Int64, "bits": pl.Float64, "is_number": pl.Boolean},
    ).with_columns(words.gather(frame.plain).alias("text"))  # fmt: skip
    tokens = tokens.join(names.select("name", "role"), on="name", maintain_order="left")
    said = tokens.filter(pl.col("role") != ADDRESS)
    rarest = (
        said.sort("name", "bits", "text", descending=[False, True, False])
        .group_by("name", maintain_order=True)
        .agg(pl.col("text").head(2).alias("rarest"), pl.col("bits").head(2).sum().alias("rarest_bits"))
    )
    whole = (
        said.sort("name", "text")
        .group_by("name", maintain_order=True)
        .agg(
            pl.col("text").str.join(" ").alias("whole"),
            pl.col("bits").sum().alias("bits"),
            pl.len().alias("count"),
        )
        .join(rarest.with_columns(pl.col("rarest").list.sort().list.join(" ")), on="name")
    )
    house = (
        tokens.filter(pl.col("role") == ADDRESS)
        .group_by("name", maintain_order=True)
        .agg(
            pl.col("text").filter(pl.col("is_number")).first().alias("number"),
            pl.col("text").filter(~pl.col("is_number")).head(2).str.join(" ").alias("street"),
        )
        .filter(pl.col("number").is_not_null(), pl.col("street") != "")
    )
    places = pl.DataFrame(
        {"commune": frame.places.get_column("commune"), "province": frame.places.get_column("province")}
    ).with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("row"))
    names = names.with_columns(words.gather(frame.joined).alias("joined_text"))
    near = pl.when(pl.col("commune") != "").then("commune").otherwise("province")
    called = names.join(whole, on="name").join(places, on="row")
    persons = called.filter(pl.col("role") <= PERSON_LIKE, pl.col("count") >= 2, pl.col("bits") >= TELLING)
    titles = called.filter(pl.col("role") != OF_PERSON)
    addresses = names.join(house, on="name").join(places, on="row")
    parts = [
        persons.select("row", pl.format("person|{}|{}", "whole", near)),
        persons.filter(pl.col("bits") >= TELLING_WIDELY).select("row", pl.format("person|{}|{}", "whole", "province")),
        titles.filter(pl.col("rarest_bits") >= TELLING).select("row", pl.format("title|{}|{}", "rarest", near)),
        titles.filter(pl.col("rarest_bits") >= TELLING_WIDELY).select(
            "row", pl.format("title|{}|{}", "rarest", "province")
        ),
        titles.filter(pl.col("joined_text").str.len_bytes() >= 6).select("row", pl.format("joined|{}", "joined_text")),
        addresses.select("row", pl.format("address|{}|{}|{}", "number", "street", near)),
    ]
    return pl.concat([part.rename({part.columns[1]: "key"}) for part in parts]).unique()


def _owners(bounds: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return for each thing that hangs on rows the row it hangs on."""
    return np.repeat(np.arange(len(bounds) - 1, dtype=np.int64), np.diff(bounds))


def _digest(text: str) -> int:
    """Return 60 bits of a text: among a hundred million keys, it is unlikely that any two are one by chance."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=10).digest()) >> 20
