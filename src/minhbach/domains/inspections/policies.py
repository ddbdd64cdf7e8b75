"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import agency_above_all, has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.inspections.models import Overlap, Plan
from minhbach.domains.inspections.refusals import (
    ApproverDraftedIt,
    NotAsked,
    NotOfTheTwo,
    NotSuperior,
    PlanNotSent,
    PlanOfAnotherAgency,
)
from minhbach.foundation.clock import local_date

WRITERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)
# Who speaks for a unit to another: agrees, objects, withdraws.
SPEAKERS = (Role.INSPECTION_LEADER, Role.HEAD)
APPROVERS = (Role.HEAD,)
TERM_SETTERS = (Role.HEAD, Role.ADMINISTRATOR)
# Who keeps what every office inspects by, and who enters the cards of his agency's officers.
LIST_KEEPERS = (Role.LEGAL_OFFICER,)
CARD_KEEPERS = (Role.ADMINISTRATOR,)


def require_writer(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer draws up plans.

    Raises: RoleMissing.
    """
    require_role(officer, *WRITERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=WRITERS)[0].agency


def may_write(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def may_change(officer: Officer, plan: Plan, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at), agency=plan.owner_agency)


def require_own_plan(officer: Officer, plan: Plan, *, at: datetime) -> None:
    """Raises: RoleMissing, PlanOfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_change(officer, plan, at=at):
        raise PlanOfAnotherAgency(agency=plan.owner_agency.name)


def may_share(officer: Officer, plan: Plan, *, at: datetime) -> bool:
    """Say whether who reads a plan may be changed: before it is sent out nobody else does, whatever is said."""
    return plan.shared_at is not None and may_change(officer, plan, at=at)


def require_to_share(officer: Officer, plan: Plan, *, at: datetime) -> None:
    """Raises: RoleMissing, PlanOfAnotherAgency, PlanNotSent."""
    require_own_plan(officer, plan, at=at)
    if plan.shared_at is None:
        raise PlanNotSent


def may_approve(officer: Officer, plan: Plan, *, at: datetime) -> bool:
    """Say whether an officer heads the unit of a plan, or one above it, and has not drawn it up himself."""
    is_head = has_role(officer, *APPROVERS, on=local_date(at), agency=plan.owner_agency)
    return is_head and plan.drafted_by_id != officer.pk


def require_approver(officer: Officer, plan: Plan, *, at: datetime) -> None:
    """Raises: RoleMissing, PlanOfAnotherAgency, ApproverDraftedIt."""
    require_role(officer, *APPROVERS, at=at)
    if not has_role(officer, *APPROVERS, on=local_date(at), agency=plan.owner_agency):
        raise PlanOfAnotherAgency(agency=plan.owner_agency.name)
    if not may_approve(officer, plan, at=at):
        raise ApproverDraftedIt


def may_answer(officer: Officer, overlap: Overlap, *, at: datetime) -> bool:
    return has_role(officer, *SPEAKERS, on=local_date(at), agency=overlap.other_agency)


def require_asked(officer: Officer, overlap: Overlap, *, at: datetime) -> None:
    """Raises: RoleMissing, NotAsked."""
    require_role(officer, *SPEAKERS, at=at)
    if not may_answer(officer, overlap, at=at):
        raise NotAsked(agency=overlap.other_agency.name)


def side_of(officer: Officer, overlap: Overlap, *, at: datetime) -> Agency | None:
    """Return for which of the two units of an overlap an officer may speak with the other."""
    for agency in (overlap.other_agency, overlap.owner_agency):
        if has_role(officer, *WRITERS, on=local_date(at), agency=agency):
            return agency
    return None


def require_side(officer: Officer, overlap: Overlap, *, at: datetime) -> Agency:
    """Raises: RoleMissing, NotOfTheTwo."""
    require_role(officer, *WRITERS, at=at)
    agency = side_of(officer, overlap, at=at)
    if agency is None:
        raise NotOfTheTwo
    return agency


def superior_of(overlap: Overlap) -> Agency | None:
    """Return the nearest agency that stands above both units, or is the upper of them; None where there is none."""
    return agency_above_all([overlap.owner_agency, overlap.other_agency])


def may_rule(officer: Officer, overlap: Overlap, *, at: datetime) -> bool:
    superior = superior_of(overlap)
    # Where nobody stands above both, the planning unit enters the paper of whoever decided.
    return has_role(officer, Role.HEAD, on=local_date(at), agency=superior or overlap.owner_agency)


def require_superior(officer: Officer, overlap: Overlap, *, at: datetime) -> Agency:
    """Return for which agency an officer decides between the two.

    Raises: RoleMissing, NotSuperior.
    """
    require_role(officer, Role.HEAD, at=at)
    superior = superior_of(overlap) or overlap.owner_agency
    if not may_rule(officer, overlap, at=at):
        raise NotSuperior(agency=superior.name)
    return superior


RULES = (
    Rule("list plans, overlaps and terms, look a subject up", ("list", "overlaps", "terms", "pick_subject")),
    Rule("read a plan, an overlap, what is planned for a subject", ("plan", "overlap", "of_subject"), whose=Whose.SEEN),
    Rule("draw up a plan", ("draw_up",), WRITERS),
    Rule("change a plan, send it out, drop it",
         ("add_item", "drop_item", "share", "reopen", "drop"), WRITERS, Whose.OWN),
    Rule("remark on a plan", ("remark",), WRITERS, Whose.SEEN),
    Rule("approve a plan that another drew up", ("approve",), APPROVERS, Whose.OWN),
    Rule("answer about an overlap, speak of it, decide it; the service says who",
         ("agree", "object", "say", "withdraw", "rule"), WRITERS, Whose.SEEN),
    Rule("say how long objections are waited for", ("set_term",), TERM_SETTERS),
    Rule("read what inspections go by: check points, sampling plans, laboratories, cards in reach",
         ("points", "sampling", "laboratories", "cards")),
    Rule("keep check points, sampling plans and laboratories",
         ("keep_point", "end_point", "keep_sampling", "end_sampling", "keep_laboratory", "end_laboratory"),
         LIST_KEEPERS),
    Rule("enter the cards of officers; the service says whose", ("keep_card",), CARD_KEEPERS),
    Rule("end a card", ("end_card",), CARD_KEEPERS, Whose.ADMINISTERED),
)  # fmt: skip
