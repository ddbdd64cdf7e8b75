"""The monthly sample of what is linked and what is not"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.linkage import selectors, services
from minhbach.domains.linkage.models import Judgement, Reading, Sample, SampledPair
from minhbach.domains.linkage.refusals import AlreadyRead
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.linkage.shops import PHONE, link, shop
from tests.worlds import AT, World, make_world

MONTH = date(2026, 11, 1)
ONLY_HERE = Provenance(sharing=Sharing.AGENCY)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def shops(world: World) -> list[Subject]:
    """Two that are linked by a phone, and two of one name in one commune that are not."""
    found = [
        shop(world, world.outsider, "Tạp hóa Sương Mai", phone=PHONE),
        shop(world, world.inspector, "Kho hàng Kỳ Lừa", phone=PHONE),
        shop(world, world.inspector, "Điện máy Hoàng Gia Phát", tax_code="0100233488"),
        shop(world, world.inspector, "Điện máy Hoàng Gia Phát", tax_code="0100109106"),
    ]
    link(*found)
    return found


def drawn(month: date = MONTH, seed: int | None = 7) -> Any:
    with acting_as(SYSTEM):
        return services.draw_sample(month=month, at=AT, seed=seed)


def pairs(sample: Sample) -> list[tuple[str, Any, Any]]:
    with acting_as(SYSTEM):
        return sorted(SampledPair.objects.filter(sample=sample).values_list("stratum", "one_id", "other_id"))


def test_holds_pairs_that_are_linked_and_pairs_that_are_near_and_not(world: World, shops: list[Subject]) -> None:
    found = pairs(drawn())
    linked = sorted(one.pk for one in shops[:2])
    apart = sorted(one.pk for one in shops[2:])
    assert [(stratum, *ends) for stratum, *ends in found] == [("just", *linked), (found[1][0], *apart)]
    assert found[1][0] in ("held", "asked", "near")


def test_is_drawn_once_a_month_and_again_the_same_by_its_seed(world: World, shops: list[Subject]) -> None:
    sample = drawn()
    assert drawn() is None
    assert (sample.seed, sample.shares["just"]) == (7, 1.0)
    assert pairs(drawn(date(2026, 12, 1))) == pairs(sample)
    assert drawn(date(2027, 1, 1), seed=None).seed != 7


def test_leaves_out_what_people_have_said(world: World, shops: list[Subject]) -> None:
    for two in (shops[:2], shops[2:]):
        with world.acting(world.inspector):
            services.judge(officer=world.inspector, at=AT, one=two[0], other=two[1], verdict=Verdict.DIFFERENT)
    link(*shops)
    assert pairs(drawn()) == []


def test_is_read_by_two_where_the_first_does_not_find_what_stands(world: World, shops: list[Subject]) -> None:
    drawn()

    def read(officer: Any, verdict: Verdict) -> int:
        with world.acting(officer):
            waiting = [pair for pair in selectors.sampled_to_read(officer) if pair.stratum == "just"]
            if waiting:
                services.read_sampled(officer=officer, at=AT, pair=waiting[0], verdict=verdict)
            return len(waiting)

    assert [read(world.inspector, Verdict.DIFFERENT) for _ in range(2)] == [1, 0]
    with world.acting(world.inspector):
        (month,) = selectors.months()
    assert (month.over.share, month.over.read, month.under, month.left) == (1.0, 1, None, 1)
    assert [read(world.outsider, Verdict.SAME), read(world.head, Verdict.SAME)] == [1, 0]
    with world.acting(world.inspector):
        (month,) = selectors.months()
        assert (month.over, month.split) == (None, 1)
        pair = SampledPair.objects.get(stratum="just")
        with pytest.raises(AlreadyRead):
            services.read_sampled(officer=world.inspector, at=AT, pair=pair, verdict=Verdict.SAME)
    with acting_as(SYSTEM):
        assert Reading.objects.count() == 2
        assert not Judgement.objects.exists()  # reading binds nothing


def test_is_not_there_for_who_does_not_see_both(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE)
    hidden = shop(world, world.inspector, "Kho hàng Kỳ Lừa", phone=PHONE, provenance=ONLY_HERE)
    link(one, hidden)
    drawn()
    with world.acting(world.inspector):
        (pair,) = selectors.sampled_to_read(world.inspector)
        services.read_sampled(officer=world.inspector, at=AT, pair=pair, verdict=Verdict.DIFFERENT)
    with world.acting(world.outsider):
        (month,) = selectors.months()
        assert (month.over, month.left, selectors.sampled_to_read(world.outsider)) == (None, 0, [])
        assert not Reading.objects.exists()
