"""What of an area waits on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.areas.house import licence_runs_out_by
from minhbach.domains.areas.models import Keeping, Measure, Pursuit
from minhbach.domains.areas.policies import KEEPERS
from minhbach.domains.areas.selectors.keepings import kept_by, visible_licences
from minhbach.domains.areas.selectors.reading import of_seen
from minhbach.domains.areas.selectors.sanctioned import repeaters_without_plan
from minhbach.domains.areas.types import PlanState
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped, write_number

ON_DESK, LOOKS_NAMED = 10, 2


def work_items(officer: Officer, *, at: datetime) -> Iterator[WorkItem | Asked]:
    """Say to a head who offended again and has no plan; ask for what is due to whoever keeps an area."""
    today = local_date(at)
    roles = {post.role for post in held_posts(officer, on=today)}
    if Role.HEAD in roles:
        yield from _without_plan(today)
    elif roles & set(KEEPERS):
        yield from _due(officer, today)


def _without_plan(today: date) -> Iterator[WorkItem]:
    count = repeaters_without_plan(on=today)
    if count:
        words = _("Lập kế hoạch xử lý đối tượng tái phạm")
        about = _("%(count)s đối tượng chưa có kế hoạch") % {"count": write_number(count)}
        yield WorkItem(Kind.DECIDE, words, about, f"{reverse('areas:plans')}?all=1&thieu=1", _("Xem"), count=count)


def _due(officer: Officer, today: date) -> Iterator[Asked]:
    mine = kept_by(of_seen(Keeping).filter(ended_on__isnull=True), officer, on=today)
    kept = mine.order_by().filter(subject=OuterRef("subject"))
    licences = visible_licences().filter(last_day__lte=licence_runs_out_by(today))
    licences = licences.filter(Q(subject__keeper=officer) | Exists(kept))
    yield Asked(licences, {"id": "subject_id", "day": "last_day", "about": "subject__name"}, ON_DESK, partial(
        _say, _("Giấy phép sắp hết hạn"), _("Xem"), "subjects:subject", "areas:licences", "term=soon"
    ))  # fmt: skip
    measures = Measure.objects.filter(officer=officer, done_on__isnull=True, plan__state=PlanState.OPEN)
    ordered = measures.order_by("due_on", "id")
    yield Asked(ordered, {"id": "plan_id", "day": "due_on", "about": "what"}, ON_DESK, partial(
        _say, _("Biện pháp trong kế hoạch xử lý"), _("Ghi kết quả"), "areas:plan", "areas:plans", "state=open"
    ))  # fmt: skip
    pursuits = of_seen(Pursuit).filter(officer=officer, ended_on__isnull=True, next_on__lte=today)
    pursuits = pursuits.filter(subject__kind=SubjectKind.UNKNOWN).order_by("next_on", "id")
    yield Asked(pursuits, {"id": "subject_id", "day": "next_on", "about": "next_step"}, ON_DESK, partial(
        _say, _("Truy tìm người bán: bước tiếp theo"), _("Xem"), "subjects:subject", "areas:unknown", "looking=mine"
    ))  # fmt: skip
    looks = mine.filter(next_look_on__lte=today).order_by("next_look_on", "id")
    yield Asked(looks, {"about": "subject__name"}, LOOKS_NAMED, _to_look)


def _say(
    what: str, act: str, page: str, listed: str, query: str, rows: list[dict[str, Any]], others: int
) -> Iterator[WorkItem]:
    for row in rows:
        url = reverse(page, args=[row["id"]])
        yield WorkItem(Kind.SUBJECT, what, row["about"], url, act, due_on=date.fromisoformat(row["day"]))
    if others:
        yield WorkItem(Kind.SUBJECT, what, _("và các việc khác"), f"{reverse(listed)}?{query}", _("Xem"))


def _to_look(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    """Say once whom to look in on again: a rule of the house, which no day that the law counts may stand behind."""
    about = ", ".join(row["about"] for row in rows)
    if others:
        count = write_capped(others, MOST_COUNTED)
        about = _("%(names)s và %(count)s cơ sở khác") % {"names": about, "count": count}
    url = f"{reverse('areas:list')}?keeping=mine&due=late"
    yield WorkItem(Kind.SUBJECT, _("Xem lại cơ sở trên địa bàn"), about, url, _("Xem"))
