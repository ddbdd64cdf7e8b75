"""A place and a year that stand in what was typed: “shop X Lạng Sơn 2024”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors.reach import place_ids_within
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.engine.text.spelling import spelt_alike
from minhbach.foundation.search import Asked, Findable, Narrowed

LONGEST_NAME = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
_KINDS = ("", "tinh ", "thanh pho ", "phuong ", "xa ", "thi tran ", "thi xa ", "quan ", "huyen ", "dac khu ")


def _place_named(words: Sequence[str]) -> tuple[int, int, frozenset[int]] | None:
    """Find the longest run of words, without accents, that names a place of any map.

    Returns its first word, the one after its last, and the ids of all that lies within.
    A run of one word is too short to be told from a name, and all words together are the place itself.
    """
    runs: dict[str, tuple[int, int]] = {}
    for first in range(len(words)):
        for after in range(first + 2, min(first + LONGEST_NAME, len(words)) + 1):
            if after - first < len(words):
                said = words[first:after]
                for spelt in {" ".join(said), " ".join(spelt_alike(word)[-1] for word in said)}:
                    runs.setdefault(spelt, (first, after))
    if not runs:
        return None
    named = {kind + run: place for run, place in runs.items() for kind in _KINDS}
    rows = Place.objects.filter(folded__in=named).exclude(level=PlaceLevel.NATION)
    found = [(named[folded], pk) for pk, folded in rows.values_list("pk", "folded")]
    if not found:
        return None
    first, after = max((place for place, _ in found), key=lambda place: (place[1] - place[0], place[0]))
    return first, after, frozenset(place_ids_within({pk for place, pk in found if place == (first, after)}))


def narrowed_of(text: str) -> Narrowed | None:
    """Read a place and a year out of a text, where other words remain."""
    terms = list(Asked.of(text).terms)
    year = next((term for term in reversed(terms) if _YEAR.fullmatch(term.word.plain)), None)
    if year is not None and len(terms) > 1:
        terms.remove(year)
    else:
        year = None
    named = _place_named([term.word.plain for term in terms])
    place_ids: frozenset[int] = frozenset()
    if named is not None:
        first, after, place_ids = named
        del terms[first:after]
    if year is None and not place_ids:
        return None
    rest = Asked.of(" ".join(term.word.toned for term in terms))
    return Narrowed(rest, place_ids, int(year.word.plain) if year else None)


Search = Callable[[QuerySet[Any], str], QuerySet[Any]]


def by_place_and_year(search: Search, found: Findable) -> Search:
    """Let a list's search find what the search over everything finds of the same: in a place, of a year, as well."""

    def narrow(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        held, narrowed = search(rows, text), narrowed_of(text)
        if narrowed is None or not found.may_narrow(narrowed) or held.exists():
            return held
        return found.narrow(search(rows, narrowed.asked.text), narrowed)

    return narrow
