"""To whom a sweep is opened, with all its leads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening.models import Sweep
from minhbach.domains.screening.selectors.recipients import inspecting_units
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import share_with


def open_sweep(sweep: Sweep, chosen: Collection[Agency] | None, *, officer: Officer, at: datetime) -> None:
    """Share a sweep with the agencies chosen, or with the inspecting units of the area where none was on purpose."""
    recipients = inspecting_units(sweep.owner_agency, on=local_date(at)) if chosen is None else chosen
    for recipient in recipients:
        if recipient.id != sweep.owner_agency_id:
            share_with(sweep, recipient, officer_id=officer.id, at=at)
