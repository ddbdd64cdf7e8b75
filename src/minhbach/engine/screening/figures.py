"""What phrases cannot spell out: phone numbers, dates and links, as patterns over folded bytes.

A lexicon writes ``<phone>``; a judge then reads the figure properly and decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from minhbach.engine.text import alphabet
from minhbach.engine.text.letters import fold_text

DIGIT_WORDS = {
    "không": 0, "hông": 0, "ko": 0, "zero": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def _digit_words() -> dict[bytes, int]:
    plain = alphabet.plain_table()
    words: dict[bytes, int] = {}
    for word, digit in DIGIT_WORDS.items():
        folded = fold_text(word)
        words[folded] = digit
        words.setdefault(folded.translate(plain), digit)
    return words


FOLDED_DIGIT_WORDS = _digit_words()
_ANY_DIGIT_WORD = (
    b"(?:" + b"|".join(re.escape(word) for word in sorted(FOLDED_DIGIT_WORDS, key=lambda word: -len(word))) + b")"
)

DIGIT_RUN = b"\x00digits"
"""Anchor of what begins with a run of at least nine digits, which no fixed text finds."""


@dataclass(frozen=True)
class Figure:
    """A pattern over folded bytes, and what stands in for fixed text when a phrase is nothing else."""

    pattern: bytes
    anchors: tuple[bytes, ...] = ()


def _spelled_starts() -> tuple[bytes, ...]:
    """Return how a number read out begins: zero and two more digits."""
    zeros = [word for word, digit in FOLDED_DIGIT_WORDS.items() if digit == 0]
    digits = list(FOLDED_DIGIT_WORDS)
    return tuple(b" " + b" ".join(words) + b" " for words in product(zeros, digits, digits))


FIGURES: dict[str, Figure] = {
    # Blanks, dots and o, i, l for digits are usual disguises. The judge counts and checks prefixes.
    "phone": Figure(rb"(?:\+?84|[0o])(?:[ .,\-_/()\x1f]{0,2}[0-9oil]){8,10}", (DIGIT_RUN,)),
    "spelled_phone": Figure(
        rb"(?:" + _ANY_DIGIT_WORD + rb"|[0-9])(?:[ ,.\-\x1f]{0,3}(?:" + _ANY_DIGIT_WORD + rb"|[0-9])){8,10}",
        _spelled_starts(),
    ),
    "date": Figure(
        rb"(?:(?:[0-3]?[0-9][ ]?[/.\-][ ]?)?[01]?[0-9][ ]?[/.\-][ ]?(?:20)?[0-9]{2}"
        rb"|20[0-9]{2}[/.\-][01]?[0-9](?:[/.\-][0-3]?[0-9])?)"
    ),
    "gtin": Figure(rb"[0-9](?:[ \-]?[0-9]){7,15}"),
    "account": Figure(rb"[0-9](?:[ .\-]?[0-9]){7,18}"),
}
