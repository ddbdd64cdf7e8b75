"""Try one lexicon entry on a few texts, and say of each why it fires or does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.lexicon import FIELDS, Entry, Vocabulary
from minhbach.engine.tables import LISTINGS
from minhbach.engine.text.keys import search_key


@dataclass(frozen=True)
class Place:
    """Where an entry fired in a text. Units: start and end in code points of the text."""

    rule: str
    sign: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Tried:
    """What became of one text.

    WHY is empty where the entry fired, else one of: words (no phrase stands there), accents (it stands
    there with other accents), goods (the goods are none of the entry's), spared (GROUPS name by what).
    """

    text: str
    places: tuple[Place, ...]
    why: str = ""
    groups: tuple[str, ...] = ()

    @property
    def fired(self) -> bool:
        """Say whether the entry fired."""
        return bool(self.places)


def try_entry(
    entry: Entry, vocabulary: Vocabulary, texts: Sequence[str], *, groups: Mapping[str, Sequence[str]], as_of: date
) -> list[Tried]:
    """Read texts as titles of listings, with one entry alone.

    GROUPS are the entry's sparing operators by a name of one's own, so that each can be told apart.
    """
    words = replace(entry, id=f"{entry.id}#words", goods=(), not_goods=(), spared_by=(), fields=FIELDS)
    unspared = replace(entry, id=f"{entry.id}#unspared", spared_by=())
    spared = {name: replace(words, id=f"{entry.id}#{name}", spared_by=tuple(group)) for name, group in groups.items()}
    screener = BatchScreener(replace(vocabulary, entries=(entry, words, unspared, *spared.values())), as_of)
    found = find_places(screener, texts)
    results = []
    for text, places in zip(texts, found, strict=True):
        fired = {place.rule for place in places}
        own = tuple(place for place in places if place.rule == entry.id)
        why, sparing = "", tuple(name for name, variant in spared.items() if variant.id not in fired)
        if not own:
            if words.id not in fired:
                why = "accents" if _has_other_accents(entry, text) else "words"
            elif unspared.id not in fired:
                why = "goods"
            else:
                why = "spared"
        results.append(Tried(text, own, why, sparing if why == "spared" else ()))
    return results


def find_places(screener: BatchScreener, texts: Sequence[str]) -> list[list[Place]]:
    """Read texts as titles of listings; return, for each, where entries that speak for a sign fired."""
    rows = [{**dict.fromkeys(LISTINGS), "listing_id": str(number), "title": text} for number, text in enumerate(texts)]
    found = screener.screen(pl.DataFrame(rows, schema=LISTINGS)).found
    known = screener.vocabulary.by_id
    places: list[list[Place]] = [[] for _ in texts]
    for row in found.iter_rows(named=True):
        if row["rule"] in known and row["weight"] > 0 and row["field"] == "title":
            places[int(row["listing_id"])].append(
                Place(row["rule"], row["sign"], row["start"], row["end"], row["quote"])
            )
    return places


def _has_other_accents(entry: Entry, text: str) -> bool:
    key = f" {search_key(text)} "
    return any(f" {search_key(phrase)} " in key for phrase in entry.phrases if search_key(phrase))
