"""Two at once with what arrives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from minhbach.domains.arrivals import refusals, services
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.types import Written
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.races.race import Act, Done, by, race
from tests.worlds import AT, World, make_world

LETTER = Written(arrived_on=date(2026, 11, 20), sender="Cục Thuế", abstract="Công văn trả lời")


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    """`act(service, "head", …)`: an act of one who holds a post of the world."""

    def act(service: Callable[..., Any], who: str, **asked: Any) -> Act:
        officer = getattr(world, who)
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=AT, **asked))

    return act


def registered(world: World) -> Arrival:
    with world.acting(world.records_clerk):
        return services.register_arrival(officer=world.records_clerk, at=AT, agency=world.branch, written=LETTER)


@pytest.mark.race("arrivals.register_arrival")
def test_two_who_register_at_once_take_two_numbers_in_a_row(world: World, act: Any) -> None:
    last = registered(world).number
    one = act(services.register_arrival, "records_clerk", agency=world.branch, written=LETTER)
    assert race(one, one) == (Done, Done)
    with acting_as(SYSTEM):
        numbers = Arrival.unscoped.filter(owner_agency=world.branch, number__gt=last).values_list("number", flat=True)
        assert sorted(numbers) == [last + 1, last + 2]


@pytest.mark.race("arrivals.start_register")
def test_a_register_goes_on_from_one_number_only(world: World, act: Any) -> None:
    starts = [
        act(services.start_register, "records_clerk", agency=world.committee, first_number=number, reason="Sổ giấy")
        for number in (318, 400)
    ]
    assert race(*starts) == (Done, refusals.RegisterRunning)


@pytest.mark.race("arrivals.instruct", "arrivals.finish_arrival")
def test_what_is_dealt_with_meanwhile_is_given_to_nobody_else(world: World, act: Any) -> None:
    arrival = registered(world)
    with world.acting(world.head):
        services.instruct(officer=world.head, at=AT, arrival=arrival, instruction="", assignee=world.inspector)
    ends = race(
        act(services.finish_arrival, "inspector", arrival=arrival, outcome="Xong"),
        act(services.instruct, "head", arrival=arrival, instruction="", assignee=world.deputy),
    )
    assert ends == (Done, refusals.AlreadyDone)


@pytest.mark.race("arrivals.amend_arrival")
def test_a_line_is_mended_after_the_other_hand(world: World, act: Any) -> None:
    arrival = registered(world)
    mends = [
        act(services.amend_arrival, "records_clerk", arrival=arrival, written=Written(
            arrived_on=LETTER.arrived_on, sender=sender, abstract="Công văn trả lời"
        ))
        for sender in ("Cục Hải quan", "Sở Y tế")
    ]  # fmt: skip
    assert race(*mends) == (Done, Done)
    with acting_as(SYSTEM):
        assert Arrival.unscoped.get(id=arrival.id).sender == "Sở Y tế"
