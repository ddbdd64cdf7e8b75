"""The room of a force: errands, whom it has its eyes on, log, call-outs, the cases opened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.selectors import visible_cases
from minhbach.domains.subjects.selectors import visible_subjects
from minhbach.domains.taskforces.models import Answer, Called, CallOut, Errand, LogLine, Mark, TaskForce
from minhbach.domains.taskforces.refusals import ForceNotFound
from minhbach.domains.taskforces.types import Answered
from minhbach.foundation.scope.models import Share


@dataclass(frozen=True)
class Said:
    """One who was called, and what he last said, if anything; EARLIER is what he said before."""

    officer: Officer
    last: Answer | None
    earlier: tuple[Answer, ...] = ()

    @property
    def chip(self) -> Answered | None:
        return Answered(self.last.says) if self.last else None


@dataclass(frozen=True)
class Watched:
    """Whom a force has its eyes on; SUBJECT is nobody where the reader's reach does not cover the record of him."""

    mark: Mark
    subject: Any


def errands_of(force: TaskForce) -> QuerySet[Any]:
    """List what a force is to do: what is left by its day, then what is done, the latest first."""
    rows: QuerySet[Any] = Errand.objects.filter(force=force).select_related("assignee", "assigned_by", "done_by")
    return rows.order_by("-done_at", "due_on", "id")


def get_errand(errand_id: UUID) -> Errand:
    """Raises: ForceNotFound."""
    rows = Errand.objects.filter(pk=errand_id)
    found: Errand | None = rows.select_related(
        "force__owner_agency__parent", "assignee", "assigned_by", "done_by"
    ).first()
    if found is None:
        raise ForceNotFound
    return found


def marks_of(force: TaskForce) -> list[Watched]:
    """List whom a force has its eyes on, the latest first, each as far as the reader may know of him."""
    marks = list(
        Mark.objects.filter(force=force, ended_at__isnull=True).select_related("marked_by").order_by("-created_at")
    )
    seen = visible_subjects().select_related("place").in_bulk([one.subject_id for one in marks])
    return [Watched(one, seen.get(one.subject_id)) for one in marks]


def get_mark(force: TaskForce, mark_id: UUID) -> Mark:
    """Raises: ForceNotFound."""
    rows = Mark.objects.filter(force=force, pk=mark_id)
    found: Mark | None = rows.select_related("force__owner_agency__parent").first()
    if found is None:
        raise ForceNotFound
    return found


def log_of(force: TaskForce) -> QuerySet[Any]:
    rows: QuerySet[Any] = LogLine.objects.filter(force=force).select_related("written_by")
    return rows.order_by("-created_at", "-id")


def calls_of(force: TaskForce) -> QuerySet[Any]:
    rows: QuerySet[Any] = CallOut.objects.filter(force=force).select_related("called_by", "closed_by")
    return rows.order_by("-created_at", "-id")


def get_call(call_id: UUID) -> CallOut:
    """Raises: ForceNotFound."""
    rows = CallOut.objects.filter(pk=call_id)
    found: CallOut | None = rows.select_related("force__owner_agency__parent", "called_by", "closed_by").first()
    if found is None:
        raise ForceNotFound
    return found


def roll_of(call: CallOut) -> list[Said]:
    """List who was called, with what each last said: whoever said nothing first."""
    called = Called.objects.filter(call=call).select_related("officer")
    rows = called.prefetch_related(Prefetch("answers", queryset=Answer.objects.order_by("at", "id"), to_attr="said"))
    roll = []
    for one in rows.order_by("officer__sort_key", "id"):
        *earlier, last = one.said or [None]
        roll.append(Said(one.officer, last, tuple(earlier)))
    return sorted(roll, key=lambda said: said.last is not None)


def cases_of(force: TaskForce) -> QuerySet[Any]:
    """List the cases that were opened to a force, as far as the reader sees them."""
    opened = Share.objects.filter(agency_id=force.owner_agency_id, record_type="cases.case").values("record_id")
    return visible_cases().filter(pk__in=opened)
