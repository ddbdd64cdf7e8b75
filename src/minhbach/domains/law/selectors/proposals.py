"""Reads: changes of law that wait for a second legal officer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import ProposalState
from minhbach.domains.law.models import ChangeProposal, LawRow
from minhbach.domains.law.policies import keeps_law, require_law_keeper, require_second_keeper
from minhbach.domains.law.refusals import NoSuchChange
from minhbach.foundation.refusals import NotAllowed


def changes(officer: Officer, *, at: datetime) -> QuerySet[ChangeProposal]:
    """List every proposed change, the latest first; legal officers read them.

    Raises: RoleMissing.
    """
    require_law_keeper(officer, at=at)
    return _all()


def get_change(officer: Officer, proposal_id: UUID, *, at: datetime) -> ChangeProposal:
    """Give a proposed change. Raises RoleMissing, NoSuchChange."""
    found = changes(officer, at=at).filter(pk=proposal_id).first()
    if found is None:
        raise NoSuchChange
    return found


def change_waiting_for(row: LawRow) -> ChangeProposal | None:
    """Give the change of a row that waits, if any."""
    return _all().filter(row=row, state=ProposalState.WAITING).first()


def changes_to_confirm(officer: Officer, *, at: datetime) -> list[ChangeProposal]:
    """List the changes this officer may confirm, the oldest first."""
    if not keeps_law(officer, at=at):
        return []
    waiting = _all().filter(state=ProposalState.WAITING).exclude(proposed_by=officer).reverse()
    return [one for one in waiting if may_confirm(officer, one, at=at)]


def may_confirm(officer: Officer, proposal: ChangeProposal, *, at: datetime) -> bool:
    """Say whether an officer is the second person for a proposed change."""
    try:
        require_second_keeper(officer, proposal.proposed_by, at=at)
    except NotAllowed:
        return False
    return True


def _all() -> QuerySet[ChangeProposal]:
    return ChangeProposal.objects.select_related("row", "proposed_by", "decided_by").order_by("-proposed_at", "-id")
