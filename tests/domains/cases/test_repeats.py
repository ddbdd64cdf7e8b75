"""Repeat offence and several times are two different things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from minhbach.domains.cases import selectors, services
from minhbach.domains.law.selectors import open_law
from tests.domains.cases.world import World, advance, as_officer, at, case_at, on, record, sanction


def test_a_decision_carried_out_is_remembered_for_a_year_from_its_completion(world: World) -> None:
    earlier = case_at(world, "closed")
    with as_officer(world.inspector, at(20)):
        law = open_law()
        (found,) = selectors.repeat_offences([world.subject_id], ["KRNG"], acted_on=on(20), law=law, but=None)
        assert (found.case, found.decided_on, found.completed_on) == (earlier, on(8), on(11))
        assert found.clean_on == date(2027, 11, 13)
        assert found.citation.row_id == "XPHC.TAIPHAM.KHAC"
        day_before, day = found.clean_on - timedelta(days=1), found.clean_on
        assert selectors.repeat_offences([world.subject_id], ["KRNG"], acted_on=day_before, law=law, but=None)
        assert selectors.repeat_offences([world.subject_id], ["KRNG"], acted_on=day, law=law, but=None) == []


def test_a_decision_not_carried_out_is_remembered_until_a_year_after_its_enforcement_lapses(world: World) -> None:
    case_at(world, "decided")
    with as_officer(world.inspector, at(20)):
        (found,) = selectors.repeat_offences([world.subject_id], ["KRNG"], acted_on=on(20), law=open_law(), but=None)
    assert found.completed_on is None
    assert found.citation.row_id == "XPHC.TAIPHAM.HETTHOIHIEU"
    assert date(2028, 11, 9) < found.clean_on < date(2028, 11, 20)


def test_another_kind_of_act_or_an_act_before_the_decision_is_no_repeat_offence(world: World) -> None:
    case_at(world, "closed")
    with as_officer(world.inspector, at(20)):
        law = open_law()
        assert selectors.repeat_offences([world.subject_id], ["HC"], acted_on=on(20), law=law, but=None) == []
        assert selectors.repeat_offences([world.subject_id], ["KRNG"], acted_on=on(7), law=law, but=None) == []


def test_an_act_on_record_and_not_yet_decided_is_several_times_and_no_repeat_offence(world: World) -> None:
    open_one = case_at(world, "recorded")
    now = case_at(world, "inspected")
    with as_officer(world.inspector, at(20)):
        assert selectors.several_times([world.subject_id], ["KRNG"], but=now) == [open_one]
        assert selectors.repeat_offences([world.subject_id], ["KRNG"], acted_on=on(20), law=open_law(), but=now) == []


def test_a_warning_is_remembered_for_six_months(world: World) -> None:
    case = case_at(world, "inspected")
    with as_officer(world.inspector, at(7)) as officer:
        services.do(
            officer=officer, at=at(7), case=case, happened_on=on(3), fact=record(world, goods_value_vnd=900_000)
        )
        plan = sanction()
        warned = replace(plan, acts=(replace(plan.acts[0], is_warning=True),))
        services.do(officer=officer, at=at(7), case=case, fact=warned)
    advance(world, case, "decided")
    advance(world, case, "delivered")
    with as_officer(world.inspector, at(20)):
        (found,) = selectors.repeat_offences([world.subject_id], ["KRNG"], acted_on=on(20), law=open_law(), but=None)
    assert (found.completed_on, found.citation.row_id) == (on(9), "XPHC.TAIPHAM.CANHCAO")
    assert found.clean_on == date(2027, 5, 11)
