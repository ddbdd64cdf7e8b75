"""Two acts at once, in the worst order: the second waits for the first with what it read before."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Thread
from time import monotonic, sleep
from typing import Any, TypeVar

from django.db import connection, models, transaction

from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

Act = Callable[[], Any]
M = TypeVar("M", bound=models.Model)
# As long as it may take on a machine that does much else: only what never ends takes it.
PATIENCE = 60


class Done:
    """What an act that was not refused comes to."""


def race(first: Act, second: Act) -> tuple[type, type]:
    """Run FIRST, hold it open until SECOND waits for it (or has gone past it), let both end; say how each ended."""
    ends: list[type] = []
    other = Thread(target=lambda: ends.append(_in_thread(second)))
    with transaction.atomic():
        one = _end_of(first)
        other.start()
        _until_it_waits(other)
    other.join(timeout=PATIENCE)
    assert ends, "the second never ended"
    return one, ends[0]


def all_at_once(acts: list[Act]) -> list[Any]:
    """Run several acts in threads of their own; what each gave, or how it failed."""
    found: list[Any] = []

    def run(act: Act) -> None:
        try:
            found.append(act())
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=3 * PATIENCE)
    assert len(found) == len(acts), "not all ended"
    return found


def by(reach: Callable[[], AbstractContextManager[Any]], act: Act) -> Act:
    """The act within an officer's reach."""

    def run() -> Any:
        with reach():
            return act()

    return run


def as_read(record: M) -> M:
    """The record as one who read it before holds it: an object of their own."""
    return copy.copy(record)


def fresh(record: M) -> M:
    """The record as it now stands in the table, whoever asks."""
    with acting_as(SYSTEM):
        record.refresh_from_db()
    return record


def told(record: Any, kind: str) -> int:
    """How many events of a kind a record has."""
    with acting_as(SYSTEM):
        return int(record.events.filter(kind=kind).count())


@contextmanager
def _closed() -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


def _in_thread(act: Act) -> type:
    with _closed():
        return _end_of(act)


def _end_of(act: Act) -> type:
    try:
        act()
    except Refusal as refusal:
        return type(refusal)
    except Exception as error:
        return type(error)
    return Done


def _until_it_waits(other: Thread) -> None:
    deadline = monotonic() + PATIENCE / 2
    while other.is_alive() and monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(
                "select exists (select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))"
            )
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
