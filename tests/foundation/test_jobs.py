"""Long work: who may stop it when, what is told of it, and what is kept when it fails."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import InterfaceError, OperationalError

from minhbach.domains.screening.models import Sweep
from minhbach.foundation import jobs
from minhbach.foundation.files import DiskFull
from minhbach.foundation.jobs import working
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.worker import LANES
from minhbach.foundation.refusals import NotFound

AT = datetime(2026, 11, 21, 8, tzinfo=UTC)


def running(**fields: Any) -> Sweep:
    plain = {"state": "running", "started_at": AT, "told_at": AT + timedelta(seconds=2)}
    return Sweep(**{**plain, **fields})


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, Any]]:
    """These hold what is decided; the rooms that have jobs hold what is written."""
    from contextlib import nullcontext

    monkeypatch.setattr(working, "acting_as", lambda _access: nullcontext())
    return []


def test_rate_share_and_time_left_follow_from_the_rows() -> None:
    job = running(rows_done=30_000, rows_total=90_000)
    told = jobs.progress_of(job, asked_at=AT, at=AT + timedelta(seconds=3))
    assert (told.percent, told.rate, told.seconds_left, told.is_running, told.is_silent) == (33, 15_000, 4, True, False)


def test_a_job_of_which_nothing_was_heard_for_a_minute_is_silent() -> None:
    assert not jobs.progress_of(running(), asked_at=AT, at=AT + timedelta(seconds=62)).is_silent
    assert jobs.progress_of(running(), asked_at=AT, at=AT + timedelta(seconds=63)).is_silent
    assert jobs.progress_of(Sweep(), asked_at=AT, at=AT + timedelta(seconds=61)).is_silent
    assert not jobs.progress_of(running(state="done"), asked_at=AT, at=AT + timedelta(days=1)).is_silent


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("waiting", (True, True)),
        ("running", (True, True)),
        ("keeping", (True, False)),
        ("done", (False, False)),
        ("failed", (False, False)),
        ("canceled", (False, False)),
    ],
)
def test_a_job_can_be_stopped_until_what_it_found_is_taken_in(state: str, expected: tuple[bool, bool]) -> None:
    job = Sweep(state=state)
    assert (job.is_under_way, job.is_stoppable(at=AT)) == expected
    if not job.is_under_way:
        assert not jobs.begin(job, at=AT, stage="reading")
        assert not jobs.fail(job, {"code": "late"}, at=AT)
    if not job.is_stoppable(at=AT):
        assert not jobs.cancel(job, at=AT)
    assert job.state == state


def test_one_that_fell_silent_while_its_finds_were_taken_in_can_be_stopped() -> None:
    job = running(state="keeping")
    assert not job.is_stoppable(at=AT + timedelta(seconds=62))
    assert job.is_stoppable(at=AT + timedelta(seconds=63))


def test_progress_is_written_no_oftener_than_people_can_read() -> None:
    heard: list[Mapping[str, Any]] = []

    def write(progress: Mapping[str, Any]) -> bool:
        heard.append(progress)
        return False

    told = jobs.now_and_then(write, every="screening")
    answers = [told({"stage": stage}) for stage in ("reading", "screening", "screening", "judging")]
    assert [one["stage"] for one in heard] == ["reading", "judging"]
    assert answers == [False, True, True, False]


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (jobs.JobFailed("lexicon.unreadable", {"line": 5}), {"code": "lexicon.unreadable", "line": 5}),
        (NotFound(), {"code": "foundation.not_found", "detail": str(NotFound())}),
        (jobs.JobStopped(), None),
        (RuntimeError("unforeseen"), {"code": "job.broken"}),
        (OSError(errno.ENOSPC, "full"), {"code": "foundation.file.disk_full", "detail": str(DiskFull())}),
    ],
    ids=["failed", "refused", "stopped", "unforeseen", "disk-full"],
)
def test_why_a_job_came_to_nothing_is_kept(error: Exception, kept: Mapping[str, Any] | None) -> None:
    found: list[Any] = []
    own_id = uuid4()
    with jobs.failures_kept("sweep", own_id, lambda job_id, failure, at: found.append((job_id, failure))):
        raise error
    assert found == ([] if kept is None else [(own_id, kept)])


@pytest.mark.parametrize("error", [jobs.JobInterrupted(), OperationalError("lost"), InterfaceError("closed")])
def test_what_says_nothing_of_a_job_goes_on_to_the_queue(error: Exception) -> None:
    with (
        pytest.raises(type(error)),
        jobs.failures_kept("sweep", uuid4(), lambda *_, at: pytest.fail("it was closed")),
    ):
        raise error


def test_every_kind_of_record_that_waits_for_a_worker_has_its_task() -> None:
    from minhbach.domains.intake import tasks as intake  # noqa: F401
    from minhbach.domains.linkage import tasks as linkage  # noqa: F401
    from minhbach.domains.pictures import tasks as pictures  # noqa: F401
    from minhbach.domains.rights import tasks as rights  # noqa: F401
    from minhbach.domains.screening import tasks  # noqa: F401  registers its own
    from minhbach.domains.subjects import tasks as lists  # noqa: F401

    kinds = {model for model in apps.get_models() if issubclass(model, Job)}
    assert {task.record for task in jobs.long_tasks()} == kinds
    assert {task.argument for task in jobs.long_tasks()} == {
        "sweep_id", "trial_id", "proof_id", "bulk_id", "import_id", "sweeping_id",
        "group_answer_id", "upload_id", "notice_id",
    }  # fmt: skip


def test_nothing_that_comes_in_floods_or_runs_long_keeps_a_seal_waiting() -> None:
    from minhbach.domains.screening import tasks as screening
    from minhbach.domains.watching import tasks as watching
    from minhbach.foundation import tasks as foundation

    lane_of = {queue: lane for lane, queues in LANES.items() for queue in queues}
    lanes = [lane_of[task.queue] for task in (foundation.seal_audit, watching.meet, screening.run_sweep)]
    assert lanes == ["short", "following", "long"]
