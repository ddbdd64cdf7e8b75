"""Writes."""

from __future__ import annotations

from minhbach.domains.stores.services.answering import accept, refuse
from minhbach.domains.stores.services.counting import Counted, count_store
from minhbach.domains.stores.services.keeping import appoint_keeper, close_store, end_keeper, open_store
from minhbach.domains.stores.services.moving import Pick, ask, transfer

__all__ = [
    "Counted",
    "Pick",
    "accept",
    "appoint_keeper",
    "ask",
    "close_store",
    "count_store",
    "end_keeper",
    "open_store",
    "refuse",
    "transfer",
]
