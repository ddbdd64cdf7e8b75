"""The sanctioned of a place: who, for what, when, whether again, and when last looked at."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Min, OuterRef, QuerySet, Subquery

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.areas.models import Keeping, Plan
from minhbach.domains.areas.selectors.keepings import last_look
from minhbach.domains.areas.types import Ground, PlanState, Proposal
from minhbach.domains.cases.selectors import in_several_cases, records_of, sanctions
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors import READERS
from minhbach.domains.screening.types import LeadState
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import visible_subjects
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import current_access

MOST_PROPOSED = 200
# Decisions that a list goes back; the filter by place comes after.
MOST_LISTED = 5_000


def sanctioned_subjects() -> QuerySet[Any]:
    """List who was sanctioned by a decision in reach; first whose next look is longest due, then who has none.

    Of a nation, those of its latest decisions: named one by one, so that no walk along all subjects looks for them.
    """
    latest = sanctions().order_by("-day", "-id").values_list("root", flat=True)[:MOST_LISTED]
    next_look = Keeping.objects.filter(subject=OuterRef("pk"), ended_on__isnull=True).order_by()
    plans = Plan.objects.filter(subject=OuterRef("pk"), state=PlanState.OPEN)
    rows: QuerySet[Any] = (
        visible_subjects()
        .filter(pk__in=set(latest))
        .annotate(
            looked_on=last_look("pk"),
            next_look_on=Subquery(next_look.values("subject").annotate(first=Min("next_look_on")).values("first")),
            open_plan=Subquery(plans.values("pk")[:1]),
        )
        .order_by(F("next_look_on").asc(nulls_last=True), "sort_key", "id")
    )
    return rows


def repeating(rows: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Keep who offended again, while the law remembers it."""
    records = records_of(in_several_cases())
    return rows.filter(pk__in=[one for one, record in records.items() if record.is_repeating(on)])


def proposals(officer: Officer, *, at: datetime) -> list[Proposal]:
    """List who needs a plan of handling and has none in the officer's units, the latest act first.

    Who offended again while the law remembered it; and, for one who reads leads, who still sells after the decision.
    """
    today = local_date(at)
    units = current_access().agency_ids
    records = records_of(_without_plan(in_several_cases().filter(owner_agency_id__in=units)))
    found = {
        root: Proposal(root, Ground.REPEAT, record.reoffences[0].acted_on, record)
        for root, record in records.items()
        if record.is_repeating(today)
    }
    if has_role(officer, *READERS, on=today):
        for one in _still_selling(units, on=today):
            found.setdefault(one.subject_id, one)
    ordered = sorted(found.values(), key=lambda one: (one.since, str(one.subject_id)), reverse=True)[:MOST_PROPOSED]
    names: dict[UUID, Subject] = visible_subjects().in_bulk([one.subject_id for one in ordered])
    return [one.named(names[one.subject_id]) for one in ordered if one.subject_id in names]


def repeaters_without_plan(*, on: date) -> int:
    """Count, in one question, who offended again and has no plan in the units of whoever asks."""
    units = current_access().agency_ids
    if not units:
        return 0
    records = records_of(_without_plan(in_several_cases().filter(owner_agency_id__in=units)))
    return sum(record.is_repeating(on) for record in records.values())


def is_remembered(subject_id: UUID, *, on: date) -> bool:
    """Return whether somebody was sanctioned and is not yet deemed never to have been, as far as the reader knows."""
    record = records_of([subject_id]).get(subject_id)
    return record is not None and any(one.is_remembered(on) for one in record.decisions)


def _without_plan(roots: QuerySet[Any]) -> QuerySet[Any]:
    planned = Plan.objects.filter(owner_agency_id__in=current_access().agency_ids, state=PlanState.OPEN)
    return roots.exclude(root__in=planned.values("subject_id"))


def _still_selling(units: Collection[UUID], *, on: date) -> list[Proposal]:
    fined = _without_plan(sanctions().filter(owner_agency_id__in=units)).order_by()
    leads = Lead.objects.filter(subject_id__in=fined.values("root")).exclude(state=LeadState.DISMISSED).order_by()
    latest: dict[UUID, datetime] = {}
    for subject_id, seen in leads.values_list("subject_id", "first_seen_at")[: MOST_PROPOSED * 10]:
        latest[subject_id] = max(seen, latest.get(subject_id, seen))
    return [
        Proposal(root, Ground.STILL_SELLING, local_date(latest[root]), record)
        for root, record in records_of(list(latest)).items()
        if root in latest
        and record.last is not None
        and record.last.is_remembered(on)
        and local_date(latest[root]) > record.last.decided_on
    ]
