"""An alert is read and settled by the keeper of its list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.watching.models import Alert
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
