"""Where an installation stands: its database and its home; how another takes their place, and what it must find.

What is put in place was made aside under another name; what stood there is kept under a third.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from minhbach.foundation.audit import anchors, stamps
from minhbach.foundation.backups.refusals import InUse, NotEmpty, RolesMissing
from minhbach.foundation.backups.sets import STORE
from minhbach.foundation.backups.taking import KNOWLEDGE, SECRET
from minhbach.foundation.database import roles

# What a set holds of MINHBACH_HOME; whatever else lies there is not touched.
HELD = (STORE, KNOWLEDGE, stamps.FOLDER, anchors.FILE, anchors.KEY, SECRET)
ASIDE = ".restoring"
# Names of databases end at 63 bytes; theirs is followed by a moment.
_LONGEST_NAME = 40
# A connection just closed takes the server a moment to end.
_ENDING_SECONDS = 3.0


@dataclass(frozen=True)
class Target:
    """Where a set goes: a database on the server that ADDRESS, the owner's, leads to, and MINHBACH_HOME."""

    address: str
    database: str
    home: Path

    def to(self, database: str) -> str:
        """Return the owner's address of another database on the same server."""
        return make_conninfo(self.address, dbname=database)

    @property
    def database_aside(self) -> str:
        return f"{self.database[:_LONGEST_NAME]}_restoring"

    @property
    def home_aside(self) -> Path:
        return self.home / ASIDE


@dataclass(frozen=True)
class Before:
    """What stood there before, kept under other names; empty where nothing did."""

    database: str
    home: str


def require_room(target: Target, *, replace: bool) -> None:
    """Refuse to restore where something stands, unless it is to be replaced, or where somebody works.

    Raises: NotEmpty, InUse, RolesMissing.
    """
    if not replace:
        for name in HELD:
            path = target.home / name
            if name != SECRET and path.exists() and (path.is_file() or any(path.iterdir())):
                raise NotEmpty(what=str(path))
    with server_of(target) as server:
        names = {row[0] for row in server.execute("select rolname from pg_roles")}
        if not {roles.OWNER, roles.APPLICATION, roles.BACKUP, roles.SEALER, roles.PORTAL, roles.BLANKER} <= names:
            raise RolesMissing
        if not _exists(server, target.database):
            return
        require_alone(server, target.database)
    if not replace and not _is_empty(target.to(target.database)):
        raise NotEmpty(what=target.database)


def require_alone_on(target: Target) -> None:
    """Refuse while anybody is connected to the database in place.

    Raises: InUse.
    """
    with server_of(target) as server:
        require_alone(server, target.database)


def require_alone(server: psycopg.Connection, database: str) -> None:
    """Refuse while anybody is connected to a database.

    Raises: InUse.
    """
    deadline = time.monotonic() + _ENDING_SECONDS
    while count := _connected(server, database):
        if time.monotonic() > deadline:
            raise InUse(database=database, count=count)
        time.sleep(0.1)


def create_aside(target: Target, *, as_copy: bool = False) -> None:
    """Make the database aside: empty, or as a copy of the one in place, to which nobody may be connected."""
    with server_of(target) as server:
        if as_copy:
            copied = sql.SQL("create database {} template {}")
            server.execute(copied.format(sql.Identifier(target.database_aside), sql.Identifier(target.database)))
            return
        server.execute(
            sql.SQL("create database {} encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0")
            .format(sql.Identifier(target.database_aside))
        )  # fmt: skip


def clear_aside(target: Target) -> None:
    """Remove what an earlier attempt made aside."""
    shutil.rmtree(target.home_aside, ignore_errors=True)
    with server_of(target) as server:
        server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(target.database_aside)))


def put_in_place(target: Target, *, stamp: str) -> Before:
    """Rename what was made aside into place; what stood there is kept under a name with STAMP.

    Raises: InUse, with nothing renamed.
    """
    os.sync()
    database = put_database_in_place(target, stamp=stamp)
    kept_home = target.home / f"before-{stamp}"
    for name in HELD:
        made = target.home_aside / name
        if name == SECRET and not made.exists():
            continue
        if (target.home / name).exists():
            kept_home.mkdir(mode=0o700, exist_ok=True)
            (target.home / name).replace(kept_home / name)
        if made.exists():
            made.replace(target.home / name)
    shutil.rmtree(target.home_aside, ignore_errors=True)
    return Before(database, str(kept_home) if kept_home.exists() else "")


def put_database_in_place(target: Target, *, stamp: str) -> str:
    """Rename the database aside into place in one transaction; returns what the old one is called now, if any.

    Raises: InUse, with nothing renamed.
    """
    kept_as = f"{target.database[:_LONGEST_NAME]}_{stamp.lower()}"
    was_empty = True
    with server_of(target) as server:
        if there := _exists(server, target.database):
            was_empty = _is_empty(target.to(target.database))
            require_alone(server, target.database)
        require_alone(server, target.database_aside)
        with server.transaction():
            if there:
                _rename(server, target.database, kept_as)
            _rename(server, target.database_aside, target.database)
        if there and was_empty:
            server.execute(sql.SQL("drop database {}").format(sql.Identifier(kept_as)))
    return "" if was_empty else kept_as


def drop(target: Target, database: str) -> None:
    """Remove a database that is kept beside the one in place."""
    with server_of(target) as server:
        server.execute(sql.SQL("drop database {}").format(sql.Identifier(database)))


def keep_secret(target: Target, secret: str) -> None:
    """Put the secret key beside the files made aside, where they brought none."""
    path = target.home_aside / SECRET
    if path.exists() or (target.home / SECRET).exists():
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secret)


@contextmanager
def server_of(target: Target) -> Iterator[psycopg.Connection]:
    """Connect as the owner beside the databases that are renamed."""
    with psycopg.connect(target.to("postgres"), autocommit=True) as server:
        yield server


def _exists(server: psycopg.Connection, database: str) -> bool:
    return server.execute("select from pg_database where datname = %s", [database]).fetchone() is not None


def _is_empty(address: str) -> bool:
    with psycopg.connect(address) as database:
        row = database.execute(
            "select not exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')"
        ).fetchone()
    return row == (True,)


def _connected(server: psycopg.Connection, database: str) -> int:
    row = server.execute(
        "select count(*) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()"
        " and backend_type = 'client backend'",
        [database],
    ).fetchone()
    return row[0] if row else 0


def _rename(server: psycopg.Connection, old: str, new: str) -> None:
    server.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(old), sql.Identifier(new)))
