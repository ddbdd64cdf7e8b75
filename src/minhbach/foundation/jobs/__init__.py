"""Whatever runs long: asked for in a service, done by a worker, told while it runs, stopped, taken up again.

A domain's own row inherits `Job`; its services lock the row and make the moves; its task, registered with
`long_task`, works under `failures_kept` and tells through `now_and_then`. A service puts the task in the queue
by name, so that services need not know the tasks that call them:

    jobs.defer("screening.run_sweep", sweep_id=str(sweep.id))     # inside the service's transaction

What follows from each thing that is written is no job: see `following`.
"""

from __future__ import annotations

from minhbach.foundation.jobs.following import follow, follow_up, following_task, following_tasks
from minhbach.foundation.jobs.moves import begin, begin_keeping, cancel, fail, finish, tell
from minhbach.foundation.jobs.progress import JobProgress, progress_of
from minhbach.foundation.jobs.queue import defer, long_task, long_tasks
from minhbach.foundation.jobs.states import STOPPABLE, UNDER_WAY, JobState
from minhbach.foundation.jobs.working import (
    BROKEN,
    JobFailed,
    JobInterrupted,
    JobStopped,
    Told,
    failures_kept,
    now_and_then,
)

__all__ = [
    "BROKEN",
    "STOPPABLE",
    "UNDER_WAY",
    "JobFailed",
    "JobInterrupted",
    "JobProgress",
    "JobState",
    "JobStopped",
    "Told",
    "begin",
    "begin_keeping",
    "cancel",
    "defer",
    "fail",
    "failures_kept",
    "finish",
    "follow",
    "follow_up",
    "following_task",
    "following_tasks",
    "long_task",
    "long_tasks",
    "now_and_then",
    "progress_of",
    "tell",
]
