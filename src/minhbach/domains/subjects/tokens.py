"""The words under which a statement is found, and the ranges that find a value by a part of it."""

from __future__ import annotations

import re

from minhbach.domains.subjects.models import Premises, Presence
from minhbach.domains.subjects.types.kinds import Property
from minhbach.engine.identifiers import KINDS, Identity
from minhbach.engine.identifiers.names import words
from minhbach.engine.identifiers.urls import read_url
from minhbach.foundation.search.asking import LAST_DIGITS, MARK, SHORTEST_PART, Range, beginning

# Vietnam's, before a telephone's digits.
COUNTRY = "84"
NAMES = frozenset({Property.NAME, Property.OTHER_NAME, Property.REPRESENTATIVE})


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


def identifier_ranges(text: str) -> tuple[Range, ...]:
    """Find a value by its beginning or its last digits; none where the text is too short to be one.

    A telephone stands under its digits with the 0, and is found by them with the country's code and without either.
    """
    compact = "".join((read_url(text) or text).split()).lower()
    digits = re.sub(r"[.\-+()]", "", compact)
    if not digits.isascii() or not digits.isdigit():
        return (beginning(MARK + compact),) if len(compact) >= SHORTEST_PART else ()
    if len(digits) < SHORTEST_PART:
        return ()
    beginnings = [digits]
    if not digits.startswith("0"):
        beginnings.append("0" + digits)
    if digits.startswith(COUNTRY):
        beginnings.append("0" + digits.removeprefix(COUNTRY))
    return (*(beginning(MARK + one) for one in beginnings), beginning(LAST_DIGITS + digits[::-1]))


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
