"""What every command that needs the database does first: find it or start it, then wake Django."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from minhbach.config.variables import forget_empty, home_folder
from minhbach.foundation.claims import turn_at

DATABASE = "minhbach"
SETTINGS = "minhbach.config.settings"
SAY_EVERY_SECONDS = 10.0
ADDRESSES = (
    "DATABASE_URL",
    "MINHBACH_OWNER_DATABASE_URL",
    "MINHBACH_SEALER_DATABASE_URL",
    "MINHBACH_BACKUP_DATABASE_URL",
    "MINHBACH_PORTAL_DATABASE_URL",
)


def home() -> Path:
    return home_folder()


def prepare(*, as_owner: bool = False, database: str = DATABASE, secret: str = "") -> None:
    """Set the environment of this process up and load Django.

    With no DATABASE_URL the embedded server is started. AS_OWNER connects as the role that migrates. SECRET is for who
    must not make one: what is restored brings its own.
    """
    forget_empty()
    if "DATABASE_URL" not in os.environ:
        _use_embedded_server(database)
    if as_owner:
        os.environ["DATABASE_URL"] = os.environ.get("MINHBACH_OWNER_DATABASE_URL", os.environ["DATABASE_URL"])
    if "MINHBACH_SECRET_KEY" not in os.environ:
        os.environ["MINHBACH_SECRET_KEY"] = secret or _kept_secret()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)

    import django

    django.setup()


def await_database(*, seconds: float, say: Callable[[str], object]) -> bool:
    """Wait until the database answers; False where it does not within SECONDS. What keeps it is said now and then."""
    from django.db import OperationalError, connection

    begun, said_at = time.monotonic(), 0.0
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            if time.monotonic() - begun > seconds:
                return False
            if time.monotonic() - said_at > SAY_EVERY_SECONDS:
                said_at = time.monotonic()
                say(f"Cơ sở dữ liệu chưa trả lời, đang chờ: {' '.join(str(error).split())}")
            time.sleep(0.5)
        else:
            return True


def _use_embedded_server(database: str) -> None:
    from minhbach.foundation.database import embedded, roles

    server = embedded.start(home())
    make_database(server.admin_conninfo, database)
    os.environ["DATABASE_URL"] = server.url(role=roles.APPLICATION, database=database)
    os.environ["MINHBACH_OWNER_DATABASE_URL"] = server.url(role=roles.OWNER, database=database)
    os.environ["MINHBACH_SEALER_DATABASE_URL"] = server.url(role=roles.SEALER, database=database)
    os.environ["MINHBACH_BACKUP_DATABASE_URL"] = server.url(role=roles.BACKUP, database=database)
    os.environ["MINHBACH_PORTAL_DATABASE_URL"] = server.url(role=roles.PORTAL, database=database)


def use_database(name: str) -> None:
    """Let every role's address lead to another database of the same server."""
    from psycopg.conninfo import make_conninfo

    for variable in ADDRESSES:
        if variable in os.environ:
            os.environ[variable] = make_conninfo(os.environ[variable], dbname=name)


def make_database(admin_conninfo: str, name: str) -> None:
    """Make the roles, the database and the rights on a server, whichever of them are missing."""
    import psycopg

    from minhbach.foundation.database import roles
    from minhbach.foundation.database.locks import wait_turn_on

    with psycopg.connect(admin_conninfo, autocommit=True) as server:
        wait_turn_on(server, "make a database")
        roles.prepare_roles(server)
        roles.prepare_database(server, name)
        with psycopg.connect(admin_conninfo, dbname=name, autocommit=True) as connection:
            roles.grant_by_default(connection)
            roles.grant_to_sealer(connection)
            roles.grant_to_portal(connection)


def mend_rights(admin_conninfo: str, name: str) -> int:
    """Grant what tables lack that were made before the rights were; return how many those are."""
    import psycopg

    from minhbach.foundation.database import rights

    with psycopg.connect(admin_conninfo, dbname=name) as connection:
        lacking = rights.tables_without(connection)
        if lacking:
            # Which of them are append-only stands in the migrations.
            os.environ.setdefault("DATABASE_URL", admin_conninfo)
            prepare()
            rights.grant_again(connection, lacking)
    return len(lacking)


def give_passwords(admin_conninfo: str, name: str) -> Iterator[str]:
    """Give every role a new password; yield the environment of the installation that uses them."""
    import psycopg

    from minhbach.foundation.database import roles

    variables = {
        roles.APPLICATION: "DATABASE_URL",
        roles.OWNER: "MINHBACH_OWNER_DATABASE_URL",
        roles.SEALER: "MINHBACH_SEALER_DATABASE_URL",
        roles.BACKUP: "MINHBACH_BACKUP_DATABASE_URL",
        roles.PORTAL: "MINHBACH_PORTAL_DATABASE_URL",
    }
    with psycopg.connect(admin_conninfo) as connection:
        # The administrator may come by a socket that lets no role in by password.
        host = connection.info.host if not connection.info.host.startswith("/") else "127.0.0.1"
        for role, variable in variables.items():
            password = roles.give_password(connection, role)
            yield f"{variable}=postgresql://{role}:{password}@{host}:{connection.info.port}/{name}"


def _kept_secret() -> str:
    """A secret made once for this installation and kept beside its data, readable by its owner alone."""
    path = home() / "secret-key"
    with turn_at(home() / "secret-key.lock"):
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
