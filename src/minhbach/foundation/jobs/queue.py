"""The queue of long tasks: put in by name, and put back when the worker that had one died."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from minhbach.foundation.database.together import tell
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.working import BEGUN_AGAIN

LONG = "long"
# What follows from each thing that is written, in thousands of small jobs: none of them may keep a seal waiting.
FOLLOWING = "following"
# So often a job is begun, whatever ends it: what takes its worker down with it must not do so for ever. It is often,
# since a machine that dies again and again says nothing of the job that happened to run.
MOST_STARTS = 20
# More records than this at once come in bulk.
BULK, BULK_PRIORITY = 50, -10
_LETTERS_OF_AN_ID = 37
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


def defer(name: str, *, priority: int = 0, **arguments: str) -> None:
    """Put a task in the queue, in the transaction that needs it; what is of higher priority is done first."""
    job = app.configure_task(name, allow_unknown=False, priority=priority).job
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


_TAKE_WAITING = """
    with waiting as (
        select id, length(args::text) as size, priority from procrastinate_jobs
        where status = 'todo' and task_name = %s order by priority desc, id limit %s for update skip locked
    ), taken as (
        select id from (select id, sum(size) over (order by priority desc, id) as so_far from waiting) w
        where so_far <= %s
    )
    delete from procrastinate_jobs j using taken where j.id = taken.id returning j.args::text
"""


def take_waiting(name: str, *, most: int, letters: int) -> list[dict[str, Any]]:
    """Take others like oneself out of the queue, to be done in this transaction: returns their arguments.

    No more than MOST, and no more than come to so many LETTERS. Where the transaction fails, they wait as before.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_WAITING, [name, most, letters])
        return [json.loads(args) for (args,) in cursor.fetchall()]


def defer_ids(name: str, argument: str, ids: Collection[UUID], *, at_once: int) -> None:
    """Put a task in the queue for records, AT_ONCE of them a job: what comes in bulk behind what a person entered."""
    written = sorted(map(str, ids))
    priority = BULK_PRIORITY if len(written) > BULK else 0
    for begin in range(0, len(written), at_once):
        defer(name, priority=priority, **{argument: " ".join(written[begin : begin + at_once])})


def take_along(name: str, argument: str, ids: Collection[UUID], *, most: int) -> set[UUID]:
    """Return records with those that wait in the queue for the same task, up to MOST, taken out in this transaction."""
    taken = set(ids)
    room = most - len(taken)
    if room > 0:
        waiting = take_waiting(name, most=room, letters=room * _LETTERS_OF_AN_ID)
        taken |= {UUID(one) for args in waiting for one in args[argument].split()}
    return taken
