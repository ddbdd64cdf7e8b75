"""Passwords that are long and yet guessed at once: keys in a row, one thing typed again and again, one's own name,
words of which every third password is made (`data/weak_passwords.toml`)."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.engine.text.keys import search_key

WEAK_PASSWORDS = Path(__file__).with_name("data") / "weak_passwords.toml"
_ROWS = ("12345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_EITHER_WAY = (*_ROWS, *(row[::-1] for row in _ROWS))
_SHORTEST_RUN = 4
_SHORTEST_PIECE = 3
_SHORTEST_NAME = 3
# What is left once each run, repetition and name counts as one character.
_ENOUGH = 10


class GuessableValidator:
    """Refuse a password of which little is left once what is guessed at once counts as one character each."""

    def validate(self, password: str, user: Officer | None = None) -> None:
        plain = _plain(password)
        for word in sorted(_names(user) | _weak_words(), key=len, reverse=True):
            plain = plain.replace(word, "\0")
        if _worth(plain) < _ENOUGH:
            raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self) -> str:
        return _("Mật khẩu không được là dãy phím liền nhau, một cụm lặp lại, tên của bạn hay từ ai cũng đoán được.")


def _names(user: Officer | None) -> set[str]:
    if user is None:
        return set()
    whole = search_key(user.full_name)
    names = {_plain(user.username), whole.replace(" ", ""), *whole.split()}
    return {name for name in names if len(name) >= _SHORTEST_NAME}


@cache
def _weak_words() -> frozenset[str]:
    groups = tomllib.loads(WEAK_PASSWORDS.read_text(encoding="utf-8"))["words"]
    return frozenset(word for words in groups.values() for word in words)


def _worth(plain: str) -> int:
    """Count what has to be guessed: a run of keys, a piece seen before, one character repeated count one."""
    at, worth = 0, 0
    while at < len(plain):
        left = plain[at:]
        same = len(next("".join(group) for _key, group in groupby(left)))
        run = _longest(left, _SHORTEST_RUN, lambda piece: any(piece in row for row in _EITHER_WAY))
        again = _longest(left, _SHORTEST_PIECE, lambda piece: piece in plain[:at])  # noqa: B023 (asked at once)
        at += max(same, run, again)
        worth += 1
    return worth


def _longest(left: str, shortest: int, is_known: Callable[[str], bool]) -> int:
    sizes = range(len(left), shortest - 1, -1)
    return next((size for size in sizes if is_known(left[:size])), 0)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
