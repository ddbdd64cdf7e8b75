"""Reads: posts that wait for a second person."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.agencies.models import Agency, Officer, PostProposal
from minhbach.domains.agencies.refusals import NoSuchProposal
from minhbach.domains.agencies.selectors.authority import administered_ids, answers_for, homes_of
from minhbach.domains.agencies.selectors.reach import units_below
from minhbach.domains.agencies.types import ProposalState


def proposals_for(officer: Officer, *, on: date) -> QuerySet[PostProposal]:
    """List the proposed posts an officer may read: of agencies administered, for their people, one's own."""
    return (
        PostProposal.objects.filter(
            Q(agency_id__in=units_below(administered_ids(officer, on=on)))
            | Q(proposed_by=officer)
            | Q(pk__in=_of_own_people(officer, on=on))
        )
        .select_related("agency", "person", "proposed_by", "decided_by")
        .order_by("-proposed_at", "id")
    )


def waiting_for(officer: Officer, *, on: date) -> list[PostProposal]:
    """List the proposed posts that this officer may confirm, the oldest first."""
    below = units_below(administered_ids(officer, on=on))
    if not below:
        return []
    waiting = (
        PostProposal.objects.filter(state=ProposalState.WAITING)
        .exclude(Q(proposed_by=officer) | Q(person=officer))
        .select_related("agency", "person", "proposed_by")
        .order_by("proposed_at", "id")
    )
    return [
        one
        for one in waiting
        if (answers_for(officer, one.person, on=on) if one.is_elsewhere else one.agency_id in below)
    ]


def waiting_in(agency: Agency) -> QuerySet[PostProposal]:
    """List the posts of an agency that wait for a second person."""
    rows = PostProposal.objects.filter(agency=agency, state=ProposalState.WAITING)
    return rows.select_related("person", "agency", "proposed_by").order_by("proposed_at", "id")


def get_proposal(officer: Officer, proposal_id: UUID, *, on: date) -> PostProposal:
    """Give a proposed post. Raises NoSuchProposal for one that is not this officer's to read."""
    found: PostProposal | None = proposals_for(officer, on=on).filter(pk=proposal_id).first()
    if found is None:
        raise NoSuchProposal
    return found


def who_confirms(proposal: PostProposal, *, on: date) -> list[Agency]:
    """List the agencies whose administrators, or those above, are the second person."""
    return homes_of(proposal.person, on=on) if proposal.is_elsewhere else [proposal.agency]


def _of_own_people(officer: Officer, *, on: date) -> list[UUID]:
    elsewhere = PostProposal.objects.filter(is_elsewhere=True).select_related("person")
    return [one.pk for one in elsewhere if answers_for(officer, one.person, on=on)]
