"""Answers to many who sent alike, and how far each is."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.intake.models import GroupAnswer, Report
from minhbach.domains.intake.refusals import GroupAnswerNotFound
from minhbach.foundation import jobs
from minhbach.foundation.jobs import JobProgress

SHOWN = 5


def get_group_answer(group_answer_id: UUID) -> GroupAnswer:
    """Raises: GroupAnswerNotFound."""
    found: GroupAnswer | None = _rows().filter(pk=group_answer_id).first()
    if found is None:
        raise GroupAnswerNotFound
    return found


def group_answers_to(report: Report) -> list[GroupAnswer]:
    """List the latest answers to those who sent what is like a report."""
    about = {"about__alike": report.alike} if report.alike else {"about": report}
    return list(_rows().filter(**about).order_by("-created_at", "id")[:SHOWN])


def progress_of_answer(found: GroupAnswer, *, at: datetime) -> JobProgress:
    failure = ""
    if found.failure:
        broken = _("Việc gửi bị ngắt bất thường. Ai đã nhận được trả lời thì vẫn giữ.")
        failure = str(found.failure.get("detail") or broken)
    return jobs.progress_of(found, asked_at=found.goes_at, at=at, failure=failure)


def _rows() -> QuerySet[Any]:
    rows: QuerySet[Any] = GroupAnswer.objects.select_related("about", "about__owner_agency", "requested_by")
    return rows
