"""What inspections go by: check points, sampling plans, laboratories, cards"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.inspections import refusals, selectors, services
from minhbach.domains.inspections.models import Card, CheckPoint, SamplingPlan
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.requirements import Weight
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World, officer_in

DAY = date(2026, 11, 20)
POINT: dict[str, Any] = {"group": "Mũ bảo hiểm", "violation_class": "KRNG", "basis": "", "valid_from": date(2026, 1, 1)}


def administrator(world: World) -> Any:
    with acting_as(SYSTEM):
        return officer_in(world.team, Role.ADMINISTRATOR, "Quản Thị Trị", "Quản trị", username="x.admin")


def card(world: World, by: Any, holder: Any, **more: Any) -> Card:
    said: dict[str, Any] = {
        "agency": world.team, "holder": holder, "kind": "Thẻ kiểm tra thị trường", "number": "QLTT-001",
        "valid_from": date(2022, 1, 1), "valid_until": date(2027, 1, 1), **more,
    }  # fmt: skip
    with world.acting(by):
        return services.add_card(officer=by, at=AT, **said)


def told(world: World, *officers: Any, on: date = DAY) -> list[str]:
    with world.acting(world.team_head):
        found = list(selectors.unmet_of_team(world.team, [str(one.pk) for one in officers], on=on))
    assert {one.weight for one in found} <= {Weight.INFORM}
    return [str(one.sentence) for one in found]


def test_points_stand_in_their_group_in_the_order_in_which_they_were_added(world: World) -> None:
    officer = world.legal_officer
    with world.acting(officer):
        first = services.add_point(officer=officer, at=AT, words="Mũ có tem hợp quy", **POINT)
        services.add_point(officer=officer, at=AT, words="Có hóa đơn của hàng", **POINT)
        services.end_kept(officer=officer, at=AT, row=first, valid_until=date(2026, 12, 1))
        with pytest.raises(refusals.KeptEnded):
            services.end_kept(officer=officer, at=AT, row=first, valid_until=date(2026, 12, 5))
        with pytest.raises(refusals.EndsBeforeItBegins):
            services.end_kept(officer=officer, at=AT, row=first, valid_until=date(2026, 1, 1))
    groups = ["Mũ bảo hiểm"]
    assert [one.words for one in selectors.points_on(groups, DAY)] == ["Mũ có tem hợp quy", "Có hóa đơn của hàng"]
    assert [one.words for one in selectors.points_on(groups, date(2026, 12, 1))] == ["Có hóa đơn của hàng"]
    assert selectors.points_on([], DAY) == []
    # An ended point can still be read by who took it along.
    assert list(selectors.points_by_id([str(first.pk), "x"])) == [str(first.pk)]


def test_only_a_legal_officer_keeps_them(world: World) -> None:
    known = CheckPoint.objects.count()
    with world.acting(world.inspector), pytest.raises(RoleMissing):
        services.add_point(officer=world.inspector, at=AT, words="Có hóa đơn", **POINT)
    assert CheckPoint.objects.count() == known


def test_what_ships_names_classes_that_the_law_has_and_is_loaded_once(world: World) -> None:
    with acting_as(SYSTEM):
        services.load_points(at=AT)
        known = CheckPoint.objects.exclude(code=None).count()
        assert known > 0
        assert services.load_points(at=AT) == 0
    assert CheckPoint.objects.exclude(code=None).count() == known
    classes = {row.code for row in open_law().book.classes}
    named = set(CheckPoint.objects.exclude(code=None).values_list("violation_class", flat=True)) - {""}
    assert named
    assert named <= classes
    # No article is invented: what ships has none.
    assert set(CheckPoint.objects.exclude(code=None).values_list("basis", flat=True)) == {""}


def test_a_lot_is_met_by_the_plans_of_its_size(world: World) -> None:
    officer = world.legal_officer
    same: dict[str, Any] = {"goods": "Phân bón", "unit": "bao", "source": "Tiêu chuẩn của phòng", "valid_from": DAY}
    with world.acting(officer):
        services.add_sampling(officer=officer, at=AT, lot_from=1, lot_to=50, samples=2, **same)
        services.add_sampling(officer=officer, at=AT, lot_from=51, lot_to=None, samples=5, **same)
        with pytest.raises(refusals.LotBackward):
            services.add_sampling(officer=officer, at=AT, lot_from=9, lot_to=8, samples=1, **same)
    plans = selectors.sampling_on(DAY)
    assert [[one.samples for one in plans if one.fits(size)] for size in (50, 51, 9999)] == [[2], [5], [5]]
    assert selectors.sampling_on(date(2026, 1, 1)) == []
    assert SamplingPlan.objects.count() == 2


def test_a_team_is_told_of_cards_where_its_agency_keeps_them_and_never_stopped(world: World) -> None:
    assert told(world, world.inspector, world.inspection_leader) == []
    keeper = administrator(world)
    card(world, keeper, world.inspector, valid_until=DAY)
    leader, inspector = world.inspection_leader.full_name, world.inspector.full_name
    assert told(world, world.inspector, world.inspection_leader) == [
        f"Thẻ kiểm tra số QLTT-001 của {inspector} không có hiệu lực vào ngày 20/11/2026.",
        f"Chưa ghi thẻ kiểm tra của {leader}.",
    ]
    card(world, keeper, world.inspector, number="QLTT-002", valid_from=DAY, valid_until=None)
    assert told(world, world.inspector) == []
    assert told(world, world.outsider)[0] == (
        f"{world.outsider.full_name} không giữ chức vụ nào ở đơn vị vào ngày 20/11/2026."
    )


def test_a_card_is_entered_once_and_by_who_administers_the_agency(world: World) -> None:
    keeper = administrator(world)
    first = card(world, keeper, world.inspector)
    with pytest.raises(refusals.CardTwice):
        card(world, keeper, world.inspector, valid_from=DAY, valid_until=None)
    with pytest.raises(RoleMissing):
        card(world, world.team_head, world.inspection_leader)
    with pytest.raises(RoleMissing):
        card(world, keeper, world.outsider, agency=world.other_team)
    with world.acting(keeper):
        services.end_card(officer=keeper, at=AT, row=first, valid_until=DAY)
    with acting_as(SYSTEM):
        assert [(one.number, one.valid_until) for one in Card.objects.all()] == [("QLTT-001", DAY)]
    with world.acting(world.stranger):
        assert not Card.objects.exists()
