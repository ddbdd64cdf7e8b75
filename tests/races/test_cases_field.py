"""What two devices of one case send at once, and what two decide at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.models import Case, CaseEvent, FieldEntry, FieldKit
from minhbach.domains.cases.types.field import Sent
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on
from tests.races.race import Act, Done, as_read, by, race

HOME = at(4)


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def case(world: World, files: Path) -> Case:
    found = case_at(world, "ordered")
    both = (str(world.inspector.officer_id), str(world.second.officer_id))
    with as_officer(world.head, at(2)) as head:
        services.do(officer=head, at=at(2), case=found, fact=Assigned(leader_id=both[0], officer_ids=both))
    return found


def act(post: Post, service: Callable[..., Any], moment: Any = HOME, **asked: Any) -> Act:
    return by(lambda: as_officer(post, moment), partial(service, officer=post.officer, at=moment, **asked))


def taken(case: Case, post: Post) -> FieldKit:
    kit: FieldKit = act(post, services.take_along, at(2.5), case=as_read(case), day=on(3))()
    return kit


def sent(kind: str, **content: Any) -> Sent:
    return Sent(id=uuid4(), kind=kind, content=content, made_at=at(3.1), device_at=HOME)


def minutes(*lines: Sent) -> Sent:
    return sent(
        "minutes", started_at=at(3).isoformat(), ended_at=at(3.1).isoformat(), place="Chợ", findings="Không hóa đơn",
        has_violation=True, lines=[str(one.id) for one in lines],
    )  # fmt: skip


def entries(case: Case) -> dict[Any, str]:
    with acting_as(SYSTEM):
        return dict(FieldEntry.objects.filter(case=case).values_list("id", "state"))


@pytest.mark.race("cases.take_along")
def test_a_case_is_taken_along_once(world: World, case: Case) -> None:
    taking = [act(world.inspector, services.take_along, at(2.5), case=as_read(case), day=on(3)) for _ in range(2)]
    assert race(*taking) == (Done, Done)
    with acting_as(SYSTEM):
        assert FieldKit.objects.filter(case=case).count() == 1


@pytest.mark.race("cases.receive_entry")
def test_one_entry_sent_twice_at_once_is_one(world: World, case: Case) -> None:
    kit, whole = taken(case, world.inspector), minutes()
    sending = [act(world.inspector, services.receive_entry, kit_id=kit.pk, sent=whole) for _ in range(2)]
    assert race(*sending) == (Done, Done)
    assert entries(case) == {whole.id: "entered"}


@pytest.mark.race("cases.receive_entry")
def test_two_officers_write_minutes_of_one_case_and_nothing_is_lost_or_doubled(world: World, case: Case) -> None:
    his, hers = taken(case, world.inspector), taken(case, world.second)
    bag, belt = sent("goods", name="Túi", quantity="1"), sent("goods", name="Thắt lưng", quantity="2")
    act(world.inspector, services.receive_entry, kit_id=his.pk, sent=bag)()
    act(world.second, services.receive_entry, kit_id=hers.pk, sent=belt)()
    first, second = minutes(bag), minutes(belt)
    ends = race(
        act(world.inspector, services.receive_entry, kit_id=his.pk, sent=first),
        act(world.second, services.receive_entry, kit_id=hers.pk, sent=second),
    )
    assert ends == (Done, Done)
    assert entries(case) == {bag.id: "entered", belt.id: "entered", first.id: "entered", second.id: "waiting"}
    with acting_as(SYSTEM):
        [event] = CaseEvent.objects.filter(case=case, kind="inspected")
        assert sorted(one.name for one in selectors.goods_of(event.id)) == ["Thắt lưng", "Túi"]


@pytest.mark.race("cases.let_in", "cases.turn_down", "cases.keep_beside")
def test_an_entry_is_dealt_with_once(world: World, case: Case) -> None:
    kit = taken(case, world.second)
    act(world.inspector, services.receive_entry, kit_id=taken(case, world.inspector).pk, sent=minutes())()
    for first, second in (
        (services.let_in, partial(services.turn_down, word="Đếm hai lần")),
        (services.keep_beside, services.let_in),
    ):
        late = act(world.second, services.receive_entry, kit_id=kit.pk, sent=sent("goods", name="Ví", quantity="1"))()
        ends = race(act(world.inspector, first, entry=as_read(late)), act(world.head, second, entry=as_read(late)))
        assert ends == (Done, refusals.FieldEntrySettled)


@pytest.mark.race("cases.give_back", "cases.receive_entry")
def test_what_comes_while_a_device_is_emptied_is_not_lost(world: World, case: Case) -> None:
    kit, line = taken(case, world.inspector), sent("goods", name="Ví", quantity="1")
    ends = race(
        act(world.inspector, services.receive_entry, kit_id=kit.pk, sent=line),
        act(world.inspector, services.give_back, kit_id=kit.pk),
    )
    assert ends == (Done, Done)
    assert entries(case) == {line.id: "waiting"}
