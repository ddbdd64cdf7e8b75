"""Several rows of law proposed at once, as a review leaves them; another confirms all of them, or row by row."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import NotYourProposal, ReasonMissing
from minhbach.domains.agencies.services import decide, require_waiting
from minhbach.domains.agencies.types import ProposalState
from minhbach.domains.law.models import ChangeKind, ChangeProposal, ChangeSet, LawRow
from minhbach.domains.law.policies import require_law_keeper
from minhbach.domains.law.refusals import ChangeWaits, NothingChosen, RowAlreadyInThatState, RowAlreadySuperseded
from minhbach.domains.law.selectors.proposals import is_approved, standing_of
from minhbach.domains.law.selectors.rows import list_rows
from minhbach.domains.law.services import rows
from minhbach.domains.law.services.proposals import carry_out, require_decider
from minhbach.domains.law.services.writing import lock_law, require_basis
from minhbach.foundation import audit
from minhbach.foundation.database.locks import lock, lock_all


@transaction.atomic
def propose_review(
    *, officer: Officer, at: datetime, row_ids: Collection[UUID], is_kept: bool, basis: str
) -> ChangeSet:
    """Propose what is to become of several rows: that they are used as they stand, or that they are taken out.

    Raises: RoleMissing, BasisMissing, NothingChosen, RowAlreadySuperseded, ChangeWaits, RowAlreadyInThatState,
            RowHasNoDate.
    """
    require_law_keeper(officer, at=at)
    lock_law()
    basis = require_basis(basis)
    if not row_ids:
        raise NothingChosen
    if older := LawRow.objects.filter(pk__in=row_ids, superseded_by__isnull=False).first():
        raise RowAlreadySuperseded(row=older.row_id)
    chosen = list(list_rows().filter(pk__in=row_ids))
    standing = standing_of(chosen)
    if waiting := next((one for one in standing.values() if one.is_waiting), None):
        raise ChangeWaits(officer=waiting.proposed_by.full_name)
    made: ChangeSet = ChangeSet.objects.create(basis=basis, proposed_by=officer, proposed_at=at)
    ChangeProposal.objects.bulk_create(
        ChangeProposal(
            kind=_kind(row, is_kept=is_kept, is_settled=is_approved(standing.get(row.pk))),
            row=row,
            basis=basis,
            in_set=made,
            proposed_by=officer,
            proposed_at=at,
        )
        for row in chosen
    )
    _record("law.review.proposed", made, officer, at, rows=sorted(row.row_id for row in chosen))
    return made


@transaction.atomic
def confirm_changes(
    *, change_set: ChangeSet, change_ids: Collection[UUID], officer: Officer | None, at: datetime
) -> list[ChangeProposal]:
    """Change law as another proposed, for those changes of a set that are chosen: all of them, or none.

    Raises: NotFound, NothingChosen, ProposalDecided, RoleMissing, SecondPersonIsFirst, LawKeeperElsewhere, and what a
            change itself refuses.
    """
    chosen = _decidable(change_set, change_ids, officer, at)
    for one in chosen:
        carry_out(one, at)
        decide(one, ProposalState.CONFIRMED, officer=officer, at=at)
    _record("law.review.confirmed", change_set, officer, at, rows=_names(chosen))
    return chosen


@transaction.atomic
def refuse_changes(
    *, change_set: ChangeSet, change_ids: Collection[UUID], reason: str, officer: Officer | None, at: datetime
) -> list[ChangeProposal]:
    """Refuse those changes of a set that are chosen, saying why.

    Raises: NotFound, NothingChosen, ProposalDecided, RoleMissing, SecondPersonIsFirst, LawKeeperElsewhere,
            ReasonMissing.
    """
    chosen = _decidable(change_set, change_ids, officer, at)
    if not reason.strip():
        raise ReasonMissing
    for one in chosen:
        decide(one, ProposalState.REFUSED, officer=officer, at=at, reason=reason)
    _record("law.review.refused", change_set, officer, at, rows=_names(chosen))
    return chosen


@transaction.atomic
def withdraw_set(*, change_set: ChangeSet, officer: Officer, at: datetime) -> None:
    """Take back what still waits of one's own set.

    Raises: NotFound, NotYourProposal, NothingChosen.
    """
    held: ChangeSet = lock(ChangeSet.objects, pk=change_set.pk)
    if held.proposed_by_id != officer.pk:
        raise NotYourProposal
    waiting = lock_all(ChangeProposal.objects, in_set=held, state=ProposalState.WAITING)
    if not waiting:
        raise NothingChosen
    for one in waiting:
        decide(one, ProposalState.WITHDRAWN, officer=officer, at=at)
    _record("law.review.withdrawn", held, officer, at, rows=len(waiting))


def _kind(row: Any, *, is_kept: bool, is_settled: bool) -> ChangeKind:
    """Say what keeping, or taking out, means for a row as it is now."""
    if is_kept and not row.is_on:
        rows.require_dated(row)
        return ChangeKind.SWITCH_ON
    if not row.is_on or (is_kept and is_settled):
        raise RowAlreadyInThatState(row=row.row_id)
    return ChangeKind.APPROVE if is_kept else ChangeKind.SWITCH_OFF


def _decidable(
    change_set: ChangeSet, change_ids: Collection[UUID], officer: Officer | None, at: datetime
) -> list[ChangeProposal]:
    held: ChangeSet = lock(ChangeSet.objects, pk=change_set.pk)
    require_decider(officer, held.proposed_by, at=at)
    chosen = lock_all(ChangeProposal.objects, in_set=held, pk__in=change_ids)
    if not chosen:
        raise NothingChosen
    known = LawRow.objects.in_bulk([one.row_id for one in chosen])
    for one in chosen:
        require_waiting(one)
        one.row, one.proposed_by = known[one.row_id], held.proposed_by
    return chosen


def _names(chosen: list[ChangeProposal]) -> list[str]:
    return sorted(one.row.row_id for one in chosen)


def _record(action: str, change_set: ChangeSet, officer: Officer | None, at: datetime, **data: Any) -> None:
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type="law.changeset",
        target_id=change_set.pk,
        data={"proposed_by": str(change_set.proposed_by_id), **data},
    )
