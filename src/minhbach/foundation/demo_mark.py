"""Whether this is the demo province: asked for, and on a database that was made for it.

The mark is a row that the owner of the tables writes at a migration in demo mode, while there is no officer yet. The
application can only read it, so a flag set by mistake opens no door to real accounts.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db import connection


def is_demo() -> bool:
    """Return whether the invented province is served here: signing in without a password, no second factor asked."""
    return settings.DEMO and is_marked(connection.settings_dict["NAME"])


@cache
def is_marked(database: str) -> bool:
    """Return whether the database in use, by its name, was made for the demo; a mark never changes afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from foundation_demomark)")
        return bool(cursor.fetchone()[0])


def mark(**_signal: object) -> None:
    """Mark a database that is made in demo mode; one that has officers is somebody's."""
    if not settings.DEMO or "foundation_demomark" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into foundation_demomark (made_at) select clock_timestamp()"
            " where not exists (select from agencies_officer) on conflict do nothing"
        )
