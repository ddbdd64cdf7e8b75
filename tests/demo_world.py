"""The demo province, made once for as long as code and day stay the same: some tests look at it, others work in it.

It is made by the command people make it with, and kept as a database and a home. Each who asks gets a copy.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, connections
from psycopg import sql

from minhbach.foundation.clock import local_date, now
from tests.conftest import PROJECT, drop_database, made_template, make_database, use_database, with_database

# What decides how the province comes out: all of the product, what it is drawn with, and the packages.
MADE_WITH = (PROJECT / "requirements" / "base.txt", PROJECT / "package-lock.json")
LOCK = 390


@dataclass(frozen=True)
class DemoWorld:
    """A province to work in: its database, the home with its files, and when it stood."""

    database: str
    home: Path
    at: datetime


@contextmanager
def copied_demo_world(owner_url: str, name: str, home: Path) -> Iterator[DemoWorld]:
    """Lend a copy under a name of its own; nobody may be connected to it at the end."""
    kept = made_demo_world(owner_url)
    make_database(owner_url, name, template=kept.database)
    shutil.copytree(kept.home, home)
    yield DemoWorld(name, home, kept.at)
    drop_database(owner_url, name)


@contextmanager
def lent_demo_world(owner_url: str, blocker: Any, name: str, home: Path) -> Iterator[DemoWorld]:
    """Let this process work in a copy; afterwards it is back in the database it came from."""
    original = connection.settings_dict["NAME"]
    with blocker.unblock(), copied_demo_world(owner_url, f"{original}_{name}", home) as world:
        connections.close_all()
        use_database(world.database)
        try:
            yield world
        finally:
            connections.close_all()
            use_database(original)


def made_demo_world(owner_url: str) -> DemoWorld:
    """Return the kept province, made now if none of this code and day is."""
    template = made_template(owner_url)
    name = f"minhbach_demo_{fingerprint()}"
    homes = Path(os.environ["MINHBACH_HOME"]) / "demo"
    home = homes / name
    with psycopg.connect(with_database(owner_url, "postgres"), autocommit=True) as server:
        # Two test processes that start together make it once.
        server.execute("select pg_advisory_lock(%s)", [LOCK])
        if not server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            for (old,) in server.execute("select datname from pg_database where datname like 'minhbach_demo_%%'"):
                drop_database(owner_url, old)
            shutil.rmtree(homes, ignore_errors=True)
            aside = f"{name}_new"
            make_database(owner_url, aside, template=template)
            make(home, owner_url, aside)
            server.execute(
                sql.SQL("alter database {} rename to {}").format(sql.Identifier(aside), sql.Identifier(name))
            )
    return DemoWorld(name, home, datetime.fromisoformat((home / "stood-at").read_text()))


def make(home: Path, owner_url: str, database: str) -> None:
    """Make the province in a database that has the reference data."""
    done = subprocess.run(
        [sys.executable, "-m", "minhbach", "demo", "--no-serve"],
        env=environment(home, owner_url, database), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (home / "stood-at").write_text(now().isoformat())


def environment(home: Path, owner_url: str, database: str) -> dict[str, str]:
    """Return the environment in which commands work on an installation."""
    return {
        **os.environ,
        "MINHBACH_HOME": str(home),
        "MINHBACH_DEMO": "true",
        "DATABASE_URL": with_database(os.environ["DATABASE_URL"], database),
        "MINHBACH_OWNER_DATABASE_URL": with_database(owner_url, database),
        "MINHBACH_PORTAL_DATABASE_URL": with_database(os.environ["MINHBACH_PORTAL_DATABASE_URL"], database),
    }


def fingerprint() -> str:
    """What the kept province depends on: every file of the product, and the day, since its stories end today."""
    source = PROJECT / "src" / "minhbach"
    digest = hashlib.sha256(local_date(now()).isoformat().encode())
    for path in (*sorted(source.rglob("*")), *MADE_WITH):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(PROJECT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
