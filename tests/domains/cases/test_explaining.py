"""Giải trình: in time or late, with more time, heard in person with minutes, given up in writing; then only decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.ask_to_explain import ExplanationAsked
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.extend_explanation import ExplanationExtended
from minhbach.domains.cases.acts.hear_explanation import ExplanationHeard
from minhbach.domains.cases.acts.invite_to_explain import HearingInvited
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.page import read_case
from minhbach.domains.cases.services.papers import draft_paper
from minhbach.domains.cases.types import Cited, ExplanationManner, Step
from minhbach.domains.cases.types.codes import ExplanationAsk
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.types import Kind
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet
from tests.domains.cases.world import World, as_officer, at, case_at, on, record, sanction
from tests.going_on import GO_ON

WRITTEN = ExplanationAsked(manner=ExplanationAsk.WRITTEN, by="Lý Thị Mai", summary="Hàng mua của người bán dạo")
DIRECT = ExplanationAsked(manner=ExplanationAsk.DIRECT, by="Lý Thị Mai")
PAPER = Cited(number="01/GT", dated=on(4))


def do(world: World, case: Case, fact: Any, day: float, *, post: Post | None = None, **more: Any) -> Any:
    with as_officer(post or world.inspector, at(day)) as officer:
        return services.do(officer=officer, at=at(day), case=case, fact=fact, **{"confirmed": GO_ON, **more}).event


def explaining(world: World) -> Case:
    """A case whose record of Thursday 5 November told the violator that he may explain himself."""
    case = case_at(world, "inspected")
    do(world, case, record(world, may_explain=True), 3.2)
    return case


def heard(days: float = 7, **more: Any) -> ExplanationHeard:
    given: dict[str, Any] = {
        "started_at": at(days), "ended_at": at(days + 0.05), "place": "Trụ sở Đội 1", "heard": "Lý Thị Mai",
        "standing": "bản thân", "statement": "Không biết hàng không rõ nguồn gốc", **more,
    }  # fmt: skip
    return ExplanationHeard(**given)


def due_on(world: World, case: Case, days: float) -> date | None:
    with as_officer(world.inspector, at(days)) as officer:
        return next(one.due_on for one in read_case(officer, case.id, at=at(days)).clocks)


def step_of(world: World, case: Case) -> Step:
    with as_officer(world.inspector, at(20)):
        return selectors.case_state(case).step


@pytest.mark.parametrize(("asked", "last"), [(WRITTEN, 10), (DIRECT, 7)], ids=["written", "in person"])
def test_what_comes_in_time_is_taken_and_what_comes_late_is_asked_about(
    world: World, asked: ExplanationAsked, last: int
) -> None:
    """Five working days in writing, two to ask to be heard."""
    case = explaining(world)
    do(world, case, asked, last, confirmed=())
    with pytest.raises(NotConfirmed) as late:
        do(world, case, asked, last + 1, confirmed=())
    assert [one.code for one in late.value.unmet] == ["explanation.late"]


def test_nothing_is_decided_before_the_time_is_over_and_not_before_more_time_is_over(world: World) -> None:
    case = explaining(world)
    lapsed = ExplanationEnded(manner=ExplanationManner.LAPSED)
    with pytest.raises(refusals.StepNotReached):
        do(world, case, sanction(), 7)
    with pytest.raises(refusals.ExplanationTimeNotOver):
        do(world, case, lapsed, 10)
    do(world, case, ExplanationExtended(until=on(14), reason="Vụ việc phức tạp"), 9, post=world.head)
    assert due_on(world, case, 10) == on(14)
    with pytest.raises(refusals.ExplanationTimeNotOver):
        do(world, case, lapsed, 14)
    do(world, case, lapsed, 15)
    assert step_of(world, case) is Step.DECISION


def test_more_time_is_the_heads_to_give_and_later_than_the_law_s(world: World) -> None:
    case = explaining(world)
    with pytest.raises(refusals.EndNotLater):
        do(world, case, ExplanationExtended(until=on(10), reason="Vụ việc phức tạp"), 5, post=world.head)
    with pytest.raises(RoleMissing):
        do(world, case, ExplanationExtended(until=on(14), reason="Vụ việc phức tạp"), 5, post=world.second)
    assert due_on(world, case, 6) == on(10)


def test_who_asked_to_be_heard_is_invited_heard_and_answered_with_minutes(world: World) -> None:
    case = explaining(world)
    do(world, case, DIRECT, 4)
    with as_officer(world.inspector, at(5)) as officer:
        page = read_case(officer, case.id, at=at(5))
        assert [one.sentence for one in page.waits_for] == ["Mời dự phiên giải trình trực tiếp đã được yêu cầu"]
    with pytest.raises(refusals.HearingBeforeInvitation):
        do(world, case, HearingInvited(at=at(4), place="Trụ sở Đội 1"), 5)
    do(world, case, HearingInvited(at=at(7), place="Trụ sở Đội 1"), 5, confirmed=())
    with pytest.raises(refusals.HearingEndsBeforeItStarts):
        do(world, case, heard(ended_at=at(6.9)), 7.2)
    do(world, case, heard(), 7.2, confirmed=())
    with as_officer(world.inspector, at(8)) as officer:
        paper = draft_paper(officer=officer, at=at(8), case=case, kind=Kind.HEARING_MINUTES)
        content = thaw_content(paper.content)
        assert [(one.full_name, one.title) for one in content.heard] == [("Lý Thị Mai", "bản thân")]
        assert (content.place, content.violation_record.number) == ("Trụ sở Đội 1", "03/BB-VPHC")
    do(world, case, ExplanationEnded(manner=ExplanationManner.DIRECT), 8, confirmed=())
    with as_officer(world.inspector, at(9)):
        # A month, as the law gives where somebody was heard.
        assert Case.objects.get(id=case.id).clock_row == "XPHC.QD.GIAITRINH"


def test_it_never_says_that_nobody_explained_where_somebody_did(world: World) -> None:
    case = explaining(world)
    do(world, case, DIRECT, 4)
    with pytest.raises(RequirementsUnmet) as unmet:
        do(world, case, ExplanationEnded(manner=ExplanationManner.LAPSED), 15)
    assert [one.code for one in unmet.value.unmet] == ["explanation.asked"]
    with pytest.raises(NotConfirmed) as asked:
        do(world, case, ExplanationEnded(manner=ExplanationManner.WRITTEN), 15, confirmed=())
    assert [one.code for one in asked.value.unmet] == ["hearing.asked"]
    assert step_of(world, case) is Step.EXPLANATION


def test_it_is_given_up_in_writing(world: World) -> None:
    case = explaining(world)
    with pytest.raises(NotConfirmed) as asked:
        do(world, case, ExplanationEnded(manner=ExplanationManner.WAIVED), 4, confirmed=())
    assert [one.code for one in asked.value.unmet] == ["waived.paper"]
    do(world, case, ExplanationEnded(manner=ExplanationManner.WAIVED, paper=PAPER), 4, confirmed=())
    assert step_of(world, case) is Step.DECISION
