"""What somebody wants to be told of: kinds, a province, goods; and whether a publication is that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from minhbach.domains.outreach.kinds import BY_CODE, Kind
from minhbach.engine.text.keys import search_key

MOST_GOODS = 10
LONGEST_GOODS = 60


@dataclass(frozen=True)
class Wish:
    """Nothing named of a sort means all of it; PLACE is the key of a province, GOODS are as they were written."""

    kinds: tuple[str, ...]
    place: str = ""
    goods: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Wish:
        return cls(tuple(kept.get("kinds", ())), kept.get("place", ""), tuple(kept.get("goods", ())))

    def kept(self) -> dict[str, Any]:
        return {"kinds": list(self.kinds), "place": self.place, "goods": list(self.goods)}

    def wants(self, kind: str, *, provinces: Collection[str], words: str) -> bool:
        """Say whether a publication is wanted: of the PROVINCES of its office, none where it is the nation's."""
        return (
            kind in self.kinds
            and (not self.place or not provinces or self.place in provinces)
            and (not self.goods or any(_stands_in(one, words) for one in self.goods))
        )

    @property
    def named(self) -> list[Kind]:
        return [BY_CODE[code] for code in self.kinds if code in BY_CODE]


def words_of(*said: str) -> str:
    """Return words as goods are looked for in them."""
    return f" {search_key(' '.join(said))} "


def _stands_in(goods: str, words: str) -> bool:
    key = search_key(goods)
    return bool(key) and f" {key} " in words
