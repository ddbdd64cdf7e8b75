"""A register that goes on from paper: in the year in which an agency begins here, its first number is the one after."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.arrivals.models import ArrivalRegister
from minhbach.domains.arrivals.policies import require_writer
from minhbach.domains.arrivals.refusals import FirstNumberUnusable, RegisterReasonMissing, RegisterRunning
from minhbach.domains.arrivals.services.registering import locked_register
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date


@transaction.atomic
def start_register(
    *, officer: Officer, at: datetime, agency: Agency, first_number: int, reason: str
) -> ArrivalRegister:
    """Let this year's register of an agency begin at a number: once, before any number was taken from it.

    Raises: RoleMissing, RegisterReasonMissing, FirstNumberUnusable, RegisterRunning.
    """
    require_writer(officer, agency, at=at)
    if not reason.strip():
        raise RegisterReasonMissing
    if first_number < 2:
        raise FirstNumberUnusable
    register = locked_register(agency, local_date(at).year, at=at)
    if register.last_number:
        raise RegisterRunning(year=register.year, next=register.last_number + 1)
    register.last_number = first_number - 1
    register.started_at_number, register.start_reason = first_number, reason.strip()[:500]
    register.started_by, register.started_at = officer, at
    register.save(update_fields=["last_number", "started_at_number", "start_reason", "started_by", "started_at"])
    audit.record(
        "arrivals.register.started",
        officer_id=officer.id,
        at=at,
        target_type="arrivals.arrivalregister",
        target_id=register.id,
        data={"year": register.year, "first_number": first_number},
    )
    return register
