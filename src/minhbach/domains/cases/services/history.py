"""A whole file entered at once: an old case kept on paper until now, or one written for a demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases import refusals
from minhbach.domains.cases.codec import write_fact
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.projection import save_projection
from minhbach.domains.cases.replay import KINDS, apply, replay
from minhbach.domains.cases.sanctions import complete_record, work_out
from minhbach.domains.cases.services.journal import TARGET, Appended
from minhbach.domains.cases.services.opening import make_case
from minhbach.domains.cases.services.stories import tell
from minhbach.domains.cases.types.facts import Decided, Fact, Opened, SanctionProposed, ViolationRecorded
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope.models import Sharing, share_with

MAY_ENTER = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.RECORDS_CLERK)


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One entry of an old file. RECORDED_AT and OFFICER default to those of whoever enters the file."""

    fact: Fact
    happened_on: date
    recorded_at: datetime | None = None
    officer: Officer | None = None
    document_id: UUID | None = None


@transaction.atomic
def enter_history(
    *,
    officer: Officer,
    at: datetime,
    agency: Agency,
    happenings: Sequence[Happening],
    place: Place | None = None,
    lead_id: UUID | None = None,
    sharing: str = Sharing.AREA,
    law: Law | None = None,
) -> Case:
    """Enter a case with everything that happened to it, all or nothing.

    The first happening is the opening. The rules of single acts hold, as do the law tables: frames, the right to
    explain, and a decision's amounts are filled in from them. LAW spares opening it again for every file.

    Raises: RoleMissing, FirstEntryMustOpen, HappenedInFuture, and what the single acts raise.
    """
    require_role(officer, *MAY_ENTER, at=at, agency=agency)
    law = law or open_law()
    first = happenings[0] if happenings else None
    if first is None or not isinstance(first.fact, Opened):
        raise refusals.FirstEntryMustOpen
    case = make_case(
        officer=first.officer or officer,
        at=first.recorded_at or at,
        agency=agency,
        place=place,
        lead_id=lead_id,
        sharing=sharing,
        happened_on=first.happened_on,
    )
    state = CaseState()
    entries: list[Entry[Fact]] = []
    for happening in happenings:
        recorded_at = happening.recorded_at or at
        if happening.happened_on > local_date(recorded_at) or recorded_at > at:
            raise refusals.HappenedInFuture(day=f"{happening.happened_on:%d/%m/%Y}")
        entry: Entry[Fact] = Entry(
            id=new_id(),
            sequence=len(entries) + 1,
            kind=KINDS[type(happening.fact)],
            happened_on=happening.happened_on,
            recorded_at=recorded_at,
            officer_id=(happening.officer or officer).id,
            fact=_whole(happening.fact, state, happening.happened_on, law),
            document_id=happening.document_id,
        )
        apply(state, entry)
        entries.append(entry)
    events = CaseEvent.objects.bulk_create(
        CaseEvent(
            id=entry.id,
            case=case,
            sequence=entry.sequence,
            kind=entry.kind,
            happened_on=entry.happened_on,
            recorded_at=entry.recorded_at,
            officer_id=entry.officer_id,
            data=write_fact(entry.fact),
            document_id=entry.document_id,
        )
        for entry in entries
    )
    state = replay(entries)
    save_projection(case, state, at=entries[-1].recorded_at, law=law)
    for joined in Agency.objects.filter(id__in=state.joint_agency_ids):
        share_with(case, joined, officer_id=officer.id, at=at)
    for event in events:
        tell(Appended(case, event, state), at=event.recorded_at)
    audit.record(
        f"{TARGET}.entered",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=case.id,
        data={"events": len(events), "step": state.step.value},
    )
    return case


def _whole(fact: Fact, state: CaseState, day: date, law: Law) -> Fact:
    match fact:
        case ViolationRecorded():
            return complete_record(fact, state, decided_on=day, law=law)
        case SanctionProposed() if state.violation is not None:
            return work_out(state.violation.fact, fact, decided_on=day, law=law)
        case Decided() if state.sanction is not None and not fact.fine_vnd:
            sanction = state.sanction.fact
            return replace(
                fact,
                fine_vnd=sanction.fine_vnd,
                confiscated_value_vnd=sanction.confiscated_value_vnd,
                is_warning=sanction.is_warning,
            )
        case _:
            return fact
