"""Under which keys a record is laid, so that only those are compared that share one.

A key that too many share is closed: nobody is compared because of it. Whether it is open follows from how many records
share it now, whatever came first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.linkage.frames import HUB, Frame, places_in
from minhbach.engine.linkage.kernel import ADDRESS, OF_PERSON, PERSON_LIKE

MOST_ALIKE = 30
# Fewer bits than this in a name, and half the country has it; a name is looked for beyond its commune from more on.
TELLING, TELLING_WIDELY = 9.0, 14.0
# Where a name is looked for: in its commune (its province, where that is all one knows), its province, the country.
NEAR, AROUND, ANYWHERE = 0, 1, 2
_LOOKED_FOR = ((NEAR, TELLING), (AROUND, TELLING_WIDELY))
# Letters from which a name written without spaces is looked for everywhere.
_JOINED = 6


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
    ids = frame.ids.to_list()
    found: list[set[int]] = [set() for _ in ids]
    for row, kind, value in frame.values.select("row", "node_kind", "value").iter_rows():
        found[row].add(_digest(f"{kind}:{value}"))
    telling = list(_telling_of_each(frame))
    bounds, names = frame.names_from.tolist(), frame.names.tolist()
    for row, (commune, province) in enumerate(frame.places.iter_rows()):
        places = {NEAR: commune or province or "", AROUND: province or "", ANYWHERE: ""}
        for name in names[bounds[row] : bounds[row + 1]]:
            found[row] |= {~_digest(f"{text}|{places[where]}") for text, where in telling[name]}
    return {one: frozenset(keys) for one, keys in zip(ids, found, strict=True)}


def _telling_of_each(frame: Frame) -> Iterator[list[tuple[str, int]]]:
    """Yield for each text under which words it is looked for, and where; as `_telling` lists it of a million."""
    words = frame.words.to_list()
    worth, is_number = frame.worth.tolist(), frame.digits.tolist()
    plain, bounds = frame.plain.tolist(), frame.tokens_from.tolist()
    for name, (role, joined) in enumerate(zip(frame.roles.tolist(), frame.joined.tolist(), strict=True)):
        own = plain[bounds[name] : bounds[name + 1]]
        found: list[tuple[str, int]] = []
        if role == ADDRESS:
            number = next((words[word] for word in own if is_number[word]), None)
            street = " ".join([words[word] for word in own if not is_number[word]][:2])
            if number is not None and street:
                found.append((f"address|{number}|{street}", NEAR))
            yield found
            continue
        told = sorted((-worth[word], words[word]) for word in own)
        bits, rarest_bits = (round(-sum(bit for bit, _ in some), 2) for some in (told, told[:2]))
        whole, rarest = (" ".join(sorted(word for _, word in some)) for some in (told, told[:2]))
        if role <= PERSON_LIKE and len(own) >= 2:
            found += [(f"person|{whole}", where) for where, least in _LOOKED_FOR if bits >= least]
        if role != OF_PERSON:
            found += [(f"title|{rarest}", where) for where, least in _LOOKED_FOR if rarest_bits >= least]
            if len(words[joined].encode()) >= _JOINED:
                found.append((f"joined|{words[joined]}", ANYWHERE))
        yield found


@dataclass(frozen=True)
class WordKeys:
    """Keys of names and addresses: HELD lists (row, text, place), each a number of TEXTS and of PLACES."""

    held: pl.DataFrame
    texts: pl.Series
    places: pl.Series


def word_keys(frame: Frame) -> WordKeys:
    """List the names and addresses that tell enough to be looked for, and where each is looked for."""
    listed = _telling(frame)
    texts = listed.select("key").unique().with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("text"))
    listed = listed.join(texts, on="key").select("name", "text", "where")
    commune, province = (frame.places.get_column(name).fill_null("") for name in ("commune", "province"))
    places = pl.concat([pl.Series([""]), commune, province]).unique(maintain_order=True)
    here, around = places_in(places, commune), places_in(places, province)
    held = pl.DataFrame({"row": _owners(frame.names_from), "name": frame.names}).join(listed, on="name")
    row, where = held.get_column("row").to_numpy(), held.get_column("where").to_numpy()
    near = np.where(here[row] != 0, here[row], around[row])
    place = np.select([where == NEAR, where == AROUND], [near, around[row]], 0).astype(np.int32)
    return WordKeys(held.select("row", "text", pl.Series("place", place)).unique(), texts.get_column("key"), places)


def _telling(frame: Frame) -> pl.DataFrame:
    """List of each text under which words it is looked for, and where: (name, key, where)."""
    words = frame.words
    names = pl.DataFrame({"role": frame.roles, "joined": words.gather(frame.joined)}).with_columns(
        pl.int_range(pl.len(), dtype=pl.Int32).alias("name")
    )
    tokens = pl.DataFrame(
        {
            "name": _owners(frame.tokens_from), "text": words.gather(frame.plain), "bits": frame.worth[frame.plain],
            "is_number": frame.digits[frame.plain] != 0,
        },
        schema_overrides={"name": pl.Int32},
    )  # fmt: skip
    is_address = pl.Series(frame.roles[tokens.get_column("name").to_numpy()] == ADDRESS)
    said, located = tokens.filter(~is_address), tokens.filter(is_address)
    called = (
        said.sort("name", "bits", "text", descending=[False, True, False])
        .group_by("name", maintain_order=True)
        .agg(
            pl.col("text").sort().str.join(" ").alias("whole"),
            pl.col("bits").sum().round(2),
            pl.len().alias("count"),
            pl.col("text").head(2).sort().str.join(" ").alias("rarest"),
            pl.col("bits").head(2).sum().round(2).alias("rarest_bits"),
        )
        .join(names, on="name")
    )
    house = (
        located.group_by("name", maintain_order=True)
        .agg(
            pl.col("text").filter(pl.col("is_number")).first().alias("number"),
            pl.col("text").filter(~pl.col("is_number")).head(2).str.join(" ").alias("street"),
        )
        .filter(pl.col("number").is_not_null(), pl.col("street") != "")
    )
    persons = called.filter(pl.col("role") <= PERSON_LIKE, pl.col("count") >= 2, pl.col("bits") >= TELLING)
    titles = called.filter(pl.col("role") != OF_PERSON)
    person, title = pl.format("person|{}", "whole"), pl.format("title|{}", "rarest")
    parts = [
        (persons, person, NEAR),
        (persons.filter(pl.col("bits") >= TELLING_WIDELY), person, AROUND),
        (titles.filter(pl.col("rarest_bits") >= TELLING), title, NEAR),
        (titles.filter(pl.col("rarest_bits") >= TELLING_WIDELY), title, AROUND),
        (titles.filter(pl.col("joined").str.len_bytes() >= _JOINED), pl.format("joined|{}", "joined"), ANYWHERE),
        (house, pl.format("address|{}|{}", "number", "street"), NEAR),
    ]
    return pl.concat(
        [part.select("name", key.alias("key"), pl.lit(where).alias("where")) for part, key, where in parts]
    )


def _owners(bounds: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Return for each thing that hangs on rows the row it hangs on."""
    return np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))


def _digest(text: str) -> int:
    """Return 60 bits of a text: among a hundred million keys, it is unlikely that any two are one by chance."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=10).digest()) >> 20
