"""Worlds that stand around tests: made once, each test in a savepoint within that is taken back.

A test says which it wants by asking for its fixture, `standing_…`, itself or through another. The world stays for the
next file that wants the same; whoever asks the database for another, or for none, takes it away, so that each finds the
same whatever ran before it. The objects a test gets are its own.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from importlib import import_module
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction

_modules: dict[str, str] = {}
# Who asks for one of these works in the database; to everybody else it is the same whatever stands there.
_IN_DATABASE = {"db", "transactional_db", "_django_db_helper", "django_db_setup", "django_db_blocker"}
# The database's own time stands still in a transaction, while the clock goes on.
_OLDEST = 120


@dataclass(frozen=True)
class _Standing:
    """What stands: the world of NAME, in a transaction of a session, and its objects kept."""

    name: str
    around: transaction.Atomic
    session: object
    made_at: float
    kept: bytes

    def is_whole(self) -> bool:
        """Say whether no test has ended the transaction since, and its time is still of today's clock."""
        return (
            monotonic() - self.made_at < _OLDEST
            and connection.connection is self.session
            and connection.in_atomic_block
            and not connection.closed_in_transaction
            and not connection.needs_rollback
        )


_stands: _Standing | None = None


def standing(name: str, *, made_by: str) -> Any:
    """Return a fixture of this name that gives what `make_world` of a module makes."""
    _modules[name] = made_by

    @pytest.fixture(name=name)
    def world(db: None) -> Any:
        assert _stands is not None
        return pickle.loads(_stands.kept)  # noqa: S301

    return world


def world_of(item: pytest.Item) -> str | None:
    """Name the world a test asks for."""
    return next((name for name in getattr(item, "fixturenames", ()) if name in _modules), None)


def make_room(item: pytest.Item) -> None:
    """Take away what stands, but for what the test wants itself, or where it does not come into the database."""
    asked = getattr(item, "fixturenames", ())
    if item.get_closest_marker("django_db") or not _IN_DATABASE.isdisjoint(asked):
        clear_but_for(world_of(item))


def stand(name: str) -> None:
    """Let the world NAME stand; needs a database to work in."""
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    global _stands
    clear_but_for(name)
    if _stands is not None:
        return
    around = transaction.atomic()
    around.__enter__()
    try:
        with acting_as(SYSTEM):
            made = import_module(_modules[name]).make_world()
        # What the end of a transaction would check is checked here, and not once more with each test.
        connection.check_constraints()
    except BaseException:
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
        raise
    _stands = _Standing(name, around, connection.connection, monotonic(), pickle.dumps(made))


def clear_but_for(name: str | None) -> None:
    """Take away what stands, but for a whole world NAME."""
    if _stands is not None and not (_stands.name == name and _stands.is_whole()):
        clear()


def clear() -> None:
    """Take away what stands; needs a database to work in."""
    global _stands
    if _stands is not None:
        around, _stands = _stands.around, None
        if connection.in_atomic_block:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
