"""Which column of an export is which column of LISTINGS, told by its name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minhbach.engine.text.keys import search_key

_OF_A_PART = 1_000  # a name known by a part of it is less plain than any known whole


@dataclass(frozen=True)
class Known:
    """What a name of a column is known for."""

    column: str  # of LISTINGS
    rank: int  # how plain a name for it: 0 the plainest


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, Known]:
    names: dict[str, Known] = {}
    for column, known in _content()["names"].items():
        for rank, name in enumerate(known):
            names.setdefault(_key(name), Known(column, rank))
    return names


@cache
def words_for_no_price() -> frozenset[str]:
    """Return what stands in a price column where no price is given."""
    return frozenset(search_key(word) for word in _content()["prices"]["not_given"])


@cache
def words_for_free() -> frozenset[str]:
    """Return what stands in a price column where goods are given away."""
    return frozenset(search_key(word) for word in _content()["prices"]["free"])


@cache
def words_of_instructions() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return what whole cells under the headings of a platform's form say, and how longer ones begin."""
    content = _content()["instructions"]
    return frozenset(map(search_key, content["words"])), tuple(map(search_key, content["begins"]))


@cache
def names_of_shopee() -> frozenset[str]:
    """Return the names that Shopee's own interface gives its columns."""
    return frozenset(_content()["platform_interface"]["shopee"])


def _key(name: str) -> str:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    plain = re.sub(r"[(（\[].*?[)）\]]", " ", parted)
    return search_key(plain.replace("_", " ")) or search_key(parted)


def column_key(name: str) -> str:
    """Return the last part of a column's name as names are compared: "item_basic.shopid" is "shopid"."""
    return _key(name.rpartition(".")[2])


def known_for(name: str) -> Known | None:
    """Return what a column of this name holds: by its whole name, else by one of its parts."""
    whole = _names().get(_key(name))
    if whole is not None:
        return whole
    for part in (name.rpartition(".")[2], *re.split(r"[\n/|]", name)):
        known = _names().get(_key(part)) if part != name and part.strip() else None
        if known is not None:
            return Known(known.column, known.rank + _OF_A_PART)
    return None


def guess_mapping(columns: Sequence[str]) -> dict[str, str]:
    """Return the likeliest column of the input for each column of LISTINGS that it has."""
    best: dict[str, tuple[int, str]] = {}
    for name in columns:
        known = known_for(name)
        if known is not None and (known.column not in best or known.rank < best[known.column][0]):
            best[known.column] = (known.rank, name)
    return {column: name for column, (_, name) in best.items()}


def other_prices(columns: Sequence[str], chosen: str) -> list[str]:
    """Return the further columns that tell a price, plainest first: they speak where the chosen one is empty."""
    known = [(known.rank, name) for name in columns if (known := known_for(name)) and known.column == "price_vnd"]
    ranks = {name: rank for rank, name in known}
    return [name for rank, name in sorted(known) if name != chosen and rank > ranks.get(chosen, _OF_A_PART * 2)]


def is_sure(name: str) -> bool:
    """Say whether a column's whole name is known."""
    return _key(name) in _names()


def check_mapping(mapping: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    """Return the names in a mapping that the input does not have."""
    return [name for name in mapping.values() if name not in columns]
