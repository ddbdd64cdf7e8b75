"""Things that hold for a time: half-open periods of local days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound=models.Model)


class PeriodQuerySet(models.QuerySet[M]):
    def on(self, day: date) -> Self:
        """Keep what holds on a day."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=day)
        )

    def overlapping(self, start: date, end: date | None) -> Self:
        """Keep what holds on some day of a half-open period; no END means for good."""
        begun = self if end is None else self.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=end))
        return begun.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=start))


class PeriodModel(models.Model):
    """`valid_from` is the first day, `valid_until` the first day no more; null means unknown or open."""

    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_runs_forward",
            )
        ]

    @property
    def last_day(self) -> date | None:
        """The end as people say it; what is stored is the first day no more."""
        return None if self.valid_until is None else self.valid_until - timedelta(days=1)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


Days = tuple[date, date]


def month_to_date(today: date) -> tuple[Days, Days]:
    """Give the days of this month so far, and the same days of the month before; each a first and a last day.

    A month that is shorter than today's date ends earlier.
    """
    first = today.replace(day=1)
    last_before = first - timedelta(days=1)
    first_before = last_before.replace(day=1)
    return (first, today), (first_before, min(last_before, first_before + (today - first)))
