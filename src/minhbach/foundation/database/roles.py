"""Six roles stand under everything the house promises about who may read and change what.

owner        makes tables; used by migrations only
application  reads and writes rows under row-level security; no TRUNCATE, and on append-only tables no UPDATE, DELETE
backup       reads everything, changes nothing
sealer       reads the audit log and writes its seals, which nobody else may
portal       runs the few functions made for the public (`foundation.database.portal`); touches no table
blanker      owns the functions that blank what is kept of people (`foundation.database.blanking`); it never signs in
"""

from __future__ import annotations

import secrets

import psycopg
from psycopg import sql

OWNER = "minhbach_owner"
APPLICATION = "minhbach_app"
BACKUP = "minhbach_backup"
SEALER = "minhbach_sealer"
PORTAL = "minhbach_portal"
BLANKER = "minhbach_blanker"


def prepare_roles(connection: psycopg.Connection) -> None:
    """Make the six roles where they are missing; the connection must be a superuser's."""
    existing = {row[0] for row in connection.execute("select rolname from pg_roles")}
    for role, rights in (
        (OWNER, "createdb"),
        (APPLICATION, ""),
        (BACKUP, "bypassrls"),
        (SEALER, ""),
        # Whatever strangers do, the officers' connections are left to them.
        (PORTAL, "connection limit 40"),
    ):
        if role not in existing:
            connection.execute(sql.SQL("create role {} login " + rights).format(sql.Identifier(role)))
    if BLANKER not in existing:
        # Of everybody's rows, the columns granted to it alone; the owner makes its functions and hands them over.
        connection.execute(sql.SQL("create role {} nologin bypassrls").format(sql.Identifier(BLANKER)))
    # An owner that was made anew beside a blanker that was there is no member of it yet.
    connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(BLANKER), sql.Identifier(OWNER)))


def prepare_database(connection: psycopg.Connection, name: str) -> None:
    """Make a database of the owner role, or give it one that is there. Needs autocommit and a superuser."""
    found = connection.execute("select pg_get_userbyid(datdba) from pg_database where datname = %s", [name]).fetchone()
    if found == (OWNER,):
        return
    if found:
        connection.execute(sql.SQL("alter database {} owner to {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
        return
    connection.execute(
        sql.SQL(
            "create database {} owner {} encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0"
        ).format(sql.Identifier(name), sql.Identifier(OWNER))
    )


def grant_by_default(connection: psycopg.Connection) -> None:
    """Let what the owner makes in this database be used by the other roles; stands already after the first time."""
    granted = connection.execute(
        "select count(*) from pg_default_acl where pg_get_userbyid(defaclrole) = %s"
        " and defaclacl::text like %s and defaclacl::text like %s",
        [OWNER, f"%{APPLICATION}=%", f"%{BACKUP}=%"],
    ).fetchone()
    if granted != (2,):  # tables, and sequences
        connection.execute(DEFAULT_RIGHTS)


def give_password(connection: psycopg.Connection, role: str) -> str:
    """Give a role a new password, which the server is told only as a digest; return it."""
    password = secrets.token_urlsafe(24)
    digest = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(digest)))
    return password


def grant_to_sealer(connection: psycopg.Connection) -> None:
    """Let the sealer write seals where the tables are already made and it may not; the connection is a superuser's."""
    from minhbach.foundation.database.audit import SEALER_RIGHTS

    made = connection.execute("select to_regclass('public.foundation_auditseal') is not null").fetchone()
    if made != (True,):
        return
    granted = connection.execute(
        "select has_table_privilege(%s, 'foundation_auditseal', 'insert')", [SEALER]
    ).fetchone()
    if granted != (True,):
        connection.execute(SEALER_RIGHTS)


def grant_to_portal(connection: psycopg.Connection) -> None:
    """Let the public's role use what is made for it, and nothing else; the connection is a superuser's."""
    from minhbach.foundation.database.portal import CLOSE_PUBLIC, GRANT_TO_PORTAL, SCHEMA

    made = connection.execute("select to_regnamespace(%s) is not null", [SCHEMA]).fetchone()
    if made != (True,):
        return
    granted = connection.execute(
        "select has_schema_privilege(%s, %s, 'usage') and not has_schema_privilege(%s, 'public', 'usage')",
        [PORTAL, SCHEMA, PORTAL],
    ).fetchone()
    if granted != (True,):
        connection.execute(CLOSE_PUBLIC)
        connection.execute(GRANT_TO_PORTAL)


# Run inside the database, before the first table is made.
DEFAULT_RIGHTS = f"""
alter default privileges for role {OWNER} in schema public
    grant select, insert, update, delete on tables to {APPLICATION};
alter default privileges for role {OWNER} in schema public grant usage, select on sequences to {APPLICATION};
alter default privileges for role {OWNER} in schema public grant select on tables to {BACKUP};
alter default privileges for role {OWNER} in schema public grant select on sequences to {BACKUP};
grant usage on schema public to {APPLICATION}, {BACKUP};
"""
