"""The stored case is a copy of what its events say."""

from __future__ import annotations

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.order import Ordered
from minhbach.domains.cases.codec import read_fact, write_fact
from minhbach.domains.cases.models import Case, CaseEvent, CaseOfficer, CaseSubject
from minhbach.domains.cases.projection import PROJECTED, project
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.types import Cited, Step
from tests.domains.cases.world import STEPS, World, as_officer, at, case_at, counted, inspection, on, record


@pytest.mark.parametrize("step", ["opened", *STEPS, "closed"])
def test_replaying_the_events_gives_the_stored_case(world: World, step: str) -> None:
    case = case_at(world, step)
    with as_officer(world.inspector, at(13)):
        state = selectors.case_state(case)
        again = Case.objects.get(id=case.id)
        project(again, state)
        subjects = dict(CaseSubject.objects.filter(case=case).values_list("subject_id", "role"))
        officers = dict(CaseOfficer.objects.filter(case=case).values_list("officer_id", "is_leader"))
    for name in PROJECTED:
        assert getattr(again, name) == getattr(case, name), name
    assert {str(key): value for key, value in subjects.items()} == state.subjects
    assert {str(key) for key in officers} == set(state.officer_ids)


def test_every_stored_fact_reads_back_as_it_was(world: World) -> None:
    case = case_at(world, "closed")
    with as_officer(world.inspector, at(13)):
        events = list(CaseEvent.objects.filter(case=case))
    assert len(events) == 13
    for event in events:
        fact = read_fact(event.kind, event.data)
        assert write_fact(fact) == event.data


def test_a_correction_counts_from_the_moment_it_was_written_down(world: World) -> None:
    case = case_at(world, "inspected")
    with as_officer(world.inspector, at(6)) as officer:
        entry = selectors.case_state(case).inspected
        assert entry is not None
        corrected = inspection(goods=(), days=3)
        services.correct_entry(officer=officer, at=at(6), case=case, event_id=entry.id, fact=corrected)
        assert selectors.case_state(case).goods_value_vnd == 0
        assert selectors.case_state(case, at(5)).goods_value_vnd == 12_000_000
        assert CaseEvent.objects.filter(case=case, kind="inspected").count() == 2
        assert counted(3, 4, as_of=at(5)) == counted(3, 4) == {"inspected": 1}


def test_an_entry_that_others_rest_on_cannot_be_annulled_alone(world: World) -> None:
    case = case_at(world, "recorded")
    with as_officer(world.inspector, at(6)) as officer:
        entry = selectors.case_state(case).inspected
        assert entry is not None
        count = CaseEvent.objects.filter(case=case).count()
        with pytest.raises(refusals.LaterActsRestOnEntry):
            services.annul_entry(officer=officer, at=at(6), case=case, event_id=entry.id, reason="Nhầm hồ sơ")
        assert CaseEvent.objects.filter(case=case).count() == count


def test_annulling_the_last_entry_takes_the_case_a_step_back(world: World) -> None:
    case = case_at(world, "recorded")
    assert case.step == Step.DECISION
    with as_officer(world.inspector, at(6)) as officer:
        entry = selectors.case_state(case).violation
        assert entry is not None
        services.annul_entry(officer=officer, at=at(6), case=case, event_id=entry.id, reason="Lập nhầm người")
    case.refresh_from_db()
    assert (case.step, case.violation_class, case.report_category) == (Step.VIOLATION_RECORD, "", "")


def test_the_record_follows_the_minutes_and_never_precedes_them(world: World) -> None:
    case = case_at(world, "inspected")
    with pytest.raises(refusals.HappenedTooEarly), as_officer(world.inspector, at(6)) as officer:
        services.do(officer=officer, at=at(6), case=case, happened_on=on(2), fact=record(world, days=1))


def test_entries_from_another_case_cannot_be_mended(world: World) -> None:
    case, other = case_at(world, "verified"), case_at(world, "opened")
    with as_officer(world.inspector, at(6)) as officer:
        entry = selectors.case_state(case).verified
        assert entry is not None
        with pytest.raises(refusals.EntryNotInCase):
            services.annul_entry(officer=officer, at=at(6), case=other, event_id=entry.id, reason="Thử")


def test_the_opening_cannot_be_annulled(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.inspector, at(6)) as officer:
        opening = selectors.case_state(case).opening
        with pytest.raises(refusals.EntryNotReplaceable):
            services.annul_entry(officer=officer, at=at(6), case=case, event_id=opening.id, reason="Thử")


def test_replaying_as_of_a_moment_before_the_opening_gives_no_case(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.inspector, at(6)):
        assert replay(selectors.entries_of(case), as_of=at(-1)).opened is None


def test_an_order_on_paper_is_entered_by_those_who_keep_or_sign_papers(world: World) -> None:
    case = case_at(world, "proposed")
    with pytest.raises(services_role_missing()), as_officer(world.inspector, at(2)) as officer:
        services.do(officer=officer, at=at(2), case=case, fact=Ordered(paper=Cited(number="1/QĐ-KT", dated=on(2))))
    case.refresh_from_db()
    assert case.step == Step.INSPECTION_ORDER


def services_role_missing() -> type[Exception]:

    return RoleMissing
