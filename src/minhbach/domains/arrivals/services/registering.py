"""What arrived is written into the register: a number without gaps for each agency and year."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.arrivals.models import Arrival, ArrivalRegister
from minhbach.domains.arrivals.policies import require_writer
from minhbach.domains.arrivals.refusals import ArrivedInTheFuture, WrittenAfterArrival, YearFixed
from minhbach.domains.arrivals.types import Written
from minhbach.domains.documents.services.scans import recognise_scan
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit, files
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, lock
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day

TARGET = "arrivals.arrival"


@transaction.atomic
def register_arrival(
    *, officer: Officer, at: datetime, agency: Agency, written: Written, file: bytes = b"", file_name: str = ""
) -> Arrival:
    """Register a paper that arrived at an agency under the next number of its year.

    Raises: RoleMissing, ArrivedInTheFuture, WrittenAfterArrival, ScanUnreadable, ScanTooLarge.
    """
    require_writer(officer, agency, at=at)
    _require_days(written, at=at)
    kept = {}
    if file:
        media_type, _extension = recognise_scan(file)
        kept = {"file_sha256": files.put(file).sha256, "file_name": file_name[:200], "media_type": media_type}
    register = locked_register(agency, written.arrived_on.year, at=at)
    register.last_number += 1
    register.save(update_fields=["last_number"])
    arrival: Arrival = Arrival.unscoped.create(
        owner_agency=agency,
        sharing=Sharing.AGENCY,
        year=register.year,
        number=register.last_number,
        registered_by=officer,
        created_at=at,
        folded=_folded(written),
        **asdict(written),
        **kept,
    )
    audit.record(
        "arrivals.arrival.registered",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=arrival.id,
        data={"number": arrival.number, "year": arrival.year},
    )
    return arrival


@transaction.atomic
def amend_arrival(*, officer: Officer, at: datetime, arrival: Arrival, written: Written) -> Arrival:
    """Mend what the register says of an arrival; its number stays.

    Raises: RoleMissing, ArrivedInTheFuture, WrittenAfterArrival, YearFixed.
    """
    require_writer(officer, arrival.owner_agency, at=at)
    _require_days(written, at=at)
    held: Arrival = hold(arrival)
    if written.arrived_on.year != held.year:
        raise YearFixed(number=held.number, year=held.year)
    values = {**asdict(written), "folded": _folded(written)}
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, values[name])
    if changed:
        held.save(update_fields=changed)
        audit.record(
            "arrivals.arrival.amended",
            officer_id=officer.id,
            at=at,
            target_type=TARGET,
            target_id=held.id,
            data={"fields": changed},
        )
    return held


def _require_days(written: Written, *, at: datetime) -> None:
    today = local_date(at)
    if written.arrived_on > today:
        raise ArrivedInTheFuture(today=write_day(today))
    if written.dated is not None and written.dated > written.arrived_on:
        raise WrittenAfterArrival(arrived=write_day(written.arrived_on))


def _folded(written: Written) -> str:
    return search_key(f"{written.symbol} {written.abstract} {written.sender}")[:800]


def locked_register(agency: Agency, year: int, *, at: datetime) -> ArrivalRegister:
    """Open a year's register and hold it until the transaction ends; a number taken in one that fails goes back."""
    # Two who open it at once: the second waits for the first and finds it made.
    ArrivalRegister.unscoped.bulk_create(
        [ArrivalRegister(owner_agency=agency, year=year, sharing=Sharing.AGENCY, created_at=at)], ignore_conflicts=True
    )
    register: ArrivalRegister = lock(ArrivalRegister.unscoped, owner_agency=agency, year=year)
    return register
