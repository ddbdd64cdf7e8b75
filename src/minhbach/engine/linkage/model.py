"""The list of comparisons with their levels, weights and sentences, as `model.toml` says it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from minhbach.engine.linkage.kernel import MOST_LEVELS

# Weights are kept as whole hundredths, so that a sum is the same in whatever order it is made.
HUNDREDTHS = 100
_BANDS = (
    ("rare", "Trùng, hầu như không ai khác dùng"),
    ("few", "Trùng, ít hồ sơ khác dùng"),
    ("some", "Trùng, một số hồ sơ khác cũng dùng"),
    ("many", "Trùng, nhưng nhiều hồ sơ dùng chung"),
    ("hub", "Trùng, nhưng là số dùng chung của quá nhiều hồ sơ nên không nói lên gì"),
)


@dataclass(frozen=True)
class Level:
    """How two records can agree or differ in one thing, and what it weighs."""

    code: str
    says: str
    base: float
    bit: float = 0.0
    most: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """One thing that is compared; LEVELS stand in the order of their numbers, from 1 on."""

    code: str
    words: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Model:
    """All comparisons, and the scores from which something follows, in hundredths."""

    comparisons: tuple[Comparison, ...]
    prior: int
    firm: int
    join: int
    doubt: int
    ask: int
    apart: int

    @cached_property
    def weights(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return base, bit and most of each level of each comparison; level 0 weighs nothing."""
        table = np.zeros((len(self.comparisons), MOST_LEVELS, 3), dtype=np.float64)
        for row, comparison in enumerate(self.comparisons):
            for place, level in enumerate(comparison.levels, start=1):
                table[row, place] = (level.base, level.bit, level.most)
        return table

    def column(self, code: str) -> int:
        return next(place for place, one in enumerate(self.comparisons) if one.code == code)


@cache
def standing_model() -> Model:
    """Return the model that stands in the list."""
    content = tomllib.loads((Path(__file__).parent / "model.toml").read_text(encoding="utf-8"))
    return Model(
        comparisons=tuple(Comparison(row["code"], row["words"], tuple(_levels(row))) for row in content["comparison"]),
        **{name: round(content[name] * HUNDREDTHS) for name in ("prior", "firm", "join", "doubt", "ask", "apart")},
    )


def _levels(row: dict[str, Any]) -> list[Level]:
    if "carried" not in row:
        return [Level(**level) for level in row["levels"]]
    found = [Level(code, says, weight) for (code, says), weight in zip(_BANDS, row["carried"], strict=True)]
    found.append(Level("apart", "Mỗi bên một giá trị khác", row["apart"]))
    found.append(Level("head", row.get("says_head", "Trùng phần đầu"), row.get("head", 0.0)))
    return found
