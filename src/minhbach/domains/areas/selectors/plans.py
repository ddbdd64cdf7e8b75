"""Plans of handling, with their measures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minhbach.domains.areas.models import Measure, Plan
from minhbach.domains.areas.selectors.reading import of_seen, one_of
from minhbach.domains.subjects.selectors import find_subjects


def visible_plans() -> QuerySet[Any]:
    """List plans with how many of their measures are done, what is due first first."""
    measures = Measure.objects.filter(plan=OuterRef("pk")).order_by()
    done = measures.filter(done_on__isnull=False)
    rows: QuerySet[Any] = of_seen(Plan).select_related("opened_by", "closed_by")
    # Counted for the rows of a page, where a join would have to count for all.
    rows = rows.annotate(all=_count(measures), done=_count(done))
    return rows.order_by(F("due_on").asc(nulls_last=True), "id")


def _count(measures: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(measures.values("plan").annotate(count=Count("pk")).values("count")), 0)


def get_plan(plan_id: UUID) -> Plan:
    """Raises: AreaNotFound."""
    found: Plan = one_of(of_seen(Plan).select_related("opened_by", "closed_by"), plan_id)
    return found


def plans_of(subject_ids: list[UUID]) -> QuerySet[Any]:
    return of_seen(Plan).filter(subject_id__in=subject_ids).order_by("-created_at", "-id")


def plans_with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(subject_id__in=find_subjects(text).order_by().values("id")) | Q(about__icontains=text))


def measures_of(plan: Plan) -> list[Measure]:
    """List the measures of a plan: what is open first, then by day."""
    rows = Measure.objects.filter(plan=plan).select_related("officer", "done_by", "set_by")
    return list(rows.order_by(F("done_on").asc(nulls_first=True), "due_on", "id"))


def get_measure(measure_id: UUID) -> Measure:
    """Raises: AreaNotFound."""
    found: Measure = one_of(Measure.objects.select_related("plan__owner_agency", "officer"), measure_id)
    return found
