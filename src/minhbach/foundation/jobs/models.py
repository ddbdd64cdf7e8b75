"""What every kind of job keeps of itself."""

from __future__ import annotations

from django.db import models

from minhbach.foundation.jobs.states import STOPPABLE, UNDER_WAY, JobState


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

    @property
    def is_stoppable(self) -> bool:
        return self.state in STOPPABLE
