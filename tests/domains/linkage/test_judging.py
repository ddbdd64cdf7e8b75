"""What an officer says of two records"""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.linkage import selectors, services
from minhbach.domains.linkage.models import Judgement, Membership
from minhbach.domains.linkage.refusals import AlreadyJudged, AlreadyOne, JudgementEnded
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.subjects.models import Merge, Subject
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.linkage.shops import PHONE, link, shop
from tests.worlds import AT, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def two(world: World) -> tuple[Subject, Subject]:
    """The own team's shop, and another team's that was made later, with one number."""
    one = shop(world, world.outsider, "Tạp hóa Sương Mai", phone=PHONE)
    other = shop(world, world.inspector, "Kho hàng Kỳ Lừa", phone=PHONE)
    link(one, other)
    return one, other


def said(world: World, two: tuple[Subject, Subject], verdict: Verdict, officer: Any = None) -> Judgement:
    officer = officer or world.inspector
    with world.acting(officer):
        return services.judge(officer=officer, at=AT, one=two[0], other=two[1], verdict=verdict)


def canonical(*subjects: Subject) -> list[Any]:
    with acting_as(SYSTEM):
        return [Subject.objects.get(pk=one.pk).canonical_id for one in subjects]


def test_joins_the_own_record_where_they_are_the_same_and_separates_it_when_taken_back(
    world: World, two: tuple[Subject, Subject]
) -> None:
    judgement = said(world, two, Verdict.SAME)
    assert canonical(*two) == [None, two[0].pk]
    assert judgement.joined == two[1]
    with world.acting(world.inspector):
        assert selectors.pairs_to_judge() == []
        services.take_back(officer=world.inspector, at=AT, judgement=judgement)
        assert canonical(*two) == [None, None]
        assert Merge.objects.get().undone_at == AT
        assert [pair.one.pk for pair in selectors.pairs_to_judge()] == [min(two, key=lambda one: str(one.pk)).pk]
    told = AuditEntry.objects.filter(action__startswith="linkage.").order_by("recorded_at")
    assert [(row.action, row.data["verdict"]) for row in told] == [
        ("linkage.judgement.made", "same"),
        ("linkage.judgement.taken_back", "same"),
    ]


def test_is_asked_of_one_pair_of_each_record_at_a_time(world: World) -> None:
    """Of five that look like one there are ten pairs: what is said of one changes what the next are worth."""
    alike = [shop(world, world.inspector, f"Kho hàng Kỳ Lừa {n}", phone=PHONE) for n in "ABCDE"]
    apart = [shop(world, world.outsider, name, phone="0907654321") for name in ("Giày Kim Ngân", "Điện máy Hoàng Gia")]
    link(*alike, *apart)
    with world.acting(world.inspector):
        asked = selectors.pairs_to_judge()
        ends = [end.pk for pair in asked for end in (pair.one, pair.other)]
        assert (len(asked), len(set(ends))) == (3, 6)
        first = asked[0]
    said(world, (first.one, first.other), Verdict.SAME)
    with world.acting(world.inspector):
        asked = selectors.pairs_to_judge()
        ends = [end.canonical_id or end.pk for pair in asked for end in (pair.one, pair.other)]
        assert len(ends) == len(set(ends))


def test_binds_every_later_run(world: World, two: tuple[Subject, Subject]) -> None:
    judgement = said(world, two, Verdict.DIFFERENT)
    for _ in range(2):
        link(*two)
        with acting_as(SYSTEM):
            assert not Membership.objects.exists()
    with world.acting(world.inspector):
        assert selectors.pairs_to_judge() == []
        assert selectors.candidates_of(two[0]) == []
        services.take_back(officer=world.inspector, at=AT, judgement=judgement)
    link(*two)
    with acting_as(SYSTEM):
        assert Membership.objects.count() == 2
        assert Judgement.objects.get().ended_at == AT  # kept


def test_is_an_opinion_where_neither_record_is_the_own_agencys(world: World) -> None:
    one = shop(world, world.outsider, "Tạp hóa Sương Mai")
    other = shop(world, world.outsider, "Điện máy Hoàng Gia")
    assert said(world, (one, other), Verdict.SAME).joined is None
    link(one, other)
    assert canonical(one, other) == [None, None]
    with acting_as(SYSTEM):
        assert Membership.objects.get(subject=other).cluster_id == one.pk


def test_may_be_that_one_cannot_tell_until_somebody_can(world: World, two: tuple[Subject, Subject]) -> None:
    said(world, two, Verdict.UNSURE)
    with world.acting(world.inspector):
        assert selectors.pairs_to_judge() == []
    said(world, two, Verdict.DIFFERENT, world.outsider)
    with acting_as(SYSTEM):
        assert list(Judgement.objects.order_by("at", "id").values_list("verdict", "ended_by__username")) == [
            ("unsure", world.outsider.username),
            ("different", None),
        ]


def test_is_said_once_and_ended_once(world: World, two: tuple[Subject, Subject]) -> None:
    judgement = said(world, two, Verdict.DIFFERENT)
    with pytest.raises(AlreadyJudged):
        said(world, two, Verdict.SAME, world.outsider)
    assert canonical(*two) == [None, None]
    with world.acting(world.inspector):
        services.take_back(officer=world.inspector, at=AT, judgement=judgement)
        with pytest.raises(JudgementEnded):
            services.take_back(officer=world.inspector, at=AT, judgement=judgement)


def test_is_not_that_they_differ_while_they_are_joined(world: World, two: tuple[Subject, Subject]) -> None:
    from minhbach.domains.subjects import services as subjects

    with world.acting(world.inspector):
        subjects.merge(officer=world.inspector, at=AT, subject=two[1], into=two[0], reason="Cùng chủ")
    with pytest.raises(AlreadyOne):
        said(world, two, Verdict.DIFFERENT)
    with acting_as(SYSTEM):
        assert not Judgement.objects.exists()


def test_is_said_by_whoever_writes_to_the_record(world: World, two: tuple[Subject, Subject]) -> None:
    with pytest.raises(RoleMissing):
        said(world, two, Verdict.SAME, world.auditor)
    with acting_as(SYSTEM):
        assert not Judgement.objects.exists()
