"""The cards of the first team: most hold for years, one ends within the month."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.agencies.selectors import officers_for_duty
from minhbach.domains.inspections.services import add_card
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import TEAM_ONE
from minhbach.interfaces.demo.world.province import Staff, agency

FIVE_YEARS = timedelta(days=5 * 365)


def give_cards(staff: Staff, *, at: datetime) -> int:
    """Enter a card for each officer of the team; returns how many."""
    unit, today = agency(TEAM_ONE), local_date(at)
    crew = list(officers_for_duty(unit, on=today))
    for number, holder in enumerate(crew, start=1):
        until = today + (timedelta(days=25) if number == 1 else FIVE_YEARS / 2)
        add_card(
            officer=staff["quantri"], at=at, agency=unit, holder=holder, kind="Thẻ kiểm tra thị trường",
            number=f"MẪU-{number:03d}", valid_from=until - FIVE_YEARS, valid_until=until,
        )  # fmt: skip
    return len(crew)
