"""Article numbers under a bar code. The prefix says who issued the number, never where the goods were made."""

from __future__ import annotations

import re

from stdnum import ean

_NOT_DIGIT = re.compile(r"[\s\-]+")


def read_gtin(written: str) -> str | None:
    """Return a GTIN-8, -12, -13 or -14 as fourteen digits where its check digit is right, else None."""
    digits = _NOT_DIGIT.sub("", written)
    if len(digits) not in (8, 12, 13, 14) or not digits.isascii() or not digits.isdigit():
        return None
    return digits.zfill(14) if ean.calc_check_digit(digits[:-1]) == digits[-1] else None
