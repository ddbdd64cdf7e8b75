"""Identifiers sellers leave: find, validate, canonical form.

``kinds`` is the table: one kind, one file. ``reading`` is the one door for callers that take any kind.
"""

from minhbach.engine.identifiers.kind import IdentifierUnreadable, Identity, Kind
from minhbach.engine.identifiers.kinds import KINDS
from minhbach.engine.identifiers.rarity import Rarity, rarity_of
from minhbach.engine.identifiers.reading import (
    Cell,
    Found,
    display,
    find_identities,
    read,
    read_address,
    read_cell,
    recognise,
    with_implied,
)

__all__ = [
    "KINDS",
    "Cell",
    "Found",
    "IdentifierUnreadable",
    "Identity",
    "Kind",
    "Rarity",
    "display",
    "find_identities",
    "rarity_of",
    "read",
    "read_address",
    "read_cell",
    "recognise",
    "with_implied",
]
