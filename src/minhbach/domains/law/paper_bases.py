"""The texts on which a kind of paper rests, whatever it is about: data with dates; only what was read is on."""

from __future__ import annotations

from datetime import date

from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.rows import Confidence, Table


def bases_of_paper(code: str, on: date) -> tuple[str, ...]:
    """List the texts in force on a day that a paper of a kind cites first; none where none has been read."""
    bases = vocabulary(Table.INSTRUMENTS, "paper_bases").get(code, {}).get("bases", ())
    return tuple(
        base["text_vi"]
        for base in bases
        if Confidence(base["confidence"]) is Confidence.SEEN and date.fromisoformat(base["effective_from"]) <= on
    )
