"""`prepare-database` ends the same, wherever it was stopped before and whatever was made without it"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner

from minhbach.foundation.database import embedded, rights, roles
from minhbach.interfaces.cli import app, installation

EMPTY = "minhbach_test_prepared"
RIGHTS = (
    "select relname, array(select unnest(relacl)::text order by 1), array(select attname || unnest(attacl)::text"
    " from pg_attribute where attrelid = pg_class.oid and attacl is not null order by 1)"
    " from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by 1"
)


@pytest.fixture(scope="module")
def administrator() -> str:
    return embedded.start(installation.home()).admin_conninfo


@pytest.fixture
def nothing(administrator: str) -> Iterator[str]:
    """A server without the database, and its administrator's address."""
    drop = f"drop database if exists {EMPTY} with (force)"
    with psycopg.connect(administrator, autocommit=True) as server:
        server.execute(drop)
        yield administrator
        server.execute(drop)


def prepared(administrator: str) -> list[tuple[Any, ...]]:
    """What the roles may do in the database as far as it goes before a table is made."""
    with psycopg.connect(administrator, dbname=EMPTY) as connection:
        return connection.execute(
            "select defaclobjtype::text, defaclacl::text, (select pg_get_userbyid(datdba) from pg_database"
            " where datname = current_database()) from pg_default_acl order by 1"
        ).fetchall()


@pytest.mark.parametrize("stopped", ["after nothing", "after the roles", "after the database", "made by hand"])
def test_a_second_run_ends_what_the_first_began(nothing: str, monkeypatch: pytest.MonkeyPatch, stopped: str) -> None:
    installation.make_database(nothing, EMPTY)
    whole = prepared(nothing)
    with psycopg.connect(nothing, autocommit=True) as server:
        server.execute(f"drop database {EMPTY}")
        if stopped == "made by hand":
            server.execute(f"create database {EMPTY} encoding 'UTF8' template template0")
    step = {"after the roles": "prepare_database", "after the database": "grant_by_default"}.get(stopped)
    if step:
        with monkeypatch.context() as power:
            power.setattr(roles, step, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                installation.make_database(nothing, EMPTY)
    for _ in range(2):
        installation.make_database(nothing, EMPTY)
        assert prepared(nothing) == whole
    assert [row[2] for row in whole] == ["minhbach_owner", "minhbach_owner"]


def test_tables_made_without_rights_are_given_exactly_what_they_would_have(scratch_database: str) -> None:
    with psycopg.connect(scratch_database) as connection:
        before = connection.execute(RIGHTS).fetchall()
        assert rights.tables_without(connection) == []
        for role in (roles.APPLICATION, roles.BACKUP):
            connection.execute(f"revoke all on all tables in schema public from {role}")
            connection.execute(f"revoke all on all sequences in schema public from {role}")
        lacking = rights.tables_without(connection)
        assert len(lacking) > 60
        rights.grant_again(connection, lacking)
        assert connection.execute(RIGHTS).fetchall() == before
        assert rights.tables_without(connection) == []


def test_passwords_are_set_and_told_as_the_environment(nothing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "give_password", lambda _, role: f"secret-of-{role}")
    done = CliRunner().invoke(app, ["prepare-database", nothing, "--name", EMPTY, "--passwords"])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        f"DATABASE_URL=postgresql://minhbach_app:secret-of-minhbach_app@127.0.0.1:5432/{EMPTY}",
        f"MINHBACH_OWNER_DATABASE_URL=postgresql://minhbach_owner:secret-of-minhbach_owner@127.0.0.1:5432/{EMPTY}",
        f"MINHBACH_SEALER_DATABASE_URL=postgresql://minhbach_sealer:secret-of-minhbach_sealer@127.0.0.1:5432/{EMPTY}",
        f"MINHBACH_BACKUP_DATABASE_URL=postgresql://minhbach_backup:secret-of-minhbach_backup@127.0.0.1:5432/{EMPTY}",
        f"MINHBACH_PORTAL_DATABASE_URL=postgresql://minhbach_portal:secret-of-minhbach_portal@127.0.0.1:5432/{EMPTY}",
    ]
    assert "Đã có vai trò minhbach_owner" in done.stderr


def test_a_password_is_told_to_the_server_as_a_digest_only(administrator: str) -> None:
    with psycopg.connect(administrator) as connection:
        connection.execute("create role minhbach_test_role login")
        password = roles.give_password(connection, "minhbach_test_role")
        kept = connection.execute("select rolpassword from pg_authid where rolname = 'minhbach_test_role'").fetchone()
        connection.rollback()
    assert len(password) >= 32
    assert kept is not None
    assert kept[0].startswith("SCRAM-SHA-256$")
