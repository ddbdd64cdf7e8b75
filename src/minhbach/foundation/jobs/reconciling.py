"""Jobs and the records they work for, brought together again after whatever ended a worker."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.jobs.queue import MOST_STARTS, LongTask, long_tasks
from minhbach.foundation.jobs.states import UNDER_WAY
from minhbach.foundation.jobs.working import BROKEN
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

# A worker of which nothing was heard for so long is dead; a clock set back leaves signs of life from times to come.
STALLED_SECONDS = 8.0

_IS_ALIVE = "last_heartbeat between now() - make_interval(secs => %(secs)s) and now() + make_interval(secs => %(secs)s)"
_BURY = f"delete from procrastinate_workers where not ({_IS_ALIVE})"
_LEFT = "select id, attempts from procrastinate_jobs where status = 'doing' and worker_id is null for update"
_AGAIN = """
    update procrastinate_jobs set status = 'todo', attempts = attempts + 1, scheduled_at = null, abort_requested = false
    where id = %s
"""
_GIVE_UP = "update procrastinate_jobs set status = 'failed', attempts = attempts + 1 where id = %s"
_FORGET = "delete from procrastinate_jobs where id = %s"

_log = logging.getLogger(__name__)


def reconcile(*, at: datetime) -> None:
    """Put back in the queue what dead workers left, and close the records for which no job is left."""
    with acting_as(SYSTEM):
        # Of several workers one does this at a time: a job taken up meanwhile must not be taken from who has it.
        wait_turn("jobs.reconcile")
        for job_id, attempts in _left_by_the_dead():
            _put_back(job_id, attempts)
        for task in long_tasks():
            for record_id in strays_of(task):
                _log.error("%s: %s was under way and no job is left for it", task.name, record_id)
                task.fail(record_id, {"code": BROKEN}, at=at)


def strays_of(task: LongTask) -> list[Any]:
    """List the records that are under way, for which no job waits or runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select record.id from {task.record._meta.db_table} record where record.state = any(%s) and not exists ("
            " select from procrastinate_jobs job where job.task_name = %s and job.status in ('todo', 'doing')"
            " and job.args ->> %s = record.id::text) order by record.id",
            [[state.value for state in UNDER_WAY], task.name, task.argument],
        )
        return [row[0] for row in cursor.fetchall()]


def _left_by_the_dead() -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_BURY, {"secs": STALLED_SECONDS})
        cursor.execute(_LEFT)
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _put_back(job_id: int, attempts: int) -> None:
    with connection.cursor() as cursor:
        if attempts + 1 >= MOST_STARTS:
            _log.error("Job %s ended its worker %d times and is not begun again", job_id, MOST_STARTS)
            cursor.execute(_GIVE_UP, [job_id])
            return
        try:
            with transaction.atomic():
                cursor.execute(_AGAIN, [job_id])
        except IntegrityError:
            # One like it waits already.
            cursor.execute(_FORGET, [job_id])
