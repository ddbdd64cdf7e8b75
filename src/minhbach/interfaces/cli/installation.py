"""What every command that needs the database does first: find it or start it, then wake Django."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

DATABASE = "minhbach"
SETTINGS = "minhbach.config.settings"


def home() -> Path:
    return Path(os.environ.get("MINHBACH_HOME", "var")).resolve()


def prepare(*, as_owner: bool = False, database: str = DATABASE) -> None:
    """This will set the environment of this process up and load Django.

    With no DATABASE_URL the embedded server is started. AS_OWNER connects as the role that migrates.
    """
    if "DATABASE_URL" not in os.environ:
        _use_embedded_server(database)
    if as_owner:
        os.environ["DATABASE_URL"] = os.environ.get("MINHBACH_OWNER_DATABASE_URL", os.environ["DATABASE_URL"])
    os.environ.setdefault("MINHBACH_SECRET_KEY", _kept_secret())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    compile_catalogues()

    import django

    django.setup()


def _use_embedded_server(database: str) -> None:
    from minhbach.foundation.database import embedded, roles

    server = embedded.start(home())
    make_database(server.admin_conninfo, database)
    os.environ["DATABASE_URL"] = server.url(role=roles.APPLICATION, database=database)
    os.environ["MINHBACH_OWNER_DATABASE_URL"] = server.url(role=roles.OWNER, database=database)


def make_database(admin_conninfo: str, name: str) -> None:
    """This will make the roles and the database on a server where they are missing."""
    import psycopg

    from minhbach.foundation.database import roles

    with psycopg.connect(admin_conninfo, autocommit=True) as connection:
        roles.prepare_roles(connection)
        is_new = roles.prepare_database(connection, name)
    if is_new:
        with psycopg.connect(admin_conninfo, dbname=name, autocommit=True) as connection:
            connection.execute(roles.DEFAULT_RIGHTS)


def _kept_secret() -> str:
    """A secret made once for this installation and kept beside its data, readable by its owner alone."""
    path = home() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def compile_catalogues() -> None:
    """This will compile every translation whose source is newer, with Babel: a machine needs no gettext."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    import minhbach

    for source in Path(minhbach.__path__[0]).rglob("locale/*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        aside = target.with_suffix(f".{os.getpid()}.tmp")
        with aside.open("wb") as file:
            write_mo(file, catalogue)
        aside.replace(target)
