"""Verification, proposal, order, inspection."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.selectors.overlaps import overlaps_of
from minhbach.domains.cases.services.journal import Appended, append, lock
from minhbach.domains.cases.services.stories import tell
from minhbach.domains.cases.types.facts import Cited, Inspected, Ordered, Proposed, Verified
from minhbach.foundation.clock import local_date


@transaction.atomic
def record_verification(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    findings: str,
    sources: tuple[str, ...] = (),
    happened_on: date | None = None,
) -> Appended:
    """Close the verification: there is something to inspect.

    Raises: RoleMissing, OfficerNotOnCase, StepAlreadyPassed, HappenedTooEarly, HappenedInFuture.
    """
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    fact = Verified(findings=findings.strip(), sources=sources)
    return append(case, fact, officer=officer, at=at, happened_on=happened_on, entries=entries)


@transaction.atomic
def propose_inspection(
    *, officer: Officer, at: datetime, case: Case, proposal: Proposed, happened_on: date | None = None
) -> Appended:
    """Propose an inspection. Another open file on the same subject must have been weighed first.

    Raises: SubjectNeeded, OverlapNotWeighed, and as `record_verification`.
    """
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    if not proposal.overlap_reason.strip():
        overlaps = overlaps_of(case, on=happened_on or local_date(at))
        if overlaps:
            raise refusals.OverlapNotWeighed(cases=", ".join(overlap.label for overlap in overlaps))
    return append(case, proposal, officer=officer, at=at, happened_on=happened_on, entries=entries)


@transaction.atomic
def record_order(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    paper: Cited,
    document_id: UUID | None = None,
    happened_on: date | None = None,
) -> Appended:
    """Enter an inspection order that was issued on paper, outside the system.

    Raises: RoleMissing unless the officer heads the unit or keeps its records; StepNotReached, StepAlreadyPassed.
    """
    policies.require_keeper(officer, case, at=at)
    return enter_order(
        officer=officer, at=at, case=case, paper=paper, document_id=document_id, happened_on=happened_on or paper.dated
    )


def enter_order(
    *, officer: Officer, at: datetime, case: Case, paper: Cited, document_id: UUID | None, happened_on: date | None
) -> Appended:
    """Enter an issued order, whoever issued it: documents has already asked who may."""
    done = append(case, Ordered(paper=paper), officer=officer, at=at, happened_on=happened_on, document_id=document_id)
    tell(done, at=at)
    return done


@transaction.atomic
def record_inspection(
    *, officer: Officer, at: datetime, case: Case, inspection: Inspected, happened_on: date | None = None
) -> Appended:
    """Record an inspection with its inventory list. It is dated by the day on which the minutes end.

    Raises: InspectionEndsBeforeItStarts, and as `record_verification`.
    """
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    day = happened_on or local_date(inspection.ended_at)
    done = append(case, inspection, officer=officer, at=at, happened_on=day, entries=entries)
    tell(done, at=at)
    return done
