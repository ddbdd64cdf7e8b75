"""Linkage, when two judge one pair, or two workers link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage import refusals, services
from minhbach.domains.linkage.models import Candidate, Judgement, Key, Sample, Sweeping
from minhbach.domains.linkage.services import sweeping
from minhbach.domains.linkage.store import TableStore
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.foundation import jobs
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.linkage.shops import PHONE, link, shop
from tests.races.race import Act, Done, all_at_once, as_read, by, race
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


@pytest.mark.race("linkage.draw_sample", "linkage.ask_for_sweep")
def test_a_month_has_one_sample_and_the_register_one_sweep(world: World) -> None:
    def drawing() -> Any:
        return services.draw_sample(month=date(2026, 11, 1), at=world.at)

    def asking() -> Any:
        return services.ask_for_sweep(at=world.at)

    for act in (drawing, asking):
        assert race(*(by(lambda: acting_as(SYSTEM), act) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        assert (Sample.objects.count(), Sweeping.objects.count()) == (1, 1)


@pytest.mark.race("linkage.begin_sweep", "linkage.finish_sweep", "linkage.fail_sweep")
def test_a_sweep_that_has_failed_is_not_begun_again(world: World) -> None:
    with acting_as(SYSTEM):
        Sweeping.objects.all().delete()
        swept = services.ask_for_sweep(at=world.at)
    assert swept is not None

    def fail() -> None:
        with acting_as(SYSTEM):
            sweeping.fail_sweep(swept.pk, {"code": "x"}, at=world.at)

    def begin() -> None:
        with acting_as(SYSTEM):
            assert sweeping.begin_sweep(swept.pk, at=world.at) is None

    def finish() -> None:
        with acting_as(SYSTEM):
            sweeping.finish_sweep(swept.pk, rows=0, at=world.at)

    assert race(fail, begin) == (Done, Done)
    assert race(finish, fail) == (Done, Done)
    with acting_as(SYSTEM):
        assert Sweeping.objects.get().state == "done"


@pytest.mark.race("linkage.take_back")
def test_what_a_judgement_joined_is_separated_once_by_whoever_comes_first(world: World, act: Any, two: Any) -> None:
    with world.acting(world.inspector):
        judgement = services.judge(officer=world.inspector, at=world.at, one=two[0], other=two[1], verdict=Verdict.SAME)
    part = act(subjects.separate, world.inspector, subject=as_read(judgement.joined), reason="Nhầm")
    back = act(services.take_back, world.inspector, judgement=as_read(judgement))
    assert race(part, back) == (Done, Done)
    with acting_as(SYSTEM):
        assert Subject.objects.get(pk=two[1].pk).canonical_id is None
        assert Judgement.objects.get(pk=judgement.pk).ended_at == world.at


def test_two_workers_share_what_waits_and_leave_nothing(world: World, two: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select unnest(ids) from foundation_following where task = 'linkage.link'")
        waiting = [one for (one,) in cursor.fetchall()]
    assert set(waiting) >= {one.pk for one in two}
    done = all_at_once([lambda: jobs.follow_up("linkage.link")] * 2)
    # What waits twice is done once by one worker, twice by two.
    assert len(set(waiting)) <= sum(done) <= len(waiting)
    with acting_as(SYSTEM):
        assert Candidate.objects.filter(one__in=two, other__in=two).count() == 1
    assert jobs.follow_up("linkage.link") == 0


def test_linking_that_loses_its_database_leaves_all_that_waits_waiting(
    world: World, two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("select ids::text from foundation_following where task = 'linkage.link' order by id")
            return [ids for (ids,) in cursor.fetchall()]

    def lost(*_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    before = waiting()
    assert len(before) >= 2
    with monkeypatch.context() as broken:
        broken.setattr(TableStore, "keep_clusters", lost)
        (end,) = all_at_once([lambda: jobs.follow_up("linkage.link")])
    assert isinstance(end, OperationalError | InterfaceError)
    assert waiting() == before
    with acting_as(SYSTEM):
        assert not Key.objects.filter(subject__in=two).exists()
    jobs.follow_up("linkage.link")
    with acting_as(SYSTEM):
        assert Candidate.objects.filter(one__in=two, other__in=two).count() == 1
    assert waiting() == []
