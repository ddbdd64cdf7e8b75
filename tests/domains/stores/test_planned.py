"""What the file says of goods that leave a store: the plan they are in, the seals they lie under"""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.domains.cases.matters.disposal import DisposalApproved, DisposalPlanned, DisposalWay
from minhbach.domains.cases.matters.ownerless import Claim, OwnerCame
from minhbach.domains.cases.matters.sealing import GoodsSealed
from minhbach.domains.cases.matters.seizure import HandedOver
from minhbach.domains.stores import selectors
from minhbach.domains.stores.refusals import PlanNotApproved, PlanOfAnotherWay
from minhbach.domains.stores.services import Pick
from tests.domains.cases.matters.test_ownerless import NOTICE, confiscated, found
from tests.domains.cases.matters.test_seizure import do, inventory, paper, state_of
from tests.domains.cases.world import World, as_officer, at, case_at
from tests.domains.stores.making import Stored, accept, ask, keeper_of, line_ids, opened


def handed_over(made: Stored) -> Any:
    """All that was seized, handed over to the sanction decision; its goods."""
    goods = inventory(made.case, made.world.inspector)
    [matter] = state_of(made.case, made.world.inspector).matters
    do(made.case, HandedOver(goods=goods, paper=paper("07/QĐ-XPHC", 5)), made.world.inspector, 5, part=matter)
    return goods


def planned(made: Stored, goods: Any, way: DisposalWay) -> str:
    fact = DisposalPlanned(goods=goods, way=way, reason="Hàng giả")
    return do(made.case, fact, made.world.inspector, 5).event.part


def approve(made: Stored, plan: str) -> None:
    do(made.case, DisposalApproved(paper=paper("25/QĐ-PA", 5)), made.world.clerk, 5, part=plan)


def test_goods_of_a_plan_leave_once_it_is_approved_and_by_its_way_alone(made: Stored) -> None:
    bags, _purses = line_ids(made)
    accept(made, ask(made, "seized", Pick(bags)))
    goods = handed_over(made)
    plan = planned(made, goods[:1], DisposalWay.DESTROYED)
    with pytest.raises(PlanNotApproved):
        ask(made, "destroyed", Pick(bags))
    approve(made, plan)
    for way in ("sold", "returned", "handed_over"):
        with pytest.raises(PlanOfAnotherWay):
            ask(made, way, Pick(bags))
    # What it rests on is the approval, whatever was typed.
    slip = ask(made, "destroyed", Pick(bags), authority="")
    assert slip.authority == "25/QĐ-PA ngày 07/11/2026"


def test_a_plan_is_done_when_its_goods_have_left(made: Stored) -> None:
    bags, purses = line_ids(made)
    accept(made, ask(made, "seized", Pick(bags), Pick(purses)))
    plan = planned(made, handed_over(made)[:1], DisposalWay.AUCTION)
    approve(made, plan)
    with as_officer(made.world.inspector, at(6)):
        assert [one.code for one in selectors.unmet_of_disposal(made.case, frozenset([bags]))] == ["stores.disposal"]
    accept(made, ask(made, "sold", Pick(bags)))
    with as_officer(made.world.inspector, at(6)):
        assert [*selectors.unmet_of_disposal(made.case, frozenset([bags]))] == []
        assert [one.code for one in selectors.unmet_of_disposal(made.case, frozenset([purses]))] == ["stores.disposal"]


def test_a_slip_names_the_seals_that_its_goods_lie_under(made: Stored) -> None:
    bags, _purses = line_ids(made)
    goods = inventory(made.case, made.world.inspector)[:1]
    sealing = GoodsSealed(goods=goods, seals=("NP7",), sealed_by="Vi Văn Hải", witness="Nông Thị Én", place="Kho")
    do(made.case, sealing, made.world.inspector, 5)
    assert ask(made, "seized", Pick(bags)).seal_number == "NP7"


def test_goods_of_nobody_are_accounted_for(world: World) -> None:
    keeper = keeper_of(world)
    case = case_at(world, "opened", subject_id=None)
    confiscated(world, case)
    made = Stored(world, opened(world, keeper), keeper, case)
    with as_officer(world.inspector, at(5)):
        assert selectors.sums_of(case).unclear == 2
    accept(made, ask(made, "seized", *(Pick(one) for one in line_ids(made))))
    with as_officer(world.inspector, at(6)):
        sums = selectors.sums_of(case)
        assert (sums.unclear, sums.held) == (0, 2)
        assert {one.line.decision for one in sums.lines} == {"21/QĐ-TT ngày 12/11/2026"}


def test_what_an_owner_proved_to_be_his_is_not_missing(world: World) -> None:
    case = case_at(world, "opened", subject_id=None)
    matter = found(world, case)
    do(case, NOTICE, world.inspector, 2, part=matter)
    came = OwnerCame(claimant="Nông Văn Tư", shown="Hóa đơn số 12", claim=Claim.PROVED)
    do(case, came, world.inspector, 3, part=matter)
    with as_officer(world.inspector, at(5)):
        assert selectors.sums_of(case).closes
