"""What a kind of lead is: one value in one file; the table beside lists them."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.foundation.office import Words


@dataclass(frozen=True)
class LeadKind:
    """One kind: its words in lists and filters, the title of its leads, why one looks, how urgent it is.

    TITLE may hold %(name)s, whom it is about, %(other)s, whom besides, and %(provinces)s, how many. UNNAMED is the
    title of a lead of whose reasons one does not name whom it is about: its reader may not know of him.
    SCORE is on the scale of listings' scores; a kind that comes of listings has none of its own.
    """

    code: str
    words: Words
    title: Words = ""
    unnamed: Words = ""
    why: Words = ""
    score: float = 0.0
    # What was found in records of many is seen by who sees all of them; what was reported, as any record is.
    has_records: bool = True

    @property
    def has_listing(self) -> bool:
        return not self.title

    @property
    def rests_on_records(self) -> bool:
        return not self.has_listing and self.has_records
