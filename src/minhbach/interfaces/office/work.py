"""“Việc hôm nay”: every domain says what waits, the office sorts it by time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from minhbach.domains.agencies.models import Officer
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import offices
from minhbach.foundation.pages.work import WorkItem

SOON_DAYS = 3


@dataclass
class Desk:
    """Four heaps, in order of time."""

    late: list[WorkItem] = field(default_factory=list)
    due: list[WorkItem] = field(default_factory=list)
    waiting: list[WorkItem] = field(default_factory=list)
    new: list[WorkItem] = field(default_factory=list)


def desk_of(officer: Officer, *, at: datetime) -> Desk:
    """Lay out what an officer has to do: late, due within three working days, waiting, new."""
    today = local_date(at)
    desk = Desk()
    for item in _items(officer, at=at):
        _heap(desk, item, today).append(item)
    for heap in (desk.late, desk.due, desk.waiting):
        heap.sort(key=lambda item: (item.due_on or date.max, item.what))
    return desk


def _heap(desk: Desk, item: WorkItem, today: date) -> list[WorkItem]:
    if item.due_on is not None and item.due_on < today:
        return desk.late
    if item.due_on is not None and item.due_on <= working_days_after(today, SOON_DAYS):
        return desk.due
    return desk.new if item.kind == "new" else desk.waiting


def working_days_after(day: date, count: int) -> date:
    """Weekends only: this sorts a desk, it counts no legal term."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    return [item for office in offices() if office.work for item in office.work(officer, at=at)]
