"""People called to a place by a minute; what each says, with the minute."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.taskforces.models import Answer, Called, CallOut, TaskForce
from minhbach.domains.taskforces.policies import is_member, leads, require_leads, require_running
from minhbach.domains.taskforces.refusals import (
    CallClosed,
    MeetInPast,
    NobodyChosen,
    NoSuchMember,
    NotCalled,
    NotLeading,
    ReasonMissing,
)
from minhbach.domains.taskforces.services.forces import record
from minhbach.domains.taskforces.types import Answered
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing


@transaction.atomic
def call_out(
    *,
    officer: Officer,
    at: datetime,
    force: TaskForce,
    what: str,
    meet_where: str,
    meet_by: datetime,
    people: Collection[Officer],
) -> CallOut:
    """Call people of a force to a place by a minute that is still to come.

    Raises: ForceOver, NotLeading, NobodyChosen, NoSuchMember, MeetInPast.
    """
    require_leads(officer, force, at=at)
    # Held, so that it is not dissolved over people who have just been called.
    hold(force)
    require_running(force, at=at)
    if not people:
        raise NobodyChosen
    if not all(is_member(one, force, at=at) for one in people):
        raise NoSuchMember
    if meet_by < at:
        raise MeetInPast
    call: CallOut = CallOut.objects.create(
        force=force,
        owner_agency=force.owner_agency,
        sharing=Sharing.AGENCY,
        created_at=at,
        what=" ".join(what.split()),
        meet_where=" ".join(meet_where.split()),
        meet_by=meet_by,
        called_by=officer,
    )
    Called.objects.bulk_create(Called(call=call, officer=one) for one in people)
    record("taskforces.call.made", force, officer=officer, at=at, call=str(call.pk), people=len(people))
    return call


@transaction.atomic
def answer_call(*, officer: Officer, at: datetime, call: CallOut, says: Answered | str, reason: str = "") -> Answer:
    """Say that one has it, is coming, or cannot; one may say another thing later, and both stay.

    Raises: ForceOver, CallClosed, NotCalled, ReasonMissing.
    """
    hold(call)
    require_running(call.force, at=at)
    if call.closed_at is not None:
        raise CallClosed
    called = Called.objects.filter(call=call, officer=officer).first()
    if called is None:
        raise NotCalled
    says = Answered(says)
    if says == Answered.CANNOT and not reason.strip():
        raise ReasonMissing
    last: Answer | None = Answer.objects.filter(called=called).last()
    if last is not None and (last.says, last.reason) == (says, reason.strip()):
        return last
    answer: Answer = Answer.objects.create(called=called, says=says, reason=reason.strip(), at=at)
    record("taskforces.call.answered", call.force, officer=officer, at=at, call=str(call.pk), says=says.value)
    return answer


@transaction.atomic
def close_call(*, officer: Officer, at: datetime, call: CallOut, result: str) -> None:
    """Close a call-out with what came of it; after the term the standing office does.

    Raises: NotLeading, CallClosed.
    """
    hold(call)
    if not leads(officer, call.force, at=at):
        raise NotLeading
    if call.closed_at is not None:
        raise CallClosed
    call.closed_at, call.closed_by, call.result = at, officer, result.strip()
    call.save(update_fields=["closed_at", "closed_by", "result"])
    record("taskforces.call.closed", call.force, officer=officer, at=at, call=str(call.pk))
