"""Reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.enquiries.models import Enquiry, Notice, Question
from minhbach.domains.enquiries.policies import ANSWERERS
from minhbach.domains.enquiries.refusals import NoticeNotFound, QuestionNotFound
from minhbach.domains.subjects.refusals import TooManyLooks
from minhbach.domains.subjects.selectors import whole_value
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped

ON_DESK = 20
# So many questions of one officer within a day are told to whoever reads the log.
MANY = 20
WITHIN = timedelta(days=1)
DENIED = "office.look.denied"


def visible_enquiries() -> QuerySet[Any]:
    """List what the reader's agencies asked, newest first."""
    rows: QuerySet[Any] = Enquiry.objects.select_related("owner_agency", "asked_by").order_by("-created_at", "-id")
    return rows


def questions_to(agency_ids: frozenset[UUID] | set[UUID]) -> QuerySet[Any]:
    """List what some agencies were asked, newest first."""
    rows: QuerySet[Any] = _questions().filter(asked_id__in=agency_ids)
    return rows


def questions_of(enquiry: Enquiry) -> list[Question]:
    """List to whom an enquiry was put, with the answers."""
    return list(_questions().filter(enquiry=enquiry).order_by("asked__sort_key"))


def get_enquiry(enquiry_id: UUID) -> Enquiry:
    """Raises: QuestionNotFound."""
    found: Enquiry | None = visible_enquiries().filter(pk=enquiry_id).first()
    if found is None:
        raise QuestionNotFound
    return found


def get_question(question_id: UUID) -> Question:
    """Raises: QuestionNotFound."""
    found: Question | None = _questions().filter(pk=question_id).first()
    if found is None:
        raise QuestionNotFound
    return found


def visible_notices() -> QuerySet[Any]:
    """List who asked about what the reader's agencies keep without answering, newest first."""
    rows: QuerySet[Any] = Notice.objects.select_related("owner_agency", "asked_from", "asked_by", "read_by")
    return rows.order_by("-asked_at", "-id")


def get_notice(notice_id: UUID) -> Notice:
    """Raises: NoticeNotFound."""
    found: Notice | None = visible_notices().filter(pk=notice_id).first()
    if found is None:
        raise NoticeNotFound
    return found


def work_items(officer: Officer, *, at: datetime) -> Iterator[WorkItem | Asked]:
    """Ask for what one's agency was asked and has not answered; tell a reader of the log who asks much."""
    posts = held_posts(officer, on=local_date(at))
    answering = {post.agency_id for post in posts if post.role in ANSWERERS}
    if answering:
        waiting = questions_to(answering).filter(answer__isnull=True).order_by("due_on", "id")
        told = {"id": "id", "owner": "owner_agency__short_name", "kind": "kind", "canonical": "canonical",
                "due_on": "due_on", "asked": "asked_id"}  # fmt: skip
        yield Asked(waiting, told, ON_DESK, _say_questions)
        unread = visible_notices().filter(owner_agency_id__in=answering, read_at__isnull=True)
        told = {"id": "id", "from": "asked_from__short_name", "kind": "kind", "canonical": "canonical",
                "owner": "owner_agency_id"}  # fmt: skip
        yield Asked(unread, told, ON_DESK, _say_notices)
    if any(post.role == Role.AUDITOR for post in posts):
        yield from _asking_much(at=at)


def _say_questions(questions: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for question in questions:
        yield WorkItem(
            Kind.DECIDE,
            what=_("Trả lời %(agency)s") % {"agency": question["owner"]},
            about=_("hỏi về %(value)s") % {"value": whole_value(question["kind"], question["canonical"])},
            url=reverse("enquiries:question", args=[question["id"]]),
            act=_("Trả lời"),
            due_on=date.fromisoformat(question["due_on"]),
            agency_id=UUID(question["asked"]),
        )
    if others:
        url = reverse("enquiries:received")
        words = _("%(count)s câu hỏi khác") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.DECIDE, words, "", url, _("Xem"), count=others)


def _say_notices(notices: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for notice in notices:
        value = whole_value(notice["kind"], notice["canonical"])
        yield WorkItem(
            Kind.UPKEEP,
            what=_("Xem ai hỏi về thông tin giữ kín"),
            about=_("%(agency)s hỏi về %(value)s, không được trả lời") % {"agency": notice["from"], "value": value},
            url=reverse("enquiries:notice", args=[notice["id"]]),
            act=_("Xem"),
            agency_id=UUID(notice["owner"]),
        )
    if others:
        words = _("%(count)s lần hỏi khác về thông tin giữ kín") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.UPKEEP, words, "", reverse("enquiries:notices"), _("Xem"), count=others)


def _asking_much(*, at: datetime) -> Iterator[WorkItem]:
    """List who asked or looked up much of late in the reader's agencies: an enquiry is seen by no others."""
    recent = Enquiry.objects.filter(created_at__gt=at - WITHIN)
    counted = recent.order_by().values("asked_by", "asked_by__full_name").annotate(asked=Count("pk"))
    for row in counted.filter(asked__gte=MANY).order_by("-asked")[:ON_DESK]:
        yield WorkItem(
            Kind.UPKEEP,
            what=_("Xem lại việc hỏi dò của %(officer)s") % {"officer": row["asked_by__full_name"]},
            about=_("đã hỏi các cơ quan khác %(count)s lần trong một ngày") % {"count": row["asked"]},
            url=f"{reverse('enquiries:list')}?officer={row['asked_by']}",
            act=_("Xem"),
        )
    # Whoever was made to wait for it stands in the log, which its reader sees as far as it is his to read.
    waited = AuditEntry.objects.filter(action=DENIED, at__gt=at - WITHIN, data__code=TooManyLooks.code)
    slowed = waited.order_by().values("officer_id").annotate(times=Count("pk")).order_by("-times")[:ON_DESK]
    times: dict[UUID, int] = {row["officer_id"]: row["times"] for row in slowed if row["officer_id"]}
    for officer in Officer.inside.filter(pk__in=list(times)) if times else ():
        yield WorkItem(
            Kind.UPKEEP,
            what=_("Xem lại việc tra cứu của %(officer)s") % {"officer": officer.full_name},
            about=_("đã tra nhiều số tới mức phải chờ %(count)s lần trong một ngày") % {"count": times[officer.pk]},
            url=f"{reverse('office:audit')}?{urlencode({'officer': officer.pk, 'action': DENIED})}",
            act=_("Xem"),
        )


def _questions() -> QuerySet[Any]:
    rows: QuerySet[Any] = Question.objects.select_related(
        "owner_agency", "asked", "asked_by", "answer__officer"
    ).order_by("-created_at", "-id")
    return rows
