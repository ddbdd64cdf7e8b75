"""A worker that is killed while it takes leads in leaves nothing half done, and another finishes its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from asgiref.sync import async_to_sync

from minhbach.domains.screening import services
from minhbach.domains.screening.models import Lead, LeadWord, Sighting, Sweep
from minhbach.domains.screening.types import SweepState
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import resume_jobs
from tests.conftest import PROJECT, with_database
from tests.worlds import World, make_world

EXPORT = "Sàn,Mã tin,Tên sản phẩm,Mô tả\r\n" + "".join(
    f"shopee,sp{number},Kem trị nám tận gốc số {number},Cam kết hết nám\r\n" for number in range(1, 41)
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

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "minhbach", "worker", "--once"]
        process = subprocess.Popen(command, env=environment, cwd=home)
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait()


def wait_until(owner: psycopg.Connection[Any], query: str, *, seconds: float = 120) -> None:
    for _ in range(int(seconds * 5)):
        if owner.execute(query).fetchone() != (0,):
            return
        time.sleep(0.2)
    raise AssertionError(f"never true: {query}")


def rows() -> list[int]:
    with acting_as(SYSTEM):
        return [model.objects.count() for model in (Lead, Sighting, LeadWord)]


def test_a_killed_worker_leaves_nothing_and_the_next_one_finishes(
    home: Path, worker: Any, scratch_database: str
) -> None:
    world: World = make_world()
    with world.acting(world.analyst):
        export = services.receive_export(
            officer=world.analyst, at=world.at, name="tin.csv", content=BytesIO(EXPORT.encode())
        )
        sweep, _ = services.start_sweep(officer=world.analyst, at=world.at, export=export)
    with psycopg.connect(scratch_database, autocommit=True) as watcher, psycopg.connect(scratch_database) as holder:
        # The last thing an import does is its audit row: held up there, every lead is written and none is kept.
        holder.execute("lock table foundation_auditentry in access exclusive mode")
        first = worker()
        wait_until(
            watcher,
            "select count(*) from pg_locks where relation = 'foundation_auditentry'::regclass and not granted",
        )
        first.send_signal(signal.SIGKILL)
        first.wait()
        holder.rollback()
        assert rows() == [0, 0, 0]
        with acting_as(SYSTEM):
            assert Sweep.objects.get().state == SweepState.KEEPING
        # The dead worker's last sign of life, as it looks half a minute later.
        watcher.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")
    async_to_sync(resume_jobs.func)(timestamp=0)
    assert worker().wait(timeout=120) == 0
    with acting_as(SYSTEM):
        done = Sweep.objects.get()
    assert (done.id, done.state, done.lead_count, done.new_lead_count) == (sweep.id, SweepState.DONE, 40, 40)
    assert rows()[:2] == [40, 40]
    assert not (home / "sweeps" / str(sweep.id)).exists()
