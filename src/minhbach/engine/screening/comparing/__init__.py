"""What shows only beside other listings of the sweep: peers' prices, the same text or code, a seller's totals.

A comparison first observes each batch, keeping a few small columns a listing; all observations of one
key then come together, wherever they were made, and are compared. Groups arrive whole, in any order
and number, so that one machine, a disk or a cluster may bring them together with the same result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rules import Batch
from minhbach.engine.tables import SIGNALS

NUMBER = "n"  # a listing's place in the sweep, from 0
KEY = "key"  # listings with the same key are compared with each other

COMPARED: dict[str, pl.DataType] = {
    NUMBER: pl.Int64(),
    **{name: SIGNALS[name] for name in ("sign", "rule", "family", "weight", "rule_version", "legal_basis", "values")},
}
"""Evidence that has no place in the text. A weight of 0 is context: shown, not counted."""


@dataclass(frozen=True)
class Comparison:
    """One thing that listings are compared by.

    ``observe`` gets a batch and what was found in it (FOUND), and returns at most a few rows for each
    listing that can be compared: n (the row in the batch), key (UInt64, never null) and columns of its
    own, always of the same types. ``compare`` gets whole groups, sorted by key and n, and what is known, and
    returns COMPARED, for listings in which something was found at the least.
    """

    name: str
    observe: Callable[[Batch, pl.DataFrame], pl.DataFrame]
    compare: Callable[[pl.DataFrame, Knowledge], pl.DataFrame]


COMPARISONS: tuple[Comparison, ...] = ()
