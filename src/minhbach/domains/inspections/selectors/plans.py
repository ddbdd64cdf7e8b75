"""Plans and their items; what was planned for a subject, and when it was inspected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import held_posts, officers_of_units, with_descendant_ids
from minhbach.domains.agencies.types import Role
from minhbach.domains.inspections.measures import near_days
from minhbach.domains.inspections.models import AdHocLook, Plan, PlanEvent, PlanItem, Term, Visit
from minhbach.domains.inspections.policies import TERM_SETTERS
from minhbach.domains.inspections.refusals import PlanNotFound
from minhbach.domains.inspections.selectors.overlaps import OverlapLine, overlaps_of
from minhbach.domains.inspections.types import PlanState
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.clock import local_date

LEADING = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
SHOWN = 5


@dataclass(frozen=True)
class PlannedLine:
    """One item as the page of its plan shows it."""

    item: PlanItem
    overlaps: tuple[OverlapLine, ...]
    visits: tuple[Visit, ...]
    # Other plans of the same unit that name the subject, too.
    own: tuple[PlanItem, ...]
    in_year: int

    @property
    def year(self) -> int:
        return self.item.starts_on.year


def visible_plans() -> QuerySet[Any]:
    """List what the access in force reaches, the latest to begin first."""
    rows: QuerySet[Any] = Plan.objects.select_related("owner_agency", "drafted_by", "approved_by").order_by(
        "-starts_on", "-id"
    )
    return rows


def get_plan(plan_id: UUID) -> Plan:
    """Raises: PlanNotFound."""
    found: Plan | None = visible_plans().filter(pk=plan_id).first()
    if found is None:
        raise PlanNotFound
    return found


def get_item(plan: Plan, item_id: UUID) -> PlanItem:
    """Raises: PlanNotFound."""
    found: PlanItem | None = PlanItem.objects.filter(plan=plan, pk=item_id).select_related("plan", "subject").first()
    if found is None:
        raise PlanNotFound
    return found


def items_of(plan: Plan, *, is_own: bool, on: date) -> list[PlannedLine]:
    """List the items of a plan that its reader may see; with what overlaps where it is his own unit's."""
    items = list(
        PlanItem.objects.filter(plan=plan, dropped_at__isnull=True)
        .select_related("subject", "unit", "leader")
        .order_by("starts_on", "added_at", "id")
    )
    overlaps = overlaps_of(plan, on=on) if is_own else {}
    families = _families([item.subject for item in items])
    members = {member for family in families.values() for member in family}
    visits = visits_of(members, on=on)
    own = _own_others(plan, members) if is_own else {}
    lines = []
    for item in items:
        family = families[item.subject_id]
        seen = [visit for member in family for visit in visits.get(member, ())]
        seen.sort(key=lambda visit: visit.on, reverse=True)
        lines.append(
            PlannedLine(
                item,
                tuple(overlaps.get(item.pk, ())),
                tuple(seen[:SHOWN]),
                tuple(other for member in family for other in own.get(member, ())),
                sum(visit.on.year == item.starts_on.year for visit in seen),
            )
        )
    return lines


def visits_of(subject_ids: Collection[UUID], *, on: date) -> Mapping[UUID, list[Visit]]:
    """Return when subjects were inspected or looked at of late, as far as the reader may know."""
    found: dict[UUID, list[Visit]] = defaultdict(list)
    since = on - timedelta(days=near_days(on))
    rows = Visit.objects.filter(subject_id__in=subject_ids, on__gte=since).select_related("owner_agency")
    for visit in rows.order_by("-on", "id"):
        found[visit.subject_id].append(visit)
    return found


def plans_about(subject: Subject, *, on: date) -> list[PlanItem]:
    """List what plans in reach hold for a subject, from a year ago on."""
    members = _families([subject])[subject.pk]
    rows = PlanItem.objects.filter(
        subject_id__in=members, dropped_at__isnull=True, ends_on__gte=on - timedelta(days=near_days(on))
    ).exclude(plan__state=PlanState.DROPPED)
    return list(rows.select_related("plan__owner_agency", "unit").order_by("-starts_on", "id")[:20])


def remember_words(plan: Plan) -> list[PlanEvent]:
    """List what happened to a plan, the latest first."""
    rows = PlanEvent.objects.filter(plan=plan).select_related("officer", "item__subject")
    return list(rows.order_by("-at", "-id"))


def terms() -> QuerySet[Any]:
    """List for how long agencies wait, the last to begin first."""
    rows: QuerySet[Any] = Term.objects.select_related("owner_agency").order_by("-valid_from", "id")
    return rows


def agencies_to_set(officer: Officer, *, at: datetime) -> QuerySet[Agency]:
    """List the agencies for which an officer says how long is waited."""
    on = local_date(at)
    homes = {post.agency_id for post in held_posts(officer, on=on) if post.role in TERM_SETTERS}
    rows: QuerySet[Agency] = Agency.objects.filter(pk__in=with_descendant_ids(homes)).order_by("sort_key", "id")
    return rows


def units_for(plan: Plan) -> QuerySet[Agency]:
    """List the units that may carry out what a plan holds: its own and those below."""
    rows: QuerySet[Agency] = Agency.objects.filter(pk__in=with_descendant_ids({plan.owner_agency_id}))
    return rows.order_by("sort_key", "id")


def leaders_for(plan: Plan, *, on: date) -> list[tuple[str, str]]:
    """List who may lead an inspection of a plan."""
    units = list(with_descendant_ids({plan.owner_agency_id}))
    return [(str(one.pk), one.full_name) for one in officers_of_units(units, list(LEADING), on=on)]


def last_look(officer: Officer, case_id: UUID) -> AdHocLook | None:
    """Return what an officer last asked before an inspection without notice: the database gives it to him alone."""
    found: AdHocLook | None = (
        AdHocLook.objects.filter(case_id=case_id, asked_by=officer).order_by("-created_at", "-id").first()
    )
    return found


def _families(subjects: Collection[Subject]) -> dict[UUID, list[UUID]]:
    """Return with each subject those that are one with it, as far as the reader may see."""
    roots = {subject.canonical_id or subject.pk for subject in subjects}
    rows = Subject.objects.filter(Q(pk__in=roots) | Q(canonical_id__in=roots)).values_list("pk", "canonical_id")
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for member, root in rows:
        members[root or member].append(member)
    return {subject.pk: members[subject.canonical_id or subject.pk] for subject in subjects}


def _own_others(plan: Plan, members: Collection[UUID]) -> Mapping[UUID, list[PlanItem]]:
    found: dict[UUID, list[PlanItem]] = defaultdict(list)
    rows = (
        PlanItem.objects.filter(
            subject_id__in=members, dropped_at__isnull=True, plan__owner_agency_id=plan.owner_agency_id
        )
        .exclude(plan=plan)
        .exclude(plan__state=PlanState.DROPPED)
    )
    for item in rows.select_related("plan").order_by("-starts_on", "id"):
        found[item.subject_id].append(item)
    return found
