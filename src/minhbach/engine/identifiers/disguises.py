"""Figures that hide: digits as letters or words, parted by signs. Over folded bytes (`engine.text`).

The screen finds them in listings by these patterns, and whoever types one into a field is read by the same.
"""

from __future__ import annotations

import re

from minhbach.engine.identifiers.phones import Phone, read_phone
from minhbach.engine.text import alphabet
from minhbach.engine.text.letters import fold_text

DIGIT_WORDS = {
    "không": 0, "hông": 0, "ko": 0, "zero": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_LETTER_DIGITS = {b"o": 0, b"i": 1, b"l": 1}
_FEWEST_TRUE = 6  # digits and words for them; letters alone are a word


def _digit_words() -> dict[bytes, int]:
    plain = alphabet.plain_table()
    words: dict[bytes, int] = {}
    for word, digit in DIGIT_WORDS.items():
        folded = fold_text(word)
        words[folded] = digit
        words.setdefault(folded.translate(plain), digit)
    return words


FOLDED_DIGIT_WORDS = _digit_words()
_WORDS = b"|".join(re.escape(word) for word in sorted(FOLDED_DIGIT_WORDS, key=lambda word: -len(word)))
_ANY_WORD = b"(?:" + _WORDS + b")"
# Blanks, dots and o, i, l for digits are usual disguises; whoever reads the figure counts and checks prefixes.
PHONE = rb"(?:\+?84|[0o])(?:[ .,\-_/()\x1f]{0,2}[0-9oil]){8,10}"
SPELLED_PHONE = rb"(?:" + _ANY_WORD + rb"|[0-9])(?:[ ,.\-\x1f]{0,3}(?:" + _ANY_WORD + rb"|[0-9])){8,10}"
ACCOUNT = rb"[0-9](?:[ .\-]?[0-9]){7,18}"
_PART = re.compile(_WORDS + rb"|[0-9oil]")
_WHOLE = re.compile(rb"[ ]*(?:" + PHONE + rb"|" + SPELLED_PHONE + rb")[ ]*")


def phone_of(folded: bytes) -> Phone | None:
    """Return the Vietnamese phone that a folded figure stands for, digits, letters or words, or None."""
    digits: list[str] = []
    true_digits = 0
    for part in _PART.findall(folded):
        if part in FOLDED_DIGIT_WORDS:
            digits.append(str(FOLDED_DIGIT_WORDS[part]))
            true_digits += 1
        elif part in _LETTER_DIGITS:
            digits.append(str(_LETTER_DIGITS[part]))
        else:
            digits.append(part.decode())
            true_digits += 1
    return read_phone("".join(digits)) if true_digits >= _FEWEST_TRUE else None


def read_disguised_phone(written: str) -> Phone | None:
    """Return the phone that a whole string hides, or None."""
    folded = fold_text(written)
    return phone_of(folded) if _WHOLE.fullmatch(folded) else None
