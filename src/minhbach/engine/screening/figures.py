"""What phrases cannot spell out: phone numbers, dates and links, as patterns over folded bytes.

A lexicon writes ``<phone>``; a judge then reads the figure properly and decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from minhbach.engine.identifiers.disguises import ACCOUNT, FOLDED_DIGIT_WORDS, PHONE, SPELLED_PHONE

DIGIT_RUN = b"\x00digits"
"""Anchor of what begins with a run of at least nine digits, which no fixed text finds."""


@dataclass(frozen=True)
class Figure:
    """A pattern over folded bytes, and what stands in for fixed text when a phrase is nothing else."""

    pattern: bytes
    anchors: tuple[bytes, ...] = ()
    begins_with_digit: bool = False


def _spelled_starts() -> tuple[bytes, ...]:
    """Return how a number read out begins: zero and two more digits."""
    zeros = [word for word, digit in FOLDED_DIGIT_WORDS.items() if digit == 0]
    digits = list(FOLDED_DIGIT_WORDS)
    return tuple(b" " + b" ".join(words) + b" " for words in product(zeros, digits, digits))


FIGURES: dict[str, Figure] = {
    "phone": Figure(PHONE, (DIGIT_RUN,)),
    "spelled_phone": Figure(SPELLED_PHONE, _spelled_starts()),
    "date": Figure(
        rb"(?:(?:[0-3]?[0-9][ ]?[/.\-][ ]?)?[01]?[0-9][ ]?[/.\-][ ]?(?:20)?[0-9]{2}"
        rb"|20[0-9]{2}[/.\-][01]?[0-9](?:[/.\-][0-3]?[0-9])?)",
        begins_with_digit=True,
    ),
    "gtin": Figure(rb"[0-9](?:[ \-]?[0-9]){7,15}", begins_with_digit=True),
    "account": Figure(ACCOUNT, begins_with_digit=True),
}
