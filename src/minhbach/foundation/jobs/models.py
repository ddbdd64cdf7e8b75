"""What every kind of job keeps of itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from minhbach.foundation.jobs.states import STOPPABLE, UNDER_WAY, JobState

# A worker tells its progress each second; this long without a word, it has stopped.
SILENCE = timedelta(seconds=60)


class Job(models.Model):
    """Something that runs long; which one, for whom and what it found stands in the row that inherits this."""

    state = models.CharField(max_length=10, default=JobState.WAITING.value)
    started_at = models.DateTimeField(null=True)
    # When the worker last said how far it is.
    told_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=20, blank=True)
    rows_done = models.BigIntegerField(default=0)
    rows_total = models.BigIntegerField(null=True)
    # Code and values of what went wrong; the sentence is made when it is read.
    failure = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    def is_silent(self, *, asked_at: datetime, at: datetime) -> bool:
        """Say whether nothing was heard for too long of a job that was asked for at a time."""
        return self.is_under_way and at - (self.told_at or asked_at) > SILENCE

    def is_stoppable(self, *, at: datetime) -> bool:
        """Say whether a job may be stopped: until what it found is taken in, or when whoever did that fell silent."""
        return self.state in STOPPABLE or (self.told_at is not None and self.is_silent(asked_at=self.told_at, at=at))
