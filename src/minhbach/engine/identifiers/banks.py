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
# What follows names the office where the account was opened, not the bank.
_BRANCH = re.compile(r"[\s,(\-–]+(?:chi nhanh|c\.?n\.?|phong giao dich|pgd|so giao dich|hoi so)(?![a-z]).*$")
_BEFORE = ("ngan hang", "nh", "nhtmcp", "tmcp", "thuong mai co phan", "thuong mai", "tnhh mtv", "tnhh mot thanh vien",
           "mot thanh vien", "mtv", "tnhh", "lien doanh", "so")  # fmt: skip
_AFTER = ("viet nam", "vn", "bank", "jsc")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_NOT_WORD = re.compile(r"[^\w&.+]+")


@dataclass(frozen=True)
class Bank:
    """A bank by the six digits that stand for it in transfers (BIN)."""

    bin: str
    name: str
    registered: str
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
            row["bin"]: Bank(row["bin"], row["name"], row["registered"], tuple(row["aliases"].split("|")))
            for row in csv.DictReader(file)
        }


@cache
def _by_alias() -> dict[str, Bank]:
    named = {_core(bank.registered): bank for bank in banks().values() if bank.registered}
    named |= {_key(alias): bank for bank in banks().values() for alias in bank.aliases}
    return named | {_key(bank.name): bank for bank in banks().values()} | dict(banks())


@cache
def _mention() -> re.Pattern[str]:
    written = {_plain(alias) for bank in banks().values() for alias in (*bank.aliases, bank.name, bank.bin)}
    names = sorted((alias for alias in written if len(alias) > 1), key=len, reverse=True)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(re.escape(name) for name in names) + r")(?![a-z0-9])")


def find_bank(written: str) -> Bank | None:
    """Return the bank that a name, an abbreviation or a BIN stands for, or None.

    Known with or without "Ngân hàng TMCP", with its short name in brackets, with a branch after it.
    """
    plain = _plain(written)
    without_branch = _BRANCH.sub("", plain)
    for name in (plain, without_branch, *_BRACKETED.findall(plain), _BRACKETED.sub(" ", without_branch)):
        known = _by_alias().get(_key(name)) or _by_alias().get(_core(name))
        if known is not None:
            return known
    # "Vietcombank Lạng Sơn": its short name alone, for words of a registered name are words of others' too.
    first = _core(without_branch).split(" ")[0]
    return _by_alias().get(first) if len(first) > 2 and not first.isdigit() else None


def branch_of(written: str) -> str:
    """Return the words that name a branch after a bank's name, as written; empty where none does."""
    match = _BRANCH.search(_plain_aligned(written))
    return written[match.start() :].strip(" ,(-–)") if match else ""


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


def _key(name: str) -> str:
    return " ".join(_NOT_WORD.sub(" ", _plain(name)).split())


def _core(name: str) -> str:
    """Return a bank's name without its legal form and its country."""
    core = f"{_key(name)} "
    shortened = True
    while shortened:
        shortened = False
        for word in _BEFORE:
            if core.startswith(f"{word} ") and len(core) > len(word) + 1:
                core, shortened = core[len(word) + 1 :], True
    core = core.strip()
    for word in _AFTER:
        core = core.removesuffix(f" {word}")
    return core


def _plain(text: str) -> str:
    return " ".join(_plain_aligned(text).split())


def _plain_aligned(text: str) -> str:
    """Fold letter by letter, so that every place in the result is the same place in the text."""
    return "".join((unicodedata.normalize("NFD", letter.lower())[:1] or " ") for letter in text).replace("đ", "d")
