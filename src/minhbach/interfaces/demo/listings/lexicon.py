"""What the demo's listings are made of, read from the tables beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A kind of goods: how it is called, praised and specified, and what it costs."""

    code: str
    family: str
    categories: tuple[str, ...]
    price: tuple[int, int]
    nouns: tuple[str, ...]
    traits: tuple[str, ...]
    points: tuple[str, ...]
    specs: tuple[str, ...]
    brands: tuple[str, ...]


@dataclass(frozen=True)
class ProhibitedKind:
    """A kind of goods that may not be offered so; `signs` are what such a listing shows."""

    code: str
    categories: tuple[str, ...]
    price: tuple[int, int]
    titles: tuple[str, ...]
    lines: tuple[str, ...]
    signs: frozenset[str]


@dataclass(frozen=True)
class Turn:
    """A turn a listing may take: towards a sign, or towards what only looks like one."""

    sign: str
    is_sign: bool
    families: tuple[str, ...]
    titles: tuple[str, ...]
    lines: tuple[str, ...]
    price_share: tuple[float, float]
    brands: tuple[str, ...]

    def suits(self, family: str) -> bool:
        return "*" in self.families or family in self.families


@dataclass(frozen=True)
class Voice:
    """How one seller speaks."""

    code: str
    weight: int
    bullets: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    emoji: tuple[str, ...]
    teencode_share: float
    capitals_share: float


@dataclass(frozen=True)
class Mark:
    """A famous mark of the demo's world."""

    name: str
    families: tuple[str, ...]
    holder: str
    authorised: tuple[str, ...]


def read_table(name: str) -> list[dict[str, Any]]:
    """Read the rows of one table: the value of the only key of the file."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    (rows,) = tomllib.loads(text).values()
    return list(rows)


def read_kinds(row: dict[str, Any]) -> list[Kind]:
    """Read one row of goods: a kind, or one for each of its variants with what they have in common."""
    variants = row.get("variants") or [{"traits": row["traits"], "points": [], "specs": []}]
    return [
        Kind(
            row["code"],
            row["family"],
            tuple(row["category"]),
            (row["price"][0], row["price"][1]),
            (variant["noun"],) if "noun" in variant else tuple(row["nouns"]),
            tuple(variant["traits"]),
            (*variant["points"], *row["points"]),
            (*variant["specs"], *row["specs"]),
            tuple(row["brands"]),
        )
        for variant in variants
    ]


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of ordinary goods."""
    names = ("beauty", "fashion", "food", "home", "other")
    return tuple(kind for name in names for row in read_table(f"kinds/{name}.toml") for kind in read_kinds(row))


@cache
def prohibited_kinds() -> tuple[ProhibitedKind, ...]:
    """Return every kind of prohibited or restricted goods."""
    return tuple(
        ProhibitedKind(
            row["code"],
            tuple(row["category"]),
            (row["price"][0], row["price"][1]),
            tuple(row["titles"]),
            tuple(row["lines"]),
            frozenset({"prohibited", *row.get("also", ())}),
        )
        for row in read_table("prohibited.toml")
    )


@cache
def signs() -> tuple[Turn, ...]:
    """Return the turns that are signs."""
    return tuple(
        Turn(
            row["sign"],
            True,
            tuple(row["families"]),
            tuple(row["title"]),
            tuple(row["lines"]),
            (row["price_share"][0], row["price_share"][1]),
            tuple(row["brand"]),
        )
        for row in read_table("signs.toml")
    )


@cache
def look_alikes() -> tuple[Turn, ...]:
    """Return the turns that only look like signs."""
    return tuple(
        Turn(
            row["resembles"],
            False,
            tuple(row["families"]),
            tuple(row["title"]),
            tuple(row["lines"]),
            (1.0, 1.0),
            ("keep",),
        )
        for row in read_table("look_alikes.toml")
    )


@cache
def voices() -> tuple[Voice, ...]:
    """Return the voices sellers speak in."""
    return tuple(
        Voice(
            row["code"],
            row["weight"],
            tuple(row["bullets"]),
            tuple(row["openings"]),
            tuple(row["closings"]),
            tuple(row["emoji"]),
            row["teencode"],
            row["capitals"],
        )
        for row in read_table("voices.toml")
    )


@cache
def marks() -> tuple[Mark, ...]:
    """Return the famous marks of the demo's world."""
    return tuple(
        Mark(row["name"], tuple(row["families"]), row["holder"], tuple(row["authorised"]))
        for row in read_table("marks.toml")
    )
