"""What shows only beside other listings of the sweep: peers' prices, the same text or code, a seller's totals.

A comparison first observes each batch, keeping a few small columns a listing; all observations of one
key then come together, wherever they were made, and are compared. Groups arrive whole, in any order
and number, so that one machine, a disk or a cluster may bring them together with the same result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from minhbach.engine.screening.comparing.contacts import compare_contacts, observe_contacts
from minhbach.engine.screening.comparing.evidence import COMPARED, KEY, NUMBER
from minhbach.engine.screening.comparing.gtins import compare_gtins, observe_gtins
from minhbach.engine.screening.comparing.prices import compare_prices, observe_prices
from minhbach.engine.screening.comparing.sellers import compare_sellers, observe_sellers
from minhbach.engine.screening.comparing.texts import compare_texts, observe_texts
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rules import Batch

__all__ = ["COMPARED", "COMPARISONS", "KEY", "NUMBER", "Comparison"]


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


COMPARISONS: tuple[Comparison, ...] = (
    Comparison("contacts", observe_contacts, compare_contacts),
    Comparison("gtins", observe_gtins, compare_gtins),
    Comparison("prices", observe_prices, compare_prices),
    Comparison("sellers", observe_sellers, compare_sellers),
    Comparison("texts", observe_texts, compare_texts),
)
