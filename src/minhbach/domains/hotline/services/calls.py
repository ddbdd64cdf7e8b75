"""Calls: written down in three fields, or missed and called back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.models import Call, CallBack, Line
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.refusals import CallSettled, LineClosed, NumberUnfit
from minhbach.domains.hotline.services.entering import receive_as
from minhbach.domains.hotline.types import ENDS_CALL, CallState, TryResult, digits_of
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.types import Channel
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing
from minhbach.foundation.sealed_values import close_value

TARGET = "hotline.call"
CALLER = "hotline.caller"
SHORTEST, LONGEST = 3, 15
OPEN = (CallState.RINGING, CallState.MISSED)


@transaction.atomic
def enter_call(
    *,
    officer: Officer,
    at: datetime,
    line: Line,
    kind: str,
    what: str,
    where: str,
    press: UUID,
    call: Call | None = None,
    person: Mapping[str, str] | None = None,
) -> Report:
    """Make a report of what a caller told; CALL is the one that the exchange told of, or that was called back.

    Of who called nothing is kept here: he has the receipt, and where he says who he is (PERSON) custody has it. Sent
    twice with one press it is the same report.

    Raises: RoleMissing, OfAnotherAgency, LineClosed, KindNotTaken, NameNeeded, NameNotKept, NobodyKeeps,
    ReportNotTaken.
    """
    require_own(officer, line, at=at)
    line = hold(line)
    if line.closed_at is not None:
        raise LineClosed
    report = receive_as(
        Channel.PHONE, letterbox=line.letterbox, kind=kind, said={"what": what, "where": where}, press=press,
        person=person,
    )  # fmt: skip
    if Call.objects.filter(report=report).exists():
        return report
    if call is None:
        call = Call(
            line=line, owner_agency=line.owner_agency, place=line.place, sharing=Sharing.SILENT, created_at=at,
            came_at=at, answered_at=at, state=CallState.ANSWERED, settled_at=at,
        )  # fmt: skip
    else:
        call = hold(call)
        if call.state in OPEN:
            was_missed = call.state == CallState.MISSED
            call.state = CallState.CALLED_BACK if was_missed else CallState.ANSWERED
            call.answered_at = call.answered_at if was_missed else call.answered_at or at
            call.settled_at = at
    call.report, call.officer, call.caller, call.caller_end = report, officer, "", ""
    call.save()
    _record("hotline.call.entered", officer, call, at, report=str(report.pk))
    return report


@transaction.atomic
def note_missed(*, officer: Officer, at: datetime, line: Line, number: str, came_at: datetime) -> Call:
    """Write down a call that a mobile missed, so that somebody calls back.

    Raises: RoleMissing, OfAnotherAgency, LineClosed, NumberUnfit.
    """
    require_own(officer, line, at=at)
    if line.closed_at is not None:
        raise LineClosed
    digits = digits_of(number)
    if not SHORTEST <= len(digits) <= LONGEST:
        raise NumberUnfit
    missed: Call = Call.objects.create(
        line=line, owner_agency=line.owner_agency, place=line.place, sharing=Sharing.SILENT, created_at=at,
        came_at=min(came_at, at), ended_at=min(came_at, at), state=CallState.MISSED,
        caller=close_value(digits, kind=CALLER), caller_end=digits[-3:],
    )  # fmt: skip
    _record("hotline.call.missed", officer, missed, at)
    return missed


@transaction.atomic
def take_on(*, officer: Officer, at: datetime, call: Call) -> Call:
    """Take a missed call on: from then on its number is shown to this officer, who calls back.

    Raises: RoleMissing, OfAnotherAgency, CallSettled.
    """
    require_own(officer, call, at=at)
    call = hold(call)
    if call.state not in OPEN:
        raise CallSettled
    call.officer = officer
    call.save(update_fields=["officer"])
    _record("hotline.call.taken_on", officer, call, at)
    return call


@transaction.atomic
def try_back(*, officer: Officer, at: datetime, call: Call, result: str, note: str = "") -> CallBack:
    """Write down what a try to call back came to; one that ends the matter takes the number away.

    Raises: RoleMissing, OfAnotherAgency, CallSettled.
    """
    require_own(officer, call, at=at)
    call = hold(call)
    if call.state not in OPEN:
        raise CallSettled
    tried: CallBack = CallBack.objects.create(
        call=call, officer=officer, tried_at=at, result=TryResult(result), note=note.strip()[:500]
    )
    call.officer = officer
    if (state := ENDS_CALL.get(tried.result)) is not None:
        call.state, call.settled_at, call.caller, call.caller_end = state, at, "", ""
    call.save(update_fields=["officer", "state", "settled_at", "caller", "caller_end"])
    _record("hotline.call.tried_back", officer, call, at, result=str(tried.result))
    return tried


def _record(action: str, officer: Officer, call: Call, at: datetime, **data: str) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type=TARGET, target_id=call.id, data=data)
