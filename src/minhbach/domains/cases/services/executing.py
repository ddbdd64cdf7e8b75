"""Delivery, payment, remedies, enforcement, closing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.services.journal import Appended, append, lock
from minhbach.domains.cases.services.stories import tell
from minhbach.domains.cases.types.codes import PaymentKind
from minhbach.domains.cases.types.facts import Cited, Closed, Delivered, Enforced, Fact, Paid, RemedyDone


@transaction.atomic
def deliver_decision(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    manner: str,
    receiver: str = "",
    happened_on: date | None = None,
) -> Appended:
    """Record that the decision reached its addressee: from that day the time to comply runs."""
    return _record(case, Delivered(manner=manner.strip(), receiver=receiver.strip()), officer, at, happened_on)


@transaction.atomic
def record_payment(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    amount_vnd: int,
    kind: str = PaymentKind.FINE,
    receipt: str = "",
    happened_on: date | None = None,
) -> Appended:
    """Record money paid in.

    Raises: PaymentNotPositive, PaymentExceedsFine, and as `record_verification`.
    """
    return _record(case, Paid(kind=kind, amount_vnd=amount_vnd, receipt=receipt.strip()), officer, at, happened_on)


@transaction.atomic
def record_remedy(
    *, officer: Officer, at: datetime, case: Case, remedy: int, note: str = "", happened_on: date | None = None
) -> Appended:
    """Record that a remedy of the decision was carried out; REMEDY is its place in the decision.

    Raises: RemedyUnknown, and as `record_verification`.
    """
    return _record(case, RemedyDone(remedy=remedy, note=note.strip()), officer, at, happened_on)


@transaction.atomic
def record_enforcement(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    measure: str,
    paper: Cited | None = None,
    happened_on: date | None = None,
) -> Appended:
    """Record a decision to enforce."""
    return _record(case, Enforced(measure=measure.strip(), paper=paper or Cited()), officer, at, happened_on)


@transaction.atomic
def close_case(
    *, officer: Officer, at: datetime, case: Case, note: str = "", happened_on: date | None = None
) -> Appended:
    """Close a case whose decision has been carried out in full.

    Raises: FineNotPaid, RemediesNotDone, StepNotReached, CaseAlreadyClosed.
    """
    done = _record(case, Closed(note=note.strip()), officer, at, happened_on)
    tell(done, at=at)
    return done


def _record(case: Case, fact: Fact, officer: Officer, at: datetime, happened_on: date | None) -> Appended:
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    return append(case, fact, officer=officer, at=at, happened_on=happened_on, entries=entries)
