"""What of an area waits on a desk: one question for each officer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
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
from minhbach.foundation.pages.work import Kind, WorkItem
from minhbach.foundation.writing import write_number

ON_DESK, LOOKS_NAMED = 10, 2
LOOK, LICENCE, MEASURE, PURSUIT = "look", "licence", "measure", "pursuit"


def work_items(officer: Officer, *, at: datetime) -> Iterator[WorkItem]:
    """Say to a head who offended again and has no plan; to whoever keeps an area what is due there."""
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


def _due(officer: Officer, today: date) -> Iterator[WorkItem]:
    words = {
        LICENCE: (_("Giấy phép sắp hết hạn"), _("Xem"), "areas:licences", "term=soon"),
        MEASURE: (_("Biện pháp trong kế hoạch xử lý"), _("Ghi kết quả"), "areas:plans", "state=open"),
        PURSUIT: (_("Truy tìm người bán: bước tiếp theo"), _("Xem"), "areas:unknown", "looking=mine"),
    }
    pages = {LICENCE: "subjects:subject", MEASURE: "areas:plan", PURSUIT: "subjects:subject"}
    parts = [_line(desk, rows) for desk, rows in _desks(officer, today).items()]
    told: dict[str, int] = {}
    looks: list[str] = []
    for desk, thing, day, about in parts[0].union(*parts[1:], all=True):
        if desk == LOOK:
            looks.append(about)
            continue
        told[desk] = told.get(desk, 0) + 1
        what, act, listed, query = words[desk]
        if told[desk] <= ON_DESK:
            yield WorkItem(Kind.SUBJECT, what, about, reverse(pages[desk], args=[thing]), act, due_on=day)
        else:
            yield WorkItem(Kind.SUBJECT, what, _("và các việc khác"), f"{reverse(listed)}?{query}", _("Xem"))
    if looks:
        yield _to_look(looks)


def _to_look(names: list[str]) -> WorkItem:
    """Say once whom to look in on again: a rule of the house, which no day that the law counts may stand behind."""
    about = ", ".join(names[:LOOKS_NAMED])
    if len(names) > LOOKS_NAMED:
        count = f"{ON_DESK - LOOKS_NAMED}+" if len(names) > ON_DESK else str(len(names) - LOOKS_NAMED)
        about = _("%(names)s và %(count)s cơ sở khác") % {"names": about, "count": count}
    url = f"{reverse('areas:list')}?keeping=mine&due=late"
    return WorkItem(Kind.SUBJECT, _("Xem lại cơ sở trên địa bàn"), about, url, _("Xem"))


def _desks(officer: Officer, today: date) -> dict[str, tuple[QuerySet[Any], str, str, str]]:
    """What is due, with the columns that name its page, its day and what it is about."""
    mine = kept_by(of_seen(Keeping).filter(ended_on__isnull=True), officer, on=today)
    kept = mine.order_by().filter(subject=OuterRef("subject"))
    licences = visible_licences().filter(last_day__lte=licence_runs_out_by(today))
    measures = Measure.objects.filter(officer=officer, done_on__isnull=True, plan__state=PlanState.OPEN)
    pursuits = of_seen(Pursuit).filter(officer=officer, ended_on__isnull=True, next_on__lte=today)
    return {
        LOOK: (mine.filter(next_look_on__lte=today).order_by("next_look_on", "id"), "id", "next_look_on",
               "subject__name"),
        LICENCE: (licences.filter(Q(subject__keeper=officer) | Exists(kept)), "subject_id", "last_day",
                  "subject__name"),
        MEASURE: (measures.order_by("due_on", "id"), "plan_id", "due_on", "what"),
        PURSUIT: (pursuits.filter(subject__kind=SubjectKind.UNKNOWN).order_by("next_on", "id"), "subject_id",
                  "next_on", "next_step"),
    }  # fmt: skip


def _line(desk: str, given: tuple[QuerySet[Any], str, str, str]) -> QuerySet[Any]:
    rows, thing, day, about = given
    told: QuerySet[Any] = rows.select_related(None).annotate(
        desk=Value(desk), thing=F(thing), day=F(day), about_it=Cast(about, CharField())
    )
    return told.values_list("desk", "thing", "day", "about_it")[: ON_DESK + 1]
