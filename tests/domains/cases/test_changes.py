"""A decision that is out is corrected, amended or revoked; what is owed, counted and due follows it from that day."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.amend_decision import DecisionAmended
from minhbach.domains.cases.acts.change import Change, ChangeGround
from minhbach.domains.cases.acts.correct_decision import DecisionCorrected
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.cases.acts.revoke_decision import DecisionRevoked
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.selectors.decisions import decision_on
from minhbach.domains.cases.services.counting import check_counts, known_rows
from minhbach.domains.cases.types import Cited, DeliveryManner, PaymentKind, Step
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.foundation.requirements import NotConfirmed
from tests.domains.cases.world import World, as_officer, at, case_at, counted, on

PAPER = Cited(number="30/QĐ-SĐ", dated=on(15), signer="Vi Văn An", signer_title="Chi cục trưởng")
LOWER = ChangeProposed(
    change=Change.AMENDED, ground=ChangeGround.OWN, reason="Tình tiết giảm nhẹ chưa xét",
    content=("Mức tiền phạt tại Điều 1",), fine_vnd=5_000_000,
)  # fmt: skip
SLIP = ChangeProposed(
    change=Change.CORRECTED, ground=ChangeGround.OWN, reason="Viết nhầm", content=("Số nhà 3 sửa thành số nhà 5",)
)
GONE = ChangeProposed(change=Change.REVOKED, ground=ChangeGround.OWN, reason="Ra quyết định sai đối tượng")


def do(case: Case, fact: Any, post: Any, days: float, **more: Any) -> services.Appended:
    with as_officer(post, at(days)) as officer:
        return services.do(officer=officer, at=at(days), case=case, fact=fact, **more)


def line_of(world: World, case: Case) -> Line:
    return state_of(world, case).line


def state_of(world: World, case: Case) -> CaseState:
    with as_officer(world.inspector, at(60)):
        return selectors.case_state(case)


def change(world: World, case: Case, asked: ChangeProposed, fact: type[Any], *, days: int = 15) -> Any:
    do(case, asked, world.inspector, days)
    return do(case, fact(paper=replace(PAPER, dated=on(days))), world.clerk, days)


def entries(case: Case, world: World) -> int:
    with as_officer(world.inspector, at(60)):
        return int(CaseEvent.objects.filter(case=case).count())


class TestAnAmendment:
    def test_changes_what_is_owed_from_its_day_and_leaves_the_days_before(self, world: World) -> None:
        case = case_at(world, "delivered")
        change(world, case, LOWER, DecisionAmended)
        line = line_of(world, case)
        assert (line.fine_vnd, line.unpaid_vnd, line.step) == (5_000_000, 5_000_000, Step.EXECUTION)
        with as_officer(world.head, at(60)):
            assert counted(0, 15)["fine"] == 6_000_000
            assert counted(0, 16)["fine"] == 5_000_000
            assert counted(15, 16) == {"fine": -1_000_000}
            assert counted(0, 16)["violator_sanctioned"] == 1
            case.refresh_from_db()
            assert case.fine_vnd == 5_000_000

    def test_is_known_only_from_when_it_was_written_down(self, world: World) -> None:
        case = case_at(world, "delivered")
        change(world, case, LOWER, DecisionAmended)
        with as_officer(world.head, at(60)):
            assert counted(0, 30, as_of=at(14))["fine"] == 6_000_000
            assert counted(0, 30, as_of=at(15))["fine"] == 5_000_000
            assert len(known_rows(case)) == len({*known_rows(case)})

    def test_has_to_be_handed_over_and_restarts_the_time_to_comply(self, world: World) -> None:
        case = case_at(world, "delivered")
        change(world, case, LOWER, DecisionAmended)
        assert len(line_of(world, case).unserved) == 1
        do(case, Delivered(manner=DeliveryManner.DIRECT), world.inspector, 17)
        line = line_of(world, case)
        assert line.unserved == []
        assert line.delivered is not None
        assert line.delivered.happened_on == on(17)

    def test_below_what_was_paid_is_asked_about(self, world: World) -> None:
        case = case_at(world, "paid")
        before = entries(case, world)
        with pytest.raises(NotConfirmed):
            do(case, LOWER, world.inspector, 15)
        assert entries(case, world) == before
        do(case, LOWER, world.inspector, 15, confirmed=("change.paid",))
        do(case, DecisionAmended(paper=PAPER), world.clerk, 15)
        assert line_of(world, case).unpaid_vnd == 0

    def test_that_asks_for_more_opens_a_line_that_had_ended(self, world: World) -> None:
        case = case_at(world, "closed")
        change(world, case, replace(LOWER, fine_vnd=7_000_000), DecisionAmended)
        line = line_of(world, case)
        assert (line.step, line.outcome, line.unpaid_vnd) == (Step.EXECUTION, None, 1_000_000)
        do(case, Paid(kind=PaymentKind.FINE, amount_vnd=1_000_000, receipt="BL 13"), world.inspector, 16)
        assert line_of(world, case).completed_on == on(16)

    def test_needs_a_proposal_of_its_kind(self, world: World) -> None:
        case = case_at(world, "delivered")
        do(case, SLIP, world.inspector, 15)
        before = entries(case, world)
        with pytest.raises(refusals.NoChangeProposed):
            do(case, DecisionAmended(paper=PAPER), world.clerk, 15)
        assert entries(case, world) == before

    def test_is_made_once_of_one_proposal(self, world: World) -> None:
        case = case_at(world, "delivered")
        change(world, case, LOWER, DecisionAmended)
        with pytest.raises(refusals.NoChangeProposed):
            do(case, DecisionAmended(paper=PAPER), world.clerk, 16)

    def test_after_its_term_is_asked_about_by_a_text_nobody_compared(self, world: World) -> None:
        case = case_at(world, "delivered")
        late = 8 + 366
        with pytest.raises(NotConfirmed) as refused:
            do(case, LOWER, world.inspector, late)
        assert [one.code for one in refused.value.unmet] == ["change.term"]
        assert "chưa đối chiếu bản gốc" in str(refused.value.unmet[0].sentence)
        do(case, replace(LOWER, ground=ChangeGround.COURT), world.inspector, late)


class TestACorrection:
    def test_changes_no_amount(self, world: World) -> None:
        case = case_at(world, "delivered")
        with pytest.raises(refusals.ChangeTooMuch):
            do(case, replace(SLIP, fine_vnd=5_000_000), world.inspector, 15)
        change(world, case, SLIP, DecisionCorrected)
        with as_officer(world.head, at(60)):
            assert counted(0, 30)["fine"] == 6_000_000
            assert 15 not in {(one.row.day - on(0)).days for one in known_rows(case)}

    def test_says_what_it_corrects(self, world: World) -> None:
        case = case_at(world, "delivered")
        with pytest.raises(refusals.ChangeSaysNothing):
            do(case, replace(SLIP, content=("  ",)), world.inspector, 15)


class TestARevocation:
    def test_leaves_the_file_at_its_decision_for_a_new_one(self, world: World) -> None:
        case = case_at(world, "delivered")
        change(world, case, GONE, DecisionRevoked)
        line = line_of(world, case)
        assert (line.decided, line.fine_vnd, line.step) == (None, 0, Step.DECISION)
        with as_officer(world.head, at(60)):
            assert "fine" not in counted(0, 30)
            assert counted(0, 30, as_of=at(14))["fine"] == 6_000_000
        with pytest.raises(refusals.HappenedTooEarly):
            do(case, Decided(paper=Cited(number="09/QĐ-XPHC", dated=on(9))), world.clerk, 20)
        do(case, Decided(paper=Cited(number="31/QĐ-XPHC", dated=on(20))), world.clerk, 20)
        line = line_of(world, case)
        assert (line.fine_vnd, line.delivered, line.step) == (6_000_000, None, Step.EXECUTION)
        with as_officer(world.head, at(60)):
            assert counted(0, 30)["violator_sanctioned"] == 1

    def test_keeps_what_was_paid_for_the_new_one(self, world: World) -> None:
        case = case_at(world, "closed")
        change(world, case, GONE, DecisionRevoked)
        assert line_of(world, case).step is Step.DECISION
        do(case, Decided(paper=Cited(number="31/QĐ-XPHC", dated=on(20))), world.clerk, 20)
        line = line_of(world, case)
        assert (line.paid_vnd, line.unpaid_vnd) == (6_000_000, 0)

    @pytest.mark.parametrize("fact", [DecisionAmended, DecisionCorrected, DecisionRevoked])
    def test_is_the_last_change_of_a_decision(self, world: World, fact: type[Any]) -> None:
        case = case_at(world, "delivered")
        change(world, case, GONE, DecisionRevoked)
        before = entries(case, world)
        with pytest.raises(refusals.StepNotReached):
            do(case, LOWER, world.inspector, 16)
        with pytest.raises(refusals.StepNotReached):
            do(case, fact(paper=PAPER), world.clerk, 16)
        assert entries(case, world) == before


def test_what_stood_on_a_day_is_told_for_every_day(world: World) -> None:
    case = case_at(world, "delivered")
    change(world, case, LOWER, DecisionAmended)
    change(world, case, GONE, DecisionRevoked, days=20)
    do(case, Decided(paper=Cited(number="31/QĐ-XPHC", dated=on(25))), world.clerk, 25)
    line = line_of(world, case)
    told = [decision_on(line, on(day)) for day in (7, 8, 14, 15, 19, 20, 24, 25, 90)]
    assert [(one.number, one.fine_vnd) if one else None for one in told] == [
        None,
        ("07/QĐ-XPHC", 6_000_000),
        ("07/QĐ-XPHC", 6_000_000),
        ("30/QĐ-SĐ", 5_000_000),
        ("30/QĐ-SĐ", 5_000_000),
        None,
        None,
        ("31/QĐ-XPHC", 6_000_000),
        ("31/QĐ-XPHC", 6_000_000),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_figures_are_those_of_the_decision_that_stands(world: World, seed: int) -> None:
    """Any order of amendments, slips, revocations and new decisions; the rows kept are those of a replay."""
    chance, case = Random(seed), case_at(world, "delivered")
    for day in range(12, 24, 2):
        stands = line_of(world, case).decided is not None
        kind = chance.choice(("amend", "amend", "correct", "revoke")) if stands else "decide"
        fine = chance.randrange(10, 15) * 500_000
        if kind == "amend":
            change(world, case, replace(LOWER, fine_vnd=fine, ground=ChangeGround.COURT), DecisionAmended, days=day)
        elif kind == "correct":
            change(world, case, SLIP, DecisionCorrected, days=day)
        elif kind == "revoke":
            change(world, case, GONE, DecisionRevoked, days=day)
        else:
            do(case, Decided(paper=Cited(number=f"{day}/QĐ-XPHC", dated=on(day))), world.clerk, day)
        line = line_of(world, case)
        with as_officer(world.head, at(60)):
            assert check_counts(at=at(60)).differing == ()
            assert counted(0, 60).get("fine", 0) == line.fine_vnd
            assert counted(0, 60).get("violator_sanctioned", 0) == (line.decided is not None)
            if line.decided is not None:
                since = line.decided.happened_on
                for past in range((since - on(0)).days, 60):
                    stood = decision_on(line, on(past))
                    assert stood is not None
                    assert counted(0, past + 1)["fine"] == stood.fine_vnd
