"""A decision is contested: the clocks of the table run, nothing stops by itself, the outcome leads to a change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.acts.enforce import Enforced
from minhbach.domains.cases.matters.contest import (
    KIND,
    ContestAccepted,
    ContestDeclined,
    Contested,
    ContestKind,
    ContestResult,
    ContestSettled,
    ExecutionResumed,
    ExecutionSuspended,
    contest_of,
)
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Step
from minhbach.domains.cases.types.state import Matter
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet
from tests.domains.cases.world import World, as_officer, at, case_at, on


def complaint(world: World, **more: Any) -> Contested:
    values: dict[str, Any] = {
        "violator_id": str(world.subject_id), "manner": ContestKind.FIRST, "by": "Lý Thị Mai",
        "body": "Chi cục Quản lý thị trường tỉnh Lạng Sơn", "content": "Đề nghị xem lại mức phạt", **more,
    }  # fmt: skip
    return Contested(**values)


def do(case: Case, fact: Any, post: Post, days: int, **more: Any) -> services.Appended:
    with as_officer(post, at(days)) as officer:
        return services.do(officer=officer, at=at(days), case=case, fact=fact, **more)


def matter_of(world: World, case: Case) -> Matter:
    with as_officer(world.inspector):
        [matter] = case_state(case).matters.values()
        return matter


def contested(world: World, case: Case, **more: Any) -> str:
    return do(case, complaint(world, **more), world.inspector, 10).event.part


class TestAContest:
    def test_runs_on_the_clocks_of_the_table(self, world: World) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case)
        # The tenth day is a Sunday, so the last is the Monday after.
        assert KIND.until(matter_of(world, case)) == on(21)
        do(case, ContestAccepted(), world.inspector, 12, part=matter_id)
        assert KIND.until(matter_of(world, case)) == on(42)

    @pytest.mark.parametrize(
        ("manner", "is_complex", "is_remote", "last"),
        [
            (ContestKind.FIRST, True, False, 57),
            (ContestKind.FIRST, False, True, 57),
            (ContestKind.FIRST, True, True, 72),
            (ContestKind.SECOND, False, False, 57),
            (ContestKind.SECOND, True, False, 72),
            (ContestKind.SECOND, False, True, 72),
            (ContestKind.SECOND, True, True, 84),
        ],
    )
    def test_takes_longer_as_the_table_says(
        self, world: World, manner: ContestKind, is_complex: bool, is_remote: bool, last: int
    ) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case, manner=manner)
        do(case, ContestAccepted(is_complex=is_complex, is_remote=is_remote), world.inspector, 12, part=matter_id)
        assert KIND.until(matter_of(world, case)) == on(last)

    def test_in_court_runs_on_no_clock_of_ours(self, world: World) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case, manner=ContestKind.LAWSUIT)
        do(case, ContestAccepted(), world.inspector, 12, part=matter_id)
        assert KIND.until(matter_of(world, case)) is None

    def test_names_the_decision_that_stood(self, world: World) -> None:
        case = case_at(world, "delivered")
        contested(world, case)
        assert contest_of(matter_of(world, case)).decision.number == "07/QĐ-XPHC"

    def test_needs_a_decision(self, world: World) -> None:
        case = case_at(world, "sanctioned")
        with pytest.raises(refusals.NoDecisionStands):
            do(case, complaint(world), world.inspector, 10)

    def test_after_ninety_days_is_asked_about(self, world: World) -> None:
        case = case_at(world, "delivered")
        with pytest.raises(NotConfirmed) as refused:
            do(case, complaint(world), world.inspector, 9 + 91)
        assert [one.code for one in refused.value.unmet] == ["contest.late"]
        do(case, complaint(world), world.inspector, 9 + 90)

    def test_may_begin_when_the_case_has_ended(self, world: World) -> None:
        case = case_at(world, "closed")
        with as_officer(world.inspector, at(14)):
            assert case_state(case).step is Step.CLOSED
        assert do(case, complaint(world), world.inspector, 14).event.kind == "contested"

    def test_is_not_settled_before_it_is_accepted_but_may_be_withdrawn(self, world: World) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case)
        with pytest.raises(refusals.MatterNotInForce):
            do(case, ContestSettled(result=ContestResult.KEPT), world.inspector, 12, part=matter_id)
        do(case, ContestSettled(result=ContestResult.WITHDRAWN), world.inspector, 12, part=matter_id)
        assert matter_of(world, case).is_ended

    def test_that_is_declined_is_over_and_one_accepted_is_not_declined(self, world: World) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case)
        do(case, ContestDeclined(reason="Hết thời hiệu"), world.inspector, 12, part=matter_id)
        assert matter_of(world, case).is_ended
        other = case_at(world, "delivered", days=1)
        matter_id = do(other, complaint(world), world.inspector, 11).event.part
        do(other, ContestAccepted(), world.inspector, 12, part=matter_id)
        with pytest.raises(refusals.MatterDoneAlready):
            do(other, ContestDeclined(reason="Hết thời hiệu"), world.inspector, 12, part=matter_id)


class TestASuspension:
    def test_stops_enforcement_until_it_is_lifted(self, world: World) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case)
        do(case, ExecutionSuspended(), world.inspector, 12, part=matter_id)
        with pytest.raises(RequirementsUnmet) as refused:
            do(case, Enforced(measure="Khấu trừ tài khoản"), world.inspector, 13)
        assert [one.code for one in refused.value.unmet] == ["contest.suspended"]
        do(case, ExecutionResumed(), world.inspector, 14, part=matter_id)
        do(case, Enforced(measure="Khấu trừ tài khoản"), world.inspector, 15)

    def test_ends_with_the_contest(self, world: World) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case)
        do(case, ExecutionSuspended(), world.inspector, 12, part=matter_id)
        do(case, ContestAccepted(), world.inspector, 12, part=matter_id)
        do(case, ContestSettled(result=ContestResult.KEPT), world.inspector, 13, part=matter_id)
        do(case, Enforced(measure="Khấu trừ tài khoản"), world.inspector, 15)

    def test_without_one_nothing_stops(self, world: World) -> None:
        case = case_at(world, "delivered")
        contested(world, case)
        do(case, Enforced(measure="Khấu trừ tài khoản"), world.inspector, 15)

    def test_is_made_once_at_a_time(self, world: World) -> None:
        case = case_at(world, "delivered")
        matter_id = contested(world, case)
        do(case, ExecutionSuspended(), world.inspector, 12, part=matter_id)
        with pytest.raises(refusals.MatterDoneAlready):
            do(case, ExecutionSuspended(), world.inspector, 13, part=matter_id)


def test_a_withdrawn_contest_may_be_followed_by_another(world: World) -> None:
    case = case_at(world, "delivered")
    matter_id = contested(world, case)
    do(case, ContestSettled(result=ContestResult.WITHDRAWN), world.inspector, 11, part=matter_id)
    do(case, replace(complaint(world), manner=ContestKind.LAWSUIT), world.inspector, 12)
    with as_officer(world.inspector):
        assert [one.is_ended for one in case_state(case).matters.values()] == [True, False]
