"""“Việc hôm nay”: every domain says what waits, the office sorts it by time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.selectors import held_posts, units_below
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import offered, offices
from minhbach.foundation.pages.work import (
    MOST_COUNTED,
    SOON_DAYS,
    Asked,
    Calendar,
    Card,
    Kind,
    WorkingDays,
    WorkItem,
    said,
    say_left,
)
from minhbach.foundation.writing import write_capped, write_day
from minhbach.interfaces.office.upkeep import shell_work

# Amber from here on.
WARN_DAYS = 2
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Line:
    """A line of the desk: the item, its time limit in words, and for which of the reader's posts it is."""

    item: WorkItem
    left: str
    tone: str
    post: str


@dataclass
class Group:
    """Lines of one time; KEY is the digit that jumps to it, EMPTY what stands where there are none."""

    key: int
    name: str
    title: str | Promise
    empty: str | Promise
    items: list[WorkItem] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def count(self) -> str:
        return write_capped(sum(item.count for item in self.items), MOST_COUNTED)


@dataclass
class Desk:
    """Groups in order of time, and the pieces that stand beside them."""

    late: Group
    due: Group
    waiting: Group
    new: Group
    cards: list[Card]

    @property
    def groups(self) -> tuple[Group, ...]:
        return (self.late, self.due, self.waiting, self.new)

    @property
    def first_cards(self) -> list[Card]:
        return [card for card in self.cards if card.is_first]

    @property
    def other_cards(self) -> list[Card]:
        return [card for card in self.cards if not card.is_first]

    @property
    def is_own(self) -> bool:
        """Whether every line is the reader's own, in the one post held: then nothing is said of whose it is."""
        return not any(line.item.whose or line.post for group in self.groups for line in group.lines)

    @property
    def has_lines(self) -> bool:
        return any(group.lines for group in self.groups)

    @property
    def is_empty(self) -> bool:
        return not self.cards and not self.has_lines


def desk_of(officer: Officer, *, at: datetime) -> Desk:
    """Lay out what an officer has to do: late, due within three working days, waiting, new."""
    today = local_date(at)
    calendar = next(iter(offered(WorkingDays))).open()
    soon = calendar.day_after(today, SOON_DAYS)
    told = said(_given(officer, at))
    desk = Desk(
        Group(1, "late", _lazy("Quá hạn"), _lazy("không có việc quá hạn")),
        Group(2, "due", _lazy("Hôm nay và 3 ngày làm việc tới"), _lazy("không có việc đến hạn")),
        Group(3, "waiting", _lazy("Chờ tôi"), _lazy("không có việc chờ")),
        Group(4, "new", _lazy("Mới"), _lazy("không có gì mới")),
        sorted((one for one in told if isinstance(one, Card)), key=lambda card: card.place),
    )
    for item in told:
        if isinstance(item, WorkItem):
            _group(desk, item, today, soon).items.append(item)
    posts = _PostNames(held_posts(officer, on=today))
    for group in desk.groups:
        if group is not desk.new:
            # What stands for many comes after what it is the rest of.
            group.items.sort(key=lambda one: (one.count > 1, one.due_on or date.max, _ORDER[one.kind]))
        group.lines = [_line(item, calendar, today, posts) for item in group.items]
    return desk


def _given(officer: Officer, at: datetime) -> Iterator[WorkItem | Card | Asked]:
    """Ask the shell and every domain; for somebody outside those alone that have something to tell outside."""
    if not officer.is_guest:
        yield from shell_work(officer, at=at)
    for office in offices():
        if work := office.guest_work if officer.is_guest else office.work:
            yield from work(officer, at=at)


def _group(desk: Desk, item: WorkItem, today: date, soon: date) -> Group:
    if item.due_on is not None and item.due_on < today:
        return desk.late
    if item.due_on is not None and item.due_on <= soon:
        return desk.due
    return desk.new if item.is_new else desk.waiting


def _line(item: WorkItem, calendar: Calendar, today: date, posts: _PostNames) -> Line:
    if item.due_on is None or item.count > 1:
        return Line(item, "", "", posts.of(item))
    days = calendar.working_days_after(today, item.due_on)
    tone = "late" if item.due_on < today else "warn" if days <= WARN_DAYS else ""
    left = item.clock or say_left(days, item.due_on, today)
    if item.due_on != today:
        left = _("%(left)s · %(day)s") % {"left": left, "day": _day(item.due_on, today)}
    return Line(item, left, tone, posts.of(item))


def _day(day: date, today: date) -> str:
    """A day of this year without its year, which the page bears."""
    return f"{day:%d/%m}" if day.year == today.year else write_day(day)


class _PostNames:
    """Names the post a line is for, to one who holds posts in several agencies."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._by_agency: dict[UUID, str] = {}
        self._posts = list(posts)
        self._is_one = len({post.agency_id for post in self._posts}) < 2

    def of(self, item: WorkItem) -> str:
        if self._is_one or item.agency_id is None:
            return ""
        if item.agency_id not in self._by_agency:
            self._by_agency[item.agency_id] = self._find(item.agency_id)
        return self._by_agency[item.agency_id]

    def _find(self, agency_id: UUID) -> str:
        exact = next((post for post in self._posts if post.agency_id == agency_id), None)
        post = exact or next((one for one in self._posts if agency_id in units_below({one.agency_id})), None)
        return str(post) if post else ""
