"""A search: asked for, decided, carried out or given up; what the law tables do not hold is said and not judged"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from minhbach.domains.cases import refusals
from minhbach.domains.cases.matters.search import (
    KIND,
    SearchDone,
    Searched,
    SearchNotDone,
    SearchOrdered,
    SearchProposed,
)
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.requirements import unmet_of_draft
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Cited
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.types import Kind
from minhbach.foundation.requirements import NotConfirmed, Weight
from tests.domains.cases.matters.test_expertise import do, matter_of
from tests.domains.cases.test_papers import drafted, issued
from tests.domains.cases.world import World, as_officer, at, case_at, on

ASKED = SearchProposed(
    what=Searched.VEHICLE, target="Xe tải ở bãi xe chợ", owner="Lý Văn Sơn", looked_for="Túi xách",
    reason="Người bốc hàng nói hàng vừa lên xe", legal_basis="Luật Xử lý vi phạm hành chính",
)  # fmt: skip
ORDERED = SearchOrdered(paper=Cited(number="04/QĐ", dated=on(4), signer="Vi Văn An", signer_title="Chi cục trưởng"))
DONE = SearchDone(
    started_at=at(4.1), ended_at=at(4.2), present=("Lý Văn Sơn, chủ xe",), witnesses=("Lô Thị Hoa",),
    found=("20 túi xách",),
)  # fmt: skip


def asked(world: World, case: Case, fact: Any = ASKED, **more: Any) -> str:
    return do(case, fact, world.inspector, 4, **more).event.part


def stands(world: World, case: Case) -> str:
    return str(KIND.stands(matter_of(world, case))[0])


def test_a_search_goes_its_way_by_papers_of_the_system(world: World, files: object) -> None:
    case = case_at(world, "ordered")
    matter_id = asked(world, case)
    decision = drafted(world, case, Kind.SEARCH_DECISION, at(4), part=matter_id)
    content = thaw_content(decision.content)
    assert (content.what, content.target, content.executing) == (Searched.VEHICLE, ASKED.target, world.department.name)
    issued(world, decision, world.head, at(4))
    ordered = matter_of(world, case).last(SearchOrdered)
    assert ordered is not None
    assert ordered.document_id == decision.id
    assert stands(world, case) == "chờ khám"
    done = do(case, DONE, world.inspector, 5, part=matter_id).event
    # Its day is the one on which it ended, whenever it is written down.
    assert done.happened_on == on(4)
    minutes = thaw_content(drafted(world, case, Kind.SEARCH_MINUTES, at(5), part=matter_id).content)
    assert (minutes.found, minutes.witnesses, minutes.order_dated) == (("20 túi xách",), ("Lô Thị Hoa",), on(4))
    assert matter_of(world, case).is_ended
    assert stands(world, case) == "đã khám"


def test_nothing_is_searched_before_its_decision_and_nothing_twice(world: World) -> None:
    case = case_at(world, "ordered")
    matter_id = asked(world, case)
    with pytest.raises(refusals.MatterNotInForce):
        do(case, DONE, world.inspector, 5, part=matter_id)
    do(case, ORDERED, world.clerk, 4, part=matter_id)
    with pytest.raises(refusals.MatterDoneAlready):
        do(case, ORDERED, world.clerk, 4, part=matter_id)
    with pytest.raises(refusals.InspectionEndsBeforeItStarts):
        do(case, replace(DONE, ended_at=at(4)), world.inspector, 5, part=matter_id)
    do(case, DONE, world.inspector, 5, part=matter_id)
    for fact in (DONE, SearchNotDone(reason="Xe đã đi")):
        with pytest.raises(refusals.MatterNotFound):
            do(case, fact, world.inspector, 5, part=matter_id)


def test_what_was_asked_for_may_be_given_up_with_a_reason(world: World) -> None:
    case = case_at(world, "ordered")
    matter_id = asked(world, case)
    with pytest.raises(refusals.ReasonMissing):
        do(case, SearchNotDone(reason=" "), world.inspector, 4, part=matter_id)
    do(case, SearchNotDone(reason="Xe đã đi"), world.inspector, 4, part=matter_id)
    assert matter_of(world, case).is_ended
    with pytest.raises(refusals.MatterNotFound):
        do(case, ORDERED, world.clerk, 4, part=matter_id)


def test_a_home_is_asked_about_once_and_authority_is_said_to_be_unknown(world: World) -> None:
    case = case_at(world, "ordered")
    home = replace(ASKED, what=Searched.HOME)
    with pytest.raises(NotConfirmed):
        asked(world, case, home)
    matter_id = asked(world, case, home, confirmed=("search.home",))
    with as_officer(world.inspector, at(4)):
        unmet = list(unmet_of_draft(case, case_state(case), Kind.SEARCH_DECISION, part=matter_id, at=at(4)))
    assert [(one.code, one.weight) for one in unmet] == [("search.authority", Weight.INFORM)]


def test_a_search_without_a_witness_is_asked_about_once(world: World) -> None:
    case = case_at(world, "ordered")
    matter_id = asked(world, case)
    do(case, ORDERED, world.clerk, 4, part=matter_id)
    alone = replace(DONE, witnesses=())
    with pytest.raises(NotConfirmed):
        do(case, alone, world.inspector, 5, part=matter_id)
    do(case, alone, world.inspector, 5, part=matter_id, confirmed=("search.witness",))
    assert matter_of(world, case).is_ended
