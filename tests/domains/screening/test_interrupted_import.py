"""A worker that is killed while it takes leads in leaves nothing half done, and another finishes its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import psycopg.sql
import pytest
from django.db import connection

from minhbach.domains.screening import services
from minhbach.domains.screening.models import Lead, LeadWord, Sighting, Sweep
from minhbach.domains.screening.types import SweepState
from minhbach.foundation.jobs.worker import LANES
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.conftest import PROJECT, with_database
from tests.worlds import World, make_world

EXPORT = "Sàn,Mã tin,Tên sản phẩm,Mô tả\r\n" + "".join(
    f"shopee,sp{number},Kem trị nám tận gốc số {number},Cam kết hết nám\r\n" for number in range(1, 41)
)


# So many seconds at most for what takes one or two on a machine that does nothing else.
PATIENCE = 120
# An import does its audit row last: whoever waits for that has written every lead, and kept none.
# The sealer, who waits there too, only wants to read.
HELD_UP = (
    "from pg_locks where relation = 'foundation_auditentry'::regclass and mode = 'RowExclusiveLock' and not granted"
)


@pytest.fixture
def home(scratch_database: str, tmp_path: Path, settings: Any) -> Path:
    """A home that this process and the workers share."""
    settings.FILE_STORE = tmp_path / "files"
    return tmp_path


@pytest.fixture
def worker(home: Path, scratch_database: str) -> Iterator[Any]:
    running: list[subprocess.Popen[bytes]] = []
    name = scratch_database.rsplit("/", 1)[1]
    environment = {
        **os.environ,
        "DATABASE_URL": with_database(os.environ["DATABASE_URL"], name),
        "MINHBACH_HOME": str(home),
        "MINHBACH_NODE_MODULES": str(PROJECT / "node_modules"),
    }

    def start(*, once: bool = True) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "minhbach", "worker", *(["--once"] if once else [])]
        process = subprocess.Popen(command, env=environment, cwd=home)
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait()


def wait_until(owner: psycopg.Connection[Any], query: str) -> None:
    for _ in range(PATIENCE * 5):
        if owner.execute(query).fetchone() != (0,):
            return
        time.sleep(0.2)
    raise AssertionError(f"never true: {query}")


def ask_for_sweep() -> Sweep:
    world: World = make_world()
    with world.acting(world.analyst):
        export = services.receive_export(
            officer=world.analyst, at=world.at, name="tin.csv", content=BytesIO(EXPORT.encode())
        )
        return services.start_sweep(officer=world.analyst, at=world.at, export=export)[0]


def rows() -> list[int]:
    with acting_as(SYSTEM):
        return [model.objects.count() for model in (Lead, Sighting, LeadWord)]


def test_a_killed_worker_leaves_nothing_and_the_next_one_finishes(
    home: Path, worker: Any, scratch_database: str
) -> None:
    sweep = ask_for_sweep()
    with psycopg.connect(scratch_database, autocommit=True) as watcher, psycopg.connect(scratch_database) as holder:
        holder.execute("lock table foundation_auditentry in access exclusive mode")
        first = worker()
        wait_until(watcher, f"select count(*) {HELD_UP}")
        first.send_signal(signal.SIGKILL)
        first.wait()
        holder.rollback()
        assert rows() == [0, 0, 0]
        with acting_as(SYSTEM):
            assert Sweep.objects.get().state == SweepState.KEEPING
        # The dead worker's last sign of life, as it looks half a minute later.
        watcher.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")
    assert worker().wait(timeout=PATIENCE) == 0
    with acting_as(SYSTEM):
        done = Sweep.objects.get()
    assert (done.id, done.state, done.lead_count, done.new_lead_count) == (sweep.id, SweepState.DONE, 40, 40)
    assert rows()[:2] == [40, 40]
    assert not (home / "sweeps" / str(sweep.id)).exists()


def test_an_import_whose_connection_is_cut_is_begun_again(home: Path, worker: Any, scratch_database: str) -> None:
    sweep = ask_for_sweep()
    with psycopg.connect(scratch_database, autocommit=True) as watcher, psycopg.connect(scratch_database) as holder:
        holder.execute("lock table foundation_auditentry in access exclusive mode")
        process = worker()
        wait_until(watcher, f"select count(*) {HELD_UP}")
        terminate(f"pid in (select pid {HELD_UP})")
        holder.rollback()
    assert process.wait(timeout=PATIENCE) == 0
    # On a slow machine the moment to begin again comes after that worker has found nothing more to do.
    for _ in range(10):
        with acting_as(SYSTEM):
            done = Sweep.objects.get()
        if done.state == SweepState.DONE:
            break
        time.sleep(1)
        assert worker().wait(timeout=PATIENCE) == 0
    assert (done.id, done.state, done.lead_count, done.failure) == (sweep.id, SweepState.DONE, 40, {})
    assert rows()[:2] == [40, 40]


def test_a_worker_cut_off_from_the_database_ends_to_be_started_again(
    home: Path, worker: Any, scratch_database: str
) -> None:
    # One lane that is not yet known would be stopped while it makes itself known, and its row would stay.
    beats = f"select (count(*) = {len(LANES)})::int from procrastinate_workers"
    database = psycopg.sql.Identifier(scratch_database.rsplit("/", 1)[1])
    process = worker(once=False)
    with (
        psycopg.connect(scratch_database, autocommit=True) as watcher,
        psycopg.connect(with_database(scratch_database, "postgres"), autocommit=True) as server,
    ):
        wait_until(watcher, beats)
        connection.ensure_connection()
        server.execute(psycopg.sql.SQL("alter database {} allow_connections false").format(database))
        # Again and again: who was just coming in stands among the connections a moment later.
        for _ in range(PATIENCE):
            terminate("application_name = 'minhbach-worker'")
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
                break
        assert process.poll() == os.EX_TEMPFAIL
        server.execute(psycopg.sql.SQL("alter database {} allow_connections true").format(database))
        watcher.execute("delete from procrastinate_workers")
        again = worker(once=False)
        wait_until(watcher, beats)
        again.terminate()
        assert again.wait(timeout=PATIENCE) == 0
        assert watcher.execute("select count(*) from procrastinate_workers").fetchone() == (0,)


def terminate(which: str) -> None:
    """End connections of the application's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user"
            f" and datname = current_database() and {which}"
        )
