"""Reads: changes of law that wait for a second legal officer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import ProposalState
from minhbach.domains.law.models import APPROVALS, ChangeKind, ChangeProposal, ChangeSet, LawRow
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
    """List the single changes this officer may confirm, the oldest first."""
    if not keeps_law(officer, at=at):
        return []
    waiting = _all().filter(state=ProposalState.WAITING, in_set=None).exclude(proposed_by=officer).reverse()
    return [one for one in waiting if may_confirm(officer, one, at=at)]


def may_confirm(officer: Officer, proposal: ChangeProposal | ChangeSet, *, at: datetime) -> bool:
    """Say whether an officer is the second person for a proposed change, or for a set of them."""
    try:
        require_second_keeper(officer, proposal.proposed_by, at=at)
    except NotAllowed:
        return False
    return True


def get_set(officer: Officer, set_id: UUID, *, at: datetime) -> ChangeSet:
    """Give a set of proposed changes. Raises RoleMissing, NoSuchChange."""
    require_law_keeper(officer, at=at)
    found: ChangeSet | None = ChangeSet.objects.select_related("proposed_by").filter(pk=set_id).first()
    if found is None:
        raise NoSuchChange
    return found


def changes_of(change_set: ChangeSet) -> QuerySet[ChangeProposal]:
    """List the changes of a set, table by table, as the tables are read."""
    return _all().filter(in_set=change_set).order_by("row__table", "row__series", "row__valid_from", "row__row_id")


def waiting_of(change_set: ChangeSet) -> list[UUID]:
    """List which changes of a set wait."""
    return list(changes_of(change_set).filter(state=ProposalState.WAITING).values_list("pk", flat=True))


def sets_to_confirm(officer: Officer, *, at: datetime) -> list[tuple[ChangeSet, int]]:
    """List the sets of which this officer may confirm what waits, the oldest first, each with how much that is."""
    if not keeps_law(officer, at=at):
        return []
    waiting = Count("changes", filter=Q(changes__state=ProposalState.WAITING))
    rows = ChangeSet.objects.annotate(waiting=waiting).filter(waiting__gt=0).exclude(proposed_by=officer)
    found = rows.select_related("proposed_by").order_by("proposed_at", "id")
    return [(one, one.waiting) for one in found if may_confirm(officer, one, at=at)]


def standing_of(rows: Iterable[LawRow]) -> dict[UUID, ChangeProposal]:
    """Give of each row the change that waits, else the last by which two people kept it in use or took it out."""
    settling = Q(state=ProposalState.CONFIRMED, kind__in=(*APPROVALS, ChangeKind.SWITCH_OFF))
    found = _all().filter(Q(state=ProposalState.WAITING) | settling, row__in=[row.pk for row in rows])
    # The last word of two counts, what waits before it.
    in_turn = sorted(found, key=lambda one: (one.is_waiting, one.decided_at or one.proposed_at, one.pk))
    return {one.row_id: one for one in in_turn}


def is_approved(change: ChangeProposal | None) -> bool:
    """Say whether a change is two people's word that a row may be used."""
    return change is not None and change.state == ProposalState.CONFIRMED and change.kind in APPROVALS


def _all() -> QuerySet[ChangeProposal]:
    return ChangeProposal.objects.select_related("row", "proposed_by", "decided_by").order_by("-proposed_at", "-id")
