"""Linkage, when two judge one pair, or two workers link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage import refusals, services
from minhbach.domains.linkage.models import Candidate
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.linkage.shops import PHONE, link, shop
from tests.races.race import Act, Done, as_read, by, race
from tests.worlds import World


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    def act(service: Callable[..., Any], officer: Officer, **asked: Any) -> Act:
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=world.at, **asked))

    return act


@pytest.fixture
def two(world: World) -> tuple[Subject, Subject]:
    one = shop(world, world.outsider, "Tạp hóa Sương Mai", phone=PHONE)
    return one, shop(world, world.inspector, "Kho hàng Kỳ Lừa", phone=PHONE)


@pytest.mark.race("linkage.judge")
def test_one_pair_is_judged_once(world: World, act: Any, two: Any) -> None:
    said = [
        act(services.judge, officer, one=as_read(two[0]), other=as_read(two[1]), verdict=verdict)
        for officer, verdict in ((world.inspector, Verdict.SAME), (world.outsider, Verdict.DIFFERENT))
    ]
    assert race(*said) == (Done, refusals.AlreadyJudged)


@pytest.mark.race("linkage.take_back")
def test_a_judgement_is_ended_once(world: World, act: Any, two: Any) -> None:
    with world.acting(world.inspector):
        judgement = services.judge(officer=world.inspector, at=world.at, one=two[0], other=two[1], verdict=Verdict.SAME)
    ends = [act(services.take_back, world.inspector, judgement=as_read(judgement)) for _ in range(2)]
    assert race(*ends) == (Done, refusals.JudgementEnded)


@pytest.mark.race("linkage.link_subjects")
def test_two_that_are_linked_at_once_find_each_other(world: World, two: Any) -> None:
    def linking(one: Subject) -> Act:
        return by(lambda: acting_as(SYSTEM), lambda: link(one))

    assert race(linking(two[0]), linking(two[1])) == (Done, Done)
    with acting_as(SYSTEM):
        assert Candidate.objects.count() == 1
