"""What every command that needs the database does first: find it or start it, then wake Django."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

DATABASE = "minhbach"
SETTINGS = "minhbach.config.settings"
ADDRESSES = (
    "DATABASE_URL",
    "MINHBACH_OWNER_DATABASE_URL",
    "MINHBACH_SEALER_DATABASE_URL",
    "MINHBACH_BACKUP_DATABASE_URL",
)


def home() -> Path:
    return Path(os.environ.get("MINHBACH_HOME", "var")).resolve()


def prepare(*, as_owner: bool = False, database: str = DATABASE, secret: str = "") -> None:
    """Set the environment of this process up and load Django.

    With no DATABASE_URL the embedded server is started. AS_OWNER connects as the role that migrates. SECRET is for who
    must not make one: what is restored brings its own.
    """
    if "DATABASE_URL" not in os.environ:
        _use_embedded_server(database)
    if as_owner:
        os.environ["DATABASE_URL"] = os.environ.get("MINHBACH_OWNER_DATABASE_URL", os.environ["DATABASE_URL"])
    if "MINHBACH_SECRET_KEY" not in os.environ:
        os.environ["MINHBACH_SECRET_KEY"] = secret or _kept_secret()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)

    import django

    django.setup()


def _use_embedded_server(database: str) -> None:
    from minhbach.foundation.database import embedded, roles

    server = embedded.start(home())
    make_database(server.admin_conninfo, database)
    os.environ["DATABASE_URL"] = server.url(role=roles.APPLICATION, database=database)
    os.environ["MINHBACH_OWNER_DATABASE_URL"] = server.url(role=roles.OWNER, database=database)
    os.environ["MINHBACH_SEALER_DATABASE_URL"] = server.url(role=roles.SEALER, database=database)
    os.environ["MINHBACH_BACKUP_DATABASE_URL"] = server.url(role=roles.BACKUP, database=database)


def use_database(name: str) -> None:
    """Let every role's address lead to another database of the same server."""
    from psycopg.conninfo import make_conninfo

    for variable in ADDRESSES:
        if variable in os.environ:
            os.environ[variable] = make_conninfo(os.environ[variable], dbname=name)


def make_database(admin_conninfo: str, name: str) -> None:
    """Make the roles and the database on a server where they are missing."""
    import psycopg

    from minhbach.foundation.database import roles

    with psycopg.connect(admin_conninfo, autocommit=True) as connection:
        roles.prepare_roles(connection)
        is_new = roles.prepare_database(connection, name)
    with psycopg.connect(admin_conninfo, dbname=name, autocommit=True) as connection:
        if is_new:
            connection.execute(roles.DEFAULT_RIGHTS)
        roles.grant_to_sealer(connection)


def _kept_secret() -> str:
    """A secret made once for this installation and kept beside its data, readable by its owner alone."""
    path = home() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
