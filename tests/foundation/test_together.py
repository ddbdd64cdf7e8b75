"""What is told goes to the database in one journey, before anything that is read, and is undone with its block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from minhbach.foundation.database.together import atomic_together, tell, tell_rows


@pytest.fixture
def notes(db: None) -> None:
    make()


def make() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create temp table note (word text primary key)")


def note(word: str) -> None:
    tell("insert into note values (%s)", [word])


def read() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select word from note order by word")
        return [word for (word,) in cursor.fetchall()]


def test_what_is_told_in_a_block_is_one_journey(notes: None) -> None:
    with CaptureQueriesContext(connection) as queries, atomic_together():
        note("a")
        note("it's 100% 'b'")
    assert len(queries) == 1
    assert read() == ["a", "it's 100% 'b'"]
    note("c")
    assert read() == ["a", "c", "it's 100% 'b'"]


def test_rows_that_are_told_for_one_table_are_one_statement(notes: None) -> None:
    with CaptureQueriesContext(connection) as queries, atomic_together():
        tell_rows("note (word)", [("a",), ("it's 100% 'b'",)], shape="(%s)")
        tell("insert into note values (%s)", ["c"])
        tell_rows("note (word)", [("d",)], shape="(%s)")
        assert read() == ["a", "c", "d", "it's 100% 'b'"]
        tell_rows("note (word)", [("e",)], shape="(%s)")
    assert [one["sql"].count("insert into note (word)") for one in queries.captured_queries] == [1, 0, 1]
    tell_rows("note (word)", [("f",)], shape="(%s)")
    assert read() == ["a", "c", "d", "e", "f", "it's 100% 'b'"]


def test_what_is_read_in_a_block_is_read_after_what_was_told(notes: None) -> None:
    with atomic_together():
        note("a")
        assert read() == ["a"]
        note("b")
        with atomic_together():
            note("c")
        with transaction.atomic():
            note("d")
        assert read() == ["a", "b", "c", "d"]


@atomic_together()
def fail(act: Callable[[], Any], ended: list[str]) -> None:
    transaction.on_commit(lambda: ended.append("never"))
    note("undone")
    act()


def test_a_block_that_ends_in_an_error_leaves_nothing_and_the_transaction_goes_on(notes: None) -> None:
    note("kept")
    ended: list[str] = []
    for act in (lambda: note("kept"), lambda: read() and note("kept"), lambda: 1 / 0, lambda: read() and 1 / 0):
        with pytest.raises((DatabaseError, ZeroDivisionError)):
            fail(act, ended)
        assert read() == ["kept"]
    assert [one for one in connection.run_on_commit if one[0] & {"together_0", "together_1"}] == []

    @atomic_together()
    def twice(word: str) -> None:
        note(word)
        with pytest.raises(DatabaseError), atomic_together():
            note(word)

    twice("b")
    twice("c")
    assert read() == ["b", "c", "kept"]
    assert ended == []


def test_outside_a_transaction_it_is_one(scratch_database: str, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        make()
        with atomic_together():
            assert connection.in_atomic_block
            note("a")
        assert not connection.in_atomic_block
        assert read() == ["a"]
        with pytest.raises(ZeroDivisionError):
            fail(lambda: 1 / 0, [])
        assert not connection.in_atomic_block
        assert read() == ["a"]
