"""What officers do with a lead. Each act is an event that stays; most can be undone by another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import posts_of
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead, LeadEvent
from minhbach.domains.screening.refusals import (
    DismissalReasonMissing,
    LeadClosed,
    LeadHasCase,
    LeadNotDismissed,
    LeadNotPassedOn,
    LeadNotTaken,
    LeadTakenByAnother,
)
from minhbach.domains.screening.selectors.leads import doer_of
from minhbach.domains.screening.services.notices import answer_reporter
from minhbach.domains.screening.types import DismissalReason, EventKind, LeadState
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock
from minhbach.foundation.scope import share_with


@transaction.atomic
def take_lead(*, officer: Officer, at: datetime, lead: Lead) -> Lead:
    """Make an officer the one who verifies a lead. Taking one's own lead again changes nothing.

    Raises: agencies.policies.RoleMissing, LeadTakenByAnother, LeadAssignedElsewhere, LeadClosed, LeadHasCase.
    """
    policies.require_verifier(officer, at=at)
    lead = locked(lead)
    require_open(lead)
    if lead.taken_by_id == officer.id:
        return lead
    if lead.taken_by is not None:
        raise LeadTakenByAnother(officer=lead.taken_by.full_name)
    policies.require_not_elsewhere(officer, lead, at=at)
    lead.state, lead.taken_by, lead.taken_at = LeadState.TAKEN, officer, at
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    tell(lead, EventKind.TAKEN, "screening.lead.taken", officer=officer, at=at)
    return lead


@transaction.atomic
def release_lead(*, officer: Officer, at: datetime, lead: Lead) -> Lead:
    """Give a lead back to whoever takes it next.

    Raises: agencies.policies.RoleMissing, LeadNotTaken.
    """
    policies.require_verifier(officer, at=at)
    lead = locked(lead)
    if lead.state != LeadState.TAKEN or lead.taken_by_id != officer.id:
        raise LeadNotTaken
    lead.state, lead.taken_by, lead.taken_at = LeadState.NEW, None, None
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    tell(lead, EventKind.RELEASED, "screening.lead.released", officer=officer, at=at)
    return lead


@transaction.atomic
def dismiss_lead(*, officer: Officer, at: datetime, lead: Lead, reason: str, note: str = "") -> Lead:
    """Lay a lead aside with a reason, which is kept to learn from. Dismissing again changes nothing.

    It is laid aside for everybody, so only by its agency or by the one that has taken it.

    Raises: agencies.policies.RoleMissing, LeadOfAnotherAgency, DismissalReasonMissing, LeadTakenByAnother,
            LeadAssignedElsewhere, LeadHasCase.
    """
    policies.require_judge(officer, at=at)
    note = note.strip()
    if reason not in DismissalReason.values or (reason == DismissalReason.OTHER and not note):
        raise DismissalReasonMissing
    lead = locked(lead)
    if lead.state == LeadState.DISMISSED:
        return lead
    require_open(lead)
    if lead.taken_by is not None and lead.taken_by_id != officer.id:
        raise LeadTakenByAnother(officer=lead.taken_by.full_name)
    policies.require_not_elsewhere(officer, lead, at=at)
    policies.require_holder(officer, lead, at=at)
    lead.state, lead.dismissal_reason, lead.taken_by, lead.taken_at = LeadState.DISMISSED, reason, None, None
    lead.save(update_fields=["state", "dismissal_reason", "taken_by", "taken_at"])
    tell(lead, EventKind.DISMISSED, "screening.lead.dismissed", officer=officer, at=at, reason=reason, note=note)
    answer_reporter(lead, officer=officer, at=at)
    return lead


@transaction.atomic
def restore_lead(*, officer: Officer, at: datetime, lead: Lead) -> Lead:
    """Undo a dismissal; the reason once given stays in the lead's story.

    Raises: agencies.policies.RoleMissing, LeadOfAnotherAgency, LeadNotDismissed.
    """
    policies.require_judge(officer, at=at)
    lead = locked(lead)
    policies.require_holder(officer, lead, at=at, also=doer_of(lead, EventKind.DISMISSED))
    if lead.state != LeadState.DISMISSED:
        raise LeadNotDismissed
    lead.state, lead.dismissal_reason = LeadState.NEW, ""
    lead.save(update_fields=["state", "dismissal_reason"])
    tell(lead, EventKind.RESTORED, "screening.lead.restored", officer=officer, at=at)
    return lead


@transaction.atomic
def take_leads(*, officer: Officer, at: datetime, leads: Collection[Lead]) -> int:
    """Take several leads at once, all or none; returns how many.

    Raises: as take_lead.
    """
    return len([take_lead(officer=officer, at=at, lead=lead) for lead in in_order(leads)])


@transaction.atomic
def release_leads(*, officer: Officer, at: datetime, leads: Collection[Lead]) -> int:
    """Give several leads back, all or none; returns how many.

    Raises: as release_lead.
    """
    return len([release_lead(officer=officer, at=at, lead=lead) for lead in in_order(leads)])


@transaction.atomic
def dismiss_leads(*, officer: Officer, at: datetime, leads: Collection[Lead], reason: str, note: str = "") -> int:
    """Dismiss several leads for one reason, all or none; returns how many.

    Raises: as dismiss_lead.
    """
    return len([dismiss_lead(officer=officer, at=at, lead=lead, reason=reason, note=note) for lead in in_order(leads)])


@transaction.atomic
def restore_leads(*, officer: Officer, at: datetime, leads: Collection[Lead]) -> int:
    """Undo the dismissal of several leads, all or none; returns how many.

    Raises: as restore_lead.
    """
    return len([restore_lead(officer=officer, at=at, lead=lead) for lead in in_order(leads)])


@transaction.atomic
def pass_on_leads(*, officer: Officer, at: datetime, leads: Collection[Lead], agency: Agency) -> int:
    """Open leads to one more agency; returns how many. Whoever only sees a lead does not show it to others.

    Raises: agencies.policies.RoleMissing, LeadOfAnotherAgency, LeadNotPassedOn.
    """
    policies.require_judge(officer, at=at)
    for lead in map(locked, in_order(leads)):
        policies.require_holder(officer, lead, at=at)
        if lead.rests_on_records:
            raise LeadNotPassedOn
        share_with(lead, agency, officer_id=officer.id, at=at)
        data = {"agency": str(agency.id)}
        tell(lead, EventKind.PASSED_ON, "screening.lead.passed_on", officer=officer, at=at, data=data)
    return len(leads)


@transaction.atomic
def link_case(*, officer: Officer, at: datetime, lead: Lead, case_id: UUID) -> Lead:
    """Note on a lead the case opened from it; the domain of cases calls it in its own transaction.

    Raises: LeadHasCase when another case stands, LeadClosed, LeadTakenByAnother by another agency,
            LeadAssignedElsewhere.
    """
    policies.require_verifier(officer, at=at)
    lead = locked(lead)
    if lead.case_id == case_id:
        return lead
    require_open(lead)
    policies.require_not_elsewhere(officer, lead, at=at)
    if lead.taken_by is not None and lead.taken_by_id != officer.id:
        judged_for = policies.agencies_judged_for(posts_of(officer, on=local_date(at)))
        if not policies.is_held(lead, judged_for, at=at):
            raise LeadTakenByAnother(officer=lead.taken_by.full_name)
    lead.state, lead.case_id = LeadState.CASE_OPENED, case_id
    if lead.taken_by is None:
        lead.taken_by, lead.taken_at = officer, at
    lead.save(update_fields=["state", "case_id", "taken_by", "taken_at"])
    tell(lead, EventKind.CASE_LINKED, "screening.lead.case_linked", officer=officer, at=at, data={"case": str(case_id)})
    return lead


def locked(lead: Lead) -> Lead:
    """Hold a lead within reach. Raises: NotFound."""
    held: Lead = lock(Lead.objects, id=lead.id)
    return held


def require_open(lead: Lead) -> None:
    if lead.state == LeadState.CASE_OPENED:
        raise LeadHasCase
    if lead.state == LeadState.DISMISSED:
        raise LeadClosed


def in_order(leads: Collection[Lead]) -> list[Lead]:
    """Always locked in the same order, so that two bulk acts never wait for each other."""
    return sorted(leads, key=lambda lead: lead.id)


def tell(
    lead: Lead,
    kind: EventKind,
    action: str,
    *,
    officer: Officer,
    at: datetime,
    reason: str = "",
    note: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    LeadEvent.objects.create(
        lead=lead, kind=kind, at=at, officer=officer, reason=reason, note=note, data=dict(data or {})
    )
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type="screening.lead",
        target_id=lead.id,
        data={**(data or {}), **({"reason": reason} if reason else {})},
    )
