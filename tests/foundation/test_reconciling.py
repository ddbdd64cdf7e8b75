"""Whatever ended a worker: its job is begun again, and no record waits for a job that is not there."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection

from minhbach.domains.screening import services
from minhbach.domains.screening.models import Sweep
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.jobs import long_tasks
from minhbach.foundation.jobs.queue import MOST_STARTS
from minhbach.foundation.jobs.reconciling import STALLED_SECONDS, reconcile
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World

EXPORT = "Sàn,Mã tin,Tên sản phẩm\r\nshopee,sp1,Kem trị nám\r\n"


@pytest.fixture
def sweep(world: World, settings: Any, tmp_path: Any) -> Sweep:
    settings.FILE_STORE = tmp_path / "files"
    with world.acting(world.analyst):
        export = services.receive_export(
            officer=world.analyst, at=world.at, name="tin.csv", content=BytesIO(EXPORT.encode())
        )
        return services.start_sweep(officer=world.analyst, at=world.at, export=export)[0]


def run(query: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone() if cursor.description else None


def worker(*, heard: timedelta) -> int:
    """A worker of which something was heard so long ago."""
    number: int = run("insert into procrastinate_workers (last_heartbeat) values (now() - %s) returning id", heard)[0]
    return number


def give_to(worker_id: int) -> None:
    run("update procrastinate_jobs set status = 'doing', worker_id = %s", worker_id)


def job() -> Any:
    return run("select status::text, attempts, worker_id from procrastinate_jobs where task_name like 'screening.%%'")


def state_of(sweep: Sweep) -> tuple[str, Any]:
    with acting_as(SYSTEM):
        sweep.refresh_from_db()
    return sweep.state, sweep.failure


@pytest.mark.parametrize(
    "heard", [timedelta(seconds=STALLED_SECONDS + 1), -timedelta(days=30)], ids=["silent", "from-a-time-to-come"]
)
def test_the_job_of_a_dead_worker_is_begun_again(world: World, sweep: Sweep, heard: timedelta) -> None:
    give_to(worker(heard=heard))
    reconcile(at=world.at)
    assert job() == ("todo", 1, None)
    assert state_of(sweep) == ("waiting", {})


def test_the_job_of_a_living_worker_is_left_alone(world: World, sweep: Sweep) -> None:
    number = worker(heard=timedelta(seconds=STALLED_SECONDS - 2))
    give_to(number)
    reconcile(at=world.at)
    assert job() == ("doing", 0, number)


def test_a_job_that_ends_worker_after_worker_is_given_up_and_its_record_with_it(world: World, sweep: Sweep) -> None:
    for _ in range(MOST_STARTS):
        assert state_of(sweep)[0] == "waiting"
        give_to(worker(heard=timedelta(minutes=1)))
        reconcile(at=world.at)
    assert job() == ("failed", MOST_STARTS, None)
    assert state_of(sweep) == ("failed", {"code": "job.broken"})


@pytest.mark.parametrize("state", ["waiting", "running", "keeping"])
def test_a_record_under_way_that_has_no_job_is_closed_with_a_word_in_the_log(
    world: World, sweep: Sweep, state: str
) -> None:
    with acting_as(SYSTEM):
        Sweep.objects.filter(id=sweep.id).update(state=state)
    run("update procrastinate_jobs set status = 'failed'")
    reconcile(at=world.at)
    assert state_of(sweep) == ("failed", {"code": "job.broken"})
    with acting_as(SYSTEM):
        assert AuditEntry.objects.filter(action="screening.sweep.failed", target_id=str(sweep.id)).count() == 1


def test_one_that_has_ended_needs_no_job(world: World, sweep: Sweep) -> None:
    with acting_as(SYSTEM):
        Sweep.objects.filter(id=sweep.id).update(state="done")
    run("delete from procrastinate_jobs")
    reconcile(at=world.at)
    assert state_of(sweep) == ("done", {})


def test_what_comes_each_minute_is_not_put_back_beside_one_that_waits(world: World, sweep: Sweep) -> None:
    insert = (
        "insert into procrastinate_jobs (queue_name, task_name, queueing_lock, args, status)"
        " values ('default', 'foundation.seal_audit', 'foundation.seal_audit', '{}', %s)"
    )
    run(insert, "todo")
    run("update procrastinate_jobs set status = 'doing' where queueing_lock is not null")
    run(insert, "todo")
    reconcile(at=world.at)
    seals = "select count(*), min(status::text) from procrastinate_jobs where task_name = 'foundation.seal_audit'"
    assert run(seals) == (1, "todo")


def test_each_kind_of_long_work_can_be_looked_through(world: World) -> None:
    assert sorted(task.name for task in long_tasks()) == [
        "foundation.prove_audit",
        "intake.answer_group",
        "linkage.sweep",
        "pictures.run_upload",
        "rights.read_notice",
        "screening.run_bulk",
        "screening.run_sweep",
        "screening.run_trial",
        "subjects.run_import",
    ]
    reconcile(at=world.at)
