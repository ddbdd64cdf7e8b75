"""Identifiers sellers leave: find, validate, canonical form.

``reading`` is the one door for callers that take any kind; each kind has its own module below it.
"""

from minhbach.engine.identifiers.reading import (
    KINDS,
    Found,
    IdentifierUnreadable,
    Identity,
    display,
    find_identities,
    read,
    read_address,
    recognise,
)

__all__ = [
    "KINDS",
    "Found",
    "IdentifierUnreadable",
    "Identity",
    "display",
    "find_identities",
    "read",
    "read_address",
    "recognise",
]
