"""Reads."""

from __future__ import annotations

from minhbach.domains.stores.selectors.books import (
    breaks_in,
    entries_of_case,
    entries_of_lot,
    entries_of_store,
    get_entry,
    last_logged,
    lines_of,
    waiting_for,
    work_items,
)
from minhbach.domains.stores.selectors.seized import SeizedLine, seized_lines
from minhbach.domains.stores.selectors.stores import (
    find_stores,
    get_lot,
    get_store,
    keepers_of,
    lots_of_store,
    stores_for_case,
    visible_stores,
    with_words,
)
from minhbach.domains.stores.selectors.sums import (
    Balance,
    LineSums,
    Sums,
    balances_of,
    sums_of,
    unmet_of_case,
    unmet_of_disposal,
    with_file,
)
from minhbach.domains.stores.selectors.terms import lawful_until, visible_terms

__all__ = [
    "Balance",
    "LineSums",
    "SeizedLine",
    "Sums",
    "balances_of",
    "breaks_in",
    "entries_of_case",
    "entries_of_lot",
    "entries_of_store",
    "find_stores",
    "get_entry",
    "get_lot",
    "get_store",
    "keepers_of",
    "last_logged",
    "lawful_until",
    "lines_of",
    "lots_of_store",
    "seized_lines",
    "stores_for_case",
    "sums_of",
    "unmet_of_case",
    "unmet_of_disposal",
    "visible_stores",
    "visible_terms",
    "waiting_for",
    "with_file",
    "with_words",
    "work_items",
]
