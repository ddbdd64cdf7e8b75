"""What waits for an officer: an answer to a call-out, errands, people to send, what a force has left undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.taskforces.models import Answer, Called, CallOut, Errand, Member
from minhbach.domains.taskforces.policies import committees_of
from minhbach.domains.taskforces.selectors.forces import asked_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped, write_moment

ON_DESK = 5
SILENT = Called.objects.filter(~Exists(Answer.objects.filter(called=OuterRef("pk"))))


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what concerns whoever is in a force, heads an agency that was asked for people, or steers."""
    on = local_date(at)
    posts = held_posts(officer, on=on)
    forces = {post.agency_id for post in posts if post.role == Role.MEMBER}
    committees = {committee.pk for committee in committees_of(officer, at=at)}
    headed = {post.agency_id for post in posts if post.role == Role.HEAD}
    if forces:
        yield _to_answer(officer)
        yield _errands(officer, forces)
    if forces or committees:
        yield _unanswered(officer, forces, committees)
    if headed:
        yield _to_send(headed, on=on)
    if committees:
        yield _left(committees, on=on)


def _to_answer(officer: Officer) -> Asked:
    rows = SILENT.filter(officer=officer, call__closed_at__isnull=True).order_by("call__meet_by", "id")
    told = {"call": "call_id", "what": "call__what", "where": "call__meet_where", "by": "call__meet_by"}
    return Asked(rows, told, ON_DESK, _say_calls)


def _errands(officer: Officer, forces: set[UUID]) -> Asked:
    own = Q(assignee=officer) | Q(assignee__isnull=True)
    rows = Errand.objects.filter(own, owner_agency_id__in=forces, done_at__isnull=True).order_by("due_on", "id")
    told = {"id": "id", "what": "what", "due_on": "due_on", "force": "owner_agency__name", "agency": "owner_agency_id"}
    return Asked(rows, told, ON_DESK, _say_errands)


def _unanswered(officer: Officer, forces: set[UUID], committees: set[UUID]) -> Asked:
    silent = SILENT.filter(call=OuterRef("pk")).order_by().values("call").annotate(count=Count("pk")).values("count")
    headed = Member.objects.filter(is_head=True, post__officer=officer, force=OuterRef("force"))
    led = Q(owner_agency__parent_id__in=committees) | (Q(owner_agency_id__in=forces) & Q(Exists(headed)))
    rows: QuerySet[Any] = CallOut.objects.filter(led, closed_at__isnull=True)
    rows = rows.annotate(silent=Coalesce(Subquery(silent), 0)).filter(silent__gt=0).order_by("meet_by", "id")
    told = {"id": "id", "what": "what", "by": "meet_by", "silent": "silent", "agency": "owner_agency_id"}
    return Asked(rows, told, ON_DESK, _say_unanswered)


def _to_send(headed: set[UUID], *, on: date) -> Asked:
    told = {"force": "force_id", "name": "force__owner_agency__name", "wanted": "wanted", "there": "there",
            "agency": "agency_id"}  # fmt: skip
    return Asked(asked_of(headed, on=on), told, ON_DESK, _say_to_send)


def _left(committees: set[UUID], *, on: date) -> Asked:
    late = Q(due_on__lt=on) | Q(owner_agency__valid_until__lte=on)
    rows = Errand.objects.filter(late, owner_agency__parent_id__in=committees, done_at__isnull=True)
    told = {"id": "id", "what": "what", "due_on": "due_on", "force": "owner_agency__name", "agency": "owner_agency_id"}
    return Asked(rows.order_by("due_on", "id"), told, ON_DESK, _say_left)


def _say_calls(calls: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in calls:
        by = datetime.fromisoformat(one["by"])
        yield WorkItem(
            Kind.DECIDE,
            what=_("Điều động: %(what)s") % {"what": one["what"]},
            about=_("tập trung tại %(where)s trước %(by)s") % {"where": one["where"], "by": write_moment(by)},
            url=reverse("taskforces:call", args=[one["call"]]),
            act=_("Trả lời"),
            due_on=local_date(by),
            is_new=True,
        )
    yield from _others(others, _("%(count)s lần điều động khác chưa trả lời"))


def _say_unanswered(calls: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in calls:
        by = datetime.fromisoformat(one["by"])
        yield WorkItem(
            Kind.CASE,
            what=_("%(count)s người chưa trả lời điều động") % {"count": one["silent"]},
            about=_("%(what)s, trước %(by)s") % {"what": one["what"], "by": write_moment(by)},
            url=reverse("taskforces:call", args=[one["id"]]),
            act=_("Xem"),
            due_on=local_date(by),
            agency_id=UUID(one["agency"]),
        )
    yield from _others(others, _("%(count)s lần điều động khác có người chưa trả lời"))


def _say_errands(errands: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in errands:
        yield _errand_item(one, one["what"], one["force"], _("Xử lý"))
    yield from _others(others, _("%(count)s việc khác của tổ công tác"))


def _say_left(errands: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in errands:
        yield _errand_item(one, _("Việc giao tổ công tác chưa xong"), f"{one['what']} · {one['force']}", _("Xem"))
    yield from _others(others, _("%(count)s việc khác của tổ công tác chưa xong"))


def _errand_item(one: dict[str, Any], what: str, about: str, act: str) -> WorkItem:
    return WorkItem(
        Kind.CASE,
        what=what,
        about=about,
        url=reverse("taskforces:errand", args=[one["id"]]),
        act=act,
        due_on=date.fromisoformat(one["due_on"]),
        agency_id=UUID(one["agency"]),
    )


def _say_to_send(asked: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in asked:
        yield WorkItem(
            Kind.DECIDE,
            what=_("Cử người cho %(force)s") % {"force": one["name"]},
            about=_("cần %(wanted)s người, đã cử %(there)s") % {"wanted": one["wanted"], "there": one["there"]},
            url=reverse("taskforces:send", args=[one["force"]]),
            act=_("Cử người"),
            agency_id=UUID(one["agency"]),
        )
    yield from _others(others, _("%(count)s tổ công tác khác cần cử người"))


def _others(count: int, words: str) -> Iterator[WorkItem]:
    if count:
        said = words % {"count": write_capped(count, MOST_COUNTED)}
        yield WorkItem(Kind.CASE, said, "", reverse("taskforces:list"), _("Xem"), count=count)
