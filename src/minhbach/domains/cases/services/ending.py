"""Ways out: no violation, another agency, signs of crime and what comes of them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.services.journal import Appended, append, lock
from minhbach.domains.cases.services.stories import tell
from minhbach.domains.cases.types.facts import (
    Cited,
    Fact,
    NoViolation,
    Prosecuted,
    Referred,
    Returned,
    Transferred,
)


@transaction.atomic
def end_without_violation(
    *, officer: Officer, at: datetime, case: Case, reason: str, happened_on: date | None = None
) -> Appended:
    """End a case in which no violation was found.

    Raises: ReasonMissing, CaseAlreadyClosed, StepAlreadyPassed (a decision is out), StepNotReached (an order is out).
    """
    return _record(case, NoViolation(reason=_written(reason)), officer, at, happened_on)


@transaction.atomic
def transfer_case(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    to_agency: str,
    reason: str,
    paper: Cited | None = None,
    happened_on: date | None = None,
) -> Appended:
    """End a case by handing it to the agency it belongs to."""
    fact = Transferred(to_agency=_written(to_agency), reason=_written(reason), paper=paper or Cited())
    return _record(case, fact, officer, at, happened_on)


@transaction.atomic
def refer_case(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    to_agency: str,
    signs: str,
    articles: tuple[str, ...] = (),
    paper: Cited | None = None,
    happened_on: date | None = None,
) -> Appended:
    """Refer the file to the investigators for signs of crime."""
    fact = Referred(to_agency=_written(to_agency), signs=_written(signs), articles=articles, paper=paper or Cited())
    return _record(case, fact, officer, at, happened_on)


@transaction.atomic
def record_prosecution(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    accused_count: int,
    paper: Cited | None = None,
    happened_on: date | None = None,
) -> Appended:
    """Record that a criminal case was opened on a referred file.

    Raises: CaseNotReferred.
    """
    return _record(case, Prosecuted(accused_count=accused_count, paper=paper or Cited()), officer, at, happened_on)


@transaction.atomic
def record_return(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    reason: str,
    paper: Cited | None = None,
    happened_on: date | None = None,
) -> Appended:
    """Take a referred file back for administrative handling, at the step it left.

    Raises: CaseNotReferred.
    """
    return _record(case, Returned(reason=_written(reason), paper=paper or Cited()), officer, at, happened_on)


def _record(case: Case, fact: Fact, officer: Officer, at: datetime, happened_on: date | None) -> Appended:
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    done = append(case, fact, officer=officer, at=at, happened_on=happened_on, entries=entries)
    tell(done, at=at)
    return done


def _written(text: str) -> str:
    if not text.strip():
        raise refusals.ReasonMissing
    return text.strip()
