"""The public's role may run a handful of functions, whatever its code"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection as django_connection
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from minhbach.foundation.database import embedded, roles
from minhbach.foundation.database.portal import SCHEMA
from minhbach.interfaces.cli import installation
from tests.domains.intake.making import portal_connection

# Each for whoever asks and for one thing; what is named by a secret of the sender's says so.
FUNCTIONS = [
    "add_part(uuid,bigint,bytea,text)",  # by the key of a recording
    "attach(text,uuid[])",  # by the digest of a receipt, and keys of recordings
    "bargain(text,uuid,jsonb)",  # by the digest of a receipt
    "begin_recording(bigint)",
    "confirm(text)",  # by the digest of a mail's secret
    "custodians(jsonb)",  # public keys alone
    "dispute(text)",  # by the digest of a receipt
    "drop_recording(uuid)",  # by the key of a recording
    "edition()",
    "knows(text)",  # by the digest of a receipt
    "letterboxes()",
    "look_up(text[])",  # what stands published under a key
    "opinion_asked(text)",  # by the digest of a receipt
    "partner(text)",  # by the digest of a partner's key
    "picture(text,integer,boolean)",
    "places(text)",
    "provinces()",
    "publication(text)",
    "published(text,integer,integer)",
    "rate(text,text,text)",  # by the digest of a receipt
    "recording(uuid)",  # by the key of a recording
    "recordings(text)",  # by the digest of a receipt
    "say(text,uuid,text)",  # by the digest of a receipt
    "send(jsonb)",
    "send_named(jsonb,jsonb)",
    "send_unpaid(jsonb)",
    "subscribe(jsonb)",
    "subscription(text)",  # by the digest of a mail's secret
    "talk(text)",  # by the digest of a receipt
    "tell(text,jsonb)",  # by the digest of a receipt
    "units(text)",
    "unsubscribe(text)",  # by the digest of a mail's secret
]
OWN_SCHEMAS = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"


@pytest.fixture
def portal(scratch_database: str) -> Iterator[psycopg.Connection[Any]]:
    with portal_connection() as connection:
        yield connection


def named(connection: psycopg.Connection[Any], query: str) -> list[Any]:
    return connection.execute(query).fetchall()


def test_it_reads_writes_and_empties_no_table_of_the_database(portal: psycopg.Connection[Any]) -> None:
    tables = named(
        portal,
        "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        f" where c.relkind in ('r', 'p', 'v', 'm', 'f') and {OWN_SCHEMAS} order by 1, 2",
    )
    assert len(tables) > 150
    got_in = []
    for schema, table in tables:
        name = sql.Identifier(schema, table)
        for statement in ("select from {}", "insert into {} default values", "delete from {}", "truncate {}"):
            try:
                portal.execute(sql.SQL(statement).format(name))
            except InsufficientPrivilege:
                continue
            got_in.append((table, statement))
    assert got_in == []


def test_it_draws_no_number_from_a_sequence(portal: psycopg.Connection[Any]) -> None:
    sequences = named(
        portal,
        "select c.oid::bigint from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        f" where c.relkind = 'S' and {OWN_SCHEMAS}",
    )
    assert len(sequences) > 5
    for (sequence,) in sequences:
        with pytest.raises(InsufficientPrivilege):
            portal.execute("select nextval(%s::oid::regclass)", [sequence])


def test_it_runs_the_functions_of_its_schema_and_no_other(portal: psycopg.Connection[Any]) -> None:
    functions = named(
        portal,
        "select n.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', p.pronargs,"
        " has_function_privilege(p.oid, 'execute') and has_schema_privilege(n.oid, 'usage'), p.oid::regprocedure::text"
        f" from pg_proc p join pg_namespace n on n.oid = p.pronamespace where {OWN_SCHEMAS} order by 1, 2",
    )
    may = [procedure.removeprefix(f"{SCHEMA}.") for schema, *_rest, is_open, procedure in functions if is_open]
    assert sorted(may) == FUNCTIONS
    for schema, name, count, is_open, _procedure in functions:
        if not is_open:
            call = sql.SQL("select {}({})").format(
                sql.Identifier(schema, name.partition("(")[0]), sql.SQL(", ").join([sql.SQL("null")] * count)
            )
            with pytest.raises(InsufficientPrivilege):
                portal.execute(call)


@pytest.mark.parametrize(
    "statement",
    [
        "create table public.x (a int)",
        f"create table {SCHEMA}.x (a int)",
        "create schema x",
        "create role x",
        f"set role {roles.APPLICATION}",
        f"set role {roles.OWNER}",
        "copy (select 1) to program 'true'",
        "select pg_read_file('PG_VERSION')",
        "select rolpassword from pg_authid",
        "alter system set fsync = off",
    ],
)
def test_nor_does_the_server_let_it_do_anything_else(portal: psycopg.Connection[Any], statement: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        portal.execute(statement.encode())
    assert isinstance(refused.value, InsufficientPrivilege)


def test_it_lists_nothing_and_guesses_nothing(portal: psycopg.Connection[Any]) -> None:
    assert portal.execute("select portal.talk('')").fetchone() == (None,)
    assert portal.execute("select portal.talk(null)").fetchone() == (None,)
    assert portal.execute("select portal.say('%', gen_random_uuid(), 'x')").fetchone() == (None,)
    assert portal.execute("select portal.letterboxes()").fetchone() == ([],)
    assert portal.execute("select portal.publication('%')").fetchone() == (None,)
    assert portal.execute("select portal.look_up(array['%', '', null])").fetchone() == ([],)
    assert portal.execute("select portal.partner('')").fetchone() == (None,)
    assert portal.execute("select portal.knows('')").fetchone() == (None,)
    assert portal.execute("select portal.tell('', '{}')").fetchone() == (None,)
    assert portal.execute("""select portal.custodians('{"letterbox": "x", "receipt": ""}')""").fetchone() == ([],)
    assert portal.execute("select portal.opinion_asked('')").fetchone() == (None,)
    assert portal.execute("select portal.rate('', 'good', '')").fetchone() == (None,)
    assert portal.execute("select portal.units('')").fetchone() == ([],)
    assert portal.execute("select portal.picture('%', 1, true)").fetchone() == (None,)
    for function in ("subscription", "confirm", "unsubscribe"):
        assert portal.execute(f"select portal.{function}('')").fetchone() == (None,)
    assert portal.execute("select portal.subscribe('{}')").fetchone() == ({"refused": "shape"},)
    told = portal.execute("""select portal.send('{"letterbox": "x"}')""").fetchone()
    assert told == ({"refused": "letterbox"},)


def test_a_database_made_before_the_role_is_closed_to_it_by_the_next_preparation(
    scratch_database: str, portal: psycopg.Connection[Any]
) -> None:
    server = embedded.start(installation.home())
    if str(django_connection.settings_dict["HOST"]) != str(server.socket_folder):
        pytest.skip("only of the server that comes with the packages do tests know the administrator")
    admin = server.admin_conninfo
    with psycopg.connect(admin, dbname=portal.info.dbname, autocommit=True) as administrator:
        administrator.execute("grant usage on schema public to public")
        administrator.execute(f"revoke all on schema {SCHEMA} from {roles.PORTAL}".encode())
    with pytest.raises(InsufficientPrivilege):
        portal.execute("select portal.letterboxes()")
    with psycopg.connect(admin, dbname=portal.info.dbname, autocommit=True) as administrator:
        roles.grant_to_portal(administrator)
    assert portal.execute("select portal.letterboxes()").fetchone() == ([],)
    with pytest.raises(InsufficientPrivilege):
        portal.execute("select from public.intake_report")
