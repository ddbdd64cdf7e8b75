"""Statements whose answers nobody waits for go to the database in one journey: there and back costs more than most do.

    @atomic_together()
    def register_merchant(…):
        …                                             # what refuses, refuses before anything is asked
        tell("select subjects_record(…)", values)
        audit.record(…)                               # tells, too

All or nothing, as `transaction.atomic`; what is read inside is read after what was told before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ContextDecorator, ExitStack
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from django.db import Error, connection, transaction


class atomic_together(ContextDecorator):  # noqa: N801 (stands where transaction.atomic does)
    """Keep or undo a block as a whole, and send what it tells in one journey with the savepoint that guards it."""

    def __init__(self) -> None:
        self.told: list[str] = []
        # Which of them adds rows to a table.
        self._adding: dict[str, int] = {}
        self._savepoint, self._is_begun = "", False
        self._around, self._within = ExitStack(), ExitStack()

    def _recreate_cm(self) -> atomic_together:
        # Each call of a decorated function is a block of its own.
        return atomic_together()

    def __enter__(self) -> atomic_together:
        if not connection.in_atomic_block:
            self._around.enter_context(transaction.atomic())
        # As Django keeps its own, so that what waits for the commit goes with its block.
        self._savepoint = f"together_{len(connection.savepoint_ids)}"
        connection.savepoint_ids.append(self._savepoint)
        self._within.callback(connection.savepoint_ids.pop)
        self._within.callback(_current.reset, _current.set(self))
        self._within.enter_context(connection.execute_wrapper(self._before_it_is_read))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._around:
            try:
                if error is not None:
                    # The block around is told by the error itself.
                    raise error
                if self.told or self._is_begun:
                    self._send(f"release savepoint {self._savepoint}")
            except BaseException:
                self._undo()
                raise
            finally:
                self._within.close()

    def _send(self, *more: str) -> None:
        first = () if self._is_begun else (f"savepoint {self._savepoint}",)
        statements = "; ".join((*first, *self.told, *more))
        # Whatever becomes of the rest, there is something to go back to.
        self._forget()
        self._is_begun = True
        with connection.cursor() as cursor:
            cursor.execute(statements)

    def add_rows(self, into: str, rows: str) -> None:
        """Tell rows in one statement with those that were told for the same table."""
        if into in self._adding:
            self.told[self._adding[into]] += f", {rows}"
        else:
            self._adding[into] = len(self.told)
            self.told.append(f"insert into {into} values {rows}")

    def _forget(self) -> None:
        self.told, self._adding = [], {}

    def _undo(self) -> None:
        self._forget()
        connection.run_on_commit = [one for one in connection.run_on_commit if self._savepoint not in one[0]]
        if not self._is_begun or connection.closed_in_transaction:
            return
        connection.needs_rollback = False
        try:
            self._send(f"rollback to savepoint {self._savepoint}", f"release savepoint {self._savepoint}")
        except Error:
            connection.needs_rollback = True

    def _before_it_is_read(
        self, execute: Callable[..., Any], sql: str, values: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if self.told or not self._is_begun:
            self._send()
        return execute(sql, values, many, context)


_current: ContextVar[atomic_together | None] = ContextVar("minhbach_together", default=None)


def tell(sql: str, values: Sequence[Any]) -> None:
    """Ask something of the database whose answer nobody waits for: at once, or with what else a block tells."""
    block = _current.get()
    with connection.cursor() as cursor:
        if block is None:
            cursor.execute(sql, values)
        else:
            block.told.append(cursor.cursor.mogrify(sql, values))


def tell_rows(into: str, rows: Sequence[Sequence[Any]], *, shape: str) -> None:
    """Tell rows of a table, INTO with its columns, each in the SHAPE of its values: "(%s, %s::uuid[])"."""
    block = _current.get()
    written, values = ", ".join([shape] * len(rows)), [value for row in rows for value in row]
    with connection.cursor() as cursor:
        if block is None:
            cursor.execute(f"insert into {into} values {written}", values)
        else:
            block.add_rows(into, cursor.cursor.mogrify(written, values))
