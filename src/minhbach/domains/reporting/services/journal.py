"""Every act on a report leaves an event for its page and a row in the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.reporting.models import Report, ReportEvent
from minhbach.domains.reporting.types import EventKind
from minhbach.foundation import audit


def remember(
    report: Report,
    kind: EventKind | None,
    action: str,
    *,
    officer: Officer | None,
    at: datetime,
    agency: Agency | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write the event (where the page shows one) and the audit row of one act."""
    if kind is not None:
        ReportEvent.objects.create(
            report=report, kind=kind, agency=agency, officer=officer, at=at, data=dict(data or {})
        )
    audit.record(
        action,
        officer_id=officer.id if officer else None,
        at=at,
        target_type="reporting.report",
        target_id=report.id,
        data={**(data or {}), **({"agency": str(agency.id)} if agency else {})},
    )
