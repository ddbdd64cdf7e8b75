"""Phương án xử lý: what becomes of confiscated goods, who approved it, and the rows that the list reads."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import psycopg
import pytest

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.end_ownerless import OwnerlessEnded
from minhbach.domains.cases.matters.disposal import (
    DestructionCouncil,
    DisposalApproved,
    DisposalDone,
    DisposalPlanned,
    DisposalTurnedDown,
    DisposalWay,
)
from minhbach.domains.cases.matters.seizure import HandedOver
from minhbach.domains.cases.models import Case, Disposal
from minhbach.domains.cases.selectors import goods_of, plans_of_lines
from minhbach.domains.cases.services import annul_entry
from minhbach.domains.cases.types import Cited, Goods
from minhbach.domains.documents.types import Kind
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.matters.test_ownerless import confiscated
from tests.domains.cases.matters.test_seizure import do, inventory, paper, proposed, seized, state_of
from tests.domains.cases.test_papers import drafted
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on

BEFORE = import_module("minhbach.domains.cases.migrations.0022_goods").BEFORE
COUNCIL = DestructionCouncil(members=("Vi Văn An", "Bế Thị Thu"), paper=Cited(number="30/QĐ", dated=on(12)))
DONE = DisposalDone(place="Bãi rác xã", paper=Cited(number="5/BB-TH", dated=on(13)))


def plan(goods: tuple[Goods, ...], way: DisposalWay = DisposalWay.DESTROYED, **more: Any) -> DisposalPlanned:
    return DisposalPlanned(goods=goods, way=way, reason="Hàng không dùng được", **more)


def lorry(world: World) -> tuple[Case, tuple[Goods, ...]]:
    """A case with the goods of a lorry, confiscated."""
    case = case_at(world, "opened", subject_id=None)
    matter = confiscated(world, case)
    with as_officer(world.inspector):
        return case, goods_of(state_of(case, world.inspector).matters[matter].first.id)


def rows(case: Case) -> list[tuple[str, str, int, int]]:
    with acting_as(SYSTEM):
        found = Disposal.objects.filter(case=case).order_by("matter_id")
        return list(found.values_list("state", "way", "line_count", "value_vnd"))


def approved(world: World, case: Case, goods: tuple[Goods, ...], **more: Any) -> str:
    """A plan for some goods, approved; its id."""
    matter = do(case, plan(goods, **more), world.inspector, 11).event.part
    do(case, DisposalApproved(paper=paper("25/QĐ-PA", 12)), world.clerk, 12, part=matter)
    return matter


def test_the_rows_follow_a_plan_to_its_end(world: World) -> None:
    case, (smokes, lorry_itself) = lorry(world)
    assert rows(case) == [("waiting", "", 2, 120_000_000)]
    matter = do(case, plan((smokes,)), world.inspector, 11).event.part
    assert rows(case) == [("waiting", "", 1, 90_000_000), ("planned", "destroyed", 1, 30_000_000)]
    do(case, DisposalApproved(paper=paper("25/QĐ-PA", 12)), world.clerk, 12, part=matter)
    with pytest.raises(refusals.CouncilMissing):
        do(case, DONE, world.inspector, 13, part=matter)
    do(case, COUNCIL, world.inspector, 12, part=matter)
    do(case, DONE, world.inspector, 13, part=matter, confirmed=["disposal.pictures", "stores.disposal"])
    assert rows(case)[1] == ("done", "destroyed", 1, 30_000_000)
    auction = approved(world, case, (lorry_itself,), way=DisposalWay.AUCTION)
    assert sorted(rows(case)) == [("approved", "auction", 1, 90_000_000), ("done", "destroyed", 1, 30_000_000)]
    with as_officer(world.inspector):
        assert plans_of_lines(case)[lorry_itself.line_id].approval == "25/QĐ-PA ngày 14/11/2026"
    do(case, DisposalTurnedDown(reason="Không có người mua"), world.inspector, 13, part=auction)
    assert rows(case) == [("waiting", "", 1, 90_000_000), ("done", "destroyed", 1, 30_000_000)]


def test_a_line_is_in_one_plan(world: World) -> None:
    case, goods = lorry(world)
    do(case, plan(goods[:1]), world.inspector, 11)
    with pytest.raises(refusals.PlannedAlready):
        do(case, plan(goods), world.inspector, 11)


def test_only_perishables_are_planned_before_they_are_confiscated(world: World) -> None:
    case = case_at(world, "inspected")
    seized(world, case)
    bag, purse = inventory(case, world.inspector)
    with pytest.raises(refusals.NotConfiscated):
        do(case, plan((bag,)), world.inspector, 5)
    do(case, plan((bag,), is_perishable=True), world.inspector, 5)
    assert rows(case) == [("planned", "destroyed", 1, bag.value_vnd)]
    stranger = proposed(world, (), own=(Goods(name="Xe đẩy"),))
    do(case, stranger, world.inspector, 5)
    with pytest.raises(refusals.PlannedAlready):
        do(case, plan((bag, purse), is_perishable=True), world.inspector, 5)


def test_a_plan_begins_also_when_the_case_has_ended(world: World) -> None:
    case, goods = lorry(world)
    do(case, OwnerlessEnded(), world.inspector, 11, confirmed=["stores.unclear"])
    matter = approved(world, case, goods)
    do(case, COUNCIL, world.inspector, 12, part=matter)
    assert rows(case) == [("approved", "destroyed", 2, 120_000_000)]


def test_the_minutes_of_destruction_name_council_and_approval(world: World, files: object) -> None:
    case, goods = lorry(world)
    matter = approved(world, case, goods)
    do(case, COUNCIL, world.inspector, 12, part=matter)
    minutes = drafted(world, case, Kind.DESTRUCTION_MINUTES, at(13), part=matter)
    assert minutes.content["members"] == ["Vi Văn An", "Bế Thị Thu"]
    assert minutes.content["approval"]["number"] == "25/QĐ-PA"


def test_what_was_handed_over_before_there_were_plans_waits_for_one(
    scratch_database: str, django_db_blocker: Any
) -> None:
    """What the migration reads from the events is what the house works out."""
    with django_db_blocker.unblock():
        world = make_world()
        handed, held = (case_at(world, "inspected") for _ in range(2))
        matter, goods = seized(world, handed), inventory(handed, world.inspector)
        for one, number in zip(goods, ("07", "08"), strict=True):
            fact = HandedOver(goods=(one,), paper=paper(f"{number}/QĐ-XPHC", 7))
            last = do(handed, fact, world.inspector, 7, part=matter)
        with as_officer(world.inspector, at(8)) as officer:
            annul_entry(officer=officer, at=at(8), case=handed, event_id=last.event.id, reason="Nhầm")
        seized(world, held)
        known = [rows(case) for case in (handed, held)]
        assert known == [[("waiting", "", 1, goods[0].value_vnd)], []]
        with acting_as(SYSTEM):
            Disposal.objects.all().delete()
        with psycopg.connect(scratch_database, autocommit=True) as owner:
            owner.execute(BEFORE)
        assert [rows(case) for case in (handed, held)] == known
