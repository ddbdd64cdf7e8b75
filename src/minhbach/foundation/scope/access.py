"""What one person may see, told to the database in one breath, with a signature that it can prove."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from minhbach.foundation.scope.signing import sign

# Keys of rows and of those who see them. Agencies have their numbers, from 10 on; a place has its own below zero, a
# force its own far above (`force_key`).
EVERYTHING = 0
ALL_PLACES = 1
ANY_OFFICER = 2


# What no agency's number comes to: keys of forces are above it.
FIRST_FORCE = 1_000_000_000
# Above them, keys of what is shared until a day (`scope.terms`): the database drops each when its day has come.
FIRST_TERM = 1_500_000_000
# The code of "other forces": agencies that are no force together.
NO_FORCE = "KHAC"


def force_key(force: str) -> int | None:
    """Return the key of what a force shares with itself, as foundation_force_key makes it; None where it is none."""
    if force == NO_FORCE:
        return None
    return FIRST_FORCE + int(hashlib.md5(force.encode(), usedforsecurity=False).hexdigest()[:7], 16)


class ScopeMissing(RuntimeError):
    """A scoped list was read without saying for whom: a programming error, so it rises."""


@dataclass(frozen=True)
class Access:
    """The reach of an officer at a moment: whose records, and the keys that rows within reach carry."""

    officer_id: UUID | None = None
    agency_ids: frozenset[UUID] = frozenset()
    keys: frozenset[int] = frozenset()

    @property
    def system(self) -> bool:
        return EVERYTHING in self.keys


# For work that belongs to nobody in particular: the sealer, migrations of data, the demo world.
SYSTEM = Access(keys=frozenset({EVERYTHING}))


@dataclass(frozen=True)
class _InForce:
    access: Access
    # The server's process and the start of its transaction, which a signature is good for.
    transaction: str


_current: ContextVar[_InForce | None] = ContextVar("minhbach_access", default=None)


def current_access() -> Access:
    in_force = _current.get()
    if in_force is None:
        raise ScopeMissing("no access is in force; wrap this in acting_as(access)")
    return in_force.access


@contextmanager
def acting_as(access: Access) -> Iterator[Access]:
    """Run a block in one transaction in which only what ACCESS reaches exists.

    Nested calls narrow or widen for their own block and then give back what was.
    """
    outer = _current.get()
    with transaction.atomic():
        in_force = _InForce(access, outer.transaction if outer else _read_transaction())
        _tell_database(in_force)
        token = _current.set(in_force)
        try:
            yield access
        finally:
            _current.reset(token)
            if outer is not None and not connection.needs_rollback:
                _tell_database(outer)


def _read_transaction() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select concat_ws('|', pg_backend_pid(), extract(epoch from transaction_timestamp()))")
        return str(cursor.fetchone()[0])


def _tell_database(in_force: _InForce) -> None:
    access = in_force.access
    officer, keys = str(access.officer_id or ""), "{" + ",".join(map(str, sorted(access.keys))) + "}"
    # Local to the transaction: a pooled connection never carries one person's reach to the next.
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('minhbach.officer', %s, true), set_config('minhbach.keys', %s, true),"
            " set_config('minhbach.signature', %s, true)",
            [officer, keys, sign("|".join([in_force.transaction, officer, keys]))],
        )
