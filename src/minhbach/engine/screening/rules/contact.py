"""Contact off the platform: whose number is it, and what is it for?"""

from __future__ import annotations

import re

from minhbach.engine.identifiers.phones import Phone, read_phone
from minhbach.engine.screening.figures import FOLDED_DIGIT_WORDS
from minhbach.engine.screening.listing import Hit
from minhbach.engine.screening.rules import Verdict, judge

_PART = re.compile(
    rb"|".join(re.escape(word) for word in sorted(FOLDED_DIGIT_WORDS, key=lambda word: -len(word))) + rb"|[0-9oil]"
)
_LETTER_DIGITS = {b"o": 0, b"i": 1, b"l": 1}


def phone_of(folded: bytes) -> Phone | None:
    """Return the phone that a folded figure stands for, digits, letters or words, or None."""
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
    return read_phone("".join(digits)) if true_digits >= 6 else None


@judge("contact.phone")
def judge_phone(hit: Hit) -> Verdict:
    """A number counts when it is a phone; a hotline is weak."""
    phone = phone_of(hit.folded)
    if phone is None:
        return None
    weight = hit.entry.weight if phone.kind == "mobile" else hit.entry.weight * 0.5
    return weight, {"phone": phone.canonical, "kind": phone.kind}
