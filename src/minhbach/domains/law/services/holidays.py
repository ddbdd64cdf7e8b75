"""Keeping the calendar of holidays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law.models import DayKind, Holiday, HolidayYear, Origin
from minhbach.domains.law.policies import require_law_keeper
from minhbach.domains.law.services.writing import lock_law, require_basis, touch_law
from minhbach.foundation import audit
from minhbach.foundation.refusals import NotFound


@transaction.atomic
def set_day(*, officer: Officer, at: datetime, day: date, kind: DayKind, name_vi: str) -> Holiday:
    """Mark a day as off, or as worked, whatever its weekday.

    Raises: RoleMissing, BasisMissing when the day is given no name.
    """
    require_law_keeper(officer, at=at)
    revision = lock_law()
    name_vi = require_basis(name_vi)
    before = Holiday.objects.filter(day=day).first()
    holiday = Holiday(day=day, kind=kind.value, name_vi=name_vi, origin=Origin.OFFICER)
    holiday.save()
    touch_law(revision)
    audit.record(
        "law.holiday.set",
        officer_id=officer.id,
        at=at,
        target_type="law.Holiday",
        target_id=day.isoformat(),
        data={"kind": kind.value, "was": before.kind if before else None},
    )
    return holiday


@transaction.atomic
def confirm_year(*, officer: Officer, at: datetime, year: int, basis: str) -> HolidayYear:
    """Record that a legal officer has checked a year's holidays against the announcement.

    Raises: RoleMissing, BasisMissing, NotFound for a year without any holiday.
    """
    require_law_keeper(officer, at=at)
    revision = lock_law()
    basis = require_basis(basis)
    if not Holiday.objects.filter(day__year=year).exists():
        raise NotFound
    confirmed = HolidayYear(year=year, confirmed_by=officer, confirmed_at=at, basis=basis)
    confirmed.save()
    touch_law(revision)
    audit.record(
        "law.holidays.confirmed",
        officer_id=officer.id,
        at=at,
        target_type="law.HolidayYear",
        target_id=str(year),
    )
    return confirmed
