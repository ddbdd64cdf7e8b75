"""Two at once about a plan: one of them is told that it came too late."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from minhbach.domains.agencies.types import Role
from minhbach.domains.inspections import refusals, services
from minhbach.domains.inspections.models import Card, CheckPoint, Overlap, Plan, PlanItem
from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import RequirementsUnmet
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.inspections.test_kept import POINT
from tests.domains.inspections.test_plans import MAY, merchant, planned, set_term, shared, states
from tests.races.race import Done, as_read, by, race
from tests.worlds import AT, World, make_world, officer_in


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def other_head(world: World) -> Any:
    set_term(world)
    with acting_as(SYSTEM):
        return officer_in(world.other_team, Role.HEAD, "Lành Thị Hoa", "Đội trưởng", username="x.head")


def overlapping(world: World) -> Plan:
    subject = merchant(world, world.inspector)
    shared(world, world.outsider, subject)
    return shared(world, world.inspector, subject)


def acts(world: World, officer: Any, *services_given: Any) -> list[Any]:
    return [by(lambda: world.acting(officer), act) for act in services_given]


def overlap_of(plan: Plan) -> Overlap:
    with acting_as(SYSTEM):
        found: Overlap = Overlap.unscoped.select_related("owner_agency", "other_agency").get(plan=plan)
        return found


@pytest.mark.race("inspections.approve")
def test_a_plan_is_approved_once(world: World, other_head: Any) -> None:
    plan = shared(world, world.inspector, merchant(world, world.inspector))
    approve = [
        by(
            partial(world.acting, head),
            partial(services.approve, officer=head, at=AT, plan=as_read(plan)),
        )
        for head in (world.team_head, world.head)
    ]
    assert race(*approve) == (Done, refusals.PlanNotShared)


@pytest.mark.race("inspections.add_point")
def test_two_points_of_one_group_stand_one_after_the_other(world: World) -> None:
    officer = world.legal_officer
    add = [
        by(partial(world.acting, officer), partial(services.add_point, officer=officer, at=AT, words=words, **POINT))
        for words in ("Mũ có tem hợp quy", "Có hóa đơn của hàng")
    ]
    assert race(*add) == (Done, Done)
    assert sorted(CheckPoint.objects.filter(group=POINT["group"]).values_list("position", flat=True)) == [1, 2]


@pytest.mark.race("inspections.object_to")
@pytest.mark.parametrize("is_first", [True, False])
def test_an_objection_and_an_approval_know_of_each_other(world: World, other_head: Any, is_first: bool) -> None:
    plan, late = overlapping(world), AT + timedelta(days=11)
    overlap = overlap_of(plan)
    objecting = by(
        partial(world.acting, other_head),
        partial(services.object_to, officer=other_head, at=AT, overlap=as_read(overlap), words="Đã hẹn"),
    )
    approving = by(
        partial(world.acting, world.team_head),
        partial(services.approve, officer=world.team_head, at=late, plan=as_read(plan)),
    )
    if is_first:
        assert race(objecting, approving) == (Done, RequirementsUnmet)
    else:
        assert race(approving, objecting) == (Done, refusals.OverlapNotOpen)


@pytest.mark.race("inspections.agree")
def test_a_unit_says_one_thing_of_an_overlap(world: World, other_head: Any) -> None:
    overlap = overlap_of(overlapping(world))
    same: dict[str, Any] = {"officer": other_head, "at": AT, "overlap": overlap}
    said = [partial(services.agree, **same), partial(services.object_to, words="Đã hẹn", **same)]
    assert race(*acts(world, other_head, *said)) == (Done, refusals.OverlapNotOpen)


@pytest.mark.race("inspections.withdraw", "inspections.rule")
def test_an_objection_ends_once(world: World, other_head: Any) -> None:
    overlap = overlap_of(overlapping(world))
    with world.acting(other_head):
        services.object_to(officer=other_head, at=AT, overlap=as_read(overlap), words="Đã hẹn")
    ends = [
        by(
            partial(world.acting, other_head),
            partial(services.withdraw, officer=other_head, at=AT, overlap=as_read(overlap)),
        ),
        by(
            partial(world.acting, world.head),
            partial(services.rule, officer=world.head, at=AT, overlap=as_read(overlap), goes_ahead=False, words="Bỏ"),
        ),
    ]
    assert race(*ends) == (Done, refusals.OverlapNotOpen)


@pytest.mark.race("inspections.share")
def test_two_that_are_sent_out_at_once_know_of_each_other(world: World, other_head: Any) -> None:
    subject = merchant(world, world.inspector)
    mine, theirs = planned(world, world.inspector, subject), planned(world, world.outsider, subject)
    before = len(states())
    sharing = [
        by(partial(world.acting, officer), partial(services.share, officer=officer, at=AT, plan=as_read(plan)))
        for officer, plan in ((world.inspector, mine), (world.outsider, theirs))
    ]
    assert race(*sharing) == (Done, Done)
    assert len(states()) == before + 1


@pytest.mark.race("inspections.add_item", "inspections.drop_item", "inspections.drop", "inspections.reopen")
def test_a_draft_is_changed_by_one_at_a_time(world: World, other_head: Any) -> None:
    subject = merchant(world, world.inspector)
    plan = planned(world, world.inspector, merchant(world, world.inspector))
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    add = partial(
        services.add_item, subject=subject, starts_on=MAY[0], ends_on=MAY[1], grounds="Tin báo", plan=as_read(plan),
        **same,
    )  # fmt: skip
    assert race(*acts(world, world.inspector, add, add)) == (Done, refusals.AlreadyPlanned)
    with acting_as(SYSTEM):
        item = PlanItem.objects.select_related("plan").get(plan=plan, subject=subject)
    drop = [partial(services.drop_item, item=item, **same), partial(services.share, plan=as_read(plan), **same)]
    assert race(*acts(world, world.inspector, *drop)) == (Done, Done)
    reopen = partial(services.reopen, plan=as_read(plan), words="Điều chỉnh", **same)
    assert race(*acts(world, world.inspector, reopen, reopen)) == (Done, refusals.PlanNotApproved)
    give_up = partial(services.drop, plan=as_read(plan), words="Không làm nữa", **same)
    assert race(*acts(world, world.inspector, give_up, give_up)) == (Done, refusals.PlanNotDraft)


@pytest.mark.race("inspections.set_term")
def test_a_term_is_set_once_for_a_day(world: World, other_head: Any) -> None:
    day = local_date(AT) + timedelta(days=90)
    term = [
        by(
            partial(world.acting, world.head),
            partial(
                services.set_term, officer=world.head, at=AT, agency=as_read(world.branch), working_days=days,
                valid_from=day,
            ),
        )
        for days in (3, 4)
    ]  # fmt: skip
    assert race(*term) == (Done, refusals.TermAlreadySet)


@pytest.mark.race("inspections.add_card", "inspections.end_card", "inspections.end_kept")
def test_a_card_is_entered_once_and_what_is_kept_ends_once(world: World) -> None:
    with acting_as(SYSTEM):
        keeper = officer_in(world.team, Role.ADMINISTRATOR, "Quản Thị Trị", "Quản trị", username="x.admin")
    day, lawyer = local_date(AT), world.legal_officer
    said: dict[str, Any] = {"kind": "Thẻ kiểm tra", "number": "001", "valid_from": day, "valid_until": None}
    people: dict[str, Any] = {"agency": as_read(world.team), "holder": as_read(world.inspector)}
    card = partial(services.add_card, officer=keeper, at=AT, **people, **said)
    assert race(*acts(world, keeper, card, card)) == (Done, refusals.CardTwice)
    with acting_as(SYSTEM):
        known = Card.unscoped.select_related("owner_agency").get()
        point = services.add_point(
            officer=lawyer, at=AT, group="Mũ", words="Có tem", violation_class="", basis="", valid_from=day
        )
    until = day + timedelta(days=9)
    lost = partial(services.end_card, officer=keeper, at=AT, row=as_read(known), valid_until=until)
    assert race(*acts(world, keeper, lost, lost)) == (Done, refusals.KeptEnded)
    over = partial(services.end_kept, officer=lawyer, at=AT, row=as_read(point), valid_until=until)
    assert race(*acts(world, lawyer, over, over)) == (Done, refusals.KeptEnded)
