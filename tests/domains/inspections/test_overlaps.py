"""What two units say of an overlap, and who has the last word"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.inspections import refusals, selectors, services
from minhbach.domains.inspections.models import Overlap, Plan, PlanItem
from minhbach.domains.inspections.types import OverlapState
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.pages.work import said
from minhbach.foundation.requirements import RequirementsUnmet
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.inspections.test_plans import merchant, set_term, shared, states
from tests.worlds import AT, World, officer_in


class Overlapping:
    """Team 1 plans what team 3 planned before; the leader of team 3 speaks for it."""

    def __init__(self, world: World, *, days: int | None = 5) -> None:
        set_term(world, days)
        self.world = world
        with acting_as(SYSTEM):
            self.other_head = officer_in(world.other_team, Role.HEAD, "Lành Thị Hoa", "Đội trưởng", username="x.head")
        self.subject: Subject = merchant(world, world.inspector)
        self.other: Plan = shared(world, world.outsider, self.subject)
        self.plan: Plan = shared(world, world.inspector, self.subject)

    def by(self, officer: Any, service: Any, *, days: int = 0, **said: Any) -> Any:
        with self.world.acting(officer):
            overlap = Overlap.objects.get()
            return service(officer=officer, at=AT + timedelta(days=days), overlap=overlap, **said)


@pytest.fixture
def two(world: World) -> Overlapping:
    return Overlapping(world)


def test_an_objection_keeps_the_plan_until_it_is_withdrawn(world: World, two: Overlapping) -> None:
    two.by(two.other_head, services.object_to, words="Đoàn của Đội 3 đã hẹn ngày 10/3")
    with world.acting(world.team_head), pytest.raises(RequirementsUnmet):
        services.approve(officer=world.team_head, at=AT + timedelta(days=30), plan=two.plan)
    two.by(world.inspector, services.say, words="Đội 1 xin đi cùng")
    two.by(two.other_head, services.withdraw, words="Đi chung một đoàn")
    with world.acting(world.team_head):
        services.approve(officer=world.team_head, at=AT, plan=two.plan)
    assert states() == [OverlapState.WITHDRAWN]
    with world.acting(two.other_head):
        shown = selectors.overlap_shown(Overlap.objects.get(), on=AT.date())
    assert [(word.state, word.words) for word in shown.words] == [
        ("waiting", ""),
        ("objected", "Đoàn của Đội 3 đã hẹn ngày 10/3"),
        ("", "Đội 1 xin đi cùng"),
        ("withdrawn", "Đi chung một đoàn"),
    ]


def test_the_desk_of_each_side_tells_what_waits(world: World, two: Overlapping) -> None:
    def desk(officer: Any) -> list[tuple[str, str]]:
        with world.acting(officer):
            return [(item.what, item.about) for item in said(selectors.work_items(officer, at=AT))]

    assert desk(two.other_head) == [("Trả lời về kế hoạch trùng đối tượng", world.team.short_name)]
    assert desk(world.team_head) == []
    two.by(two.other_head, services.object_to, words="Đã hẹn")
    assert desk(world.team_head) == [("Trao đổi về kế hoạch bị phản đối", world.other_team.short_name)]


def test_who_agrees_need_not_be_waited_for(world: World, two: Overlapping) -> None:
    two.by(two.other_head, services.agree)
    with world.acting(world.team_head):
        services.approve(officer=world.team_head, at=AT, plan=two.plan)
    assert states() == [OverlapState.AGREED]


@pytest.mark.parametrize(("goes_ahead", "state"), [(True, OverlapState.KEPT), (False, OverlapState.DROPPED)])
def test_a_common_superior_decides(world: World, two: Overlapping, goes_ahead: bool, state: OverlapState) -> None:
    two.by(two.other_head, services.object_to, words="Đã hẹn")
    said: dict[str, Any] = {"goes_ahead": goes_ahead, "words": "Hàng khác nhau"}
    for officer in (two.other_head, world.team_head):
        with pytest.raises(refusals.NotSuperior):
            two.by(officer, services.rule, **said)
    two.by(world.head, services.rule, **said)
    assert states() == [state]
    with acting_as(SYSTEM):
        [item] = PlanItem.objects.filter(plan=two.plan)
    assert (item.dropped_at is None) == goes_ahead


def test_where_nobody_stands_above_both_the_paper_that_decided_is_entered(world: World) -> None:
    set_term(world)
    subject = merchant(world, world.inspector)
    shared(world, world.police_officer, subject)
    plan = shared(world, world.inspector, subject)
    with acting_as(SYSTEM):
        head = officer_in(world.police, Role.HEAD, "Hà Công Tâm", "Trưởng phòng", username="x.police")
    with world.acting(head):
        services.object_to(officer=head, at=AT, overlap=Overlap.objects.get(), words="Đang xác minh")
    said: dict[str, Any] = {"officer": world.team_head, "at": AT, "goes_ahead": True, "words": "Phối hợp"}
    with world.acting(world.team_head):
        overlap = Overlap.objects.get()
        with pytest.raises(refusals.SuperiorPaperMissing):
            services.rule(overlap=overlap, **said)
        services.rule(overlap=overlap, paper="12/TB-UBND ngày 20/11/2026", **said)
        services.approve(officer=world.team_head, at=AT, plan=plan)
    assert states() == [OverlapState.KEPT]


def test_only_who_is_asked_answers_and_within_the_term(world: World, two: Overlapping) -> None:
    with pytest.raises(refusals.NotAsked):
        two.by(world.team_head, services.object_to, words="x")
    with pytest.raises(RoleMissing):
        two.by(world.outsider, services.object_to, words="x")
    with pytest.raises(refusals.ReasonMissing):
        two.by(two.other_head, services.object_to, words=" ")
    with pytest.raises(refusals.TermPassed):
        two.by(two.other_head, services.object_to, words="x", days=11)
    with pytest.raises(refusals.OverlapNotOpen):
        two.by(two.other_head, services.withdraw)
    with world.acting(world.stranger):
        assert not Overlap.objects.exists()
    assert states() == [OverlapState.WAITING]


def test_without_a_term_there_is_nothing_to_object_to(world: World) -> None:
    two = Overlapping(world, days=None)
    with pytest.raises(refusals.OverlapNotOpen):
        two.by(two.other_head, services.object_to, words="x")
    assert states() == [OverlapState.NOTED]


def test_dropping_the_plan_settles_what_overlapped(world: World, two: Overlapping) -> None:
    two.by(two.other_head, services.object_to, words="Đã hẹn")
    with world.acting(world.inspector):
        services.reopen(officer=world.inspector, at=AT, plan=two.plan, words="Rút")
        services.drop(officer=world.inspector, at=AT, plan=two.plan, words="Không làm nữa")
    assert states() == [OverlapState.DROPPED]
