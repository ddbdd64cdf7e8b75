"""The moves of a job. But for `tell`, the caller has locked the row; each says whether the move was possible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.states import JobState


def begin(job: Job, *, at: datetime, stage: str) -> bool:
    """Hand a job to the worker that asks; one that a dead worker left begins anew. No when there is nothing to do."""
    if not job.is_under_way:
        return False
    job.state, job.stage = JobState.RUNNING, stage
    job.started_at = job.told_at = at
    job.rows_done, job.rows_total = 0, None
    job.save(update_fields=["state", "stage", "started_at", "told_at", "rows_done", "rows_total"])
    return True


def tell(jobs: QuerySet[Any], *, at: datetime, **figures: Any) -> bool:
    """Write down how far a running job is; no when somebody has stopped it. Takes no lock: it is asked each second."""
    return bool(jobs.filter(state=JobState.RUNNING).update(told_at=at, **figures))


def begin_keeping(jobs: QuerySet[Any], *, at: datetime) -> bool:
    """Close a job to whoever would stop it, since what it found is taken in next."""
    return tell(jobs, at=at, state=JobState.KEEPING)


def finish(job: Job, *, at: datetime, rows: int) -> None:
    """Close a job that has done what it was asked; the caller saves the row with what was found."""
    job.state, job.stage = JobState.DONE, ""
    job.finished_at = job.told_at = at
    job.rows_done = job.rows_total = rows


def cancel(job: Job, *, at: datetime) -> bool:
    """Stop a job, which its worker hears at its next word."""
    if not job.is_stoppable(at=at):
        return False
    job.state, job.finished_at = JobState.CANCELED, at
    job.save(update_fields=["state", "finished_at"])
    return True


def fail(job: Job, failure: Mapping[str, Any], *, at: datetime) -> bool:
    """Close a job that cannot go on, with the code and values of why; no when it has ended already."""
    if not job.is_under_way:
        return False
    job.state, job.finished_at, job.failure = JobState.FAILED, at, dict(failure)
    job.save(update_fields=["state", "finished_at", "failure"])
    return True
