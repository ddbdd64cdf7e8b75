"""Reads: what one is told of a pair is worked out from what one may see, never from more."""

from minhbach.domains.linkage.selectors.pairs import (
    QUEUE,
    candidates_of,
    get_judgement,
    get_pair,
    judgement_of,
    own_judgements,
    pairs_to_judge,
    work_items,
)
from minhbach.domains.linkage.selectors.quality import Month, get_sampled, months, sampled_to_read, unread_count
from minhbach.domains.linkage.selectors.records import records_of

__all__ = [
    "QUEUE",
    "Month",
    "candidates_of",
    "get_judgement",
    "get_pair",
    "get_sampled",
    "judgement_of",
    "months",
    "own_judgements",
    "pairs_to_judge",
    "records_of",
    "sampled_to_read",
    "unread_count",
    "work_items",
]
