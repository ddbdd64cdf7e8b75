"""From the record on each violator has a line of his own; the case waits for the one furthest behind."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.close import Closed
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.end_without_violation import NoViolation
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import Cited, DeliveryManner, Outcome, Step, SubjectRole
from minhbach.domains.subjects.services import register_subject
from tests.domains.cases.world import World, as_officer, at, case_at, counted, on, record, sanction


@pytest.fixture
def others(world: World) -> list[UUID]:
    """Two more subjects, so that a case can have three violators."""
    with as_officer(world.inspector) as officer:
        return [
            register_subject(officer=officer, at=at(0), kind="individual", name=name, place=world.commune).id
            for name in ("Hà Văn Nam", "Lò Thị Hoa")
        ]


def with_three(world: World, others: list[UUID]) -> tuple[Case, list[str]]:
    """A case with three violators, each with a record."""
    case = case_at(world, "inspected")
    ids = [str(world.subject_id), *map(str, others)]
    with as_officer(world.inspector, at(4)) as officer:
        for one in ids[1:]:
            fact = SubjectAdded(subject_id=one, role=SubjectRole.RELATED)
            services.do(officer=officer, at=at(4), case=case, fact=fact)
        for one in ids:
            fact_of_one = replace(record(world), violator_id=one)
            services.do(officer=officer, at=at(4), case=case, fact=fact_of_one, happened_on=on(3))
    return case, ids


def carry_out(world: World, case: Case, part: str) -> None:
    """Take one violator from the sanction to the end."""
    with as_officer(world.inspector, at(7)) as officer:
        services.do(officer=officer, at=at(7), case=case, fact=sanction(), part=part)
    with as_officer(world.clerk, at(8)) as officer:
        services.do(officer=officer, at=at(8), case=case, fact=Decided(paper=Cited(number="7", dated=on(8))), part=part)
    with as_officer(world.inspector, at(9)) as officer:
        services.do(officer=officer, at=at(9), case=case, fact=Delivered(manner=DeliveryManner.DIRECT), part=part)
        services.do(officer=officer, at=at(9), case=case, fact=Paid(amount_vnd=6_000_000), part=part)
        services.do(officer=officer, at=at(9), case=case, fact=Closed(), part=part)


def test_the_case_stands_where_the_last_of_its_violators_stands(world: World, others: list[UUID]) -> None:
    case, ids = with_three(world, others)
    carry_out(world, case, ids[0])
    case.refresh_from_db()
    assert (case.step, case.outcome, case.fine_vnd) == (Step.DECISION, "", 6_000_000)
    with as_officer(world.inspector, at(10)):
        state = selectors.case_state(case)
    assert [line.step for line in state.lines.values()] == [Step.CLOSED, Step.DECISION, Step.DECISION]
    assert state.lines[ids[0]].outcome is Outcome.EXECUTED


def test_the_case_is_closed_when_all_its_violators_are(world: World, others: list[UUID]) -> None:
    case, ids = with_three(world, others)
    carry_out(world, case, ids[0])
    carry_out(world, case, ids[1])
    with as_officer(world.inspector, at(10)) as officer:
        services.do(officer=officer, at=at(10), case=case, fact=NoViolation(reason="Không phải chủ hàng"), part=ids[2])
    case.refresh_from_db()
    assert (case.step, case.outcome, case.fine_vnd) == (Step.CLOSED, Outcome.EXECUTED, 12_000_000)


def test_an_act_of_a_violator_must_say_of_whom_where_there_are_several(world: World, others: list[UUID]) -> None:
    case, ids = with_three(world, others)
    with pytest.raises(refusals.ViolatorNotChosen) as caught, as_officer(world.inspector, at(7)) as officer:
        services.do(officer=officer, at=at(7), case=case, fact=sanction())
    assert str(caught.value) == "Vụ việc có nhiều người vi phạm. Hãy chọn “xác định mức xử phạt” đối với ai."
    with as_officer(world.inspector, at(7)):
        assert all(line.sanction is None for line in selectors.case_state(case).lines.values())
    assert len(ids) == 3


def test_a_way_out_without_a_name_ends_every_line(world: World, others: list[UUID]) -> None:
    case, _ids = with_three(world, others)
    with as_officer(world.inspector, at(7)) as officer:
        services.do(officer=officer, at=at(7), case=case, fact=NoViolation(reason="Hàng có hóa đơn"))
    case.refresh_from_db()
    assert (case.step, case.outcome) == (Step.CLOSED, Outcome.NO_VIOLATION)


def test_one_violator_has_one_record(world: World, others: list[UUID]) -> None:
    case, ids = with_three(world, others)
    again = replace(record(world), violator_id=ids[1])
    with pytest.raises(refusals.StepAlreadyPassed), as_officer(world.inspector, at(5)) as officer:
        services.do(officer=officer, at=at(5), case=case, fact=again)


def test_a_case_counts_once_and_its_violators_each(world: World, others: list[UUID]) -> None:
    case, ids = with_three(world, others)
    for one in ids:
        carry_out(world, case, one)
    with as_officer(world.head, at(12)):
        found = counted(0, 20)
    assert (found["inspected"], found["decided"], found["violator_sanctioned"]) == (1, 1, 3)
    assert (found["fine"], found["paid"]) == (18_000_000, 18_000_000)


def test_a_press_that_is_sent_twice_is_one_entry(world: World) -> None:
    case = case_at(world, "delivered")
    press = UUID(int=4711)
    with as_officer(world.inspector, at(11)) as officer:
        for _ in range(2):
            done = services.do(officer=officer, at=at(11), case=case, fact=Paid(amount_vnd=1_000_000), press=press)
    assert done.event.id == press
    assert done.state.line.paid_vnd == 1_000_000
