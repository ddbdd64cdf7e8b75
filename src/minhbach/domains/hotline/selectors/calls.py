"""Calls, those that wait first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from minhbach.domains.hotline.codes import digest_of_press
from minhbach.domains.hotline.models import Call, CallBack
from minhbach.domains.hotline.refusals import NotHere
from minhbach.domains.hotline.types import CallState
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.foundation.scope import current_access
from minhbach.foundation.sealed_values import ValueSealedElsewhere, open_value

WAITING = (CallState.RINGING, CallState.MISSED)
SHOWN = 20


def visible_calls() -> QuerySet[Any]:
    rows: QuerySet[Any] = Call.objects.select_related("line", "officer", "report", "owner_agency")
    return rows.order_by("-came_at", "-id")


def get_call(call_id: UUID) -> Call:
    """Raises: NotHere."""
    found: Call | None = visible_calls().filter(pk=call_id).first()
    if found is None:
        raise NotHere
    return found


def get_waiting_call(call_id: UUID | None) -> Call | None:
    """Return the call that a form is about, where it still waits."""
    if call_id is None:
        return None
    found: Call | None = visible_calls().filter(pk=call_id, report__isnull=True).first()
    return found


def waiting_calls() -> list[Call]:
    """List who waits at the lines of the officer's own agencies: who rings now, then who was missed, oldest first."""
    rows = visible_calls().filter(state__in=WAITING, owner_agency_id__in=current_access().agency_ids)
    found = list(rows.order_by("came_at", "id")[:SHOWN])
    return sorted(found, key=lambda call: call.state != CallState.RINGING)


def waiting_sign() -> str:
    """Return a sign that changes when who waits changes; no row is read, so a page may ask often."""
    rows = Call.objects.filter(state__in=WAITING, owner_agency_id__in=current_access().agency_ids)
    found = rows.aggregate(
        count=Count("id"), latest=Max("came_at"), taken=Count("officer_id"), missed=Count("ended_at")
    )
    return "-".join(str(found[name] or "").replace(" ", "T") for name in ("count", "latest", "taken", "missed"))


def tries_of(call: Call) -> list[CallBack]:
    return list(call.tries.select_related("officer").order_by("tried_at", "id"))


def caller_of(call: Call) -> str:
    """Return the number to call back, for the officer who has taken it on; its last digits for all others."""
    if not call.caller:
        return ""
    if call.officer_id is not None and call.officer_id == current_access().officer_id:
        try:
            return open_value(call.caller, kind="hotline.caller")
        except ValueSealedElsewhere:
            return ""
    return f"••••{call.caller_end}"


def report_of_press(press: UUID) -> Report:
    """Return what was made with a press.

    Raises: NotHere.
    """
    found: Report | None = visible_reports().filter(receipt=digest_of_press(press)).first()
    if found is None:
        raise NotHere
    return found
