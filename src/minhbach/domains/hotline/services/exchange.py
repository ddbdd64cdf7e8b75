"""What a telephone exchange tells: each event once, in whatever order it comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from minhbach.domains.hotline.models import Call, CallEvent, Line
from minhbach.domains.hotline.refusals import EventUnfit
from minhbach.domains.hotline.services.calls import CALLER
from minhbach.domains.hotline.types import CallEventTold, CallState, EventKind, digits_of
from minhbach.foundation import audit
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.sealed_values import close_value

# An exchange that never told how a call ended: it rang out.
RINGS_AT_MOST = timedelta(minutes=10)
# A clock may be fast, but not by more than this.
AHEAD = timedelta(minutes=5)
BY_EVENT = (CallState.RINGING, CallState.ANSWERED, CallState.MISSED)


@transaction.atomic
def hear_events(*, at: datetime, told: Sequence[CallEventTold]) -> int:
    """Take in what an exchange tells, all of it or nothing; returns how many events were new.

    Raises: EventUnfit.
    """
    with acting_as(SYSTEM):
        return sum(_hear(one, at) for one in told)


def _hear(told: CallEventTold, at: datetime) -> bool:
    happened = _moment(told.at)
    if happened is None:
        raise EventUnfit(why=_("thời điểm phải có múi giờ"))
    if happened > at + AHEAD:
        raise EventUnfit(why=_("thời điểm ở tương lai"))
    line: Line | None = Line.objects.filter(digits=digits_of(told.called), closed_at__isnull=True).first()
    if line is None:
        raise EventUnfit(why=_("số được gọi không phải đường dây nóng đang mở"))
    wait_turn("hotline call", line.pk, told.call)
    if CallEvent.objects.filter(line=line, event=told.event).exists():
        return False
    call: Call | None = Call.objects.filter(line=line, key=told.call).first()
    if call is None:
        call = Call.objects.create(
            line=line, key=told.call, owner_agency=line.owner_agency, place=line.place, sharing=Sharing.SILENT,
            created_at=at, came_at=happened, state=CallState.RINGING,
        )  # fmt: skip
    CallEvent.objects.create(line=line, event=told.event, call=call, kind=told.kind, happened_at=happened, told_at=at)
    if caller := digits_of(told.caller):
        call.caller, call.caller_end = close_value(caller[:15], kind=CALLER), caller[-3:]
    _follow(call)
    return True


def _follow(call: Call) -> None:
    """Reckon the call anew from all that was told of it: the order in which it was told does not matter."""
    moments: dict[str, datetime] = {}
    for kind, happened in call.events.order_by("happened_at").values_list("kind", "happened_at"):
        moments.setdefault(kind, happened)
    call.came_at = min(moments.values())
    call.answered_at, call.ended_at = moments.get(EventKind.ANSWERED), moments.get(EventKind.ENDED)
    if call.state in BY_EVENT:
        is_over = EventKind.ENDED in moments
        call.state = CallState.ANSWERED if call.answered_at else CallState.MISSED if is_over else CallState.RINGING
        call.settled_at = call.answered_at
    if call.state not in (CallState.RINGING, CallState.MISSED):
        call.caller, call.caller_end = "", ""
    call.save()


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


@transaction.atomic
def settle_unended(*, at: datetime) -> int:
    """Hold calls of which no end was told for missed; harmless to repeat."""
    with acting_as(SYSTEM):
        late = Call.objects.filter(state=CallState.RINGING, came_at__lt=at - RINGS_AT_MOST)
        missed = late.update(state=CallState.MISSED)
        if missed:
            audit.record(
                "hotline.calls.rang_out", officer_id=None, at=at, target_type="hotline.call", target_id="",
                data={"count": missed},
            )  # fmt: skip
        return int(missed)
