"""Minutes of handing over, when two work on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.models import CaseEvent
from minhbach.domains.cases.services import do, open_case
from minhbach.domains.handovers import refusals, services
from minhbach.domains.handovers.models import Item, Minutes
from minhbach.domains.handovers.types import ItemState
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.races.race import Act, Done, as_read, by, race
from tests.worlds import AT, World, make_world, officer_in


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    def act(service: Callable[..., Any], who: str, **asked: Any) -> Act:
        officer = getattr(world, who)
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=AT, **asked))

    return act


@pytest.fixture
def minutes(world: World, request: pytest.FixtureRequest) -> Minutes:
    """Minutes of an officer of the team of his own, who leads one case; it is offered to the leader of the team."""
    name = request.node.name
    with acting_as(SYSTEM):
        person = officer_in(world.team, "inspector", f"Người đi {name}", "Kiểm soát viên", username=name[:60])
    with world.acting(person):
        case = open_case(officer=person, at=AT, title="Kem trộn")
    with world.acting(world.team_head):
        do(officer=world.team_head, at=AT, case=case, fact=Assigned(leader_id=str(person.pk), officer_ids=()))
        made = services.open_minutes(
            officer=world.team_head, at=AT, person=person, reason="x", leaves_on=date(2026, 11, 27)
        )
        services.offer(officer=world.team_head, at=AT, minutes=made, items=ids(made), receiver=world.inspection_leader)
        return Minutes.objects.get(pk=made.pk)


def ids(minutes: Minutes) -> list[Any]:
    return list(Item.objects.filter(minutes=minutes).values_list("pk", flat=True))


def take(world: World, minutes: Minutes) -> None:
    with world.acting(world.inspection_leader):
        services.answer(officer=world.inspection_leader, at=AT, minutes=minutes, items=ids(minutes), takes=True)


def states(minutes: Minutes) -> list[str]:
    with acting_as(SYSTEM):
        return [one.state for one in Item.objects.filter(minutes=minutes)]


def listed(minutes: Minutes) -> list[Any]:
    with acting_as(SYSTEM):
        return ids(minutes)


def assigned(minutes: Minutes) -> int:
    with acting_as(SYSTEM):
        case_id = Item.objects.get(minutes=minutes).record_id
        return CaseEvent.objects.filter(case_id=case_id, kind="assigned").count()


@pytest.mark.race("handovers.carry_out", "handovers.relist")
def test_what_was_taken_is_passed_on_once(world: World, minutes: Minutes, act: Any) -> None:
    take(world, minutes)
    before = assigned(minutes)
    first, second = (act(services.carry_out, "team_head", minutes=as_read(minutes)) for _ in range(2))
    assert race(first, second) == (Done, Done)
    assert race(
        act(services.relist, "team_head", minutes=as_read(minutes)),
        act(services.relist, "head", minutes=as_read(minutes)),
    ) == (Done, Done)
    assert states(minutes) == [ItemState.MOVED]
    assert assigned(minutes) == before + 1


@pytest.mark.race("handovers.offer", "handovers.answer")
def test_what_was_offered_to_another_meanwhile_is_not_taken(world: World, minutes: Minutes, act: Any) -> None:
    picked = listed(minutes)
    ends = race(
        act(services.offer, "team_head", minutes=as_read(minutes), items=picked, receiver=world.team_head),
        act(services.answer, "inspection_leader", minutes=as_read(minutes), items=picked, takes=True),
    )
    assert ends == (Done, refusals.NotTheReceiver)
    assert states(minutes) == [ItemState.OFFERED]


@pytest.mark.race("handovers.close", "handovers.drop")
def test_minutes_end_once(world: World, minutes: Minutes, act: Any) -> None:
    drops = [act(services.drop, who, minutes=as_read(minutes)) for who in ("team_head", "head")]
    assert race(*drops) == (Done, refusals.MinutesEnded)
    assert race(act(services.close, "team_head", minutes=as_read(minutes)), drops[0]) == (
        refusals.MinutesEnded,
        refusals.MinutesEnded,
    )
