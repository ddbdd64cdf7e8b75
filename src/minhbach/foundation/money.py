"""Đồng: whole numbers, written 1.234.567 ₫."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.text.amounts import read_amount
from minhbach.foundation.refusals import InvalidInput
from minhbach.foundation.writing import write_number


class MoneyUnreadable(InvalidInput):
    code = "foundation.money.unreadable"
    sentence = _lazy("“%(text)s” không phải là số tiền. Hãy ghi số đồng nguyên, ví dụ 1.234.567.")


HIGHEST_VND = 10**16
"""More than the whole country makes in a year; what is larger is a slip of the hand, and larger than a column holds."""

_LONGEST, _MOST_LETTERS = 40, 200


def format_vnd(amount: int | None) -> str:
    """Write an amount as officers do.

    Units: đồng.
    """
    return "" if amount is None else write_number(amount) + " ₫"


def parse_vnd(text: str) -> int | None:
    """Read an amount typed or pasted by a person; None for an empty text.

    Units:  đồng; "1,5 triệu", "150k" and "2tr5" are understood.
    Raises: MoneyUnreadable.
    """
    if not text.strip():
        return None
    try:
        amount = read_amount(text[:_MOST_LETTERS])
    except ValueError:
        raise MoneyUnreadable(text=text[:_LONGEST]) from None
    if len(text) > _MOST_LETTERS or amount > HIGHEST_VND:
        raise MoneyUnreadable(text=text[:_LONGEST])
    return amount
