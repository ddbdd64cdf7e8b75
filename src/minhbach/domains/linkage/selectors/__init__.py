"""Reads: what one is told of a pair is worked out from what one may see, never from more."""

from minhbach.domains.linkage.selectors.pairs import (
    candidates_of,
    get_judgement,
    get_pair,
    judgement_of,
    own_judgements,
    pairs_to_judge,
    work_items,
)
from minhbach.domains.linkage.selectors.records import records_of

__all__ = [
    "candidates_of",
    "get_judgement",
    "get_pair",
    "judgement_of",
    "own_judgements",
    "pairs_to_judge",
    "records_of",
    "work_items",
]
