"""Who offended again while the law remembered it"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.domains.cases.selectors import in_several_cases, records_of, repeat_offences, sanctions
from minhbach.domains.law.selectors import open_law
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import merge, register_subject
from minhbach.foundation.scope import Sharing
from tests.domains.cases.world import START, World, as_officer, at, case_at, on

# Within the year that begins when the first fine was paid, and after it.
WITHIN, AFTER = 200, 500


def known(world: World, who: Any, *subject_ids: Any) -> Any:
    with as_officer(who):
        return records_of(list(subject_ids) or [world.subject_id], law=open_law())


def test_says_for_what_and_until_when_the_law_remembers(world: World) -> None:
    case = case_at(world, "paid")
    record = known(world, world.inspector)[world.subject_id]
    assert [(one.case_id, one.decided_on, one.classes) for one in record.decisions] == [(case.id, on(8), ("KRNG",))]
    assert record.last.clean_on == date(2027, 11, 13)
    assert record.last.citation.row_id == "XPHC.TAIPHAM.KHAC"
    assert (record.reoffences, record.is_repeating(on(20))) == ((), False)


@pytest.mark.parametrize(("days", "again"), [(WITHIN, 1), (AFTER, 0)])
def test_a_later_act_of_the_same_class_repeats_within_the_law_s_time_alone(world: World, days: int, again: int) -> None:
    first = case_at(world, "paid")
    second = case_at(world, "paid", days=days)
    record = known(world, world.inspector)[world.subject_id]
    assert [(one.earlier.case_id, one.case_id, one.acted_on, one.is_decided) for one in record.reoffences] == [
        (first.id, second.id, on(days + 3), True)
    ] * again
    assert record.is_repeating(on(days + 30)) is bool(again)
    with as_officer(world.inspector):
        by_form = repeat_offences(
            [world.subject_id], ["KRNG"], acted_on=on(days + 3), law=open_law(), but=second
        )  # fmt: skip
    assert [one.clean_on for one in by_form] == [one.earlier.clean_on for one in record.reoffences]


def test_an_act_that_has_no_decision_yet_is_told_apart(world: World) -> None:
    case_at(world, "paid")
    case_at(world, "recorded", days=WITHIN)
    record = known(world, world.inspector)[world.subject_id]
    assert [one.is_decided for one in record.reoffences] == [False]
    assert record.is_repeating(on(WITHIN + 30))


def test_what_is_long_past_is_no_ground_any_more(world: World) -> None:
    case_at(world, "paid")
    case_at(world, "paid", days=WITHIN)
    record = known(world, world.inspector)[world.subject_id]
    assert record.is_repeating(on(WITHIN + 370))
    assert not record.is_repeating(on(WITHIN + 380))


def test_records_that_were_joined_are_one(world: World) -> None:
    case_at(world, "paid")
    with as_officer(world.inspector) as officer:
        other = register_subject(
            officer=officer, at=START, kind="individual", name="Lý Thị Mai (chợ)", place=world.commune
        )
    case_at(replace(world, subject_id=other.id), "paid", days=WITHIN)
    assert [one.reoffences for one in known(world, world.inspector, world.subject_id, other.id).values()] == [(), ()]
    with as_officer(world.inspector) as officer:
        root = Subject.objects.get(pk=world.subject_id)
        merge(officer=officer, at=at(WITHIN + 20), subject=other, into=root, reason="Cùng một người")
        assert [row["root"] for row in in_several_cases().values("root")] == [root.id]
    record = known(world, world.inspector)[world.subject_id]
    assert (len(record.decisions), len(record.reoffences)) == (2, 1)


def test_whoever_may_not_see_both_decisions_is_told_of_no_repetition(world: World) -> None:
    case_at(world, "paid", sharing=Sharing.AGENCY)
    case_at(world, "paid", days=WITHIN)
    assert known(world, world.inspector)[world.subject_id].reoffences
    seen = known(world, world.committee)[world.subject_id]
    assert (len(seen.decisions), seen.reoffences) == (1, ())
    with as_officer(world.committee):
        assert list(in_several_cases()) == []
        assert sanctions().count() == 1


def test_three_hundred_cost_as_many_questions_as_one(world: World) -> None:
    case_at(world, "paid")
    case_at(world, "paid", days=WITHIN)
    with as_officer(world.inspector):
        law = open_law()
        records_of([world.subject_id], law=law)
        with CaptureQueriesContext(connection) as asked:
            records_of(in_several_cases(), law=law)
    assert len(asked) == 1
