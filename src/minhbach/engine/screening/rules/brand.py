"""Marks: is it plausible that these goods are that brand's own?

A famous mark in the title says nothing by itself. It speaks when the brand field does not name it
(OEM, No brand, empty) and the price lies below what such goods are sold for when genuine.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from minhbach.engine.screening.listing import Hit, Listing
from minhbach.engine.screening.phrases import any_of
from minhbach.engine.screening.rule_table import judge_row
from minhbach.engine.screening.rules import Verdict, judge
from minhbach.engine.text.letters import fold_text

_PRICE = judge_row("brand.price")
_MARKS = Path(__file__).parent.parent / "terms" / "marks.toml"
_NO_BRAND = {b"", b"oem", b"no brand", b"nobrand", b"none", b"khong", b"khac", b"other", b"no name", b"null"}
_CHILD_SHARE = 0.6  # children's sizes cost less
_FAR_BELOW = 0.25  # share of the floor under which the price speaks louder
_PROMINENT = 900
# A maker's article number by itself: "6063586", "10007218", "585572EUC", "F5495", "PRM210382".
_ARTICLE = re.compile(
    rb"(?<![0-9a-z])([0-9]{7,9}(?![0-9])|[0-9]{6,9}(euc|inf)|[acef][0-9]{4}(?![0-9])|(prm|mrt)[0-9]{4,8})"
)
# A maker's style and color by their numbers: "16139-0027". Who sells a copy does not know them.
_STYLE = re.compile(rb"(?<![0-9a-z])[0-9]{5}-[0-9]{4}(?![0-9])")
_BRACKETED = re.compile(rb"\[[^\]\n]*\]")
_HIDING = re.compile(rb"[.*_]")
_MEANT = bytes.maketrans(b"013457@!$", b"oieastais")
# Greek or Cyrillic inside a word.
_FOREIGN = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")


class _Marks:
    """The data file, folded."""

    def __init__(self) -> None:
        content = tomllib.loads(_MARKS.read_text(encoding="utf-8"))
        terms: dict[str, list[str]] = content["terms"]
        self.floors: dict[bytes, dict[str, int]] = {}
        for tier, floors in content["tier"].items():
            for name in terms[tier]:
                self.floors[fold_text(name.replace("\\", ""))] = floors
        self.longest_first = [
            (mark, re.compile(rb"(?<![a-z0-9])" + re.escape(mark) + rb"(?![a-z0-9])"))
            for mark in sorted(self.floors, key=len, reverse=True)
        ]
        self.disguised = {fold_text(name) for name in terms["disguised_mark"]}
        self.kinds = [(kind, any_of(words, {}, bare=False)) for kind, words in content["kind"].items()]
        self.licensee = any_of(("{licensee}",), {name: tuple(words) for name, words in terms.items()}, bare=False)
        # Words that make the goods something else than new goods of that brand.
        self.words = {name: any_of(words, {}, bare=False) for name, words in content["words"].items()}


@cache
def _marks() -> _Marks:
    return _Marks()


def kind_of(text: bytes) -> str | None:
    """Return the kind of goods that a folded text names first."""
    first: tuple[int, int, str] | None = None
    for kind, words in _marks().kinds:
        found = words.search(text)
        if found is not None:
            place = (found.start(), -found.end(), kind)
            first = place if first is None else min(first, place)
    return first[2] if first else None


def _brand_of(listing: Listing) -> bytes:
    """Return the folded brand field, empty where it names none."""
    if "brand" not in listing.memory:
        brand: str | None = listing.columns["brand"]
        listing.memory["brand"] = b"" if names_no_brand(brand) else fold_text(brand or "").strip()
    return bytes(listing.memory["brand"])


def names_no_brand(brand: str | None) -> bool:
    """Say whether a brand field names nobody: empty, "OEM", "No brand", "Không"."""
    written = brand or ""
    return fold_text(written).strip() in _NO_BRAND or fold_text(_without_accents(written)).strip() in _NO_BRAND


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def is_for_or_used(said: bytes, title: bytes) -> bool:
    """Say whether goods are made for a mark's, are a sample or used, by the words up to the mark and the title."""
    words = _marks().words
    said = words["for_whom"].sub(b" ", said)  # "cho bé" is no "cho iPhone"
    return bool(words["compatible"].search(said) or words["sample_or_used"].search(title))


@judge("brand.price")
def judge_price(hit: Hit) -> Verdict:
    """A mark counts when nobody vouches for it and the price is below what genuine goods fetch.

    Units: đồng for price and floor.
    """
    listing = hit.listing
    mark, floors = _mark_in(hit.folded)
    if mark is None or listing.columns["is_official"] or _brand_of(listing):
        return None
    words = _marks().words
    title_kind = _title_kind(listing)
    if title_kind is None or title_kind not in floors:
        return None
    if kind_of(hit.folded) not in (None, title_kind) or words["worn_with"].search(hit.before(40)):
        return None  # another thing, worn with these goods
    if not hit.in_title and hit.start - listing.title_end > _PROMINENT:
        return None
    if is_for_or_used(hit.before(60) + hit.folded, listing.title) or _STYLE.search(listing.title):
        return None
    if mark in _marks().disguised or _is_hidden(hit, mark):
        # Who spells a mark so that it is not found has a reason.
        return hit.entry.weight, {"mark": mark.decode("ascii", "replace"), "kind": title_kind, "disguised": True}
    floor = float(floors[title_kind])
    if words["child_size"].search(listing.title):
        floor *= _CHILD_SHARE
    values: dict[str, Any] = {"mark": mark.decode("ascii", "replace"), "kind": title_kind, "floor_vnd": int(floor)}
    price = listing.columns["price_vnd"]
    if not price:
        return hit.entry.weight * _PRICE.shares["unchecked"], {**values, "unchecked": "price_vnd"}
    if price >= floor:
        return None
    weight = hit.entry.weight + (_PRICE.weights["far_below"] if price < floor * _FAR_BELOW else 0.0)
    return weight, {**values, "price_vnd": int(price)}


@judge("brand.figure")
def judge_figure(hit: Hit) -> Verdict:
    """A licensed figure or club counts when neither the brand field nor an article number tells of a maker.

    A brand of which no license is known vouches for no figure, though it does for what is no figure.
    """
    if hit.listing.columns["is_official"] or _ARTICLE.search(hit.listing.title):
        return None
    brand = _brand_of(hit.listing)
    if not brand:
        return hit.entry.weight, {}
    if hit.entry.id != "brand.figure" or _holds_license(brand, hit):
        return None
    return hit.entry.weight, {"brand": hit.listing.columns["brand"].strip()}


def _holds_license(brand: bytes, hit: Hit) -> bool:
    """Say whether a brand is known to, or is the figure's own name, or sells as its own shop."""
    seller = fold_text(hit.listing.columns["seller_name"] or "")
    is_own = brand in hit.folded or hit.folded in brand
    return is_own or b"official" in seller or _marks().licensee.search(brand) is not None


def _is_hidden(hit: Hit, mark: bytes) -> bool:
    """Say whether the title spells the mark so that a search misses it: "di.or", "ch@nel", "Nіke" with a foreign і."""
    if hit.is_revealed:
        whole = mark.replace(b" ", b"")
        return any(
            word != whole and _HIDING.sub(b"", word.translate(_MEANT)) == whole for word in hit.listing.title.split()
        )
    return hit.in_title and _FOREIGN.search(hit.listing.columns["title"] or "") is not None


def _title_kind(listing: Listing) -> str | None:
    if "kind" not in listing.memory:
        # "[Hộp + tất] Giày …": the socks are thrown in.
        listing.memory["kind"] = kind_of(_BRACKETED.sub(b" ", listing.title)) or kind_of(listing.title)
    kind: str | None = listing.memory["kind"]
    return kind


@lru_cache(maxsize=10_000)
def _mark_in(folded: bytes) -> tuple[bytes | None, dict[str, int]]:
    """Return the longest mark that the folded words hold, and its floors."""
    text = re.sub(rb"[_\x1f]", b" ", folded)
    for mark, word in _marks().longest_first:
        if mark in text and word.search(text):
            return mark, _marks().floors[mark]
    return None, {}
