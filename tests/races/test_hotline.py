"""Two at once at the desk: each act is done on what the other left."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.hotline import refusals, services
from minhbach.domains.hotline.models import Call, CallBack, CallEvent, Stint
from minhbach.domains.hotline.types import EventKind, TryResult
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.making import entered, event, line, missed
from tests.domains.intake.making import opened
from tests.races.race import Done, as_read, by, race
from tests.worlds import World


def raced(world: World, *acts: Any) -> tuple[type, type]:
    first, second = (by(partial(world.acting, world.committee_officer), act) for act in acts)
    return race(first, second)


@pytest.mark.race(
    "hotline.take_on", "hotline.try_back", "hotline.enter_call", "hotline.take_over", "hotline.hand_over",
    "hotline.close_line", "hotline.give_instruction", "hotline.hear_events", "hotline.close_anew",
)  # fmt: skip
def test_two_officers_at_one_desk_do_nothing_twice(world: World) -> None:
    at_line = line(world)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    call = missed(world, at_line)
    assert raced(world, *(partial(services.take_on, call=as_read(call), **same) for _ in range(2))) == (Done, Done)
    assert race(services.close_anew, services.close_anew) == (Done, Done)
    reached = partial(services.try_back, result=TryResult.REACHED, **same)
    assert raced(world, *(partial(reached, call=as_read(call)) for _ in range(2))) == (Done, refusals.CallSettled)
    with acting_as(SYSTEM):
        assert CallBack.objects.count() == 1
    enter = partial(services.enter_call, kind="TIN_BAO", what="Một lần.", where="", press=UUID(int=7), **same)
    assert raced(world, *(partial(enter, line=as_read(at_line)) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        assert Call.objects.filter(report__isnull=False).count() == 1
    begin, end = partial(services.take_over, **same), partial(services.hand_over, **same)
    assert raced(world, *(partial(begin, line=as_read(at_line)) for _ in range(2))) == (Done, refusals.AlreadyOnDuty)
    assert raced(world, *(partial(end, line=as_read(at_line)) for _ in range(2))) == (Done, refusals.NotOnDuty)
    with acting_as(SYSTEM):
        assert Stint.objects.count() == 1
    report = entered(world, at_line, press=UUID(int=8))
    with world.acting(world.committee_head):
        services.raise_to_head(officer=world.committee_head, at=now(), report=report)
    word = partial(services.give_instruction, officer=world.committee_head, at=now(), text="Làm ngay.")
    head = partial(by, partial(world.acting, world.committee_head))
    given = race(*(head(partial(word, report=as_read(report))) for _ in range(2)))
    assert given == (Done, refusals.NothingAsked)
    told = partial(services.hear_events, at=now(), told=[event(EventKind.RINGING, now().isoformat(), call="r")])
    assert race(told, told) == (Done, Done)
    with acting_as(SYSTEM):
        assert (CallEvent.objects.count(), Call.objects.filter(key="r").count()) == (1, 1)
    assert raced(world, *(partial(services.close_line, line=as_read(at_line), **same) for _ in range(2))) == (
        Done, refusals.LineClosed,
    )  # fmt: skip


@pytest.mark.race("hotline.take_down_box", "hotline.write_opening", "hotline.sign_opening")
def test_two_at_one_letter_box_open_sign_and_take_it_down_once(world: World) -> None:
    letterbox = opened(world, slug="hom-thu", place=None)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    with world.acting(world.committee_officer):
        box = services.put_up_box(
            name="Hòm", spot="Chợ", letterbox=letterbox, first_key=world.committee_officer,
            second_key=world.committee_head, **same,
        )  # fmt: skip
        services.write_opening(box=box, letters=1, **same)
    sign = partial(services.sign_opening, officer=world.committee_head, at=now())
    head = partial(by, partial(world.acting, world.committee_head))
    signed = race(*(head(partial(sign, box=as_read(box))) for _ in range(2)))
    assert signed == (Done, refusals.OpeningNotYours)
    down = partial(services.take_down_box, **same)
    assert raced(world, *(partial(down, box=as_read(box)) for _ in range(2))) == (Done, refusals.BoxClosed)
    # An opening that waited for the box to be taken down finds it gone.
    again = partial(services.write_opening, letters=1, **same)
    assert raced(world, *(partial(again, box=as_read(box)) for _ in range(2))) == (
        refusals.BoxClosed, refusals.BoxClosed,
    )  # fmt: skip
