"""What another system keeps, when two take it in, bring it together or settle it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.elsewhere import refusals, selectors, services
from minhbach.domains.elsewhere.models import Entered, Export, Settlement, Twin, Use
from minhbach.domains.elsewhere.types import SYSTEMS
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, _post, as_officer, at, case_at, make_world, on
from tests.domains.elsewhere.making import export_of, row_of, sent, taken, tried, twin_of
from tests.races.race import Act, Done, as_read, by, race

_numbers = count(20_010_001)


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def number() -> str:
    return str(next(_numbers))


@pytest.fixture
def act() -> Callable[..., Act]:
    def act(service: Callable[..., Any], post: Post, **asked: Any) -> Act:
        return by(lambda: as_officer(post, at(15)), lambda: service(officer=post.officer, at=at(15), **asked))

    return act


def alone(number: str) -> bytes:
    return export_of(f"{number},,Rượu,02/11/2026,Ai đó,,,,")


@pytest.mark.race("elsewhere.receive_export")
def test_a_file_that_two_send_is_one(world: World, act: Any, number: str) -> None:
    both = [act(services.receive_export, post, content=alone(number)) for post in (world.inspector, world.second)]
    with acting_as(SYSTEM):
        before = Export.objects.count()
    assert race(*both) == (Done, Done)
    with acting_as(SYSTEM):
        assert Export.objects.count() == before + 1


@pytest.mark.race("elsewhere.take_export", "elsewhere.try_export")
@pytest.mark.parametrize("is_tried", [True, False])
def test_a_file_is_taken_once(world: World, act: Any, number: str, is_tried: bool) -> None:
    export = tried(world, sent(world, alone(number)))
    take = act(services.take_export, world.inspector, export=as_read(export))
    again = act(services.try_export, world.second, export=as_read(export), mapping=export.mapping)
    late = again if is_tried else act(services.take_export, world.second, export=as_read(export))
    assert race(take, late) == (Done, refusals.ExportDone)
    with acting_as(SYSTEM):
        assert Twin.objects.filter(number=number).count() == 1


@pytest.mark.race("elsewhere.undo_export")
def test_a_file_is_taken_back_once(world: World, act: Any, number: str) -> None:
    export = taken(world, alone(number))
    both = [act(services.undo_export, world.inspector, export=as_read(export), reason="Nhầm") for _ in range(2)]
    assert race(*both) == (Done, refusals.ExportDone)


@pytest.mark.race("elsewhere.link_case", "elsewhere.open_cases")
def test_a_file_there_has_one_case_here(world: World, act: Any, number: str) -> None:
    case = case_at(world, "opened")
    taken(world, alone(number))
    twin = twin_of(world, number)
    with acting_as(SYSTEM):
        before = Case.objects.count()
    link = act(services.link_case, world.inspector, twin=as_read(twin), code=case.code)
    opening = [act(services.open_cases, world.second, twins=[as_read(twin)]) for _ in range(2)]
    assert race(link, opening[0]) == (Done, refusals.AlreadyLinked)
    assert race(opening[0], opening[1]) == (refusals.AlreadyLinked, refusals.AlreadyLinked)
    with acting_as(SYSTEM):
        assert Case.objects.count() == before
    assert twin_of(world, number).case == case


@pytest.mark.race("elsewhere.settle")
def test_two_who_settle_the_same_are_both_kept_and_nothing_stays_open(world: World, act: Any, number: str) -> None:
    taken(world, export_of(row_of(case_at(world, "decided"), number, fine="5.000.000")))
    twin = twin_of(world, number)
    both = [
        act(services.settle, post, twin=as_read(twin), field="fine_vnd", right=right)
        for post, right in ((world.inspector, "ours"), (world.second, "theirs"))
    ]
    assert race(*both) == (Done, Done)
    with acting_as(SYSTEM):
        assert Settlement.objects.filter(twin=twin).count() == 2
        assert selectors.open_count(Twin.objects.select_related("case__owner_agency").get(pk=twin.pk)) == 0
    assert twin_of(world, number).difference_count == 0


@pytest.mark.race("elsewhere.mark_entered")
def test_a_case_marked_twice_with_the_same_number_is_marked_once(world: World, act: Any, number: str) -> None:
    case = case_at(world, "opened")
    given = {"system": SYSTEMS["ins"], "number": number, "entered_on": on(3)}
    both = [act(services.mark_entered, world.inspector, case=as_read(case), **given) for _ in range(2)]
    assert race(*both) == (Done, Done)
    with acting_as(SYSTEM):
        assert Entered.objects.filter(case=case).count() == 1


@pytest.mark.race("elsewhere.set_use")
def test_one_day_has_one_setting(world: World, act: Any) -> None:
    keeper = _post("quan", "Đinh Văn Quản", world.department, Role.ADMINISTRATOR, "Quản trị")
    given = {"agency": world.team, "system": SYSTEMS["kntc"], "valid_from": on(3)}
    both = [act(services.set_use, keeper, is_used=used, **given) for used in (True, False)]
    assert race(*both) == (Done, refusals.UseAlreadySet)
    with acting_as(SYSTEM):
        assert list(Use.unscoped.values_list("is_used", flat=True)) == [True]
