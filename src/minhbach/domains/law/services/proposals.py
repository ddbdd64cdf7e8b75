"""Law changes by two people: one legal officer proposes, another confirms. What is done is in `rows`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import NotYourProposal, ReasonMissing, RoleMissing
from minhbach.domains.agencies.services import decide, require_waiting
from minhbach.domains.agencies.types import ProposalState, Role
from minhbach.domains.law.models import ChangeKind, ChangeProposal, LawRow
from minhbach.domains.law.policies import require_law_keeper, require_second_keeper
from minhbach.domains.law.refusals import ChangeWaits
from minhbach.domains.law.services import rows
from minhbach.domains.law.services.writing import lock_law, require_basis
from minhbach.foundation import audit
from minhbach.foundation.database.locks import lock
from minhbach.foundation.scope import current_access


@transaction.atomic
def propose_switch(*, officer: Officer, at: datetime, row: LawRow, is_on: bool, basis: str) -> ChangeProposal:
    """Propose to put a row to use, or to take it out; it stays as it is until another confirms.

    Raises: RoleMissing, BasisMissing, ChangeWaits, RowAlreadySuperseded, RowAlreadyInThatState, RowHasNoDate.
    """
    kind = ChangeKind.SWITCH_ON if is_on else ChangeKind.SWITCH_OFF
    return _propose(ChangeProposal(kind=kind, row=row, basis=basis), officer, at)


@transaction.atomic
def propose_row(
    *,
    officer: Officer,
    at: datetime,
    row: LawRow,
    content: Mapping[str, Any],
    basis: str,
    is_new: bool,
    close_previous: bool = False,
) -> ChangeProposal:
    """Propose what was entered starting from a row: as a new period, or as its corrected version.

    Raises: RoleMissing, BasisMissing, ChangeWaits, RowNameTaken, RowNotWhole, RowAlreadySuperseded,
            RowAlreadyInThatState.
    """
    proposal = ChangeProposal(
        kind=ChangeKind.ADD if is_new else ChangeKind.CORRECT,
        row=row,
        content=dict(content),
        close_previous=close_previous,
        basis=basis,
    )
    return _propose(proposal, officer, at)


@transaction.atomic
def confirm_change(*, proposal: ChangeProposal, officer: Officer | None, at: datetime) -> None:
    """Change law as another proposed. OFFICER is None for the command line of the installation.

    Raises: NotFound, ProposalDecided, RoleMissing, SecondPersonIsFirst, LawKeeperElsewhere, and what the change
            itself refuses.
    """
    proposal = _decidable(proposal, officer, at)
    carry_out(proposal, at)
    decide(proposal, ProposalState.CONFIRMED, officer=officer, at=at)
    _record("law.change.confirmed", proposal, officer, at)


@transaction.atomic
def refuse_change(*, proposal: ChangeProposal, reason: str, officer: Officer | None, at: datetime) -> None:
    """Refuse what another proposed, saying why; whoever may confirm may refuse.

    Raises: NotFound, ProposalDecided, RoleMissing, SecondPersonIsFirst, LawKeeperElsewhere, ReasonMissing.
    """
    proposal = _decidable(proposal, officer, at)
    if not reason.strip():
        raise ReasonMissing
    decide(proposal, ProposalState.REFUSED, officer=officer, at=at, reason=reason)
    _record("law.change.refused", proposal, officer, at)


@transaction.atomic
def withdraw_change(*, proposal: ChangeProposal, officer: Officer, at: datetime) -> None:
    """Take one's own proposal back.

    Raises: NotFound, ProposalDecided, NotYourProposal.
    """
    proposal = _locked(proposal)
    if proposal.proposed_by_id != officer.pk:
        raise NotYourProposal
    require_waiting(proposal)
    decide(proposal, ProposalState.WITHDRAWN, officer=officer, at=at)
    _record("law.change.withdrawn", proposal, officer, at)


def _propose(proposal: ChangeProposal, officer: Officer, at: datetime) -> ChangeProposal:
    require_law_keeper(officer, at=at)
    lock_law()
    proposal.basis = require_basis(proposal.basis)
    proposal.proposed_by, proposal.proposed_at = officer, at
    waiting = ChangeProposal.objects.filter(row=proposal.row, state=ProposalState.WAITING).select_related("proposed_by")
    if found := waiting.first():
        raise ChangeWaits(officer=found.proposed_by.full_name)
    _require_possible(proposal, at)
    proposal.save(force_insert=True)
    _record("law.change.proposed", proposal, officer, at)
    return proposal


def _require_possible(proposal: ChangeProposal, at: datetime) -> None:
    """Do it and undo it: what could not be confirmed is refused at once, with its own sentence."""
    point = transaction.savepoint()
    try:
        carry_out(proposal, at)
    finally:
        transaction.savepoint_rollback(point)


def carry_out(proposal: ChangeProposal, at: datetime) -> None:
    """Do what a proposal asks, under the name of who proposed it. Raises what the change itself refuses."""
    if proposal.kind == ChangeKind.APPROVE:
        rows.require_newest(proposal.row)
        return
    officer, basis = proposal.proposed_by, proposal.basis
    if proposal.kind in (ChangeKind.SWITCH_ON, ChangeKind.SWITCH_OFF):
        is_on = proposal.kind == ChangeKind.SWITCH_ON
        rows.switch_row(officer=officer, at=at, row=proposal.row, is_on=is_on, basis=basis)
        return
    rows.keep_row(
        officer=officer,
        at=at,
        row=proposal.row,
        content=proposal.content,
        basis=basis,
        is_new=proposal.kind == ChangeKind.ADD,
        close_previous=proposal.close_previous,
    )


def _decidable(proposal: ChangeProposal, officer: Officer | None, at: datetime) -> ChangeProposal:
    proposal = _locked(proposal)
    require_decider(officer, proposal.proposed_by, at=at)
    require_waiting(proposal)
    return proposal


def require_decider(officer: Officer | None, proposer: Officer, *, at: datetime) -> None:
    """Refuse all but the second person; None is the command line of the installation.

    Raises: RoleMissing, SecondPersonIsFirst, SecondPersonLetInByFirst, LawKeeperElsewhere.
    """
    if officer is not None:
        require_second_keeper(officer, proposer, at=at)
    elif not current_access().system:
        raise RoleMissing(roles=str(Role.LEGAL_OFFICER.label))


def _locked(proposal: ChangeProposal) -> ChangeProposal:
    held: ChangeProposal = lock(ChangeProposal.objects, pk=proposal.pk)
    return held


def _record(action: str, proposal: ChangeProposal, officer: Officer | None, at: datetime) -> None:
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type="law.changeproposal",
        target_id=proposal.pk,
        data={"kind": proposal.kind, "row": proposal.row.row_id, "proposed_by": str(proposal.proposed_by_id)},
    )
