"""The place a seller says they are in, where the words are clearly a place."""

from __future__ import annotations

import re
from datetime import date

from minhbach.domains.agencies.selectors import places_of_map
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.engine.text.keys import search_key

_KINDS = re.compile(r"^(tinh|thanh pho|tp|phuong|xa|thi tran|dac khu) ")
_ABBREVIATIONS = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "hn": "ha noi", "sai gon": "ho chi minh"}


class PlaceFinder:
    """Today's provinces and communes by name; reads them once for a whole import."""

    def __init__(self, *, on: date) -> None:
        self._provinces: dict[str, int] = {}
        self._communes: dict[tuple[int, str], list[int]] = {}
        for place_id, level, parent_id, name in places_of_map(on=on).values_list("id", "level", "parent_id", "name"):
            key = _plain(name)
            if level == PlaceLevel.PROVINCE:
                self._provinces[key] = place_id
            elif level == PlaceLevel.COMMUNE:
                self._communes.setdefault((parent_id, key), []).append(place_id)

    def find(self, written: str | None) -> int | None:
        """Give the province, or the commune in it, that was written; None where it is not clear."""
        parts = [_plain(part) for part in re.split(r"[,;|/–-]", written or "") if part.strip()]
        provinces = [place for place in (self._provinces.get(part) for part in parts) if place is not None]
        if len(set(provinces)) != 1:
            return None
        province = provinces[0]
        communes = {
            place
            for part in parts
            for place in self._communes.get((province, part), [])
            if self._provinces.get(part) != province
        }
        return communes.pop() if len(communes) == 1 else province


def _plain(name: str) -> str:
    key = _KINDS.sub("", search_key(name))
    return _ABBREVIATIONS.get(key, key)
