"""A case one works on is a purpose by itself"""

from __future__ import annotations

from minhbach.domains.cases.selectors import own_case_about
from tests.domains.cases.world import START, World, as_officer, case_at


def test_to_who_works_on_it_as_long_as_it_is_open(world: World) -> None:
    case = case_at(world, "opened")
    told = {}
    for name in ("inspector", "analyst"):
        with as_officer(getattr(world, name)) as officer:
            told[name] = own_case_about(officer, [world.subject_id], at=START)
    assert told["inspector"] == case.code
    assert told["analyst"] == ""


def test_no_more_when_it_is_closed(world: World) -> None:
    case_at(world, "closed")
    with as_officer(world.inspector) as officer:
        assert own_case_about(officer, [world.subject_id], at=START) == ""
