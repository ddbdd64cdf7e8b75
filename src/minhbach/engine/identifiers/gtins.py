"""Article numbers under a bar code. The prefix says who issued the number, never where the goods were made."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stdnum import ean

_NOT_DIGIT = re.compile(r"[\s\-]+")
_LENGTHS = (8, 12, 13, 14)


@dataclass(frozen=True)
class Prefix:
    """A range of GS1 prefixes: who issues numbers under it, and what for.

    ``use``: trade (trade items), internal (within a shop or company), coupon, book, press, short (GTIN-8
    only), example, other, reserved.
    """

    first: int
    last: int
    issuer: str
    country: str  # of the issuer, two letters; empty where it serves several
    use: str


@cache
def _prefixes() -> tuple[Prefix | None, ...]:
    """Return what each of the thousand prefixes is, None where nothing was given out."""
    table: list[Prefix | None] = [None] * 1000
    with (Path(__file__).parent / "gs1_prefixes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = int(row["first"]), int(row["last"])
            for number in range(first, last + 1):
                table[number] = Prefix(first, last, row["issuer"], row["country"], row["use"])
    return tuple(table)


def read_gtin(written: str) -> str | None:
    """Return a GTIN-8, -12, -13 or -14 as fourteen digits where its check digit is right, else None."""
    digits = _NOT_DIGIT.sub("", written)
    if len(digits) not in _LENGTHS or not digits.isascii() or not digits.isdigit():
        return None
    return digits.zfill(14) if has_right_check_digit(digits) else None


def write_gtin(gtin: str) -> str:
    """Write a number of fourteen digits as it stands under its bar code."""
    return gtin[6:] if is_short(gtin) else gtin.removeprefix("0")


def may_be_gtin(written: str) -> bool:
    """Say whether thirteen digits look like a bar code on goods of which only the check digit is wrong.

    Those that begin with a nought are left out: accounts do.
    """
    digits = _NOT_DIGIT.sub("", written.strip())
    if not re.fullmatch(r"[1-9]\d{12}", digits, re.ASCII) or has_right_check_digit(digits):
        return False
    prefix = _prefixes()[int(digits[:3])]
    return prefix is not None and prefix.use == "trade"


def has_right_check_digit(digits: str) -> bool:
    """Say whether the last digit is the one that the others ask for."""
    return bool(ean.calc_check_digit(digits[:-1]) == digits[-1])


def prefix_of(gtin: str) -> Prefix | None:
    """Return the range that a number of fourteen digits lies in, or None where GS1 gave nothing out.

    A GTIN-8 has prefixes of its own and no issuer that could be told.
    """
    return None if is_short(gtin) else _prefixes()[int(gtin[1:4])]


def is_short(gtin: str) -> bool:
    """Say whether a number of fourteen digits is a GTIN-8."""
    return gtin.startswith("000000")
