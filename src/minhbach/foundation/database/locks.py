"""Two at once: a row is held, and judged as it is once it is held.

Who waits for a lock gets the row as the other left it, but whatever was joined to it, or read before, as it was before
the wait. So an act that depends on what it finds holds its row here first, without joins, and asks only what this gives
back; what the row points at is read when it is asked for, which is after.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, models, transaction

from minhbach.foundation.database.speaking import UNIQUE, sqlstate_of
from minhbach.foundation.refusals import NotFound, Refusal

M = TypeVar("M", bound=models.Model)


def lock(rows: models.Manager[M] | models.QuerySet[M], **key: Any) -> M:
    """Hold the row that KEY names among ROWS until the transaction ends, and return it as it is then.

    Raises: NotFound.
    """
    found = _held(rows.filter(**key)).first()
    if found is None:
        raise NotFound
    return found


def hold(record: M) -> M:
    """Hold the row of a RECORD that was read before, and bring the record up to date with it.

    Raises: NotFound where it is no longer there, or no longer within reach.
    """
    # Who waited is judged by what stood before the wait. What became of the row meanwhile may rest on rows that are
    # newer than that, so one that is not found is looked for once more.
    for is_last in (False, True):
        try:
            record.refresh_from_db(from_queryset=_held(type(record)._base_manager.all()))
        except ObjectDoesNotExist:
            if is_last:
                raise NotFound from None
        else:
            break
    return record


def lock_all(rows: models.Manager[M] | models.QuerySet[M], **key: Any) -> list[M]:
    """Hold every row that KEY names, always in the same order: two who hold the same ones never block each other."""
    return list(_held(rows.filter(**key)).order_by("pk"))


def take_next(rows: models.QuerySet[M]) -> M | None:
    """Hold the first of ROWS, in their order, that nobody else holds; None where there is none."""
    return rows.select_related(None).select_for_update(of=("self",), no_key=True, skip_locked=True).first()


def wait_turn(*name: object) -> None:
    """Let those who write the same thing, which has no row of its own to hold, do so one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 389))", [" ".join(map(str, name))])


def wait_turn_on(server: psycopg.Connection, name: str) -> None:
    """Take one's turn at a thing for as long as a connection lasts."""
    server.execute("select pg_advisory_lock(hashtextextended(%s, 389))", [name])


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Let those who do one thing to the whole database do it one after the other, over however many transactions.

    Held by a connection of its own: whatever becomes of its holder, the database lets go when that ends.
    """
    holder = connection.copy()
    try:
        holder.ensure_connection()
        wait_turn_on(holder.connection, name)
        yield
    finally:
        holder.close()


@contextmanager
def once(refusal: Refusal) -> Iterator[None]:
    """Say REFUSAL where what is made in the block is there already: the constraint that speaks is its answer."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if sqlstate_of(error) != UNIQUE:
            raise
        raise refusal from error


def _held(rows: models.QuerySet[M]) -> models.QuerySet[M]:
    # Without the key, so that those who only point at the row need not wait.
    return rows.select_related(None).select_for_update(of=("self",), no_key=True)
