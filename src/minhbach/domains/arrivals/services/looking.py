"""Looks that are themselves recorded: an arrival names people."""

from __future__ import annotations

from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.selectors import get_arrival
from minhbach.domains.arrivals.services.registering import TARGET
from minhbach.foundation import audit, files
from minhbach.foundation.refusals import NotFound


@transaction.atomic
def look_at(*, arrival_id: UUID, officer: Officer, at: datetime) -> Arrival:
    """Fetch an arrival for reading and audit the look.

    Raises: ArrivalNotFound.
    """
    arrival = get_arrival(arrival_id)
    audit.record("arrivals.arrival.looked_at", officer_id=officer.id, at=at, target_type=TARGET, target_id=arrival.id)
    return arrival


@transaction.atomic
def take_file(*, arrival_id: UUID, officer: Officer, at: datetime) -> tuple[Arrival, IO[bytes]]:
    """Open the file of an arrival for downloading and audit it.

    Raises: ArrivalNotFound, NotFound, FileMissing.
    """
    arrival = get_arrival(arrival_id)
    if not arrival.file_sha256:
        raise NotFound
    audit.record(
        "arrivals.file.taken",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=arrival.id,
        data={"sha256": arrival.file_sha256},
    )
    return arrival, files.open_stored(arrival.file_sha256)
