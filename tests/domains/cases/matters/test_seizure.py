from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.matters.seizure import (
    ExtensionProposed,
    GoodsReturned,
    HandedOver,
    ReturnProposed,
    Seized,
    SeizureExtended,
    SeizureProposed,
    held_lines,
    until_of,
)
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Cited, Goods
from minhbach.domains.cases.types.state import CaseState, Matter
from tests.domains.cases.world import World, as_officer, at, case_at, on


def do(case: Case, fact: Any, post: Post, days: int, **more: Any) -> services.Appended:
    with as_officer(post, at(days)) as officer:
        return services.do(officer=officer, at=at(days), case=case, fact=fact, **more)


def state_of(case: Case, post: Post) -> CaseState:
    with as_officer(post):
        return case_state(case)


def inventory(case: Case, post: Post) -> tuple[Goods, ...]:
    with as_officer(post):
        state = case_state(case)
        return goods_of(state.inspected.id if state.inspected else None)


def proposed(world: World, goods: tuple[Goods, ...], **more: Any) -> SeizureProposed:
    values: dict[str, Any] = {
        "holder_id": str(world.subject_id),
        "goods": goods,
        "legal_basis": "Luật Xử lý vi phạm hành chính",
        "reason": "Ngăn chặn tẩu tán hàng không rõ nguồn gốc",
        "place": "Kho Đội 1",
        "seals": ("0001", "0002"),
        "until": on(12),
        **more,
    }
    return SeizureProposed(**values)


def paper(number: str, days: int) -> Cited:
    return Cited(number=number, dated=on(days), signer="Vi Văn An", signer_title="Chi cục trưởng")


def seized(world: World, case: Case, *, count: int = 2) -> str:
    """A seizure of the first goods of the inventory, in force; its id."""
    goods = inventory(case, world.inspector)[:count]
    matter = do(case, proposed(world, goods), world.inspector, 4).event.part
    do(case, Seized(paper=paper("11/QĐ-TG", 4)), world.clerk, 4, part=matter)
    return matter


def matter_of(world: World, case: Case) -> Matter:
    [matter] = state_of(case, world.inspector).matters.values()
    return matter


class TestTheWayOfASeizure:
    def test_runs_from_the_request_over_an_extension_to_the_return(self, world: World) -> None:
        case = case_at(world, "inspected")
        goods = inventory(case, world.inspector)
        matter_id = seized(world, case)
        do(case, ExtensionProposed(until=on(20), reason="Chờ giám định"), world.inspector, 6, part=matter_id)
        assert until_of(matter_of(world, case)) == on(12)
        do(case, SeizureExtended(paper=paper("12/QĐ-GH", 7)), world.clerk, 7, part=matter_id)
        assert until_of(matter_of(world, case)) == on(20)
        back = ReturnProposed(goods=goods, receiver="Lý Thị Mai", reason="Đã xuất trình hóa đơn")
        do(case, back, world.inspector, 8, part=matter_id)
        assert not matter_of(world, case).is_ended
        do(case, GoodsReturned(paper=paper("13/QĐ-TL", 9)), world.clerk, 9, part=matter_id)
        assert matter_of(world, case).is_ended

    def test_ends_when_part_was_returned_and_the_rest_handed_over(self, world: World) -> None:
        case = case_at(world, "inspected")
        bag, purse = inventory(case, world.inspector)
        matter_id = seized(world, case)
        do(case, ReturnProposed(goods=(purse,), receiver="Lý Thị Mai", reason="Có hóa đơn"), world.inspector, 5,
           part=matter_id)  # fmt: skip
        do(case, GoodsReturned(paper=paper("13/QĐ-TL", 6)), world.clerk, 6, part=matter_id)
        assert not matter_of(world, case).is_ended
        do(case, HandedOver(goods=(bag,), paper=paper("07/QĐ-XPHC", 7)), world.inspector, 7, part=matter_id)
        assert matter_of(world, case).is_ended

    def test_keeps_the_lasting_ids_of_the_inventory(self, world: World) -> None:
        case = case_at(world, "inspected")
        goods = inventory(case, world.inspector)
        matter_id = seized(world, case)
        with as_officer(world.inspector):
            assert goods_of(matter_of(world, case).first.id) == goods
            assert {str(one.line_id) for one in held_lines(case, matter_id)} == {one.line_id for one in goods}

    def test_counts_lines_and_value_of_picked_and_own_goods(self, world: World) -> None:
        case = case_at(world, "inspected")
        bag, _purse = inventory(case, world.inspector)
        own = (Goods(name="Xe máy Vân Sam", unit="chiếc", value_vnd=9_000_000),)
        done = do(case, proposed(world, (bag,), own=own), world.inspector, 4)
        assert done.event.data["goods_count"] == 2
        assert done.event.data["goods_value_vnd"] == 19_500_000
        assert "goods" not in done.event.data
        assert [one.name for one in GoodsLine.objects.filter(event=done.event)] == [bag.name, "Xe máy Vân Sam"]

    def test_may_be_of_goods_before_any_inspection(self, world: World) -> None:
        case = case_at(world, "opened")
        do(case, proposed(world, (), own=(Goods(name="Xe máy"),), until=on(9)), world.inspector, 1)
        assert matter_of(world, case).first.fact.goods_count == 1


class TestWhatASeizureRefuses:
    def test_goods_that_are_not_in_the_list(self, world: World) -> None:
        case = case_at(world, "inspected")
        stranger = Goods(name="Túi", line_id="00000000-0000-7000-8000-000000000001")
        with pytest.raises(refusals.GoodsNotInList):
            do(case, proposed(world, (stranger,)), world.inspector, 4)
        assert state_of(case, world.inspector).matters == {}

    def test_no_goods_at_all(self, world: World) -> None:
        case = case_at(world, "inspected")
        with pytest.raises(refusals.GoodsMissing):
            do(case, proposed(world, ()), world.inspector, 4)

    def test_goods_that_another_seizure_holds(self, world: World) -> None:
        case = case_at(world, "inspected")
        seized(world, case, count=1)
        goods = inventory(case, world.inspector)
        with pytest.raises(refusals.GoodsHeldElsewhere):
            do(case, proposed(world, goods), world.inspector, 5)

    def test_a_holder_who_is_not_in_the_case(self, world: World) -> None:
        case = case_at(world, "inspected")
        goods = inventory(case, world.inspector)
        with pytest.raises(refusals.SubjectNotInCase):
            do(case, proposed(world, goods, holder_id="0"), world.inspector, 4)

    def test_goods_that_have_gone_back_already(self, world: World) -> None:
        case = case_at(world, "inspected")
        bag, _purse = inventory(case, world.inspector)
        matter_id = seized(world, case)
        back = ReturnProposed(goods=(bag,), receiver="Lý Thị Mai", reason="Có hóa đơn")
        do(case, back, world.inspector, 5, part=matter_id)
        do(case, GoodsReturned(paper=paper("13/QĐ-TL", 5)), world.clerk, 5, part=matter_id)
        with pytest.raises(refusals.GoodsNotInList):
            do(case, back, world.inspector, 6, part=matter_id)

    def test_more_than_is_held_when_a_file_is_read(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = seized(world, case, count=1)
        goods = inventory(case, world.inspector)
        with pytest.raises(refusals.GoodsNotInList):
            do(case, HandedOver(goods=goods), world.inspector, 5, part=matter_id)

    def test_an_extension_that_is_not_later(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = seized(world, case)
        with pytest.raises(refusals.EndNotLater):
            do(case, ExtensionProposed(until=on(12), reason="Chờ"), world.inspector, 6, part=matter_id)

    def test_an_extension_before_the_decision(self, world: World) -> None:
        case = case_at(world, "inspected")
        goods = inventory(case, world.inspector)
        matter_id = do(case, proposed(world, goods), world.inspector, 4).event.part
        with pytest.raises(refusals.MatterNotInForce):
            do(case, ExtensionProposed(until=on(20), reason="Chờ"), world.inspector, 5, part=matter_id)

    def test_a_decision_on_a_matter_that_is_not_there(self, world: World) -> None:
        case = case_at(world, "inspected")
        with pytest.raises(refusals.MatterNotFound):
            do(case, Seized(paper=paper("11/QĐ-TG", 4)), world.clerk, 4, part="x")

    def test_an_end_before_its_beginning(self, world: World) -> None:
        case = case_at(world, "inspected")
        goods = inventory(case, world.inspector)
        with pytest.raises(refusals.EndBeforeStart):
            do(case, proposed(world, goods, until=on(3)), world.inspector, 4)


class TestMendingASeizure:
    def test_a_correction_keeps_the_matter_and_the_ids(self, world: World) -> None:
        case = case_at(world, "inspected")
        goods = inventory(case, world.inspector)
        matter_id = seized(world, case)
        with as_officer(world.inspector, at(5)) as officer:
            services.correct_entry(
                officer=officer, at=at(5), case=case, event_id=UUID(matter_id),
                fact=proposed(world, goods, place="Kho Chi cục"),
            )  # fmt: skip
        matter = matter_of(world, case)
        assert (matter.id, matter.first.fact.place, matter.is_ended) == (matter_id, "Kho Chi cục", False)
        with as_officer(world.inspector):
            assert {str(one.line_id) for one in held_lines(case, matter_id)} == {one.line_id for one in goods}

    def test_a_smaller_seizure_than_was_returned_is_refused(self, world: World) -> None:
        case = case_at(world, "inspected")
        goods = inventory(case, world.inspector)
        matter_id = seized(world, case)
        back = ReturnProposed(goods=goods, receiver="Lý Thị Mai", reason="Có hóa đơn")
        do(case, back, world.inspector, 5, part=matter_id)
        with as_officer(world.inspector, at(6)) as officer, pytest.raises(refusals.LaterActsRestOnEntry):
            services.correct_entry(
                officer=officer, at=at(6), case=case, event_id=UUID(matter_id), fact=proposed(world, goods[:1])
            )

    def test_an_annulled_return_leaves_the_goods_held(self, world: World) -> None:
        case = case_at(world, "inspected")
        bag, _purse = inventory(case, world.inspector)
        matter_id = seized(world, case)
        back = ReturnProposed(goods=(bag,), receiver="Lý Thị Mai", reason="Có hóa đơn")
        event = do(case, back, world.inspector, 5, part=matter_id).event
        with as_officer(world.inspector, at(6)) as officer:
            assert held_lines(case, matter_id).count() == 1
            services.annul_entry(officer=officer, at=at(6), case=case, event_id=event.id, reason="Ghi nhầm")
            assert held_lines(case, matter_id).count() == 2

    def test_the_request_cannot_be_annulled_under_its_decision(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = seized(world, case)
        with as_officer(world.inspector, at(6)) as officer, pytest.raises(refusals.LaterActsRestOnEntry):
            services.annul_entry(officer=officer, at=at(6), case=case, event_id=UUID(matter_id), reason="Ghi nhầm")
