"""Posts that take two people: one proposes, another who has the authority confirms or refuses."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Post, PostProposal, Proposal
from minhbach.domains.agencies.policies import require_another, require_decides
from minhbach.domains.agencies.refusals import (
    NotYourProposal,
    ProposalDecided,
    ProposerWithoutAuthority,
    ReasonMissing,
    SameProposalWaits,
)
from minhbach.domains.agencies.selectors.authority import administers, answers_for
from minhbach.domains.agencies.selectors.outside import GUEST_PROPOSERS
from minhbach.domains.agencies.selectors.reach import has_role
from minhbach.domains.agencies.services.authority import require_administrator, require_system
from minhbach.domains.agencies.services.posts import PostTerms, check_terms, give, record, takes_two
from minhbach.domains.agencies.types import ProposalState, Role
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, lock

P = TypeVar("P", bound=Proposal)


@transaction.atomic
def give_post(
    *,
    person: Officer,
    agency: Agency,
    role: Role | str,
    title_vi: str,
    valid_from: date,
    officer: Officer,
    at: datetime,
    valid_until: date | None = None,
    powers_title: str = "",
    may_sign: bool = False,
    covers_area: bool = False,
) -> Post | PostProposal:
    """Give a post, or propose it where it takes two people: until another confirms it gives nothing.

    Units:  valid_until is the first day no more.
    Raises: RoleMissing, AdministratorElsewhere, ActsOnOneself, NameMissing, PeriodRunsBackward, AgencyEnded,
            PostOverlaps, SameProposalWaits.
    """
    require_administrator(officer, at=at, agency=agency)
    require_another(officer, person)
    # Two who propose the same at once queue at the person.
    hold(person)
    terms = PostTerms(
        role=role,
        title_vi=title_vi,
        valid_from=valid_from,
        valid_until=valid_until,
        powers_title=powers_title,
        may_sign=may_sign,
        covers_area=covers_area,
    )
    if not takes_two(person, terms, officer=officer, at=at):
        return give(person, agency, terms, officer=officer, at=at)
    check_terms(person, agency, terms)
    role = Role(terms.role)
    waiting = PostProposal.objects.filter(person=person, agency=agency, role=role, state=ProposalState.WAITING)
    if waiting.exists():
        raise SameProposalWaits(officer=person.full_name, agency=agency.short_name)
    proposal = PostProposal.objects.create(
        person=person,
        agency=agency,
        role=role,
        title_vi=" ".join(title_vi.split()),
        powers_title=powers_title,
        may_sign=may_sign,
        covers_area=covers_area,
        valid_from=valid_from,
        valid_until=valid_until,
        is_elsewhere=not answers_for(officer, person, on=local_date(at)),
        proposed_by=officer,
        proposed_at=at,
    )
    record("agencies.post.proposed", proposal, officer, at, agency=str(agency.id), role=role.value)
    return proposal


@transaction.atomic
def confirm_post(*, proposal: PostProposal, officer: Officer | None, at: datetime) -> Post:
    """Give the post that another proposed. OFFICER is None for the command line of the installation.

    Raises: NotFound, ProposalDecided, SecondPersonIsFirst, ActsOnOneself, RoleMissing, AdministratorElsewhere,
            AdministratorNowhere, ProposerWithoutAuthority, and what `appoint` refuses.
    """
    proposal = decidable(proposal, officer, at)
    first = proposal.proposed_by
    if not (first.is_active and administers(first, proposal.agency, on=local_date(at))):
        raise ProposerWithoutAuthority(officer=first.full_name)
    if proposal.valid_from is None:
        raise LookupError(f"proposal {proposal.id} has no first day")
    terms = PostTerms(
        role=proposal.role,
        title_vi=proposal.title_vi,
        valid_from=proposal.valid_from,
        valid_until=proposal.valid_until,
        powers_title=proposal.powers_title,
        may_sign=proposal.may_sign,
        covers_area=proposal.covers_area,
    )
    post = give(proposal.person, proposal.agency, terms, officer=officer, at=at)
    decide(proposal, ProposalState.CONFIRMED, officer=officer, at=at)
    record("agencies.post.confirmed", proposal, officer, at, post=str(post.id))
    return post


@transaction.atomic
def refuse_proposal(*, proposal: Proposal, reason: str, officer: Officer | None, at: datetime) -> None:
    """Refuse what another proposed, whatever it is, saying why; whoever may confirm it may refuse it.

    Raises: NotFound, ProposalDecided, ReasonMissing, and why the officer may not.
    """
    proposal = decidable(proposal, officer, at)
    if not reason.strip():
        raise ReasonMissing
    decide(proposal, ProposalState.REFUSED, officer=officer, at=at, reason=reason)
    _tell("refused", proposal, officer, at)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, officer: Officer, at: datetime) -> None:
    """Take back what one proposed, whatever it is.

    Raises: NotFound, ProposalDecided, NotYourProposal.
    """
    proposal = _locked(proposal)
    if proposal.proposed_by_id != officer.pk:
        raise NotYourProposal
    require_waiting(proposal)
    decide(proposal, ProposalState.WITHDRAWN, officer=officer, at=at)
    _tell("withdrawn", proposal, officer, at)


def require_waiting(proposal: Proposal) -> None:
    """Refuse to decide twice.

    Raises: ProposalDecided.
    """
    if not proposal.is_waiting:
        raise ProposalDecided(state=ProposalState(proposal.state).label)


def decide(
    proposal: Proposal, state: ProposalState, *, officer: Officer | None, at: datetime, reason: str = ""
) -> None:
    """Write down what became of a proposal, of any domain."""
    proposal.state, proposal.decided_by, proposal.decided_at = state, officer, at
    proposal.reason = reason.strip()[:500]
    proposal.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def decidable(proposal: P, officer: Officer | None, at: datetime) -> P:
    """Hold a proposal of this domain for one who may decide it.

    Raises: NotFound, ProposalDecided, and why the officer may not.
    """
    proposal = _locked(proposal)
    if officer is None:
        require_system(Role.ADMINISTRATOR)
    else:
        require_decides(officer, proposal, at=at)
    require_waiting(proposal)
    return proposal


def require_proposer_still_may(proposal: Proposal, agency: Agency | None, *, at: datetime) -> None:
    """Refuse what was asked for by one who could not ask for it any more.

    Raises: ProposerWithoutAuthority.
    """
    first = proposal.proposed_by
    if not (first.is_active and has_role(first, *GUEST_PROPOSERS, on=local_date(at), agency=agency)):
        raise ProposerWithoutAuthority(officer=first.full_name)


def _locked(proposal: P) -> P:
    held: P = lock(type(proposal)._default_manager, pk=proposal.pk)
    return held


def _tell(act: str, proposal: Proposal, officer: Officer | None, at: datetime) -> None:
    audit.record(
        f"{proposal.told_as}.{act}",
        officer_id=officer.pk if officer else None,
        at=at,
        target_type=proposal._meta.label_lower,
        target_id=proposal.pk,
        data={},
        concerning=proposal.concerns,
    )
