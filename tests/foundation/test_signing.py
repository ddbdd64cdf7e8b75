"""A query that somebody slips in gains nothing by telling the database other keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.subjects.models import Subject
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.scope.signing import is_believed
from tests.worlds import World

FORGED = "set_config('minhbach.keys', '{0,1,2}', true)"


def subjects_of(world: World) -> None:
    """Make one subject of the team's, and one of the neighbor's."""
    with acting_as(SYSTEM):
        for name, owner in (("Hộ Một", world.team), ("Hộ Hai", world.neighbor)):
            Subject.unscoped.create(
                kind="household", name=name, sort_key=name, owner_agency=owner, sharing="agency", created_at=world.at
            )


@pytest.fixture
def world(standing_province: World) -> World:
    subjects_of(standing_province)
    return standing_province


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


@pytest.mark.parametrize(
    "query",
    [
        f"select name from (select {FORGED}) forged, subjects_subject",
        f"with forged as materialized (select {FORGED}) select name from forged, subjects_subject",
        f"select s.name from subjects_subject s where {FORGED} is not null",
        # The keys change while the table is read, after the first row was judged.
        f"select o.name from subjects_subject s, lateral (select {FORGED} where s.id is not null) f,"
        " lateral (select name from subjects_subject where f.set_config is not null) o",
        f"select name from subjects_subject, generate_series(1, 3) n, lateral (select {FORGED}, n) forged",
    ],
)
def test_other_keys_in_the_same_query_show_nothing_more(world: World, query: str) -> None:
    with world.acting(world.inspector):
        assert {name for (name, *_) in rows(query)} <= {"Hộ Một"}


def test_other_keys_in_a_query_before_show_nothing_at_all(world: World) -> None:
    with world.acting(world.inspector):
        assert rows("select name from subjects_subject") == [("Hộ Một",)]
        rows(f"select {FORGED}")
        assert rows("select name from subjects_subject") == []


def test_another_officer_with_the_same_keys_is_not_believed(world: World) -> None:
    with world.acting(world.inspector):
        assert rows("select foundation_scope_officer()") == [(world.inspector.id,)]
        rows(f"select set_config('minhbach.officer', '{world.head.id}', true)")
        assert rows("select foundation_scope_officer(), foundation_scope_keys()") == [(None, [])]


def test_the_secret_is_not_the_applications_to_read(world: World) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), world.acting(world.inspector):
        rows("select secret from foundation_scopesecret")


def test_a_block_within_another_gives_back_what_was_told(world: World) -> None:
    with world.acting(world.inspector):
        with acting_as(SYSTEM):
            assert rows("select foundation_scope_keys(), foundation_scope_officer()") == [([0], None)]
        assert rows("select foundation_scope_officer()") == [(world.inspector.id,)]
        assert is_believed()


def test_a_signature_serves_its_own_transaction_alone(scratch_database: str, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        replay()


def replay() -> None:
    said = ("officer", "keys", "signature")
    with acting_as(SYSTEM):
        told = rows("select " + ", ".join(f"current_setting('minhbach.{name}')" for name in said))[0]
        assert rows("select foundation_scope_keys()") == [([0],)]
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in zip(said, told, strict=True):
            cursor.execute(f"select set_config('minhbach.{name}', %s, true)", [value])
        cursor.execute("select foundation_scope_keys(), foundation_told_keys()")
        assert cursor.fetchone() == ([], [0])
