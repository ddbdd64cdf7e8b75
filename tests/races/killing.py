"""A PostgreSQL of its own that is killed at a moment of what is done in it, and started again.

with mortal.struck(at=3, way=Way.KILLED):     # the fourth thing that is sent finds nobody
    work()
mortal.start()
work()                                        # goes on where it was left
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from django.apps import apps
from django.db import OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg.conninfo import make_conninfo

from minhbach.config.settings.environment import database_settings
from minhbach.foundation.database import embedded, roles
from minhbach.foundation.processes import all_in
from minhbach.interfaces.cli import installation

NAME = "minhbach_mortal"
PATIENCE = 60
# What is no statement: a transaction that is about to be kept, and one that is, of which nobody hears.
KEEPING, KEPT = "commit", "the answer to a commit"


class Way(Enum):
    """How a server ends that nobody asked to."""

    STOPPED = signal.SIGQUIT  # as `pg_ctl stop -m immediate`
    KILLED = signal.SIGKILL


@dataclass
class Moments:
    """What was sent to a server, one after the other, by all threads; before one of them it is struck."""

    strike: Callable[[], None] = field(default=lambda: None)
    at: int = -1
    passed: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def come(self, what: str) -> bool:
        """Count one more; say whether the server was struck at it."""
        with self.lock:
            self.passed.append(what)
            if len(self.passed) - 1 != self.at:
                return False
            self.strike()
            return True


@dataclass(frozen=True)
class Mortal:
    """A server that may be killed, with a copy of the tests' database in it."""

    home: Path
    server: embedded.EmbeddedServer

    def start(self) -> None:
        """Start it again; whoever was connected begins anew."""
        connections.close_all()
        embedded.start(self.home)

    def strike(self, way: Way) -> None:
        """End it without asking; nothing of it is left when this returns, so that nothing more is done by it."""
        os.kill(int((self.server.data / "postmaster.pid").read_text(encoding="ascii").split()[0]), way.value)
        last = monotonic() + PATIENCE
        while left := all_in(self.server.data):
            assert monotonic() < last, "the server does not end"
            if way is Way.KILLED:
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
            sleep(0.005)

    @contextmanager
    def struck(self, *, at: int = -1, way: Way = Way.KILLED) -> Iterator[Moments]:
        """Count what is sent within the block, and strike before number AT of it."""
        moments = Moments(lambda: self.strike(way), at)
        send, keep = CursorWrapper._execute_with_wrappers, BaseDatabaseWrapper._commit  # type: ignore[attr-defined]

        def sent(self: Any, sql: Any, *given: Any, **named: Any) -> Any:
            moments.come(" ".join(str(sql).split())[:80])
            return send(self, sql, *given, **named)

        def kept(self: Any) -> None:
            moments.come(KEEPING)
            keep(self)
            if moments.come(KEPT):
                raise OperationalError("the answer is lost")

        with (
            patch.object(CursorWrapper, "_execute_with_wrappers", sent),
            patch.object(BaseDatabaseWrapper, "_commit", kept),
        ):
            yield moments

    def rows(self) -> Counter[str]:
        """Count the rows of every table, whoever may see them."""
        tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
        counts = " union all ".join(f"select '{one}', count(*) from \"{one}\"" for one in tables)
        with psycopg.connect(make_conninfo(self.server.admin_conninfo, dbname=NAME)) as admin:
            return Counter(dict(admin.execute(counts).fetchall()))


@contextmanager
def mortal_copy(home: Path) -> Iterator[Mortal]:
    """Let this process work in a copy of its database on a server of its own, which is gone afterwards."""
    before = dict(connection.settings_dict)
    source = embedded.start(installation.home())
    if before["HOST"] != str(source.socket_folder):
        # Another's server is not ours to copy by its administrator, and it is ours that is started again.
        pytest.skip("needs the server that comes with the packages")
    server = embedded.start(home)
    try:
        _copy(make_conninfo(source.admin_conninfo, dbname=before["NAME"]), server.admin_conninfo)
        connections.close_all()
        connection.settings_dict.update(database_settings(server.url(role=roles.APPLICATION, database=NAME)))
        yield Mortal(home, server)
    finally:
        connections.close_all()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)
        embedded.stop(home)
        shutil.rmtree(embedded.ground_of(home), ignore_errors=True)


def _copy(source: str, admin: str) -> None:
    with psycopg.connect(admin, autocommit=True) as server:
        # A program is killed here, not the machine: what the server has handed over is there.
        server.execute("alter system set fsync = off")
        server.execute("select pg_reload_conf()")
    installation.make_database(admin, NAME)
    programs = embedded.BINARIES / "bin"
    fill = [programs / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, make_conninfo(admin, dbname=NAME)]
    with subprocess.Popen([programs / "pg_dump", source], stdout=subprocess.PIPE) as dump:
        subprocess.run(fill, stdin=dump.stdout, check=True)
    assert dump.returncode == 0
