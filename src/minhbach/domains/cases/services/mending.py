"""Mending: a wrong entry is corrected or annulled by a new one, and stays to be read."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import KINDS, replay
from minhbach.domains.cases.sanctions import complete_record, work_out
from minhbach.domains.cases.services.journal import Appended, append, find_entry, lock
from minhbach.domains.cases.types.codes import EventKind
from minhbach.domains.cases.types.facts import AgencyJoined, Annulled, Cited, Fact, SanctionProposed, ViolationRecorded
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.scope.models import stop_sharing_with


@transaction.atomic
def correct_entry(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    event_id: UUID,
    fact: Fact,
    happened_on: date | None = None,
) -> Appended:
    """Put a corrected entry in the place of an earlier one of the same kind.

    Raises: EntryNotInCase, SameKindNeeded, LaterActsRestOnEntry, RoleMissing, OfficerNotOnCase.
    """
    case, entries = lock(case)
    entry = find_entry(entries, event_id)
    if KINDS[type(fact)] is not entry.kind:
        raise refusals.SameKindNeeded
    _require_mender(officer, case, entry.kind, entries, at=at)
    day = happened_on or entry.happened_on
    return append(
        case,
        _whole(fact, replay(entries), day),
        officer=officer,
        at=at,
        happened_on=day,
        replaces=entry,
        document_id=entry.document_id,
        entries=entries,
    )


@transaction.atomic
def annul_entry(
    *, officer: Officer, at: datetime, case: Case, event_id: UUID, reason: str, paper: Cited | None = None
) -> Appended:
    """Take an earlier entry out of account. Acts that rest on it must be annulled before.

    Raises: EntryNotInCase, EntryNotReplaceable, ReasonMissing, LaterActsRestOnEntry, RoleMissing, OfficerNotOnCase.
    """
    if not reason.strip():
        raise refusals.ReasonMissing
    case, entries = lock(case)
    entry = find_entry(entries, event_id)
    if entry.kind is EventKind.OPENED:
        raise refusals.EntryNotReplaceable
    _require_mender(officer, case, entry.kind, entries, at=at)
    fact = Annulled(reason=reason.strip(), paper=paper or Cited())
    done = append(case, fact, officer=officer, at=at, replaces=entry, entries=entries)
    if isinstance(entry.fact, AgencyJoined):
        stop_sharing_with(done.case, Agency.objects.get(id=entry.fact.agency_id))
    return done


def _whole(fact: Fact, state: CaseState, day: date) -> Fact:
    """A corrected record or sanction is read against the law tables again, as the first one was."""
    match fact:
        case ViolationRecorded():
            return complete_record(fact, state, decided_on=day, law=open_law())
        case SanctionProposed() if state.violation is not None:
            return work_out(state.violation.fact, fact, decided_on=day, law=open_law())
        case _:
            return fact


def _require_mender(officer: Officer, case: Case, kind: EventKind, entries: list[Entry[Fact]], *, at: datetime) -> None:
    if kind in policies.ISSUED:
        policies.require_keeper(officer, case, at=at)
    elif kind in policies.LED:
        policies.require_leader(officer, case, at=at)
    else:
        policies.require_handler(officer, case, replay(entries), at=at)
