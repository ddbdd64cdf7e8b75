"""Niêm phong and its opening: which goods lie under which seals, and what is told of a broken one."""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.matters.sealing import KIND, GoodsSealed, SealOpened, SealState
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import seals_of
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.papers.seal_opening_minutes import SealOpeningMinutesContent
from minhbach.domains.documents.types import Kind
from tests.domains.cases.matters.test_seizure import do, inventory, proposed, state_of
from tests.domains.cases.test_papers import drafted
from tests.domains.cases.world import World, as_officer, at, case_at

OPENED = SealOpened(state=SealState.INTACT, reason="Giám định", opened_by="Vi Văn Hải", witness="Nông Thị Én")


def sealing(goods: Any, *seals: str, **more: Any) -> GoodsSealed:
    return GoodsSealed(
        goods=goods, seals=seals, sealed_by="Vi Văn Hải", witness="Nông Thị Én", place="Kho Đội 1", **more
    )


def sealed(world: World, case: Case, *seals: str, count: int = 1) -> str:
    """Goods of the inventory under seals; the sealing's id."""
    goods = inventory(case, world.inspector)[:count]
    return do(case, sealing(goods, *seals), world.inspector, 4).event.part


def broken(**more: Any) -> SealOpened:
    return SealOpened(state=SealState.BROKEN, reason="Kiểm kê", opened_by="Vi Văn Hải", witness="Nông Thị Én", **more)


def told(world: World, case: Case) -> dict[str, Any]:
    with as_officer(world.inspector):
        return {line_id: (one.numbers, one.is_open, one.is_broken) for line_id, one in seals_of(case).items()}


def test_a_line_lies_under_its_seals_until_they_are_opened(world: World) -> None:
    case = case_at(world, "inspected")
    bag = inventory(case, world.inspector)[0]
    matter = sealed(world, case, "NP1", "NP2")
    assert told(world, case) == {bag.line_id: ("NP1, NP2", False, False)}
    do(case, OPENED, world.inspector, 5, part=matter)
    assert told(world, case) == {bag.line_id: ("NP1, NP2", True, False)}
    # Closed again with the same seal: it is free once the first was opened.
    do(case, sealing((bag,), "NP1"), world.inspector, 6)
    assert told(world, case) == {bag.line_id: ("NP1", False, False)}


def test_a_broken_seal_is_told_with_what_differs(world: World) -> None:
    case = case_at(world, "inspected")
    matter = sealed(world, case, "NP1")
    with pytest.raises(refusals.SealNeedsDifference):
        do(case, broken(), world.inspector, 5, part=matter)
    do(case, broken(difference="Rách một góc"), world.inspector, 5, part=matter)
    found = state_of(case, world.inspector).matters[matter]
    assert KIND.stands(found)[1] == "late"
    assert [one[2] for one in told(world, case).values()] == [True]


def test_a_seal_is_used_once_and_a_line_is_closed_once(world: World) -> None:
    case = case_at(world, "inspected")
    bag, purse = inventory(case, world.inspector)
    sealed(world, case, "NP1")
    with pytest.raises(refusals.SealInUse):
        do(case, sealing((purse,), "NP1"), world.inspector, 4)
    with pytest.raises(refusals.SealInUse):
        do(case, sealing((purse,), "NP2", "NP2"), world.inspector, 4)
    with pytest.raises(refusals.GoodsNotInList):
        do(case, sealing((bag,), "NP3"), world.inspector, 4)


def test_goods_that_only_the_seizure_lists_are_sealed_too(world: World) -> None:
    """Lines of several lists stand as one, each with a place of its own."""
    case = case_at(world, "inspected")
    cart = proposed(world, (), own=(inventory(case, world.inspector)[0].__class__(name="Xe đẩy", unit="chiếc"),))
    do(case, cart, world.inspector, 4)
    with as_officer(world.inspector):
        lines = KIND.offers(case, state_of(case, world.inspector), "", None).order_by("place")
        assert [(row.place, row.name) for row in lines] == [
            (1, "Túi xách nhãn hiệu Vân Sam"),
            (2, "Ví da"),
            (3, "Xe đẩy"),
        ]


def test_its_minutes_name_goods_and_seals_and_leave_the_rest_to_the_pen(world: World, files: object) -> None:
    case = case_at(world, "inspected")
    matter = sealed(world, case, "NP1", count=2)
    minutes = drafted(world, case, Kind.SEAL_MINUTES, at(4), part=matter)
    assert minutes.content["seals"] == ["NP1"]
    opening = thaw_content(drafted(world, case, Kind.SEAL_OPENING_MINUTES, at(5), part=matter).content)
    assert isinstance(opening, SealOpeningMinutesContent)
    assert (len(opening.goods), opening.found) == (2, None)


def test_a_correction_keeps_its_goods(world: World) -> None:
    case = case_at(world, "inspected")
    bag = inventory(case, world.inspector)[0]
    matter = sealed(world, case, "NP1")
    first = state_of(case, world.inspector).matters[matter].first
    with as_officer(world.inspector, at(5)) as officer:
        services.correct_entry(officer=officer, at=at(5), case=case, event_id=first.id, fact=sealing((bag,), "NP9"))
    assert told(world, case) == {bag.line_id: ("NP9", False, False)}
