"""Lịch trực: who is on duty, a month at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Duty, Officer
from minhbach.domains.agencies.policies import ROTA_KEEPERS, require_role
from minhbach.domains.agencies.refusals import DutyOfStranger
from minhbach.domains.agencies.selectors.rota import days_of_month, officers_for_duty
from minhbach.domains.agencies.types import Shift
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, and the number to call, where it is not the officer's own."""

    officer: Officer
    phone: str = ""


@transaction.atomic
def set_rota(
    *, agency: Agency, month: date, turns: Mapping[tuple[date, Shift], Turn], officer: Officer, at: datetime
) -> None:
    """Set who is on duty in an agency in the month that a day lies in; what TURNS does not name is free.

    Raises: RoleMissing, DutyOfStranger.
    """
    require_role(officer, *ROTA_KEEPERS, at=at, agency=agency)
    days = days_of_month(month)
    known = {one.id for one in officers_for_duty(agency, on=local_date(at))}
    if stranger := next((turn.officer for turn in turns.values() if turn.officer.id not in known), None):
        raise DutyOfStranger(officer=stranger.full_name, agency=agency.name)
    wanted = {key: turn for key, turn in turns.items() if days[0] <= key[0] <= days[-1]}
    standing = Duty.objects.filter(agency=agency, day__range=(days[0], days[-1]))
    free = [duty.id for duty in standing if (duty.day, Shift(duty.shift)) not in wanted]
    Duty.objects.filter(id__in=free).delete()
    Duty.objects.bulk_create(
        [
            Duty(agency=agency, day=day, shift=shift, officer=turn.officer, phone=turn.phone or turn.officer.phone)
            for (day, shift), turn in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["agency", "day", "shift"],
        update_fields=["officer", "phone"],
    )
    audit.record(
        "agencies.rota.set",
        officer_id=officer.pk,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"month": f"{month:%Y-%m}", "turns": len(wanted)},
    )
