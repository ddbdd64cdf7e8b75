"""How far a job is. Each kind of job has words of its own for these."""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    # What was found is being taken in, all or nothing: too late to stop.
    KEEPING = "keeping"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


UNDER_WAY = (JobState.WAITING, JobState.RUNNING, JobState.KEEPING)
STOPPABLE = (JobState.WAITING, JobState.RUNNING)
