"""What proves to the database that keys were told by the application, not by a query slipped into one of its own."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings
from django.db import connection


@cache
def scope_secret() -> bytes:
    """Return what the application and the database alone know; it follows from the installation's secret key."""
    return hashlib.sha256(b"minhbach.scope|" + settings.SECRET_KEY.encode()).digest()


def sign(said: str) -> str:
    """Sign as foundation_scope_is_signed proves it."""
    secret = scope_secret()
    return hashlib.sha256(secret + hashlib.sha256(secret + said.encode()).digest()).hexdigest()


def tell_secret(**_signal: object) -> None:
    """Tell the database the secret; only the owner of the tables can, after each migration."""
    if "foundation_scopesecret" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into foundation_scopesecret (secret) values (%s)"
            " on conflict (id) do update set secret = excluded.secret",
            [scope_secret()],
        )


def is_believed() -> bool:
    """Return whether the database believes what is told now; not so where its secret is another installation's."""
    with connection.cursor() as cursor:
        cursor.execute("select foundation_scope_is_signed()")
        return bool(cursor.fetchone()[0])
