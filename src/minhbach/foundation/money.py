"""Đồng: whole numbers, written 1.234.567 ₫."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput
from minhbach.foundation.writing import write_number

UNITS = {"": 1, "nghin": 1_000, "ngan": 1_000, "k": 1_000, "tr": 10**6, "trieu": 10**6, "ty": 10**9}
_AMOUNT = re.compile(
    r"(?P<digits>\d[\d.,\s]*)\s*(?P<unit>nghin|ngan|k|trieu|tr|ty)?\s*(?:₫|vnd|vnđ|đ|d|dong|đồng)?", re.IGNORECASE
)


class MoneyUnreadable(InvalidInput):
    code = "foundation.money.unreadable"
    sentence = _lazy("“%(text)s” không phải là số tiền. Hãy ghi số đồng nguyên, ví dụ 1.234.567.")


HIGHEST_VND = 10**16
"""More than the whole country makes in a year; what is larger is a slip of the hand, and larger than a column holds."""

_LONGEST = 40


def format_vnd(amount: int | None) -> str:
    """Write an amount as officers do.

    Units: đồng.
    """
    return "" if amount is None else write_number(amount) + " ₫"


def parse_vnd(text: str) -> int | None:
    """Read an amount typed or pasted by a person; None for an empty text.

    Units:  đồng; "1,5 triệu" and "150k" are understood.
    Raises: MoneyUnreadable.
    """
    plain = _without_marks(text).strip()
    if not plain:
        return None
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise MoneyUnreadable(text=text)
    factor = UNITS[(found["unit"] or "").lower()]
    digits = re.sub(r"\s", "", found["digits"]).rstrip(".,")
    if len(digits) > _LONGEST:
        raise MoneyUnreadable(text=text[:_LONGEST])
    whole, fraction = _split_fraction(digits, has_unit=factor > 1)
    amount = int(whole) * factor
    if fraction:
        amount += int(fraction) * factor // 10 ** len(fraction)
    if amount > HIGHEST_VND:
        raise MoneyUnreadable(text=text)
    return amount


def _without_marks(text: str) -> str:
    return text.lower().replace("ì", "i").replace("à", "a").replace("ệ", "e").replace("ỷ", "y").replace("ỉ", "i")


def _split_fraction(digits: str, *, has_unit: bool) -> tuple[str, str]:
    """Groups of exactly three digits are thousands; anything else after the last mark is a fraction."""
    parts = re.split(r"[.,]", digits)
    if len(parts) > 1 and not all(len(part) == 3 for part in parts[1:]):
        if len(parts) == 2 and (has_unit or set(parts[1]) == {"0"}):
            return parts[0], parts[1]
        if set(parts[-1]) == {"0"} and all(len(part) == 3 for part in parts[1:-1]):
            return "".join(parts[:-1]), ""
        raise MoneyUnreadable(text=digits)
    if len(parts) == 2 and has_unit:
        return parts[0], parts[1]
    return "".join(parts), ""
