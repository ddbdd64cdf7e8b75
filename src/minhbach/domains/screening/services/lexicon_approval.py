"""Switching an entry of the lexicon on takes two: one who asks, one who approves. Switching it off takes one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import LexiconEntry
from minhbach.domains.screening.refusals import (
    ApprovedByAuthor,
    EntryDeleted,
    NotInUse,
    NotProposed,
    NotTriedYet,
    ReasonMissing,
)
from minhbach.domains.screening.services.lexicon import locked_entry, require_seen, tell_entry
from minhbach.domains.screening.types import LexiconEventKind, LexiconState, TrialState


@transaction.atomic
def propose_entry(
    *, officer: Officer, at: datetime, entry: LexiconEntry, note: str, seen: int | None = None
) -> LexiconEntry:
    """Ask for approval of the latest version. Asking again changes nothing.

    Raises: agencies.policies.RoleMissing, ReasonMissing, EntryDeleted, EntryChangedSince, NotTriedYet.
    """
    entry = locked_entry(entry)
    policies.require_lexicon_writer(officer, entry.owner_agency, at=at)
    require_seen(entry, seen)
    if entry.state in (LexiconState.PROPOSED, LexiconState.ACTIVE):
        return entry
    note = _reason(note)
    if entry.deleted_at is not None:
        raise EntryDeleted
    if not entry.trials.filter(version_id=entry.version_id, state=TrialState.DONE).exists():
        raise NotTriedYet
    entry.state, entry.proposed_by, entry.changed_at = LexiconState.PROPOSED, officer, at
    entry.save(update_fields=["state", "proposed_by", "changed_at"])
    tell_entry(entry, LexiconEventKind.PROPOSED, officer=officer, at=at, note=note)
    return entry


@transaction.atomic
def approve_entry(
    *, officer: Officer, at: datetime, entry: LexiconEntry, note: str, seen: int | None = None
) -> LexiconEntry:
    """Switch the latest version on for every sweep asked for from now. Approving again changes nothing.

    Raises: agencies.policies.RoleMissing, ApprovedByAuthor, ReasonMissing, EntryChangedSince, NotProposed.
    """
    entry = locked_entry(entry)
    policies.require_lexicon_approver(officer, entry.owner_agency, at=at)
    require_seen(entry, seen)
    if entry.state == LexiconState.ACTIVE:
        return entry
    if entry.state != LexiconState.PROPOSED:
        raise NotProposed
    if officer.id in (entry.proposed_by_id, entry.latest.written_by_id):
        raise ApprovedByAuthor
    note = _reason(note)
    entry.state, entry.in_force, entry.in_force_since, entry.changed_at = LexiconState.ACTIVE, entry.version, at, at
    entry.save(update_fields=["state", "in_force", "in_force_since", "changed_at"])
    tell_entry(entry, LexiconEventKind.APPROVED, officer=officer, at=at, note=note)
    return entry


@transaction.atomic
def return_entry(
    *, officer: Officer, at: datetime, entry: LexiconEntry, note: str, seen: int | None = None
) -> LexiconEntry:
    """Give an entry back to its author with the reason; what is in use stays in use.

    Raises: agencies.policies.RoleMissing, ReasonMissing, EntryChangedSince, NotProposed.
    """
    entry = locked_entry(entry)
    policies.require_lexicon_approver(officer, entry.owner_agency, at=at)
    require_seen(entry, seen)
    if entry.state != LexiconState.PROPOSED:
        raise NotProposed
    note = _reason(note)
    entry.state, entry.proposed_by, entry.changed_at = LexiconState.TRIED, None, at
    entry.save(update_fields=["state", "proposed_by", "changed_at"])
    tell_entry(entry, LexiconEventKind.RETURNED, officer=officer, at=at, note=note)
    return entry


@transaction.atomic
def switch_entry_off(*, officer: Officer, at: datetime, entry: LexiconEntry, note: str) -> LexiconEntry:
    """Take an entry out of later sweeps; the leads it brought stay. Switching off again changes nothing.

    A newer version that is being drafted or waits for approval goes on as it is.
    Raises: agencies.policies.RoleMissing, ReasonMissing, NotInUse.
    """
    entry = locked_entry(entry)
    policies.require_lexicon_stopper(officer, entry.owner_agency, at=at)
    if entry.in_force is None:
        if entry.in_force_since is None:
            raise NotInUse
        return entry
    note = _reason(note)
    entry.in_force, entry.changed_at = None, at
    if entry.state == LexiconState.ACTIVE:
        entry.state = LexiconState.OFF
    entry.save(update_fields=["in_force", "changed_at", "state"])
    tell_entry(entry, LexiconEventKind.SWITCHED_OFF, officer=officer, at=at, note=note)
    return entry


def _reason(note: str) -> str:
    note = note.replace("\x00", "").strip()
    if not note:
        raise ReasonMissing
    return note[:2000]
