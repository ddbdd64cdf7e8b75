"""The same pairs of names told apart by nomenklatura (LogicV2, as it comes), from the score at which it says match."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from record import peers

MATCHES = 0.7


@dataclass(frozen=True)
class Told:
    """Which pairs it takes for one, and how many it compares in a second."""

    said: np.ndarray
    speed: float


def compared(pairs: Sequence[tuple[str, str]]) -> Told | None:
    """Return what it says of pairs of companies; None where it is not here."""
    if not peers.is_here("nomenklatura"):
        return None
    from followthemoney import EntityProxy, model
    from nomenklatura.matching import get_algorithm

    def named(name: str, number: int) -> EntityProxy:
        entity = model.make_entity("Company")
        entity.id = str(number)
        entity.add("name", name)
        return entity

    logic = get_algorithm("logic-v2")
    settings = logic.default_config()
    entities = [(named(one, 2 * n), named(other, 2 * n + 1)) for n, (one, other) in enumerate(pairs)]
    # The first loads its lists of names.
    logic.compare(*entities[0], settings)
    begun = time.perf_counter()
    scores = [logic.compare(one, other, settings).score for one, other in entities]
    return Told(np.array(scores) >= MATCHES, len(pairs) / (time.perf_counter() - begun))
