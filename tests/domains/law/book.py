"""The law book as it ships: nothing approved by anybody yet."""

from __future__ import annotations

from functools import cache

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.reference import reference_rows


@cache
def reference_book() -> LawBook:
    return LawBook(reference_rows())
