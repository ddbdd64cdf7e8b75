"""What is compared: a record is a small frame of values, whoever keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """One record. MADE_AT is its own time in whatever unit, the same for all; IDENTIFIERS are (kind, canonical value).

    NAMES are what it is called; PEOPLE are persons named on it (representative, holder of an account). COMMUNE and
    PROVINCE are codes of one map, today's. KIND is organisation, household, individual or empty.
    """

    id: str
    made_at: int = 0
    kind: str = ""
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    commune: str = ""
    province: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


Degrees = Mapping[tuple[str, str], int]
"""How many records carry an identifier, by (kind, canonical value)."""
