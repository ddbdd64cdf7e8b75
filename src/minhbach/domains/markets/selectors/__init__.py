"""Reads of markets, their plans through time, and the rounds."""

from minhbach.domains.markets.selectors.markets import (
    find_markets,
    get_change,
    get_market,
    get_stall,
    stalls_of_subject,
    visible_changes,
    visible_markets,
    with_words,
)
from minhbach.domains.markets.selectors.plans import (
    days_of_change,
    history_of,
    plan_on,
    stall_rows,
    tenancies_on,
)
from minhbach.domains.markets.selectors.rounds import (
    get_mark,
    get_round,
    marks_of_stall,
    stalls_of_round,
    standing_marks,
    visible_rounds,
    work_items,
)

__all__ = [
    "days_of_change",
    "find_markets",
    "get_change",
    "get_mark",
    "get_market",
    "get_round",
    "get_stall",
    "history_of",
    "marks_of_stall",
    "plan_on",
    "stall_rows",
    "stalls_of_round",
    "stalls_of_subject",
    "standing_marks",
    "tenancies_on",
    "visible_changes",
    "visible_markets",
    "visible_rounds",
    "with_words",
    "work_items",
]
