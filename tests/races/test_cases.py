"""A case, when two write in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.acts.open import Opened
from minhbach.domains.cases.acts.refer import Referred
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.models import Case, CaseEvent, Referral
from minhbach.domains.cases.services import Happening
from minhbach.domains.cases.services.referring import count_sheets
from minhbach.domains.cases.types import Origin
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on, proposal
from tests.races.race import Act, Done, as_read, by, race

VERIFIED = Verified(findings="Có dấu hiệu")


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    def act(service: Callable[..., Any], post: Post, **asked: Any) -> Act:
        return by(lambda: as_officer(post, at(1)), lambda: service(officer=post.officer, at=at(1), **asked))

    return act


@pytest.fixture
def case(world: World) -> Case:
    return case_at(world, "opened")


def events(case: Case, kind: str) -> list[CaseEvent]:
    with acting_as(SYSTEM):
        return list(CaseEvent.objects.filter(case=case, kind=kind).order_by("sequence"))


@pytest.mark.race("cases.do")
def test_a_step_is_taken_once(world: World, case: Case, act: Any) -> None:
    do = [act(services.do, world.inspector, case=as_read(case), fact=VERIFIED) for _ in range(2)]
    assert race(*do) == (Done, refusals.StepAlreadyPassed)
    assert [event.sequence for event in events(case, "verified")] == [4]


@pytest.mark.race("cases.do")
def test_one_press_enters_one_act(world: World, case: Case, act: Any) -> None:
    press = uuid4()
    do = [act(services.do, world.inspector, case=as_read(case), fact=VERIFIED, press=press) for _ in range(2)]
    assert race(*do) == (Done, Done)
    assert [event.id for event in events(case, "verified")] == [press]


@pytest.mark.race("cases.correct_entry", "cases.annul_entry")
def test_an_entry_annulled_meanwhile_is_not_corrected(world: World, case: Case, act: Any) -> None:
    act(services.do, world.inspector, case=as_read(case), fact=VERIFIED)()
    (entry,) = events(case, "verified")
    ends = race(
        act(services.annul_entry, world.inspector, case=as_read(case), event_id=entry.id, reason="Nhầm"),
        act(services.correct_entry, world.inspector, case=as_read(case), event_id=entry.id, fact=VERIFIED),
    )
    assert ends == (Done, refusals.EntryNotInCase)


@pytest.mark.race("cases.draft_paper")
def test_a_paper_asked_for_twice_is_one_draft(world: World, act: Any) -> None:
    case = case_at(world, "proposed")
    draft = [
        act(services.draft_paper, world.inspector, case=as_read(case), kind=Kind.INSPECTION_ORDER) for _ in range(2)
    ]
    assert race(*draft) == (Done, Done)
    with acting_as(SYSTEM):
        assert OfficialDocument.unscoped.filter(target_id=case.id, kind=Kind.INSPECTION_ORDER).count() == 1


def test_an_act_and_its_paper_are_put_before_a_signer_once(world: World, act: Any) -> None:
    case = case_at(world, "verified")
    asked = {"fact": proposal(world, overlap_reason="Nguồn tin mới"), "signer_post_id": world.head.id}
    once = [act(services.do_and_submit, world.inspector, case=as_read(case), **asked) for _ in range(2)]
    assert race(*once) == (Done, refusals.StepAlreadyPassed)
    with acting_as(SYSTEM):
        assert OfficialDocument.unscoped.filter(target_id=case.id).values_list("state", flat=True).get() == "submitted"


@pytest.mark.race("cases.count_sheets")
def test_sheets_counted_by_two_are_those_of_one(world: World, act: Any) -> None:
    case = case_at(world, "recorded")
    fact = Referred(to_agency="Công an tỉnh", signs="Trị giá lớn")
    with as_officer(world.inspector, at(6)) as officer:
        services.do(officer=officer, at=at(6), case=case, fact=fact)
    with acting_as(SYSTEM):
        referral = Referral.objects.get(case=case)
    count = [act(count_sheets, world.inspector, referral=as_read(referral), sheets=[n, n]) for n in (2, 3)]
    assert race(*count) == (Done, Done)
    with acting_as(SYSTEM):
        assert Referral.objects.get(case=case).sheets == [3, 3]


@pytest.mark.race("cases.enter_history")
def test_an_old_file_of_a_lead_is_entered_once(world: World, act: Any) -> None:
    lead_id = new_id()
    opened = Happening(fact=Opened(title="Hồ sơ cũ", origin=Origin.LEAD, lead_id=str(lead_id)), happened_on=on(0))
    enter = [
        act(services.enter_history, world.inspector, agency=world.team, happenings=[opened], lead_id=lead_id)
        for _ in range(2)
    ]
    assert race(*enter) == (Done, refusals.CaseOpenedFromLeadAlready)


def test_the_press_of_another_cases_act_is_refused(world: World, case: Case, act: Any) -> None:
    other, press = case_at(world, "opened"), uuid4()
    act(services.do, world.inspector, case=other, fact=VERIFIED, press=press)()
    for service in (services.do, services.correct_entry):
        more = {} if service is services.do else {"event_id": verified(world, case, act).id}
        with pytest.raises(refusals.PressOfAnother):
            act(service, world.inspector, case=case, fact=VERIFIED, press=press, **more)()


def verified(world: World, case: Case, act: Any) -> CaseEvent:
    act(services.do, world.inspector, case=case, fact=VERIFIED)()
    return events(case, "verified")[-1]


def test_the_press_of_another_act_of_the_case_is_refused(world: World, case: Case, act: Any) -> None:
    (opened,) = events(case, "opened")
    with pytest.raises(refusals.PressOfAnother):
        act(services.do, world.inspector, case=case, fact=VERIFIED, press=opened.id)()
    entry = verified(world, case, act)
    with pytest.raises(refusals.PressOfAnother):
        act(services.annul_entry, world.inspector, case=case, event_id=entry.id, reason="Nhầm", press=entry.id)()
    with pytest.raises(refusals.PressOfAnother):
        act(services.do, world.second, case=case, fact=VERIFIED, press=entry.id)()
