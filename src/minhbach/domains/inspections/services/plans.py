"""A plan on its way: drawn up, sent out for remarks, approved, changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import ancestor_ids, with_descendant_ids
from minhbach.domains.inspections import refusals
from minhbach.domains.inspections.models import Overlap, Plan, PlanEvent, PlanItem, Term
from minhbach.domains.inspections.policies import WRITERS, require_approver, require_own_plan, require_writer
from minhbach.domains.inspections.requirements import unmet_of_approval
from minhbach.domains.inspections.services.finding import find_overlaps, move, tell
from minhbach.domains.inspections.types import OverlapState, PlanAct, PlanKind, PlanState
from minhbach.domains.subjects.models import Subject
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.office import offered
from minhbach.foundation.pages.work import WorkingDays
from minhbach.foundation.requirements import require
from minhbach.foundation.scope import Sharing, reach_changed, share_with, stop_sharing_with
from minhbach.foundation.writing import write_day

TARGET = "inspections.plan"
LONGEST = 2000


@transaction.atomic
def draw_up(
    *,
    officer: Officer,
    at: datetime,
    title: str,
    kind: PlanKind | str,
    starts_on: date,
    ends_on: date,
    read_by: Sharing | str = Sharing.NETWORK,
) -> Plan:
    """Begin a plan; nobody but its own unit, and those above, sees it before it is sent out.

    Raises: RoleMissing, PeriodBackward.
    """
    agency = require_writer(officer, at=at)
    if ends_on < starts_on:
        raise refusals.PeriodBackward
    plan: Plan = Plan.objects.create(
        kind=PlanKind(kind),
        title=" ".join(title.split()),
        starts_on=starts_on,
        ends_on=ends_on,
        read_by=Sharing(read_by),
        drafted_by=officer,
        owner_agency=agency,
        place=_area_of(agency),
        sharing=_before_sent(read_by),
        created_at=at,
    )
    _tell(plan, PlanAct.DRAWN_UP, officer=officer, at=at)
    audit.record("inspections.plan.drawn_up", officer_id=officer.id, at=at, target_type=TARGET, target_id=plan.id)
    return plan


@transaction.atomic
def add_item(
    *,
    officer: Officer,
    at: datetime,
    plan: Plan,
    subject: Subject,
    starts_on: date,
    ends_on: date,
    grounds: str,
    unit: Agency | None = None,
    leader: Officer | None = None,
) -> PlanItem:
    """Put a subject into a draft, and look at once who else plans the same.

    Raises: RoleMissing, PlanOfAnotherAgency, PlanNotDraft, PeriodBackward, OutsidePlan, GroundsMissing, UnitOutside,
        AlreadyPlanned.
    """
    _take(plan)
    require_own_plan(officer, plan, at=at)
    _require_draft(plan)
    if ends_on < starts_on:
        raise refusals.PeriodBackward
    if starts_on < plan.starts_on or ends_on > plan.ends_on:
        raise refusals.OutsidePlan(start=write_day(plan.starts_on), end=write_day(plan.ends_on))
    if not grounds.strip():
        raise refusals.GroundsMissing
    unit = unit or plan.owner_agency
    if unit.pk not in with_descendant_ids({plan.owner_agency_id}):
        raise refusals.UnitOutside
    if PlanItem.objects.filter(plan=plan, subject=subject, dropped_at__isnull=True).exists():
        raise refusals.AlreadyPlanned
    item: PlanItem = PlanItem.objects.create(
        plan=plan,
        subject=subject,
        starts_on=starts_on,
        ends_on=ends_on,
        grounds=grounds.strip()[:1000],
        unit=unit,
        leader=leader,
        added_at=at,
    )
    found = find_overlaps(plan, [subject], at=at)
    _tell(plan, PlanAct.ITEM_ADDED, officer=officer, at=at, item=item)
    audit.record(
        "inspections.item.added",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=plan.id,
        data={"item": str(item.id), "overlaps": found},
    )
    return item


@transaction.atomic
def drop_item(*, officer: Officer, at: datetime, item: PlanItem, words: str = "") -> None:
    """Take a subject out of a draft again; what overlapped with it is settled by that.

    Raises: RoleMissing, PlanOfAnotherAgency, PlanNotDraft, ReasonMissing.
    """
    plan = item.plan
    _take(plan)
    require_own_plan(officer, plan, at=at)
    _require_draft(plan)
    if plan.shared_at is not None and not words.strip():
        raise refusals.ReasonMissing
    put_aside(item, officer=officer, at=at, words=words)
    audit.record(
        "inspections.item.dropped",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=plan.id,
        data={"item": str(item.id)},
    )


def put_aside(item: PlanItem, *, officer: Officer, at: datetime, words: str) -> None:
    """End an item and every overlap that is still open because of it."""
    hold(item)
    if item.dropped_at is not None:
        return
    item.dropped_at, item.dropped_because = at, words.strip()[:300]
    item.save(update_fields=["dropped_at", "dropped_because"])
    for overlap in Overlap.objects.filter(item=item).select_related("owner_agency"):
        if overlap.state == OverlapState.FOUND:
            overlap.delete()
        else:
            move(
                overlap, OverlapState.DROPPED, agency=overlap.owner_agency, officer=officer, at=at, words=words.strip()
            )
    _tell(item.plan, PlanAct.ITEM_DROPPED, officer=officer, at=at, item=item, words=words)


@transaction.atomic
def share(*, officer: Officer, at: datetime, plan: Plan) -> Plan:
    """Send a draft out: it is read as widely as its level says, and whoever plans the same is told.

    Raises: RoleMissing, PlanOfAnotherAgency, PlanNotDraft, PlanHasNoItem.
    """
    _take(plan)
    require_own_plan(officer, plan, at=at)
    _require_draft(plan)
    items = list(PlanItem.objects.filter(plan=plan, dropped_at__isnull=True).select_related("subject"))
    if not items:
        raise refusals.PlanHasNoItem
    # Two who send out at once would each not see the other's.
    wait_turn("inspections.share")
    plan.due_on = due_day(plan.owner_agency, local_date(at))
    plan.state, plan.shared_at, plan.sharing = PlanState.SHARED, at, plan.read_by
    plan.save(update_fields=["state", "shared_at", "sharing", "due_on"])
    reach_changed(plan)
    find_overlaps(plan, [item.subject for item in items], at=at)
    found = list(
        Overlap.objects.filter(plan=plan, state=OverlapState.FOUND).select_related("owner_agency", "other_agency")
    )
    tell(plan, found, officer=officer, at=at)
    _tell(plan, PlanAct.SHARED, officer=officer, at=at)
    audit.record(
        "inspections.plan.shared",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=plan.id,
        data={"overlaps": len(found), "due": plan.due_on.isoformat() if plan.due_on else ""},
        concerning={overlap.other_agency_id for overlap in found},
    )
    return plan


@transaction.atomic
def remark(*, officer: Officer, at: datetime, plan: Plan, words: str) -> None:
    """Remark on a plan that is out, as any officer who reads it may.

    Raises: RoleMissing, PlanNotShared, ReasonMissing.
    """
    require_role(officer, *WRITERS, at=at)
    if plan.state != PlanState.SHARED:
        raise refusals.PlanNotShared
    if not words.strip():
        raise refusals.ReasonMissing
    _tell(plan, PlanAct.REMARKED, officer=officer, at=at, words=words)
    audit.record("inspections.plan.remarked", officer_id=officer.id, at=at, target_type=TARGET, target_id=plan.id)


@transaction.atomic
def approve(*, officer: Officer, at: datetime, plan: Plan, confirmed: Collection[str] = ()) -> Plan:
    """Approve a plan that is out; whoever said nothing in its term lets it go on.

    Raises: RoleMissing, PlanOfAnotherAgency, ApproverDraftedIt, PlanNotShared, RequirementsUnmet, NotConfirmed.
    """
    _take(plan)
    require_approver(officer, plan, at=at)
    if plan.state != PlanState.SHARED:
        raise refusals.PlanNotShared
    require(unmet_of_approval(plan, on=local_date(at)), confirmed=confirmed)
    waiting = Overlap.objects.filter(plan=plan, state=OverlapState.WAITING).select_related("owner_agency")
    for overlap in waiting:
        move(overlap, OverlapState.SILENT, agency=overlap.owner_agency, officer=officer, at=at)
    plan.state, plan.approved_by, plan.approved_at = PlanState.APPROVED, officer, at
    plan.save(update_fields=["state", "approved_by", "approved_at"])
    _tell(plan, PlanAct.APPROVED, officer=officer, at=at)
    audit.record("inspections.plan.approved", officer_id=officer.id, at=at, target_type=TARGET, target_id=plan.id)
    return plan


@transaction.atomic
def reopen(*, officer: Officer, at: datetime, plan: Plan, words: str) -> Plan:
    """Open a plan that is out or approved for changes: they go the same way, and what was settled stays so.

    Raises: RoleMissing, PlanOfAnotherAgency, PlanNotApproved, ReasonMissing.
    """
    _take(plan)
    require_own_plan(officer, plan, at=at)
    if plan.state not in (PlanState.SHARED, PlanState.APPROVED):
        raise refusals.PlanNotApproved
    if not words.strip():
        raise refusals.ReasonMissing
    plan.state = PlanState.DRAFT
    plan.save(update_fields=["state"])
    _tell(plan, PlanAct.REOPENED, officer=officer, at=at, words=words)
    audit.record("inspections.plan.reopened", officer_id=officer.id, at=at, target_type=TARGET, target_id=plan.id)
    return plan


@transaction.atomic
def drop(*, officer: Officer, at: datetime, plan: Plan, words: str) -> Plan:
    """Give a plan up; each of its items ends with it.

    Raises: RoleMissing, PlanOfAnotherAgency, PlanNotDraft, ReasonMissing.
    """
    _take(plan)
    require_own_plan(officer, plan, at=at)
    _require_draft(plan)
    if not words.strip():
        raise refusals.ReasonMissing
    for item in PlanItem.objects.filter(plan=plan, dropped_at__isnull=True).order_by("id"):
        put_aside(item, officer=officer, at=at, words=words)
    plan.state = PlanState.DROPPED
    plan.save(update_fields=["state"])
    _tell(plan, PlanAct.DROPPED, officer=officer, at=at, words=words)
    audit.record("inspections.plan.dropped", officer_id=officer.id, at=at, target_type=TARGET, target_id=plan.id)
    return plan


def change_readers(
    *,
    officer: Officer,
    at: datetime,
    record: Plan,
    sharing: Sharing,
    opened_to: Collection[Agency],
    closed_to: Collection[Agency],
) -> None:
    """Let a plan that was sent out be read more or less widely; sent out again, it is read as it is now said.

    Where two units plan the same stays with both: neither needs to read the other's plan for it.
    """
    record.sharing = record.read_by = sharing
    record.save(update_fields=["sharing", "read_by"])
    for agency in closed_to:
        stop_sharing_with(record, agency)
    for agency in opened_to:
        share_with(record, agency, officer_id=officer.pk, at=at)


def due_day(agency: Agency, on: date) -> date | None:
    """Return the last day for objections to what an agency sends out on a day; None where no term is set."""
    order = [agency.pk, *ancestor_ids(agency)]
    rows = Term.objects.filter(owner_agency_id__in=order)
    terms = {term.owner_agency_id: term for term in rows if term.holds_on(on)}
    term = next((terms[one] for one in order if one in terms), None)
    if term is None:
        return None
    return next(iter(offered(WorkingDays))).open().day_after(on, term.working_days)


def _take(plan: Plan) -> None:
    """Wait for one's turn at a plan: whoever objects to it, without seeing it, waits in the same line."""
    wait_turn(TARGET, plan.pk)
    hold(plan)


def _require_draft(plan: Plan) -> None:
    if plan.state != PlanState.DRAFT:
        raise refusals.PlanNotDraft


def _tell(
    plan: Plan, act: PlanAct, *, officer: Officer, at: datetime, item: PlanItem | None = None, words: str = ""
) -> None:
    PlanEvent.objects.create(plan=plan, act=act, item=item, words=words.strip()[:LONGEST], officer=officer, at=at)


def _before_sent(read_by: Sharing | str) -> Sharing:
    return Sharing.SILENT if read_by == Sharing.SILENT else Sharing.AGENCY


def _area_of(agency: Agency) -> Place | None:
    """Return the first place an agency, or the nearest one above it that has an area, answers for."""
    owner: Agency | None = agency
    while owner is not None:
        place: Place | None = owner.areas.order_by("sort_key", "id").first()
        if place is not None:
            return place
        owner = owner.parent
    return None
