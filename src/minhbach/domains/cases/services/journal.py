"""The one door through which anything enters a case: lock, check against what stands, append, project, audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import refusals
from minhbach.domains.cases.codec import read_entry, write_fact
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.projection import save_projection
from minhbach.domains.cases.replay import KINDS, find_broken, in_account, replay
from minhbach.domains.cases.types.codes import EventKind
from minhbach.domains.cases.types.facts import Fact
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.ids import new_id

TARGET = "cases.case"


@dataclass(frozen=True)
class Appended:
    """What an act did: the event, and the case as it stands after it."""

    case: Case
    event: CaseEvent
    state: CaseState


def lock(case: Case) -> tuple[Case, list[Entry[Fact]]]:
    """Hold a case until the transaction ends, and read its entries."""
    held = Case.unscoped.select_for_update(of=("self",)).select_related("owner_agency", "place").get(pk=case.pk)
    return held, [read_entry(event) for event in CaseEvent.objects.filter(case=held).order_by("sequence")]


@transaction.atomic
def append(
    case: Case,
    fact: Fact,
    *,
    officer: Officer,
    at: datetime,
    happened_on: date | None = None,
    replaces: Entry[Fact] | None = None,
    document_id: UUID | None = None,
    entries: list[Entry[Fact]] | None = None,
) -> Appended:
    """Add one fact to a case, or refuse and change nothing.

    Raises: HappenedInFuture, LaterActsRestOnEntry, and what `replay.apply` raises.
    """
    if entries is None:
        case, entries = lock(case)
    kind = KINDS[type(fact)]
    day = happened_on or local_date(at)
    if day > local_date(at):
        raise refusals.HappenedInFuture(day=f"{day:%d/%m/%Y}")
    entry: Entry[Fact] = Entry(
        id=new_id(),
        sequence=len(entries) + 1,
        kind=kind,
        happened_on=day,
        recorded_at=at,
        officer_id=officer.id,
        fact=fact,
        replaces=replaces.id if replaces else None,
        document_id=document_id,
    )
    _require_standing([*entries, entry], entry)
    event = CaseEvent.objects.create(
        id=entry.id,
        case=case,
        sequence=entry.sequence,
        kind=kind,
        happened_on=day,
        recorded_at=at,
        officer=officer,
        data=write_fact(fact),
        replaces_id=entry.replaces,
        document_id=document_id,
    )
    state = replay([*entries, entry])
    save_projection(case, state, at=at)
    action = "corrected" if replaces is not None and kind is not EventKind.ANNULLED else kind.value
    audit.record(
        f"{TARGET}.{action}",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=case.id,
        data={"event": str(event.id), "sequence": entry.sequence, "kind": kind.value, "step": state.step.value}
        | ({"replaces": str(entry.replaces)} if entry.replaces else {}),
    )
    return Appended(case, event, state)


def find_entry(entries: list[Entry[Fact]], event_id: UUID) -> Entry[Fact]:
    """Find an entry that is in account.

    Raises: EntryNotInCase.
    """
    found = next((entry for entry in in_account(entries) if entry.id == event_id), None)
    if found is None:
        raise refusals.EntryNotInCase
    return found


def _require_standing(entries: list[Entry[Fact]], new: Entry[Fact]) -> None:
    broken = find_broken(entries)
    if broken is None:
        return
    if broken.entry.id == new.id:
        raise broken.refusal
    raise refusals.LaterActsRestOnEntry(later=broken.entry.kind.label, reason=str(broken.refusal))
