"""Places as people write them, of any map: "P. Bến Nghé, Q.1, TP.HCM" is where it lies today."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from minhbach.domains.agencies.models import Place, PlaceSuccession
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.engine.text.keys import search_key

_WORDS = Path(__file__).parents[1] / "data" / "place_words.toml"
_PARTS = re.compile(r"[,;|\n()]")
_SMALLER_PARTS = re.compile(r"\s[-–—]\s|[/–—-]")
_LEVELS = {
    "province": (PlaceLevel.PROVINCE,),
    "city": (PlaceLevel.PROVINCE, PlaceLevel.DISTRICT),
    "district": (PlaceLevel.DISTRICT,),
    "commune": (PlaceLevel.COMMUNE,),
    "": (PlaceLevel.PROVINCE, PlaceLevel.DISTRICT, PlaceLevel.COMMUNE),
}
_NUMBERED = re.compile(r"^(q|p|quan|phuong) ?0*(\d{1,2})$")


@dataclass(frozen=True)
class WrittenPlace:
    """Where a written place lies today, by ids: the province, and the communes it can be."""

    province: int | None = None
    communes: tuple[int, ...] = ()

    @property
    def place(self) -> int | None:
        """The commune where it is one, else the province."""
        return self.communes[0] if len(self.communes) == 1 else self.province


@dataclass(frozen=True)
class _Part:
    key: str
    levels: tuple[str, ...]
    is_marked: bool  # its kind stands before it


class WrittenPlaces:
    """Reads written places; reads the maps once, for a whole list."""

    def __init__(self, *, on: date) -> None:
        self._today: set[int] = set()
        self._level: dict[int, str] = {}
        self._parent: dict[int, int | None] = {}
        self._named: dict[tuple[str, str], list[int]] = defaultdict(list)
        columns = ("id", "level", "parent_id", "name", "kind", "valid_from", "valid_until")
        rows = Place.objects.exclude(level=PlaceLevel.NATION).values_list(*columns)
        for place, level, parent, name, kind, begins, ends in rows:
            if begins is not None and begins > on:
                continue
            if ends is None or ends > on:
                self._today.add(place)
            self._level[place], self._parent[place] = level, parent
            for key in _keys(name, kind):
                self._named[level, key].append(place)
        self._heirs: dict[int, set[int]] = defaultdict(set)
        for before, after in PlaceSuccession.objects.filter(on__lte=on).values_list("predecessor_id", "successor_id"):
            self._heirs[before].add(after)
        self._children: dict[int, list[int]] = defaultdict(list)
        for place, above in self._parent.items():
            if above is not None:
                self._children[above].append(place)

    def read(self, written: str | None) -> WrittenPlace:
        """Read a place; empty where its province is not clear."""
        parts = self._parts(written or "")
        province, rest = self._province(parts)
        if province is None:
            return self._alone(parts)
        return WrittenPlace(province, self._communes(rest, province))

    def anywhere(self, written: str) -> tuple[int, ...]:
        """Return today's communes that a name alone can mean, of any map and province."""
        found: set[int] = set()
        for part in self._parts(written):
            for place in self._found(part, PlaceLevel.COMMUNE):
                found |= self._now(place)
        return tuple(sorted(found))

    def _parts(self, written: str) -> list[_Part]:
        parts: list[_Part] = []
        for text in _PARTS.split(written):
            whole = _part(text)
            if whole is None or any((level, whole.key) in self._named for level in whole.levels):
                parts += [whole] if whole else []
            else:
                smaller = [part for one in _SMALLER_PARTS.split(text) if (part := _part(one))]
                parts += smaller if len(smaller) > 1 else self._without_comma(text) or [whole]
        return parts

    def _without_comma(self, text: str) -> list[_Part]:
        """Part "Q1 HCM" before the province, where what stands before it is a place."""
        words = search_key(text).split(" ")
        for length in range(min(5, len(words) - 1), 0, -1):
            head, tail = _part(" ".join(words[:-length])), _part(" ".join(words[-length:]))
            if (
                head
                and tail
                and self._provinces(tail)
                and any((level, head.key) in self._named for level in head.levels)
            ):
                return [head, tail]
        return []

    def _found(self, part: _Part, level: str) -> list[int]:
        return self._named.get((level, part.key), []) if level in part.levels else []

    def _now(self, place: int) -> set[int]:
        """Return what a place is today; of a district what its communes became."""
        if place in self._today:
            return {place}
        if heirs := self._heirs.get(place):
            return set().union(*(self._now(heir) for heir in heirs))
        return set().union(*(self._now(child) for child in self._children[place]))

    def _province_of(self, place: int) -> int | None:
        """Return the province of a place today, where all it became lies in one."""
        above = place
        while self._level[above] != PlaceLevel.PROVINCE:
            parent = self._parent[above]
            if parent is None or parent not in self._level:
                return None
            above = parent
        now = self._now(above)
        return now.pop() if len(now) == 1 else None

    def _provinces(self, part: _Part) -> set[int]:
        return {
            now for place in self._found(part, PlaceLevel.PROVINCE) if (now := self._province_of(place)) is not None
        }

    def _province(self, parts: list[_Part]) -> tuple[int | None, list[_Part]]:
        """Return the province that is meant, and the parts that name something in it."""
        named = [(place, provinces) for place, part in enumerate(parts) if (provinces := self._provinces(part))]
        if not named:
            return None, parts
        meant = set().union(*(provinces for _, provinces in named))
        last, provinces = named[-1]
        if len(meant) > 1:
            # A commune or district may bear another province's name.
            others = [parts[place] for place, found in named[:-1] if found != provinces]
            if len(provinces) > 1 or not all(self._is_within(part, next(iter(provinces))) for part in others):
                return None, parts
        # A city bears its province's name; the last of them is the province.
        rest = [part for place, part in enumerate(parts) if place != last]
        return next(iter(provinces)), rest

    def _is_within(self, part: _Part, province: int) -> bool:
        lower = (PlaceLevel.DISTRICT, PlaceLevel.COMMUNE)
        return any(self._province_of(place) == province for level in lower for place in self._found(part, level))

    def _communes(self, parts: list[_Part], province: int) -> tuple[int, ...]:
        """Return today's communes of a province that the other parts can mean."""
        districts = {
            place
            for part in parts
            for place in self._found(part, PlaceLevel.DISTRICT)
            if self._province_of(place) == province
        }
        communes = [
            place
            for part in parts
            for place in self._found(part, PlaceLevel.COMMUNE)
            if (part.is_marked or not self._provinces(part)) and self._province_of(place) == province
        ]
        within = [place for place in communes if self._parent[place] in districts]
        today = [place for place in communes if place in self._today]
        # A bare name can be the district of before or a commune of today, which bears its name.
        bare = [place for part in parts if not part.is_marked for place in self._found(part, PlaceLevel.DISTRICT)]
        chosen = within or [*today, *(districts.intersection(bare))] or communes or list(districts)
        return tuple(sorted(set().union(*(self._now(place) for place in chosen)) - {province}))

    def _alone(self, parts: list[_Part]) -> WrittenPlace:
        """Read what names a district with its kind, where the nation had one of that name."""
        for part in parts:
            districts = self._found(part, PlaceLevel.DISTRICT) if part.is_marked else []
            provinces = {self._province_of(place) for place in districts}
            if len(districts) == 1 and None not in provinces:
                province = next(iter(provinces))
                rest = [one for one in parts if one is not part]
                return WrittenPlace(province, self._communes([*rest, part], province or 0))
        return WrittenPlace()


def communes_written(text: str, *, on: date) -> list[Place]:
    """List today's communes that a written place is or became, in Vietnamese order; none where nobody knows it."""
    places = WrittenPlaces(on=on)
    read = places.read(text)
    ids = read.communes if read.province is not None else places.anywhere(text)
    return list(Place.objects.filter(id__in=ids).select_related("parent").order_by("sort_key", "id"))


def places_written(text: str, *, on: date) -> list[Place]:
    """List today's places that a written one is or became: communes, else the province."""
    province = WrittenPlaces(on=on).read(text).province
    return communes_written(text, on=on) or list(Place.objects.filter(id__in=[] if province is None else [province]))


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    content = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    kinds = {word: kind for kind, words in content["kinds"].items() for word in words}
    names = {name: official for official, others in content["names"].items() for name in others}
    return kinds, names


def _part(text: str) -> _Part | None:
    key = search_key(text)
    if not key:
        return None
    kinds, names = _words()
    if key in names:
        return _Part(names[key], _LEVELS[""], is_marked=False)
    if numbered := _NUMBERED.match(key):
        kind = "district" if numbered[1].startswith("q") else "commune"
        return _Part(numbered[2], _LEVELS[kind], is_marked=True)
    for length in (2, 1):
        words = key.split(" ")
        kind = kinds.get(" ".join(words[:length]), "") if len(words) > length else ""
        if kind:
            rest = " ".join(words[length:])
            official = names.get(rest, rest) if kind in ("province", "city") else rest
            return _Part(official, _LEVELS[kind], is_marked=True)
    return _Part(key, _LEVELS[""], is_marked=False)


def _keys(name: str, kind: str) -> Iterable[str]:
    """Return how a place's name is looked up: without its kind, a number without zeros; whole as well."""
    own = search_key(name.removeprefix(kind)) or search_key(name)
    return {re.sub(r"^0+(?=\d)", "", own), search_key(name)}
