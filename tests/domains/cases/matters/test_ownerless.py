"""Vụ vô chủ: goods of nobody, their owner sought, and either he comes or they are confiscated without a violator."""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.end_ownerless import OwnerlessEnded
from minhbach.domains.cases.counting import rows_of
from minhbach.domains.cases.matters.ownerless import Claim, GoodsConfiscated, OwnerCame, OwnerNotice, OwnerUnknown
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import Goods
from minhbach.domains.cases.types.codes import Counted, Outcome
from minhbach.domains.documents.types import Kind
from tests.domains.cases.matters.test_seizure import do, inventory, paper, state_of
from tests.domains.cases.test_papers import drafted, issued
from tests.domains.cases.world import World, at, case_at, on

LORRY = (
    Goods(name="Thuốc lá điếu nhập lậu", unit="bao", value_vnd=30_000_000),
    Goods(name="Xe tải không biển số", unit="chiếc", value_vnd=90_000_000),
)
NOTICE = OwnerNotice(where="Trụ sở Ủy ban nhân dân xã", paper=paper("15/TB", 2))


def unknown(goods: tuple[Goods, ...] = (), own: tuple[Goods, ...] = LORRY, **more: Any) -> OwnerUnknown:
    values = {
        "found_at": "Km 12, quốc lộ 1",
        "how": "Lái xe bỏ chạy",
        "legal_basis": "Luật Xử lý vi phạm hành chính",
        "kept_at": "Kho Đội 1",
        "until": on(9),
        **more,
    }
    return OwnerUnknown(goods=goods, own=own, **values)


def found(world: World, case: Case, **more: Any) -> str:
    """Goods of nobody, written down; the matter's id."""
    return do(case, unknown(**more), world.inspector, 1).event.part


def confiscated(world: World, case: Case) -> str:
    """The lorry's goods, confiscated after their notice; the matter's id."""
    matter = found(world, case)
    do(case, NOTICE, world.inspector, 2, part=matter)
    do(case, GoodsConfiscated(paper=paper("21/QĐ-TT", 10)), world.clerk, 10, part=matter)
    return matter


def counted(case: Case, world: World) -> dict[str, int]:
    return {row.kind: row.amount for row in rows_of(case, state_of(case, world.inspector))}


def test_goods_that_nobody_claims_end_the_case_and_are_counted(world: World) -> None:
    case = case_at(world, "opened", subject_id=None)
    matter = found(world, case)
    assert Counted.DETECTED not in counted(case, world)
    with pytest.raises(refusals.NotEndedAsOwnerless):
        do(case, OwnerlessEnded(), world.inspector, 2)
    do(case, NOTICE, world.inspector, 2, part=matter)
    do(case, GoodsConfiscated(paper=paper("21/QĐ-TT", 10)), world.clerk, 10, part=matter)
    done = do(case, OwnerlessEnded(), world.inspector, 11, confirmed=["stores.unclear"])
    assert done.state.outcome is Outcome.EXECUTED
    assert counted(case, world) == {
        Counted.DETECTED: 1,
        Counted.GOODS_VALUE: 120_000_000,
        Counted.CONFISCATED_VALUE: 120_000_000,
        Counted.DECIDED: 1,
    }


def test_nothing_is_confiscated_unannounced_or_while_the_notice_runs(world: World) -> None:
    case = case_at(world, "opened", subject_id=None)
    matter = found(world, case)
    with pytest.raises(refusals.NoticeMissing):
        do(case, GoodsConfiscated(paper=paper("21/QĐ-TT", 10)), world.clerk, 10, part=matter)
    do(case, NOTICE, world.inspector, 2, part=matter)
    with pytest.raises(refusals.NoticeTimeNotOver):
        do(case, GoodsConfiscated(paper=paper("21/QĐ-TT", 9)), world.clerk, 9, part=matter)


def test_who_proves_that_they_are_his_ends_it(world: World) -> None:
    case = case_at(world, "opened", subject_id=None)
    matter = found(world, case)
    do(case, NOTICE, world.inspector, 2, part=matter)
    came = OwnerCame(claimant="Lý Thị Mai", shown="Không có gì", claim=Claim.NOT_PROVED)
    do(case, came, world.inspector, 3, part=matter)
    assert not state_of(case, world.inspector).matters[matter].is_ended
    proved = OwnerCame(claimant="Nông Văn Tư", shown="Hóa đơn số 12", claim=Claim.PROVED)
    do(case, proved, world.inspector, 4, part=matter)
    assert state_of(case, world.inspector).matters[matter].is_ended
    with pytest.raises(refusals.NotEndedAsOwnerless):
        do(case, OwnerlessEnded(), world.inspector, 11)


def test_goods_under_seizure_are_not_nobody_s_too(world: World) -> None:
    case = case_at(world, "inspected")
    bag, purse = inventory(case, world.inspector)
    do(case, unknown((bag,), ()), world.inspector, 4)
    with pytest.raises(refusals.GoodsNotInList):
        do(case, unknown((bag, purse), ()), world.inspector, 4)
    # The inventory has their value already.
    assert state_of(case, world.inspector).goods_value_vnd == sum(one.value_vnd or 0 for one in (bag, purse))


def test_an_issued_decision_confiscates(world: World, files: object) -> None:
    case = case_at(world, "opened", subject_id=None)
    matter = found(world, case)
    do(case, NOTICE, world.inspector, 2, part=matter)
    decision = drafted(world, case, Kind.CONFISCATION_DECISION, at(10), part=matter)
    assert decision.content["notices"] == ["Trụ sở Ủy ban nhân dân xã; 15/TB ngày 04/11/2026; 04/11/2026"]
    issued(world, decision, world.head, at(10))
    entered = state_of(case, world.inspector).matters[matter].last(GoodsConfiscated)
    assert entered is not None
    assert entered.document_id == decision.id
