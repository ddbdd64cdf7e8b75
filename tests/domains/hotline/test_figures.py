"""Figures of answering"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import time_machine

from minhbach.domains.hotline import selectors, services
from minhbach.domains.hotline.selectors.figures import Row
from minhbach.domains.hotline.types import EventKind, TryResult
from minhbach.domains.intake import services as intake
from minhbach.foundation.clock import VIETNAM, now
from tests.domains.hotline.making import entered, event, line
from tests.worlds import World

DAY = date(2026, 11, 20)


def at(hour: int, minute: int = 0, second: int = 0, *, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=VIETNAM)


def rang(name: str, came: datetime, *, waited: int | None) -> None:
    """A call that rang, and was answered after so many seconds or never."""
    told = [event(EventKind.RINGING, came.isoformat(), call=name, caller="0912000345")]
    if waited is not None:
        told.append(event(EventKind.ANSWERED, (came + timedelta(seconds=waited)).isoformat(), call=name))
    told.append(event(EventKind.ENDED, (came + timedelta(minutes=2)).isoformat(), call=name))
    services.hear_events(at=came + timedelta(minutes=2), told=told)


def test_are_told_by_line_and_shift_and_as_of_any_day(world: World) -> None:
    officer = world.committee_officer
    with time_machine.travel(at(6), tick=False):
        at_line = line(world)
    for name, hour, waited in (("a", 8, 5), ("b", 9, 11), ("c", 10, 60), ("d", 11, None), ("e", 18, 7)):
        rang(name, at(hour), waited=waited)
    with time_machine.travel(at(12), tick=False):
        report = entered(world, at_line)
    with time_machine.travel(at(15), tick=False), world.acting(officer):
        intake.answer(officer=officer, at=now(), report=report, text="Đã nhận.")
    with time_machine.travel(at(9, day=21), tick=False), world.acting(officer):
        (waiting,) = selectors.waiting_calls()
        services.try_back(officer=officer, at=now(), call=waiting, result=TryResult.REACHED)

    def told(as_of: datetime) -> list[Row]:
        with world.acting(officer):
            return list(selectors.figures_of(selectors.visible_lines(), first=DAY, last=DAY, as_of=as_of))

    day = Row(
        line=at_line.name, place=world.province.name, shift="trực ban ngày", calls=5, answered=4, missed=1, returned=0,
        waits=timedelta(seconds=11), waits_most=timedelta(seconds=60), first_answer=timedelta(hours=3),
    )  # fmt: skip
    night = Row(
        line=at_line.name, place=world.province.name, shift="trực ban đêm", calls=1, answered=1, missed=0, returned=0,
        waits=timedelta(seconds=7), waits_most=timedelta(seconds=7), first_answer=None,
    )  # fmt: skip
    assert told(at(23)) == [day, night]
    assert day.rate == 80
    # A day later the missed one was returned; at noon of the day itself there was no answer, and no night.
    after = told(at(12, day=21))
    assert (after[0].returned, after[0].missed, after[0].rate) == (1, 1, 100)
    (noon,) = told(at(13))
    assert (noon.calls, noon.first_answer) == (5, None)
    (morning,) = told(at(8, 30))
    assert (morning.calls, morning.answered, morning.waits) == (1, 1, timedelta(seconds=5))


def test_are_none_for_another_province(world: World) -> None:
    entered(world, line(world))
    with world.acting(world.stranger):
        today = now().date()
        lines = selectors.visible_lines()
        assert selectors.figures_of(lines, first=today - timedelta(2), last=today + timedelta(2), as_of=now()) == []
