"""Who may look at leads, and who may do what with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, held_posts, posts_of, units_below
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.refusals import (
    AssigneeElsewhere,
    AssigneeNotLed,
    LeadAssignedElsewhere,
    LeadFollowsRecords,
    LeadNotHeld,
    LeadOfAnotherAgency,
    LeadTakenByAnother,
)
from minhbach.foundation.clock import local_date

SWEEPERS = (Role.ANALYST, Role.COMMITTEE_OFFICER)
VERIFIERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
# Who gives leads to the people of a unit.
ASSIGNERS = (Role.INSPECTION_LEADER, Role.HEAD)
JUDGES = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
READERS = (*JUDGES, Role.COMMITTEE_OFFICER, Role.AUDITOR)


def require_reader(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *READERS, at=at)


def require_sweeper(officer: Officer, *, at: datetime) -> Agency:
    """Refuse one who may not sweep, and say for which agency the others do.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, *SWEEPERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=SWEEPERS)[0].agency


def require_sweeper_of(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse one who does not sweep for an agency: its files and sweeps are its own, whoever else sees them.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, *SWEEPERS, at=at, agency=agency)


def sweeps_for(posts: Iterable[Post], agency_id: UUID) -> bool:
    """Say whether one of the posts sweeps for an agency: what a page offers; services ask again."""
    return agency_id in units_below({post.agency_id for post in posts if post.role in SWEEPERS})


def require_verifier(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *VERIFIERS, at=at)


def require_assigner(officer: Officer, *, at: datetime, unit: Agency | None = None) -> None:
    """Refuse one who gives leads to nobody; with a UNIT, one who leads neither it nor one above it.

    Raises: agencies.policies.RoleMissing, AssigneeNotLed.
    """
    require_role(officer, *ASSIGNERS, at=at)
    if unit is not None and not leads_unit(officer, unit, at=at):
        raise AssigneeNotLed(unit=unit.short_name)


def leads_unit(officer: Officer, unit: Agency, *, at: datetime) -> bool:
    """Say whether an officer leads a unit, or one above it."""
    return has_role(officer, *ASSIGNERS, on=local_date(at), agency=unit)


def require_verifies_in(person: Officer, unit: Agency, *, at: datetime) -> None:
    """Refuse a person who verifies no leads in a unit.

    Raises: AssigneeElsewhere.
    """
    held = Post.objects.on(local_date(at)).filter(officer=person, agency=unit, role__in=VERIFIERS)
    if not person.is_active or not held.exists():
        raise AssigneeElsewhere(name=person.full_name, unit=unit.short_name)


def require_leads_hands(officer: Officer, lead: Lead, *, at: datetime) -> None:
    """Refuse one who leads neither the person who verifies a lead nor the unit that it was given to.

    Raises: LeadTakenByAnother, LeadAssignedElsewhere.
    """
    person = lead.taken_by
    if person is not None and person.pk != officer.pk:
        held = Post.objects.on(local_date(at)).filter(officer=person, role__in=VERIFIERS).select_related("agency")
        # One who has left verifies nowhere any more: whoever leads the lead's own agency answers for him.
        homes = [post.agency for post in held] or [lead.owner_agency]
        if not any(leads_unit(officer, home, at=at) for home in homes):
            raise LeadTakenByAnother(officer=person.full_name)
    if lead.assigned_unit is not None and not leads_unit(officer, lead.assigned_unit, at=at):
        raise LeadAssignedElsewhere(unit=lead.assigned_unit.short_name)


def require_not_elsewhere(officer: Officer, lead: Lead, *, at: datetime) -> None:
    """Refuse one who stands outside the unit that a lead was given to: not in it, below it or above it.

    Raises: LeadAssignedElsewhere.
    """
    if lead.assigned_unit is None:
        return
    homes = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role in JUDGES}
    unit = lead.assigned_unit
    if unit.pk not in homes | units_below(homes) and homes.isdisjoint(units_below({unit.pk})):
        raise LeadAssignedElsewhere(unit=unit.short_name)


def require_judge(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *JUDGES, at=at)


def agencies_judged_for(posts: Iterable[Post]) -> set[UUID]:
    """List the agencies whose leads these posts judge without having taken them."""
    return units_below({post.agency_id for post in posts if post.role in JUDGES})


def is_held(lead: Lead, judged_for: Collection[UUID], *, at: datetime, also: UUID | None = None) -> bool:
    """Say whether a lead is for some agencies to dismiss, pass on or let go.

    It is the agency's whose sweep it came from, and the one's that has taken it or was given it; ALSO names who did
    what is to be undone. Seeing it, because it lies in one's area, is not enough.
    """
    if lead.owner_agency_id in judged_for or lead.assigned_unit_id in judged_for:
        return True
    holders = {holder for holder in (lead.taken_by_id, also) if holder is not None}
    if not holders or not judged_for:
        return False
    posts = Post.objects.on(local_date(at)).filter(officer_id__in=holders, role__in=JUDGES)
    return not set(posts.values_list("agency_id", flat=True)).isdisjoint(judged_for)


def require_holder(officer: Officer, lead: Lead, *, at: datetime, also: UUID | None = None) -> None:
    """Refuse one who only sees a lead.

    Raises: agencies.policies.RoleMissing, LeadOfAnotherAgency, LeadNotHeld.
    """
    require_judge(officer, at=at)
    if not is_held(lead, agencies_judged_for(posts_of(officer, on=local_date(at))), at=at, also=also):
        # Whose record comes first in what was found may be what the reader is not to know.
        if lead.rests_on_records:
            raise LeadNotHeld
        raise LeadOfAnotherAgency(agency=lead.owner_agency.name)


def may_say_who_sees(judged_for: Collection[UUID], lead: Lead) -> bool:
    """Say whether the agency whose lead it is is judged for, so that the lead's page offers to say who sees it.

    What was found in a network is seen by whoever sees the records that it rests on.
    """
    return not lead.rests_on_records and lead.owner_agency_id in judged_for


def require_to_share(officer: Officer, lead: Lead, *, at: datetime) -> None:
    """Refuse one who does not judge for the agency whose lead it is.

    Raises: agencies.policies.RoleMissing, LeadFollowsRecords, LeadOfAnotherAgency.
    """
    require_judge(officer, at=at)
    if lead.rests_on_records:
        raise LeadFollowsRecords
    if not may_say_who_sees(agencies_judged_for(posts_of(officer, on=local_date(at))), lead):
        raise LeadOfAnotherAgency(agency=lead.owner_agency.name)


def holds(posts: Iterable[Post], roles: Collection[Role]) -> bool:
    """Say whether one of the posts gives one of the roles: what a page offers; services ask again."""
    return any(post.role in roles for post in posts)


def require_lexicon_writer(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse unless the officer sweeps for an agency, and so may teach its screen words.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, *SWEEPERS, at=at, agency=agency)


def require_lexicon_approver(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse unless the officer is head, or deputy, of an agency or of one above it.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, Role.HEAD, at=at, agency=agency)


def require_lexicon_stopper(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse unless the officer writes or approves an agency's lexicon: taking back needs one pair of eyes.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, Role.HEAD, *SWEEPERS, at=at, agency=agency)


RULES = (
    Rule("list", ("leads", "sellers", "sweeps", "lexicon", "built_in"), READERS),
    Rule("read a lead", ("lead", "explanation"), READERS, Whose.SEEN),
    Rule("take a lead, give it back", ("take", "release"), VERIFIERS, Whose.SEEN),
    Rule("lay a lead aside, bring it back, show it to others, let its seller go",
         ("dismiss", "restore", "pass_on", "detach"), JUDGES, Whose.HELD),
    Rule("say who stands behind a lead", ("attach",), JUDGES, Whose.SEEN),
    Rule("give a lead to those one leads, take it back", ("assign", "recall"), ASSIGNERS, Whose.SEEN),
    Rule("do one of these with several leads, or choose all that match", ("bulk", "bulk_choose"), JUDGES),
    # Whoever chose them alone, which the selector asks.
    Rule("do one thing with all leads that match, stop it, undo it",
         ("bulk_page", "bulk_progress", "bulk_act", "bulk_undo", "bulk_stop"), JUDGES, Whose.SEEN),
    Rule("give a file", ("upload",), SWEEPERS),
    Rule("settle the columns of a file and sweep it", ("mapping", "read_anew"), SWEEPERS, Whose.OWN),
    Rule("read a sweep", ("sweep", "progress", "refused"), READERS, Whose.SEEN),
    Rule("stop a sweep", ("cancel",), SWEEPERS, Whose.OWN),
    Rule("teach words", ("lexicon_new", "lexicon_check_new"), SWEEPERS),
    Rule("read an entry and its trials", ("lexicon_entry", "trial", "trial_progress"), READERS, Whose.SEEN),
    Rule("change, try, judge, delete and put forward an entry",
         ("lexicon_edit", "lexicon_check", "lexicon_delete", "lexicon_restore", "lexicon_propose", "trial_start",
          "trial_judge"), SWEEPERS, Whose.OWN),
    Rule("approve an entry or return it; never one's own", ("lexicon_approve", "lexicon_return"), (Role.HEAD,),
         Whose.OWN, takes_two=True),
    Rule("switch an entry off, stop a trial", ("lexicon_off", "trial_cancel"), (Role.HEAD, *SWEEPERS), Whose.OWN),
)  # fmt: skip
