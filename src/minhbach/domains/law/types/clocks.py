"""A clock of the law: when it is due, by which statute, and how sure the count is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.citing import cite
from minhbach.domains.law.types.rows import Citation, CountingRule, DeadlineRow
from minhbach.foundation.writing import write_day

SATURDAY = 5
NO_DAYS: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days. Saturdays, Sundays and `off` days are free, unless the day is in `working` (a swapped day).

    A year counts as confirmed once a legal officer has checked its holidays.
    """

    off: Mapping[date, str] = field(default_factory=lambda: NO_DAYS)
    working: frozenset[date] = frozenset()
    confirmed: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.working:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def next_working_day(self, day: date) -> date:
        """Give the day itself, or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def previous_working_day(self, day: date) -> date:
        """Give the day itself, or the last working day before it."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def working_days_after(self, start: date, until: date) -> int:
        """Count the working days after a day, up to and with another; negative when that one is past."""
        if until < start:
            return -self.working_days_after(until, start)
        days = (start + timedelta(days=offset) for offset in range(1, (until - start).days + 1))
        return sum(1 for day in days if self.is_working_day(day))

    def day_after(self, start: date, count: int) -> date:
        """Give the day that lies so many working days after another."""
        while count:
            start += timedelta(days=1)
            count -= self.is_working_day(start)
        return start

    def is_confirmed_between(self, start: date, end: date) -> bool:
        return all(year in self.confirmed for year in range(start.year, end.year + 1))


class RemainingUnit(StrEnum):
    HOUR = "hour"
    WORKING_DAY = "working_day"
    DAY = "day"


# One form each: Vietnamese counts without plurals, and a count of one is rare enough in English to live with.
_REMAINING: Mapping[RemainingUnit, tuple[str | Promise, str | Promise]] = {
    RemainingUnit.HOUR: (_lazy("quá hạn %(count)s giờ"), _lazy("còn %(count)s giờ")),
    RemainingUnit.WORKING_DAY: (_lazy("quá hạn %(count)s ngày làm việc"), _lazy("còn %(count)s ngày làm việc")),
    RemainingUnit.DAY: (_lazy("quá hạn %(count)s ngày"), _lazy("còn %(count)s ngày")),
}


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a clock; `is_late` once its last day, or last hour, is over.

    Units: `amount` in `unit`; the time since it was due when late.
    """

    amount: int
    unit: RemainingUnit
    is_late: bool

    def words(self) -> str:
        """Say how much is left, or how late it is."""
        if not self.amount:
            return _("quá hạn") if self.is_late else _("đến hạn hôm nay")
        late, left = _REMAINING[self.unit]
        return (late if self.is_late else left) % {"count": self.amount}


@dataclass(frozen=True, slots=True)
class Clock:
    """One running clock. `due_on` is None where the law says only “promptly”.

    Units: `due_on` is the last local day on which the act is in time; `due_at` is set for clocks counted in hours
           when the hour of the event is known.
    Source: `citation` is the deadline's row; `rules` are the rows on counting that were used.
    """

    row: DeadlineRow
    started_on: date
    started_at: datetime | None
    due_on: date | None
    due_at: datetime | None
    rules: tuple[CountingRule, ...]
    extended_by: tuple[DeadlineRow, ...]
    suspended_days: int
    is_provisional: bool
    calendar: Calendar

    @property
    def citation(self) -> Citation:
        return self.row.citation

    @property
    def row_id(self) -> str:
        return self.row.citation.row_id

    @property
    def instrument(self) -> str:
        return self.row.citation.instrument

    @property
    def article(self) -> str:
        return self.row.citation.article

    def remaining(self, today: date, now: datetime | None = None) -> Remaining | None:
        """Tell how much is left; None for a prompt duty, which has no day."""
        if self.due_on is None:
            return None
        if self.due_at is not None and now is not None:
            seconds = (self.due_at - now).total_seconds()
            return Remaining(int(abs(seconds) // 3600), RemainingUnit.HOUR, seconds < 0)
        if self.row.unit == "working_day":
            left = self.calendar.working_days_after(today, self.due_on)
            return Remaining(abs(left), RemainingUnit.WORKING_DAY, self.due_on < today)
        return Remaining(abs((self.due_on - today).days), RemainingUnit.DAY, self.due_on < today)

    def words(self, today: date, now: datetime | None = None) -> str:
        """Say the clock in one line: what is left, until when, by which statute."""
        statute = cite(self.citation)
        left = self.remaining(today, now)
        if left is None or self.due_on is None:
            return _("kịp thời · %(statute)s") % {"statute": statute}
        until = _("đến %(day)s") % {"day": write_day(self.due_on)}
        provisional = [_("dự kiến, quy tắc đếm chưa đối chiếu")] if self.is_provisional else []
        return " · ".join([left.words(), until, statute, *provisional])
