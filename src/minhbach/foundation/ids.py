"""Identifiers made in the application, so that a record can travel before it is stored."""

from __future__ import annotations

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """Make a UUIDv7: unique everywhere, and in order of creation."""
    return uuid_utils.compat.uuid7()


def read_id(text: str) -> UUID | None:
    """Return the id that a text names, or None where it names none."""
    try:
        return UUID(text)
    except ValueError:
        return None
