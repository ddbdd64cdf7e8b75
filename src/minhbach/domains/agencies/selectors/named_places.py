"""A place that stands in what was typed: “shop X Lạng Sơn”."""

from __future__ import annotations

from collections.abc import Sequence

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors.reach import place_ids_within
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.engine.text.spelling import spelt_alike

LONGEST_NAME = 5
_KINDS = ("", "tinh ", "thanh pho ", "phuong ", "xa ", "thi tran ", "thi xa ", "quan ", "huyen ", "dac khu ")


def place_named(words: Sequence[str]) -> tuple[int, int, frozenset[int]] | None:
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
