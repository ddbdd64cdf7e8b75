"""What one person may see, told to the application and to the database in one breath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction


class ScopeMissing(RuntimeError):
    """A scoped list was read without saying for whom: a programming error, so it rises."""


@dataclass(frozen=True)
class Access:
    """The reach of an officer at a moment: whose records, and which places besides."""

    officer_id: UUID | None = None
    agency_ids: frozenset[UUID] = frozenset()
    place_ids: frozenset[int] = frozenset()
    all_places: bool = False
    system: bool = False


# For work that belongs to nobody in particular: the sealer, migrations of data, the demo world.
SYSTEM = Access(system=True)

_current: ContextVar[Access | None] = ContextVar("minhbach_access", default=None)


def current_access() -> Access:
    access = _current.get()
    if access is None:
        raise ScopeMissing("no access is in force; wrap this in acting_as(access)")
    return access


@contextmanager
def acting_as(access: Access) -> Iterator[Access]:
    """Run a block in one transaction in which only what ACCESS reaches exists.

    Nested calls narrow or widen for their own block and then give back what was.
    """
    outer = _current.get()
    with transaction.atomic():
        _tell_database(access)
        token = _current.set(access)
        try:
            yield access
        finally:
            _current.reset(token)
            if outer is not None and not connection.needs_rollback:
                _tell_database(outer)


def _tell_database(access: Access) -> None:
    # Local to the transaction: a pooled connection never carries one person's reach to the next.
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('minhbach.officer', %s, true), set_config('minhbach.agencies', %s, true),"
            " set_config('minhbach.places', %s, true), set_config('minhbach.all_places', %s, true),"
            " set_config('minhbach.system', %s, true)",
            [
                str(access.officer_id or ""),
                _array(access.agency_ids),
                _array(access.place_ids),
                "on" if access.all_places else "off",
                "on" if access.system else "off",
            ],
        )


def _array(values: Iterable[object]) -> str:
    return "{" + ",".join(sorted(str(value) for value in values)) + "}"
