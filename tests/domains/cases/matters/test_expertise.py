from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.acts import BY_SLUG
from minhbach.domains.cases.acts.act import Door
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.matters.expertise import (
    KIND,
    Bearer,
    ExpertiseCost,
    ExpertiseOrdered,
    ExpertiseProposed,
    ExpertiseResult,
    SampleTaken,
)
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Cited, Goods
from minhbach.domains.cases.types.state import Matter
from minhbach.domains.cases.web.forms import make_form
from minhbach.domains.cases.web.forms.base import Setting
from minhbach.domains.inspections.models import Laboratory, SamplingPlan
from minhbach.domains.law.selectors import open_law
from tests.domains.cases.world import World, as_officer, at, case_at, on

ASKED = ExpertiseProposed(
    body="Viện Khoa học sở hữu trí tuệ",
    questions=("Hàng có giả mạo nhãn hiệu không?",),
    legal_basis="Luật Xử lý vi phạm hành chính",
    until=on(20),
)
ORDERED = ExpertiseOrdered(paper=Cited(dated=on(4), signer="Vi Văn An", signer_title="Chi cục trưởng"))
RESULT = ExpertiseResult(conclusion="Giả mạo nhãn hiệu", paper=Cited(number="KL 12", dated=on(8)))


def do(case: Case, fact: Any, post: Post, days: int, **more: Any) -> services.Appended:
    with as_officer(post, at(days)) as officer:
        return services.do(officer=officer, at=at(days), case=case, fact=fact, **more)


def ordered(world: World, case: Case) -> str:
    """An expertise in force; its id."""
    matter = do(case, ASKED, world.inspector, 4).event.part
    do(case, ORDERED, world.clerk, 4, part=matter)
    return matter


def matter_of(world: World, case: Case) -> Matter:
    with as_officer(world.inspector):
        [matter] = case_state(case).matters.values()
        return matter


def goods(world: World, case: Case) -> tuple[Goods, ...]:
    with as_officer(world.inspector):
        state = case_state(case)
        return goods_of(state.inspected.id if state.inspected else None)


class TestAnExpertise:
    def test_ends_with_its_result_and_its_cost(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = ordered(world, case)
        sample = SampleTaken(goods=goods(world, case)[:1], quantity="02 chiếc", seal="M-01")
        do(case, sample, world.inspector, 5, part=matter_id)
        do(case, RESULT, world.inspector, 9, part=matter_id)
        assert not matter_of(world, case).is_ended
        cost = ExpertiseCost(amount_vnd=1_500_000, bearer=Bearer.AGENCY)
        do(case, cost, world.inspector, 9, part=matter_id)
        assert matter_of(world, case).is_ended

    def test_may_take_samples_before_its_decision_names_them(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = do(case, ASKED, world.inspector, 4).event.part
        sample = SampleTaken(goods=goods(world, case)[:1], quantity="02 chiếc")
        event = do(case, sample, world.inspector, 4, part=matter_id).event
        assert event.data["goods_count"] == 1

    def test_has_no_result_before_its_decision(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = do(case, ASKED, world.inspector, 4).event.part
        with pytest.raises(refusals.MatterNotInForce):
            do(case, RESULT, world.inspector, 5, part=matter_id)

    def test_says_what_whoever_concludes_has_of_it(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = ordered(world, case)
        do(case, replace(RESULT, interest="chủ sở hữu nhãn hiệu"), world.inspector, 9, part=matter_id)
        told = [value for _label, value in KIND.tells(matter_of(world, case))]
        assert "Giả mạo nhãn hiệu (bên kết luận có lợi ích: chủ sở hữu nhãn hiệu)" in told

    def test_has_one_result(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = ordered(world, case)
        do(case, RESULT, world.inspector, 9, part=matter_id)
        with pytest.raises(refusals.MatterDoneAlready):
            do(case, RESULT, world.inspector, 9, part=matter_id)

    def test_refuses_a_sample_of_goods_that_are_not_there(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = ordered(world, case)
        stranger = SampleTaken(goods=(Goods(name="Túi", line_id="00000000-0000-7000-8000-000000000001"),), quantity="1")
        with pytest.raises(refusals.GoodsNotInList):
            do(case, stranger, world.inspector, 5, part=matter_id)

    def test_goes_on_when_its_result_is_annulled(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = ordered(world, case)
        event = do(case, RESULT, world.inspector, 9, part=matter_id).event
        do(case, ExpertiseCost(amount_vnd=0, bearer=Bearer.AGENCY), world.inspector, 9, part=matter_id)
        with as_officer(world.inspector, at(9)) as officer:
            services.annul_entry(officer=officer, at=at(9), case=case, event_id=event.id, reason="Ghi nhầm")
        assert not matter_of(world, case).is_ended

    def test_cannot_lose_its_request_under_the_decision(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = ordered(world, case)
        with as_officer(world.inspector, at(9)) as officer, pytest.raises(refusals.LaterActsRestOnEntry):
            services.annul_entry(officer=officer, at=at(9), case=case, event_id=UUID(matter_id), reason="Ghi nhầm")


def form_of(world: World, case: Case, slug: str, part: str = "") -> Any:
    with as_officer(world.inspector, at(5)) as officer:
        return make_form(BY_SLUG[slug], Setting.of(case, case_state(case), officer, at(5), part=part))


class TestWhatTheOfficeKeeps:
    def test_proposes_samples_by_the_lot_of_the_lines_that_a_plan_names_in_their_unit(self, world: World) -> None:
        case = case_at(world, "inspected")
        matter_id = ordered(world, case)
        assert "lấy mẫu đã ghi" not in str(form_of(world, case, "lay-mau", matter_id).fields["quantity"].help_text)
        same: dict[str, Any] = {"lot_from": 1, "samples": 2, "source": "Quy định A", "added_at": at()}
        SamplingPlan.objects.create(goods="Túi xách", lot_to=34, unit="chiếc", **same)
        SamplingPlan.objects.create(goods="Túi xách", lot_to=None, unit="kg", **same)
        SamplingPlan.objects.create(goods="ví da", lot_to=10, unit="Chiếc", **same)
        help_text = str(form_of(world, case, "lay-mau", matter_id).fields["quantity"].help_text)
        assert help_text == "Theo cách lấy mẫu đã ghi: dòng 2: 2 Chiếc (Quy định A)."

    def test_names_the_laboratories_of_the_day_and_tells_of_one_that_is_none_of_them(self, world: World) -> None:
        case = case_at(world, "inspected")
        assert unmet(world, case) == []
        same: dict[str, Any] = {"scope": "nhãn hiệu", "designation": "01/QĐ", "designated_by": "Bộ", "added_at": at()}
        Laboratory.objects.create(name="Viện B", valid_until=on(5), **same)
        assert form_of(world, case, "de-nghi-giam-dinh").fields["body"].help_text == ""
        assert unmet(world, case) == [
            "Viện Khoa học sở hữu trí tuệ không có trong danh sách nơi thử nghiệm đang được chỉ định."
        ]
        Laboratory.objects.create(name="viện khoa học sở hữu trí tuệ", **same)
        assert unmet(world, case) == []
        help_text = str(form_of(world, case, "de-nghi-giam-dinh").fields["body"].help_text)
        assert help_text == "Đang được chỉ định: viện khoa học sở hữu trí tuệ (nhãn hiệu, 01/QĐ)."


def unmet(world: World, case: Case) -> list[str]:
    with as_officer(world.inspector, at(4)) as officer:
        door = Door(case, case_state(case), "", officer, at(4), on(4), open_law())
        return [str(one.sentence) for one in BY_SLUG["de-nghi-giam-dinh"].requirements(ASKED, door)]
