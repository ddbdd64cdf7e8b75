"""Whose prices are compared with whose: the brands, kinds of goods and words of terms/peers.toml and marks.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.screening.comparing.keys import key_of
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.text import alphabet
from minhbach.engine.text.letters import fold_text

PART = "part"
"""The kind of what is never compared: parts, holders, packaging."""

_MOST_FIELDS = 100_000  # looked up before and kept
_TERMS = Path(__file__).parent.parent / "terms"
_SIGNS = bytes(code if kind or code in b".,'" else alphabet.SPACE for code, kind in enumerate(alphabet.word_table()))


@dataclass(frozen=True)
class PeerTerms:
    """What titles are read by; words stand between blanks, two between each of them."""

    brands: Mapping[str, str]  # words -> brand, as people write it
    brand_keys: Mapping[str, int]  # words with one blank between them -> key of the brand
    kinds: Mapping[str, str]  # words -> kind
    names: Mapping[str, str]  # kind, or what sets goods apart -> the word that people use first
    makes: pl.DataFrame  # brand, kind: what a brand makes
    measured: Mapping[str, str]  # kind -> what it is sold by, where not by the piece
    worn: list[str]  # kinds that come in sizes of people
    sampled: list[str]  # kinds of which samples are sold
    words: Mapping[str, list[str]]
    other_goods: str  # what comes before goods that are not offered
    gift: str  # a gift and what follows
    no_amount: str  # words, and a number after them, that are neither size nor count

    @cached_property
    def fields(self) -> dict[str | None, str | None]:
        """Brand fields that were looked up before."""
        return {None: None}

    @cached_property
    def keys(self) -> dict[str, int]:
        """The key of each brand."""
        return {brand: key_of(brand) for brand in set(self.brands.values())}

    @cached_property
    def brand_words(self) -> pl.Series:
        """Words for brands with one blank between them, to find the titles worth reading, the longest first."""
        return pl.Series(list(self.brand_keys), dtype=pl.String)

    @cached_property
    def word_keys(self) -> pl.Series:
        """The key of the brand of each of ``brand_words``."""
        return pl.Series(list(self.brand_keys.values()), dtype=pl.UInt64)

    @property
    def brand_texts(self) -> list[str]:
        """Words for brands, the longest first."""
        return list(self.brands)

    @property
    def kind_texts(self) -> list[str]:
        """Words for kinds of goods, the longest first."""
        return list(self.kinds)

    def name_of(self, kind: str) -> str:
        """Return a kind of goods in words: "perfume/sample" is "nước hoa (chiết)"."""
        name, *apart = [self.names.get(code, code) for code in kind.split("/")]
        return f"{name} ({', '.join(apart)})" if apart else name

    def brand_of(self, name: str) -> str | None:
        """Return the brand of a name, as ``written`` gives it."""
        return self.brands.get(_between(name))


def written(text: str) -> str:
    """Return a text as folded titles are written: one sign a letter, one blank between words."""
    # Parted as bytes: two of the letters are blanks in latin-1.
    return b" ".join(fold_text(text).translate(_SIGNS).split()).decode("latin-1")


def declared_brands(fields: pl.Series, terms: PeerTerms) -> pl.Series:
    """Return the known brand that each brand field names, null for any other."""
    known = terms.fields
    if len(known) > _MOST_FIELDS:
        known.clear()
        known[None] = None
    brands = []
    for field in fields.to_list():
        if field is not None and field not in known:
            known[field] = terms.brand_of(written(field))
        brands.append(known[field])
    return pl.Series(brands, dtype=pl.String)


def peer_terms(knowledge: Knowledge) -> PeerTerms:
    """Return the product's terms, with the marks of the knowledge folder."""
    if not knowledge.has("marks"):
        return _terms()
    if "peers" not in knowledge.memory:
        knowledge.memory["peers"] = _build(knowledge.table("marks"))
    terms: PeerTerms = knowledge.memory["peers"]
    return terms


@cache
def _terms() -> PeerTerms:
    return _build(None)


def _build(marks: pl.DataFrame | None) -> PeerTerms:
    peers = tomllib.loads((_TERMS / "peers.toml").read_text(encoding="utf-8"))
    famous = tomllib.loads((_TERMS / "marks.toml").read_text(encoding="utf-8"))
    kinds: dict[str, str] = {}
    names = {name: words[0] for name, words in peers["words"].items()}
    for name, words in famous["kind"].items():
        kinds.update((written(word), name) for word in words)
        names[name] = words[0]
    brands: dict[str, str] = {}
    makes: set[tuple[str, str]] = set()
    for sector in peers["sector"].values():
        for name, words in sector["kinds"].items():
            kinds.update((written(word), name) for word in words)
            names.setdefault(name, words[0])
        for spellings in sector["brands"]:
            brand = _add(brands, spellings.split(" = "))
            makes.update((brand, kind) for kind in sector["kinds"])
    for tier, floors in famous["tier"].items():
        if tier == "disguised_mark":
            continue  # nobody who makes them
        for name in famous["terms"][tier]:
            brand = _add(brands, [name.replace("\\", "")])
            makes.update((brand, kind) for kind in floors)
    for row in marks.iter_rows(named=True) if marks is not None else ():
        brand = _add(brands, [row["mark"], *(row["spellings"] or ())])
        makes.update((brand, kind) for kind in kinds.values())
    words = peers["words"]
    between = _alternatives(words["between"])
    return PeerTerms(
        brands=_longest_first(brands),
        brand_keys={name.replace("  ", " "): key_of(brand) for name, brand in _longest_first(brands).items()},
        kinds=_longest_first(kinds),
        names={**names, **peers["names"]},
        makes=pl.DataFrame(sorted(makes), schema={"brand": pl.String(), "kind": pl.String()}, orient="row"),
        measured={kind: by for by, names in peers["measured"].items() for kind in names},
        worn=[kind for kind in famous["kind"] if kind not in ("perfume", "lipstick", "case")],
        sampled=list(peers["sector"]["cosmetic"]["kinds"]),
        words={name: [_between(written(word)) for word in words[name]] for name in words},
        other_goods=f" (?:{_alternatives(words['other_goods'])})  (?:(?:{between})  )?",
        gift=f" (?:{_alternatives(words['gift'])}) .*",
        no_amount=f" (?:{_alternatives(words['no_amount'])}) *[0-9]*[.,]* ",
    )


def _add(brands: dict[str, str], spellings: Sequence[str]) -> str:
    """Add a brand's spellings; a brand that is there already keeps its name."""
    names = [written(spelling) for spelling in spellings]
    brand = next((brands[name] for name in names if name in brands), spellings[0])
    brands.update(dict.fromkeys(names, brand))
    return brand


def _between(name: str) -> str:
    return " " + name.replace(" ", "  ") + " "


def _longest_first(names: Mapping[str, str]) -> dict[str, str]:
    return {_between(name): names[name] for name in sorted(names, key=lambda name: (-len(name), name))}


def _alternatives(words: Any) -> str:
    return "|".join(re.escape(written(word)).replace(r"\ ", "  ") for word in sorted(words, key=lambda w: (-len(w), w)))
