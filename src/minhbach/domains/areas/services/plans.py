"""Kế hoạch xử lý triệt để: opened on a ground, carried out by measures, closed by the head with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Min

from minhbach.domains.agencies.models import Officer
from minhbach.domains.areas.models import Measure, Plan, PlanNote
from minhbach.domains.areas.policies import ENDERS, keeping_agency, require_own
from minhbach.domains.areas.refusals import DueInThePast, EndedAlready, MeasuresOpen, PlannedAlready
from minhbach.domains.areas.services.keepings import require_of_agency
from minhbach.domains.areas.services.reach import owned, tell
from minhbach.domains.areas.types import Ground, PlanEnd, PlanState
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import share_with
from minhbach.foundation.writing import write_day


@transaction.atomic
def open_plan(*, officer: Officer, at: datetime, subject: Subject, ground: Ground | str, about: str) -> Plan:
    """Begin a plan for somebody who goes on offending. Raises: RoleMissing, PlannedAlready."""
    agency = keeping_agency(officer, at=at)
    try:
        with transaction.atomic():
            plan: Plan = Plan.unscoped.create(
                **owned(subject, agency, at=at), ground=Ground(ground).value, about=about, opened_by=officer
            )
    except IntegrityError:
        raise PlannedAlready(name=subject.name, agency=agency.short_name) from None
    tell("areas.plan.opened", plan, officer=officer, at=at, story="planned", data={"ground": plan.ground})
    return plan


@transaction.atomic
def set_measure(*, officer: Officer, at: datetime, plan: Plan, what: str, assignee: Officer, due_on: date) -> Measure:
    """Say what is to be done, by whom and by when.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready, DueInThePast, OfficerElsewhere.
    """
    require_own(officer, plan, at=at)
    held: Plan = hold(plan)
    _require_open(held)
    today = local_date(at)
    if due_on < today:
        raise DueInThePast(today=write_day(today))
    post = require_of_agency(assignee, held.owner_agency, on=today)
    if post.agency_id != held.owner_agency_id:
        # Whoever carries it out must be able to open it, wherever their unit stands.
        share_with(held, post.agency, officer_id=officer.id, at=at)
    measure: Measure = Measure.objects.create(
        plan=held, what=what, officer=assignee, due_on=due_on, set_by=officer, set_at=at
    )
    _keep_due(held)
    tell("areas.plan.measure_set", held, officer=officer, at=at, data={"assignee": str(assignee.pk)})
    return measure


@transaction.atomic
def finish_measure(*, officer: Officer, at: datetime, measure: Measure, result: str) -> Measure:
    """Say what came of a measure: whoever it was given to, or the agency whose plan it is.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready.
    """
    if measure.officer_id != officer.id:
        require_own(officer, measure.plan, at=at)
    held: Plan = hold(measure.plan)
    _require_open(held)
    measure.refresh_from_db()
    if measure.done_on is not None:
        raise EndedAlready
    measure.done_on, measure.done_by, measure.result = local_date(at), officer, result
    measure.save(update_fields=["done_on", "done_by", "result"])
    _keep_due(held)
    tell("areas.plan.measure_done", held, officer=officer, at=at)
    return measure


@transaction.atomic
def note_plan(*, officer: Officer, at: datetime, plan: Plan, words: str) -> PlanNote:
    """Add how a plan goes on. Raises: RoleMissing, OfAnotherAgency, EndedAlready."""
    require_own(officer, plan, at=at)
    held: Plan = hold(plan)
    _require_open(held)
    note: PlanNote = PlanNote.objects.create(plan=held, at=at, officer=officer, words=words)
    tell("areas.plan.noted", held, officer=officer, at=at)
    return note


@transaction.atomic
def close_plan(*, officer: Officer, at: datetime, plan: Plan, end: PlanEnd | str, result: str) -> Plan:
    """End a plan, for a reason; what is still to be done comes first, unless it was opened in error.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready, MeasuresOpen.
    """
    require_own(officer, plan, *ENDERS, at=at)
    held: Plan = hold(plan)
    _require_open(held)
    waiting = Measure.objects.filter(plan=held, done_on__isnull=True).count()
    if waiting and end != PlanEnd.OPENED_IN_ERROR:
        raise MeasuresOpen(count=waiting)
    held.state, held.end, held.result = PlanState.CLOSED, PlanEnd(end).value, result
    held.closed_at, held.closed_by, held.due_on = at, officer, None
    held.save()
    tell("areas.plan.closed", held, officer=officer, at=at, story="plan_closed", data={"end": held.end})
    return held


def _require_open(plan: Plan) -> None:
    if plan.state == PlanState.CLOSED:
        raise EndedAlready


def _keep_due(plan: Plan) -> None:
    waiting = Measure.objects.filter(plan=plan, done_on__isnull=True)
    plan.due_on = waiting.aggregate(first=Min("due_on"))["first"]
    plan.save(update_fields=["due_on"])
