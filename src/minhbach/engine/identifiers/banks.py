"""Bank accounts: the bank's BIN and the number. The same number at two banks is two accounts."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SEPARATORS = re.compile(r"[\s.\-]+")
_NUMBER = re.compile(r"\d{6,19}")
_NEAR = 60
_WRITTEN = re.compile(r"(?<![\d+])\d(?:[\s.\-]?\d){5,18}(?!\d)")
# "stk: ", "số tài khoản VCB là ": the word for an account stands before the number, with no other figure between.
_SAYS_SO = re.compile(r"(?:\bstk\b|\btk\b|tai\s*khoan|chuyen\s*khoan|\bck\b)\D{0,40}$")


@dataclass(frozen=True)
class Bank:
    """A bank by the six digits that stand for it in transfers (BIN)."""

    bin: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class BankAccount:
    """An account number at a bank."""

    bank: Bank
    number: str

    @property
    def canonical(self) -> str:
        return f"{self.bank.bin}:{self.number}"


@cache
def banks() -> dict[str, Bank]:
    """Return every known bank by its BIN."""
    with (Path(__file__).parent / "banks.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["bin"]: Bank(row["bin"], row["name"], tuple(row["aliases"].split("|"))) for row in csv.DictReader(file)
        }


@cache
def _by_alias() -> dict[str, Bank]:
    named = {_plain(alias): bank for bank in banks().values() for alias in bank.aliases}
    return named | {_plain(bank.name): bank for bank in banks().values()} | dict(banks())


@cache
def _mention() -> re.Pattern[str]:
    names = sorted((alias for alias in _by_alias() if len(alias) > 1), key=len, reverse=True)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(re.escape(name) for name in names) + r")(?![a-z0-9])")


def find_bank(written: str) -> Bank | None:
    """Return the bank that a name, an abbreviation or a BIN stands for, or None."""
    plain = _plain(written)
    for noise in ("ngan hang tmcp ", "ngan hang ", "nh "):
        plain = plain.removeprefix(noise)
    return _by_alias().get(plain)


def read_bank_account(number: str, *, bank: str) -> BankAccount | None:
    """Return the account that a number at a bank stands for, or None; leading zeros belong to the number."""
    known = find_bank(bank)
    digits = _SEPARATORS.sub("", number)
    return BankAccount(known, digits) if known and _NUMBER.fullmatch(digits) else None


def find_bank_accounts(text: str) -> Iterator[tuple[BankAccount, int, int]]:
    """Yield each account of a text that names its bank nearby, with its first code point and the one after its last."""
    plain = _plain_aligned(text)
    for match in _WRITTEN.finditer(text):
        start, end = max(0, match.start() - _NEAR), match.end() + _NEAR
        # Without the word before it, a number beside a bank's name may as well be a phone.
        if not _SAYS_SO.search(plain, start, match.start()):
            continue
        near = [(_gap(mention, match), mention.group()) for mention in _mention().finditer(plain, start, end)]
        account = read_bank_account(match.group(), bank=min(near)[1]) if near else None
        if account is not None:
            yield account, match.start(), match.end()


def _gap(one: re.Match[str], other: re.Match[str]) -> int:
    return min(abs(one.end() - other.start()), abs(one.start() - other.end()))


def _plain(text: str) -> str:
    return " ".join(_plain_aligned(text).split())


def _plain_aligned(text: str) -> str:
    """Fold letter by letter, so that every place in the result is the same place in the text."""
    return "".join((unicodedata.normalize("NFD", letter.lower())[:1] or " ") for letter in text).replace("đ", "d")
