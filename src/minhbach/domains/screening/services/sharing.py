"""To whom the leads of a sweep are opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Agency
from minhbach.domains.screening.selectors.recipients import inspecting_units
from minhbach.foundation.clock import local_date


def ids_to_share_with(agency: Agency, chosen: Collection[Agency] | None, *, at: datetime) -> list[UUID]:
    """List the agencies chosen, or the inspecting units of the area where none was chosen on purpose."""
    recipients = inspecting_units(agency, on=local_date(at)) if chosen is None else chosen
    return sorted({recipient.id for recipient in recipients} - {agency.id})
