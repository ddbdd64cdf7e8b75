"""Two at once with what is kept of an area."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from minhbach.domains.areas import refusals, services
from minhbach.domains.areas.models import AreaKeeper, Keeping, Measure, Pursuit
from minhbach.domains.areas.services import Held, Kept
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.races.race import Act, Done, as_read, by, fresh, race
from tests.worlds import AT, World, make_world

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    """`act(service, "head", …)`: an act of one who holds a post of the world, with what they read before."""

    def act(service: Callable[..., Any], who: str, **asked: Any) -> Act:
        officer = getattr(world, who)
        read = {name: as_read(value) if hasattr(value, "_meta") else value for name, value in asked.items()}
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=AT, **read))

    return act


def made(world: World, service: Callable[..., Any], **asked: Any) -> Any:
    with world.acting(world.inspector):
        return service(officer=world.inspector, at=AT, **asked)


def somebody(world: World, kind: str = "household") -> Subject:
    return made(world, subjects.register_subject, kind=kind, name="Hộ Lý Văn Tám", place=world.commune)


@pytest.mark.race("areas.end_keeping", "areas.change_keeping")
def test_what_was_taken_off_the_list_meanwhile_is_not_changed(world: World, act: Any) -> None:
    kept = made(world, services.keep, subject=somebody(world), kept=Kept(group="retail"))
    end = act(services.end_keeping, "inspector", keeping=kept, reason="moved")
    change = act(services.change_keeping, "team_head", keeping=kept, kept=Kept(group="importer"))
    assert race(end, change) == (Done, refusals.EndedAlready)
    assert fresh(kept).group == "retail"


def test_a_merchant_is_put_on_the_list_once(world: World, act: Any) -> None:
    subject = somebody(world)
    keep = [act(services.keep, who, subject=subject, kept=Kept(group="retail")) for who in ("inspector", "team_head")]
    assert race(*keep) == (Done, refusals.KeptAlready)
    with acting_as(SYSTEM):
        assert Keeping.unscoped.filter(subject=subject).count() == 1


@pytest.mark.race("areas.take_back_visit", "areas.end_licence")
def test_a_thing_ends_once(world: World, act: Any) -> None:
    subject = somebody(world)
    visit = made(world, services.record_visit, subject=subject, made_on=TODAY, seen="x")
    twice = [act(services.take_back_visit, who, visit=visit, why=who) for who in ("inspector", "team_head")]
    assert race(*twice) == (Done, refusals.EndedAlready)
    assert fresh(visit).taken_back_why == "inspector"
    licence = made(world, services.record_licence, subject=subject, held=Held(kind="gas", number="1"))
    twice = [act(services.end_licence, "inspector", licence=licence, reason=why) for why in ("renewed", "error")]
    assert race(*twice) == (Done, refusals.EndedAlready)
    assert fresh(licence).end_reason == "renewed"


@pytest.mark.race("areas.assign_area")
def test_a_place_has_one_keeper(world: World, act: Any) -> None:
    assign = [
        act(services.assign_area, "team_head", place=world.commune, keeper=getattr(world, who))
        for who in ("inspector", "inspection_leader")
    ]
    assert race(*assign) == (Done, Done)
    with acting_as(SYSTEM):
        [now] = AreaKeeper.unscoped.filter(place=world.commune)
        assert (now.officer, now.valid_until) == (world.inspection_leader, None)


@pytest.mark.race("areas.end_point", "areas.note_point")
def test_nothing_is_noted_of_a_point_that_was_ended_meanwhile(world: World, act: Any) -> None:
    point = made(world, services.add_point, kind="yard", name="Bãi Vắng", place=world.commune)
    end = act(services.end_point, "inspector", point=point, why="Đã giải tỏa")
    note = act(services.note_point, "team_head", point=point, words="Có xe")
    assert race(end, note) == (Done, refusals.EndedAlready)


@pytest.mark.race("areas.end_source", "areas.note_source")
def test_nothing_is_noted_of_an_informant_who_was_ended_meanwhile(world: World, act: Any) -> None:
    source = made(world, services.open_source, alias="Cây Sau Sau")
    end = act(services.end_source, "inspector", source=source)
    note = act(services.note_source, "inspector", source=source, words="x")
    assert race(end, note) == (Done, refusals.EndedAlready)


@pytest.mark.race(
    "areas.close_plan", "areas.set_measure", "areas.finish_measure", "areas.note_plan"
)  # fmt: skip
def test_a_plan_that_was_closed_meanwhile_takes_nothing_more(world: World, act: Any) -> None:
    plan = made(world, services.open_plan, subject=somebody(world), ground="other", about="x")
    measure = {"what": "Kiểm tra", "assignee": world.inspector, "due_on": TODAY}
    close = act(services.close_plan, "team_head", plan=plan, end="stopped", result="x")
    # A measure that came first is waited for.
    assert race(act(services.set_measure, "inspector", plan=plan, **measure), close) == (Done, refusals.MeasuresOpen)
    with acting_as(SYSTEM):
        first = Measure.objects.select_related("plan").get(plan=plan)
    done = [act(services.finish_measure, "inspector", measure=first, result=result) for result in ("một", "hai")]
    assert race(*done) == (Done, refusals.EndedAlready)
    assert race(close, act(services.note_plan, "inspector", plan=plan, words="x")) == (Done, refusals.EndedAlready)
    more = act(services.set_measure, "inspector", plan=plan, **measure)
    assert race(more, more) == (refusals.EndedAlready, refusals.EndedAlready)


@pytest.mark.race("areas.pursue", "areas.end_pursuit")
def test_a_seller_is_looked_for_by_one(world: World, act: Any) -> None:
    subject = somebody(world, "unknown")
    step = {"subject": subject, "next_step": "Hỏi sàn", "next_on": TODAY}
    pursue = [
        act(services.pursue, who, assignee=getattr(world, who), **step) for who in ("inspector", "inspection_leader")
    ]
    assert race(*pursue) == (Done, Done)
    with acting_as(SYSTEM):
        pursuit = Pursuit.unscoped.get(subject=subject)
    assert pursuit.officer_id == world.inspection_leader.id
    ends = [act(services.end_pursuit, "inspector", pursuit=pursuit, end=end) for end in ("gone", "same")]
    assert race(*ends) == (Done, refusals.EndedAlready)
