"""Violation record, explanation, sanction, decision."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.clocks import clocks_of
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.sanctions import complete_record, work_out
from minhbach.domains.cases.services.journal import Appended, append, lock
from minhbach.domains.cases.services.stories import tell
from minhbach.domains.cases.types.codes import ExplanationManner, Step
from minhbach.domains.cases.types.facts import Cited, Decided, ExplanationEnded, SanctionProposed, ViolationRecorded
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date


@transaction.atomic
def record_violation(
    *, officer: Officer, at: datetime, case: Case, record: ViolationRecorded, happened_on: date | None = None
) -> Appended:
    """Record a violation: who, which acts, under which provisions.

    The right to explain and the value of the goods are filled in from the law tables and the inventory list.

    Raises: ActsMissing, ClassUnknown, SubjectNotInCase, NoViolationFoundAtInspection, and as `record_verification`.
    """
    case, entries = lock(case)
    state = replay(entries)
    policies.require_handler(officer, case, state, at=at)
    day = happened_on or (local_date(record.made_at) if record.made_at else local_date(at))
    whole = complete_record(record, state, decided_on=day, law=open_law())
    done = append(case, whole, officer=officer, at=at, happened_on=day, entries=entries)
    tell(done, at=at)
    return done


@transaction.atomic
def end_explanation(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    manner: str,
    summary: str = "",
    paper: Cited | None = None,
    happened_on: date | None = None,
) -> Appended:
    """End the explanation: made in writing or in person, given up, or let lapse.

    Raises: ExplanationTimeNotOver, and as `record_verification`.
    """
    case, entries = lock(case)
    state = replay(entries)
    policies.require_handler(officer, case, state, at=at)
    day = happened_on or local_date(at)
    if manner == ExplanationManner.LAPSED and state.step is Step.EXPLANATION:
        for one in clocks_of(state, law=open_law()):
            if one.is_main and one.clock.due_on is not None and day <= one.clock.due_on:
                raise refusals.ExplanationTimeNotOver(
                    due=f"{one.clock.due_on:%d/%m/%Y}", statute=one.clock.citation.instrument
                )
    fact = ExplanationEnded(manner=manner, summary=summary.strip(), paper=paper or Cited())
    return append(case, fact, officer=officer, at=at, happened_on=day, entries=entries)


@transaction.atomic
def propose_sanction(
    *, officer: Officer, at: datetime, case: Case, sanction: SanctionProposed, happened_on: date | None = None
) -> Appended:
    """Fix the fine and measures that the draft decision proposes; a later proposal takes its place.

    Each act's frame is read from the law tables again; what the caller says of it is not trusted.

    Raises: what `sanctions.work_out` raises, and as `record_verification`.
    """
    case, entries = lock(case)
    state = replay(entries)
    policies.require_handler(officer, case, state, at=at)
    if state.step is Step.DECISION and state.violation is not None:
        sanction = work_out(state.violation.fact, sanction, decided_on=happened_on or local_date(at), law=open_law())
    return append(case, sanction, officer=officer, at=at, happened_on=happened_on, entries=entries)


@transaction.atomic
def record_decision(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    paper: Cited,
    document_id: UUID | None = None,
    happened_on: date | None = None,
) -> Appended:
    """Enter a sanction decision that was issued on paper, outside the system.

    Raises: RoleMissing unless the officer heads the unit or keeps its records; NoSanctionProposed, StepNotReached.
    """
    policies.require_keeper(officer, case, at=at)
    return enter_decision(
        officer=officer, at=at, case=case, paper=paper, document_id=document_id, happened_on=happened_on or paper.dated
    )


def enter_decision(
    *, officer: Officer, at: datetime, case: Case, paper: Cited, document_id: UUID | None, happened_on: date | None
) -> Appended:
    """Enter an issued decision, whoever issued it: documents has already asked who may."""
    case, entries = lock(case)
    state = replay(entries)
    if state.step is Step.DECISION and state.sanction is None:
        raise refusals.NoSanctionProposed
    sanction = state.sanction.fact if state.sanction else SanctionProposed(acts=())
    fact = Decided(
        paper=paper,
        fine_vnd=sanction.fine_vnd,
        confiscated_value_vnd=sanction.confiscated_value_vnd,
        is_warning=sanction.is_warning,
    )
    done = append(case, fact, officer=officer, at=at, happened_on=happened_on, document_id=document_id, entries=entries)
    tell(done, at=at)
    return done
