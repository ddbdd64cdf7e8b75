"""How officials write a number, a quantity and a day, and how a quantity is read: 1.234.567, 12,5 and 02/11/2026."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from minhbach.engine.text import written
from minhbach.foundation.clock import VIETNAM


def write_number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def write_capped(count: int, most: int) -> str:
    """Write a count that was taken no further than one beyond MOST: 10.000+ says at least so many."""
    return f"{write_number(most)}+" if count > most else write_number(count)


def write_quantity(quantity: Decimal) -> str:
    """Write an amount that may be broken, without trailing zeros: 1.200 or 12,5."""
    whole, _point, broken = f"{quantity:,f}".partition(".")
    broken = broken.rstrip("0")
    return whole.replace(",", ".") + (f",{broken}" if broken else "")


HIGHEST_QUANTITY = 10**10


def read_quantity(text: str) -> Decimal | None:
    """Read a quantity typed by a Vietnamese hand: "1.200" is 1200, "12,5" is twelve and a half; None of nothing.

    Raises: ValueError.
    """
    plain = re.sub(r"\s", "", text)
    if not plain:
        return None
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", plain) or re.fullmatch(r"[0-9]{1,3}(,[0-9]{3}){2,}", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[0-9]+([.,][0-9]+)?", plain):
        plain = plain.replace(",", ".")
    else:
        raise ValueError(text)
    quantity = Decimal(plain)
    if quantity >= HIGHEST_QUANTITY:
        raise ValueError(text)
    return quantity


def write_day(day: date) -> str:
    """Write a day; of a moment, the day it was in Vietnam."""
    if isinstance(day, datetime):
        day = day.astimezone(VIETNAM)
    return written.write_day(day)


def write_moment(moment: datetime) -> str:
    """Write a moment as the clock in Vietnam showed it: 14:05 02/11/2026."""
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
