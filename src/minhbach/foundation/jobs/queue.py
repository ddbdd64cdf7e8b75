"""The queue of long tasks: put in by name, and put back when the worker that had one died."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from minhbach.foundation.database.together import tell
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.working import BEGUN_AGAIN

LONG = "long"
# What is done beside what follows from each thing that is written: none of it may keep a seal waiting.
FOLLOWING = "following"
# So often a job is begun, whatever ends it: what takes its worker down with it must not do so for ever. It is often,
# since a machine that dies again and again says nothing of the job that happened to run.
MOST_STARTS = 20
_AGAIN = RetryStrategy(max_attempts=MOST_STARTS - 1, wait=2, retry_exceptions=BEGUN_AGAIN)


@dataclass(frozen=True)
class LongTask:
    """A task with the kind of record it works for, and the service that closes one that comes to nothing."""

    name: str
    argument: str
    record: type[Job]
    fail: Callable[..., None]


_tasks: dict[str, LongTask] = {}


def long_task(name: str, *, record: type[Job], fail: Callable[..., None]) -> Callable[[Callable[..., None]], Any]:
    """Register a function of a domain's `tasks` module as a long task; it must be harmless to repeat.

    Its one argument is the id of a RECORD; FAIL is called with an id, a failure and `at`.
    """

    def register(function: Callable[..., None]) -> Any:
        (argument,) = inspect.signature(function).parameters
        _tasks[name] = LongTask(name, argument, record, fail)
        return app.task(name=name, queue=LONG, retry=_AGAIN)(function)

    return register


def long_tasks() -> tuple[LongTask, ...]:
    """Return every long task."""
    return tuple(_tasks.values())


# As procrastinate itself puts a job in the queue, without what that costs besides: each write of the record has one.
_DEFER = """
    select procrastinate_defer_jobs_v1(
        array[row(%s, %s, %s, %s, %s, %s::jsonb, %s)::procrastinate_job_to_defer_v1]
    )
"""


def defer(name: str, *, priority: int = 0, not_before: datetime | None = None, **arguments: str) -> None:
    """Put a task in the queue, in the transaction that needs it; what is of higher priority is done first."""
    job = app.configure_task(name, allow_unknown=False, priority=priority, schedule_at=not_before).job
    values = [
        job.queue,
        job.task_name,
        job.priority,
        job.lock,
        job.queueing_lock,
        json.dumps(arguments),
        job.scheduled_at,
    ]
    tell(_DEFER, values)
