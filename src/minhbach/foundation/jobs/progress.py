"""How far a job is, for the page that asks each second."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.states import JobState


@dataclass(frozen=True)
class JobProgress:
    """How far a job is. Units: share in [0, 1]; rate in rows a second."""

    share: float | None
    rate: int | None
    seconds_left: int | None
    is_running: bool
    is_silent: bool
    failure: str

    @property
    def percent(self) -> int | None:
        return None if self.share is None else int(self.share * 100)


def progress_of(job: Job, *, asked_at: datetime, at: datetime, failure: str = "") -> JobProgress:
    """Return share, rate and time left of a job that was asked for at a time; FAILURE is its sentence."""
    share = rate = left = None
    if job.state == JobState.RUNNING and job.started_at and job.told_at:
        seconds = (job.told_at - job.started_at).total_seconds()
        rate = int(job.rows_done / seconds) if job.rows_done and seconds > 0 else None
        if job.rows_total:
            share = min(1.0, job.rows_done / job.rows_total)
            left = int((job.rows_total - job.rows_done) / rate) if rate else None
    return JobProgress(
        share=share,
        rate=rate,
        seconds_left=left,
        is_running=job.is_under_way,
        is_silent=job.is_silent(asked_at=asked_at, at=at),
        failure=failure,
    )
