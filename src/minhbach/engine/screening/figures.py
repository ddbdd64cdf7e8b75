"""What phrases cannot spell out: phone numbers, dates and links, as patterns over folded bytes.

A lexicon writes ``<phone>``; a judge then reads the figure properly and decides.
"""

from __future__ import annotations

import re

from minhbach.engine.text import alphabet
from minhbach.engine.text.folding import fold_text

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
_ANY_DIGIT_WORD = b"(?:" + b"|".join(sorted(map(re.escape, FOLDED_DIGIT_WORDS), key=len, reverse=True)) + b")"

FIGURES: dict[str, bytes] = {
    # Blanks, dots and o, i, l for digits are usual disguises. The judge counts and checks prefixes.
    "phone": rb"(?:\+?84|[0o])(?:[ .,\-_/()\x1f]{0,2}[0-9oil]){8,10}",
    "spelled_phone": rb"(?:"
    + _ANY_DIGIT_WORD
    + rb"|[0-9])(?:[ ,.\-\x1f]{0,3}(?:"
    + _ANY_DIGIT_WORD
    + rb"|[0-9])){8,10}",
    "date": (
        rb"(?:(?:[0-3]?[0-9][ ]?[/.\-][ ]?)?[01]?[0-9][ ]?[/.\-][ ]?(?:20)?[0-9]{2}"
        rb"|20[0-9]{2}[/.\-][01]?[0-9](?:[/.\-][0-3]?[0-9])?)"
    ),
    "account": rb"[0-9](?:[ .\-]?[0-9]){7,18}",
}
