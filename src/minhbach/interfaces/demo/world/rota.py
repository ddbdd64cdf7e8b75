"""Lịch trực of the branch and of its first team, this month."""

from __future__ import annotations

from datetime import date, datetime
from itertools import cycle

from minhbach.domains.agencies.selectors import days_of_month, officers_for_duty
from minhbach.domains.agencies.services import Turn, set_rota
from minhbach.domains.agencies.types import Shift
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import BRANCH, TEAM_ONE
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.codes import invent_phone
from minhbach.interfaces.demo.world.province import Staff, agency


def put_on_duty(staff: Staff, *, at: datetime) -> None:
    """Put each officer of the two units on duty in turn, the heads as leaders of the day."""
    chance, today = chance_for("rota"), local_date(at)
    for key, head in ((BRANCH, "chicuctruong"), (TEAM_ONE, "doitruong")):
        unit = agency(key)
        crew = cycle(officers_for_duty(unit, on=today))
        phone = invent_phone(chance)
        turns: dict[tuple[date, Shift], Turn] = {}
        for day in days_of_month(today):
            turns[day, Shift.LEADER] = Turn(staff[head], phone)
            turns[day, Shift.NIGHT] = Turn(next(crew), phone)
        set_rota(agency=unit, month=today, turns=turns, officer=staff[head], at=at)
