"""Reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.enquiries.models import Enquiry, Question
from minhbach.domains.enquiries.policies import ANSWERERS
from minhbach.domains.enquiries.refusals import QuestionNotFound
from minhbach.domains.subjects.selectors import whole_value
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped

ON_DESK = 20
# So many questions of one officer within a day are told to whoever reads the log.
MANY = 20
WITHIN = timedelta(days=1)


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


def work_items(officer: Officer, *, at: datetime) -> Iterator[WorkItem | Asked]:
    """Ask for what one's agency was asked and has not answered; tell a reader of the log who asks much."""
    posts = held_posts(officer, on=local_date(at))
    answering = {post.agency_id for post in posts if post.role in ANSWERERS}
    if answering:
        waiting = questions_to(answering).filter(answer__isnull=True).order_by("due_on", "id")
        told = {"id": "id", "owner": "owner_agency__short_name", "kind": "kind", "canonical": "canonical",
                "due_on": "due_on", "asked": "asked_id"}  # fmt: skip
        yield Asked(waiting, told, ON_DESK, _say_questions)
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


def _asking_much(*, at: datetime) -> Iterator[WorkItem]:
    """List who asked much of late in the reader's agencies: an enquiry is seen by no others."""
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


def _questions() -> QuerySet[Any]:
    rows: QuerySet[Any] = Question.objects.select_related(
        "owner_agency", "asked", "asked_by", "answer__officer"
    ).order_by("-created_at", "-id")
    return rows
