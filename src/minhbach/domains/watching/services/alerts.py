"""An alert is read and settled by the keeper of its list: one, or all that a list found when it was made."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.watching.models import Alert, WatchList
from minhbach.domains.watching.types import AlertState
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold


@transaction.atomic
def settle(*, officer: Officer, at: datetime, alert: Alert, state: AlertState | str, note: str = "") -> Alert:
    """Say that an alert was read, or is done with; once done it stays so."""
    hold(alert)
    state = AlertState(state)
    if alert.state == AlertState.DONE or alert.state == state:
        return alert
    alert.state, alert.state_at = state, at
    alert.note = note.strip()[:500] or alert.note
    alert.save(update_fields=["state", "state_at", "note"])
    audit.record(
        "watching.alert.settled",
        officer_id=officer.id,
        at=at,
        target_type="watching.alert",
        target_id=alert.id,
        data={"state": state.value},
    )
    return alert


@transaction.atomic
def settle_old(*, officer: Officer, at: datetime, watch_list: WatchList) -> int:
    """Say that everything was read which stood in the record before a list watched for it. Return how much it was."""
    waiting = Alert.objects.filter(
        entry__watch_list=watch_list, keeper=officer, stood_before=True, state=AlertState.NEW
    )
    count: int = waiting.update(state=AlertState.READ, state_at=at)
    if count:
        audit.record(
            "watching.alert.settled",
            officer_id=officer.id,
            at=at,
            target_type="watching.watchlist",
            target_id=watch_list.id,
            data={"state": AlertState.READ.value, "count": count},
        )
    return count
