"""A head or leader gives leads to a unit or to one of its officers, by a day; and takes them back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import connection, transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.refusals import DueTooEarly, LeadNotAssigned
from minhbach.domains.screening.requirements import assigning_needs
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.domains.screening.services.leads import in_order, locked, require_open, tell
from minhbach.domains.screening.types import EventKind, LeadState
from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import require
from minhbach.foundation.scope import share_with
from minhbach.foundation.writing import write_day

HANDS = ["state", "taken_by", "taken_at", "assigned_unit", "assigned_by", "assigned_at", "due_on"]


@transaction.atomic
def assign_lead(*, officer: Officer, at: datetime, lead: Lead, to: Assignee, due_on: date | None = None) -> Lead:
    """Give a lead to a unit, or to one officer of it, to be verified by a day. Given so already, nothing changes.

    Whoever gives it leads that unit, or one above it; and the unit and the officer that have it now.

    Raises: agencies.policies.RoleMissing, AssigneeNotLed, AssigneeElsewhere, DueTooEarly, LeadClosed, LeadHasCase,
            LeadTakenByAnother, LeadAssignedElsewhere, RequirementsUnmet.
    """
    lead = locked(lead)
    # The day it has already is no new one: whoever takes it over has the same.
    require_may_assign(officer, to, None if due_on == lead.due_on else due_on, at=at)
    require_open(lead)
    policies.require_leads_hands(officer, lead, at=at)
    person_id = to.person.pk if to.person else None
    if (lead.assigned_unit_id, lead.taken_by_id, lead.due_on) == (to.unit.pk, person_id, due_on):
        return lead
    require(assigning_needs(lead, to, at=at))
    if lead.taken_by_id != person_id or person_id is None:
        lead.taken_by, lead.taken_at = to.person, at if to.person else None
    lead.state = LeadState.TAKEN if to.person else LeadState.NEW
    lead.assigned_unit, lead.assigned_by, lead.assigned_at, lead.due_on = to.unit, officer, at, due_on
    lead.save(update_fields=HANDS)
    if not lead.rests_on_records and not _sees(to.unit, lead):
        share_with(lead, to.unit, officer_id=officer.id, at=at)
    data = {
        "to": str(to),
        "unit": str(to.unit.pk),
        "person": str(person_id or ""),
        "due_on": due_on.isoformat() if due_on else "",
    }
    tell(lead, EventKind.ASSIGNED, "screening.lead.assigned", officer=officer, at=at, data=data)
    return lead


@transaction.atomic
def recall_lead(*, officer: Officer, at: datetime, lead: Lead) -> Lead:
    """Take back what was given to a unit or an officer; the lead waits again for whoever takes it.

    Raises: agencies.policies.RoleMissing, LeadNotAssigned, LeadClosed, LeadHasCase, LeadTakenByAnother,
            LeadAssignedElsewhere.
    """
    policies.require_assigner(officer, at=at)
    lead = locked(lead)
    if lead.assigned_unit_id is None:
        raise LeadNotAssigned
    require_open(lead)
    policies.require_leads_hands(officer, lead, at=at)
    lead.state, lead.taken_by, lead.taken_at = LeadState.NEW, None, None
    lead.assigned_unit = lead.assigned_by = lead.assigned_at = lead.due_on = None
    lead.save(update_fields=HANDS)
    tell(lead, EventKind.RECALLED, "screening.lead.recalled", officer=officer, at=at)
    return lead


@transaction.atomic
def assign_leads(
    *, officer: Officer, at: datetime, leads: Collection[Lead], to: Assignee, due_on: date | None = None
) -> int:
    """Give several leads to one unit or officer, all or none; returns how many.

    Raises: as assign_lead.
    """
    return len([assign_lead(officer=officer, at=at, lead=lead, to=to, due_on=due_on) for lead in in_order(leads)])


@transaction.atomic
def recall_leads(*, officer: Officer, at: datetime, leads: Collection[Lead]) -> int:
    """Take several leads back, all or none; returns how many.

    Raises: as recall_lead.
    """
    return len([recall_lead(officer=officer, at=at, lead=lead) for lead in in_order(leads)])


def require_may_assign(officer: Officer, to: Assignee, due_on: date | None, *, at: datetime) -> None:
    """Refuse what would be refused of any lead: a unit that the officer does not lead, a person of another, a past day.

    Raises: agencies.policies.RoleMissing, AssigneeNotLed, AssigneeElsewhere, DueTooEarly.
    """
    policies.require_assigner(officer, at=at, unit=to.unit)
    if to.person is not None:
        policies.require_verifies_in(to.person, to.unit, at=at)
    today = local_date(at)
    if due_on is not None and due_on < today:
        raise DueTooEarly(today=write_day(today))


def _sees(unit: Agency, lead: Lead) -> bool:
    """Say whether a unit sees a lead as it stands, by the keys that the database keeps on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from screening_lead lead join agencies_agency unit on unit.number = any(seen_by)"
            " where lead.id = %s and unit.id = %s)",
            [lead.pk, unit.pk],
        )
        return bool(cursor.fetchone()[0])
