"""The one search: how what can be found is written, asked and put in order.

A domain says in its `found.py` what it finds (`Findable`): whose rows, by which words, how a hit reads. Words stand as
rows of their own, found by equality or the range of a beginning: the only comparisons that PostgreSQL answers from an
index under row-level security. What is proposed for a word that finds nothing comes from the language
(`engine.text.spelling`) or from what the reader may see, so that nothing hidden changes an answer.
"""

from minhbach.foundation.search.asking import Asked, Narrowed
from minhbach.foundation.search.declared import Findable, Hit, Tokens, words_of
from minhbach.foundation.search.finding import Found, find, find_near, hold_together, holding, matching, slip_together

__all__ = [
    "Asked",
    "Findable",
    "Found",
    "Hit",
    "Narrowed",
    "Tokens",
    "find",
    "find_near",
    "hold_together",
    "holding",
    "matching",
    "slip_together",
    "words_of",
]
