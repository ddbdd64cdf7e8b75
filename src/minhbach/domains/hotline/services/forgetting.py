"""Numbers of callers go when their time is over, and what is closed stays readable when the secret key changes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from minhbach.domains.hotline.models import Call, Mail
from minhbach.domains.hotline.selectors.mails import SENDER
from minhbach.domains.hotline.services.calls import CALLER
from minhbach.domains.hotline.types import CallState
from minhbach.foundation import audit
from minhbach.foundation.database.locks import lock_all
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.sealed_values import ValueSealedElsewhere, close_value, open_value

# Our own word, no law's: who was not reached in so many days is called no more.
KEPT = timedelta(days=30)


@transaction.atomic
def forget_callers(*, at: datetime) -> int:
    """Take the numbers of those away whom nobody reached in time; harmless to repeat."""
    with acting_as(SYSTEM):
        old = Call.objects.filter(came_at__lt=at - KEPT).exclude(caller="")
        given_up = old.update(state=CallState.GIVEN_UP, settled_at=at, caller="", caller_end="")
        if given_up:
            audit.record(
                "hotline.calls.forgotten", officer_id=None, at=at, target_type="hotline.call", target_id="",
                data={"count": given_up},
            )  # fmt: skip
        return int(given_up)


@transaction.atomic
def close_anew() -> tuple[int, int]:
    """Close what is still needed with the key in use; harmless to repeat. Returns how many were, and were not, read."""
    with acting_as(SYSTEM):
        calls, calls_unread = _closed_anew(Call, "caller", CALLER)
        mails, mails_unread = _closed_anew(Mail, "sender", SENDER)
        return calls + mails, calls_unread + mails_unread


def _closed_anew(model: type[Call] | type[Mail], field: str, kind: str) -> tuple[int, int]:
    closed, unread = [], 0
    for row in lock_all(model.objects.exclude(**{field: ""})):
        try:
            setattr(row, field, close_value(open_value(getattr(row, field), kind=kind), kind=kind))
        except ValueSealedElsewhere:
            unread += 1
        else:
            closed.append(row)
    model.objects.bulk_update(closed, [field], batch_size=500)
    return len(closed), unread
