"""The words under which a statement is found, and the ranges that find them.

Equality and ranges of bytes are leakproof, so that PostgreSQL uses the index under row-level security;
LIKE and trigrams are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import F, Q

from minhbach.domains.subjects.models import Premises, Presence
from minhbach.domains.subjects.types.kinds import Property
from minhbach.engine.identifiers import KINDS, Identity
from minhbach.engine.identifiers.names import Word, words
from minhbach.engine.identifiers.urls import read_url

NAMES = frozenset({Property.NAME, Property.OTHER_NAME, Property.REPRESENTATIVE})
# Parts an identifier's value from words of names, and the last digits of one, from right to left, from both.
MARK, LAST_DIGITS = "#", "%"
SHORTEST_PART = 4
_LAST = "\U0010ffff"


def words_of(
    property: Property,  # noqa: A002
    *,
    value: str,
    identity: Identity | None,
    presence: Premises | Presence | None,
    holder: str,
) -> list[tuple[str, str]]:
    """List the words by which a statement is to be found, each without marks and with them."""
    pairs: set[tuple[str, str]] = set()
    if property in NAMES:
        pairs |= {(word.plain, word.toned) for word in words(value)}
    if isinstance(presence, Presence):
        pairs |= {(word.plain, word.toned) for word in words(presence.name)}
        if presence.account:
            pairs.add(_marked(presence.account))
        if address := read_url(presence.url):
            pairs.add(_marked(address))
    if identity is not None:
        pairs |= _of_identifier(identity.kind, identity.canonical)
    if holder:
        pairs |= {(word.plain, word.toned) for word in words(holder)}
    return [(plain[:200], toned[:200]) for plain, toned in sorted(pairs)]


@dataclass(frozen=True)
class Range:
    """The tokens of a column from LOW on and before HIGH: one word, or all that begin alike."""

    column: str
    low: str
    high: str

    def condition(self) -> Q:
        spans = Q(**{f"{self.column}__gte": self.low, f"{self.column}__lt": self.high})
        # As the index has it: a word typed with its marks is found among those that have some.
        return spans & ~Q(toned=F("plain")) if self.column == "toned" else spans


def name_range(word: Word, *, is_last: bool) -> Range:
    """Find a word as typed: with its tones when it has any; the last one may still be growing."""
    column, value = ("toned", word.toned) if word.has_marks else ("plain", word.plain)
    # The least string after a word is the word and the least character.
    return Range(column, value, value + (_LAST if is_last and len(value) > 1 else "\x01"))


def identifier_ranges(text: str) -> tuple[Range, ...]:
    """Find a value by its beginning or its last digits; none where the text is too short to be one.

    A telephone is found by its digits with the 0, with the country's code and without either.
    """
    compact = "".join((read_url(text) or text).split()).lower()
    digits = re.sub(r"[.\-+()]", "", compact)
    if not digits.isascii() or not digits.isdigit():
        return (_beginning(MARK + compact),) if len(compact) >= SHORTEST_PART else ()
    if len(digits) < SHORTEST_PART:
        return ()
    beginnings = [digits, *([] if digits.startswith("0") else ["0" + digits])]
    return (*(_beginning(MARK + one) for one in beginnings), _beginning(LAST_DIGITS + digits[::-1]))


def _beginning(low: str) -> Range:
    return Range("plain", low, low + _LAST)


def _marked(value: str) -> tuple[str, str]:
    token = MARK + "".join(value.split()).lower()
    return token, token


def _of_identifier(kind: str, canonical: str) -> set[tuple[str, str]]:
    known = KINDS.get(kind)
    if known is None or known.is_closed:
        return set()
    pairs = {_marked(key) for key in known.keys(canonical) if key}
    if digits := known.digits(canonical):
        pairs.add((LAST_DIGITS + digits[::-1],) * 2)
    return pairs
