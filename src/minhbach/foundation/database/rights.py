"""Rights of tables that were made before anybody had rights by default: granted again as migrations left them.

What a migration grants and revokes is said in its own statements; said again in their order, they end the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import psycopg
from django.apps import apps
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from minhbach.foundation.database.operations import AppendOnly
from minhbach.foundation.database.roles import APPLICATION, BACKUP, OWNER

_BODY = re.compile(r"\$\$.*?\$\$|--[^\n]*", re.DOTALL)
_ABOUT_TABLES = re.compile(r"\s*(?:grant|revoke)\b(?!.*\bon function\b)", re.DOTALL | re.IGNORECASE)


def tables_without(connection: psycopg.Connection) -> list[str]:
    """List the owner's tables and sequences that the backup role cannot read: it may read all, so these lack rights."""
    return [
        name
        for (name,) in connection.execute(
            "select relname from pg_class where relkind in ('r', 'p', 'S') and relnamespace = 'public'::regnamespace"
            " and pg_get_userbyid(relowner) = %s and not has_table_privilege(%s, oid, 'select') order by 1",
            [OWNER, BACKUP],
        )
    ]


def grant_again(connection: psycopg.Connection, names: list[str]) -> None:
    """Grant what the default rights would have given, then take back what migrations took."""
    for name, is_sequence in connection.execute(
        "select relname, relkind = 'S' from pg_class where relname = any (%s)"
        " and relnamespace = 'public'::regnamespace",
        [names],
    ).fetchall():
        kind, rights = ("sequence", "usage, select") if is_sequence else ("table", "select, insert, update, delete")
        query = f"grant {rights} on {kind} {{}} to {APPLICATION}; grant select on {kind} {{}} to {BACKUP}"
        connection.execute(sql.SQL(query).format(sql.Identifier(name), sql.Identifier(name)))
    for statement in _told_by_migrations():
        connection.execute(statement)


def _told_by_migrations() -> Iterator[str]:
    graph = MigrationLoader(None).graph
    told: set[tuple[str, str]] = set()
    for leaf in graph.leaf_nodes():
        for node in graph.forwards_plan(leaf):
            if node in told:
                continue
            told.add(node)
            for operation in graph.nodes[node].operations:
                if isinstance(operation, AppendOnly):
                    yield operation.forwards(apps.get_model(operation.app_label, operation.model_name))
                elif isinstance(operation, RunSQL) and isinstance(operation.sql, str):
                    statements = _BODY.sub("", operation.sql).split(";")
                    yield from (one for one in statements if _ABOUT_TABLES.match(one))
