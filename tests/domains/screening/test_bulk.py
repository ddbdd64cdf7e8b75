"""One act on all leads that match a filter: those that were counted, whom it passed over, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.screening import services, tasks
from minhbach.domains.screening.models import Lead, LeadBulk, LeadEvent, Sweep
from minhbach.domains.screening.refusals import (
    AssigneeNotLed,
    BulkBegun,
    BulkNothingToUndo,
    BulkTooMany,
    DismissalReasonMissing,
    NothingSelected,
)
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.domains.screening.selectors.bulk import access_bulk
from minhbach.domains.screening.services import bulk
from minhbach.domains.screening.services.bulk import Asked
from minhbach.domains.screening.types import BulkAct, BulkState, LeadState
from minhbach.foundation import jobs
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.screening.runs import listing
from tests.worlds import World

FRIDAY = date(2026, 11, 27)
TAKE = Asked(act=BulkAct.TAKE)
MISREAD = Asked(act=BulkAct.DISMISS, reason="misread")


@pytest.fixture
def leads(world: World, receive: Callable[..., Sweep]) -> list[Lead]:
    receive(*[listing(number) for number in range(1, 6)])
    with world.acting(world.analyst):
        return list(Lead.objects.order_by("listing_id"))


def choose(world: World, officer: Officer, leads: Sequence[Lead]) -> LeadBulk:
    with world.acting(officer):
        return services.choose_leads(officer=officer, at=world.at, lead_ids=[lead.id for lead in leads])


def do(world: World, officer: Officer, chosen: LeadBulk, asked: Asked) -> LeadBulk:
    with world.acting(officer):
        return services.begin_bulk(officer=officer, at=world.at, bulk=chosen, asked=asked)


def undo(world: World, officer: Officer, done: LeadBulk) -> LeadBulk:
    with world.acting(officer):
        return services.undo_bulk(officer=officer, at=world.at, bulk=done)


def states(world: World, leads: Sequence[Lead]) -> list[tuple[str, Any]]:
    with world.acting(world.analyst):
        found = {lead.id: lead for lead in Lead.objects.filter(id__in=[lead.id for lead in leads])}
    return [(found[lead.id].state, found[lead.id].taken_by_id) for lead in leads]


def told(done: LeadBulk) -> dict[str, int]:
    return {why: one["count"] for why, one in done.passed_over.items()}


def test_what_others_took_since_the_count_is_passed_over_and_told(world: World, leads: list[Lead]) -> None:
    chosen = choose(world, world.inspector, leads[:4])
    with world.acting(world.inspection_leader):
        services.take_lead(officer=world.inspection_leader, at=world.at, lead=leads[0])
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=leads[1])
    done = do(world, world.inspector, chosen, TAKE)
    assert (done.state, len(done.done_ids)) == (BulkState.DONE, 2)
    assert told(done) == {"Lý Minh Tuấn đã nhận thẩm tra thông tin này.": 1, "Trước đó đã như vậy.": 1}
    own, others = (LeadState.TAKEN, world.inspector.id), (LeadState.TAKEN, world.inspection_leader.id)
    # The fifth was not counted, so it is not touched.
    assert states(world, leads) == [others, own, own, own, (LeadState.NEW, None)]


def test_an_act_is_undone_as_a_whole_but_for_what_was_gone_on_with(world: World, leads: list[Lead]) -> None:
    with world.acting(world.inspector):
        services.take_leads(officer=world.inspector, at=world.at, leads=leads[:3])
    # What only the committee may lay aside is passed over.
    done = do(world, world.inspector, choose(world, world.inspector, leads[:4]), MISREAD)
    assert (len(done.done_ids), next(iter(done.passed_over.values()))["leads"]) == (3, [str(leads[3].id)])
    assert {state for state, _ in states(world, leads[:3])} == {LeadState.DISMISSED}
    with world.acting(world.inspector):
        services.restore_lead(officer=world.inspector, at=world.at, lead=leads[2])
    undone = undo(world, world.inspector, done)
    assert told(undone) == {"Sau đó đã có người làm tiếp.": 1}
    # As they were before: being verified.
    assert states(world, leads[:3]) == [*[(LeadState.TAKEN, world.inspector.id)] * 2, (LeadState.NEW, None)]
    with pytest.raises(BulkNothingToUndo):
        undo(world, world.inspector, done)
    with world.acting(world.inspector):
        kinds = list(LeadEvent.objects.filter(lead=leads[1]).order_by("id").values_list("kind", flat=True))
    assert kinds == ["taken", "dismissed", "restored"]


def test_all_that_match_are_given_to_one_and_taken_back(world: World, leads: list[Lead]) -> None:
    with world.acting(world.team_head):
        services.assign_lead(
            officer=world.team_head, at=world.at, lead=leads[0], to=Assignee(world.team), due_on=FRIDAY
        )
    chosen = choose(world, world.team_head, leads)
    given = Asked(act=BulkAct.ASSIGN, to=Assignee(world.team, world.inspector), due_on=FRIDAY)
    with pytest.raises(AssigneeNotLed):
        do(world, world.team_head, chosen, Asked(act=BulkAct.ASSIGN, to=Assignee(world.other_team)))
    done = do(world, world.team_head, chosen, given)
    assert states(world, leads) == [(LeadState.TAKEN, world.inspector.id)] * 5
    undo(world, world.team_head, done)
    assert states(world, leads) == [(LeadState.NEW, None)] * 5
    with world.acting(world.analyst):
        units = list(Lead.objects.order_by("listing_id").values_list("assigned_unit", "due_on"))
    assert units == [(world.team.id, FRIDAY), *[(None, None)] * 4]


def test_many_are_done_by_a_worker_part_by_part(
    world: World, leads: list[Lead], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    monkeypatch.setattr(bulk, "PART", 2)
    waiting = do(world, world.inspector, choose(world, world.inspector, leads), TAKE)
    assert (waiting.state, states(world, leads)) == (BulkState.WAITING, [(LeadState.NEW, None)] * 5)
    # A worker that dies after the first part leaves what it did; the next one goes on.
    with acting_as(SYSTEM):
        bulk.begin_run(waiting.id, at=world.at)
    with world.acting(world.inspector):
        assert bulk.do_part(waiting.id, at=world.at)
    tasks.run_bulk(bulk_id=str(waiting.id))
    with world.acting(world.inspector):
        done = access_bulk(world.inspector, waiting.id, at=world.at)
        assert LeadEvent.objects.count() == 5
    assert (done.state, done.handled, len(done.done_ids), done.passed_over) == (BulkState.DONE, 5, 5, {})
    assert states(world, leads) == [(LeadState.TAKEN, world.inspector.id)] * 5


def test_it_stops_after_the_part_under_way(world: World, leads: list[Lead], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    monkeypatch.setattr(bulk, "PART", 2)
    waiting = do(world, world.inspector, choose(world, world.inspector, leads), TAKE)
    with acting_as(SYSTEM):
        bulk.begin_run(waiting.id, at=world.at)
    with world.acting(world.inspector):
        bulk.do_part(waiting.id, at=world.at)
        services.stop_bulk(officer=world.inspector, at=world.at, bulk=waiting)
        with pytest.raises(jobs.JobStopped):
            bulk.do_part(waiting.id, at=world.at)
        stopped = access_bulk(world.inspector, waiting.id, at=world.at)
    monkeypatch.setattr(bulk, "AT_ONCE", 200)
    assert len(stopped.done_ids) == 2
    undo(world, world.inspector, stopped)
    assert states(world, leads) == [(LeadState.NEW, None)] * 5


def test_one_who_lost_the_post_meanwhile_is_refused(
    world: World, leads: list[Lead], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    waiting = do(world, world.inspector, choose(world, world.inspector, leads), TAKE)
    with acting_as(SYSTEM):
        Post.objects.filter(officer=world.inspector).update(role="auditor")
    tasks.run_bulk(bulk_id=str(waiting.id))
    assert states(world, leads) == [(LeadState.NEW, None)] * 5
    with acting_as(SYSTEM):
        assert LeadBulk.objects.get(id=waiting.id).state == BulkState.FAILED


def test_what_is_chosen_is_its_choosers_and_is_asked_of_once(
    world: World, leads: list[Lead], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = choose(world, world.inspector, leads)
    with world.acting(world.inspection_leader), pytest.raises(NotFound):
        access_bulk(world.inspection_leader, chosen.id, at=world.at)
    with pytest.raises(NotFound):
        do(world, world.inspection_leader, chosen, TAKE)
    with pytest.raises(DismissalReasonMissing):
        do(world, world.inspector, chosen, Asked(act=BulkAct.DISMISS))
    with pytest.raises(RoleMissing):
        choose(world, world.records_clerk, leads)
    with pytest.raises(NothingSelected):
        choose(world, world.inspector, [])
    with pytest.raises(BulkNothingToUndo):
        undo(world, world.inspector, chosen)
    monkeypatch.setattr(bulk, "MOST", 4)
    with pytest.raises(BulkTooMany, match="4"):
        choose(world, world.inspector, leads)
    assert states(world, leads) == [(LeadState.NEW, None)] * 5
    do(world, world.inspector, chosen, TAKE)
    with pytest.raises(BulkBegun):
        do(world, world.inspector, chosen, TAKE)


def test_the_page_says_how_many_before_and_what_became_of_them(
    world: World, enter: Callable[[Officer], Client], receive: Callable[..., Sweep]
) -> None:
    receive(*[listing(number) for number in range(1, 31)])
    client = enter(world.inspector)
    page = client.get(reverse("screening:leads"), {"sign": "misleading"}).content.decode()
    assert "Tất cả 30 dòng khớp…" in page
    chosen = client.post(reverse("screening:bulk_choose"), {"query": "sign=misleading"}, follow=True)
    asked = chosen.content.decode()
    assert "30 tin khớp bộ lọc" in asked
    assert "30 tin chờ nhận" in asked
    assert "Dấu hiệu: quảng cáo sai lệch" in asked
    assert "Giao 30 tin…" not in asked
    address = chosen.redirect_chain[-1][0]
    done = client.post(f"{address}lam/", {"act": "take"}, follow=True).content.decode()
    assert "Đã làm với 30 trên 30 tin." in done
    with world.acting(world.inspector):
        assert Lead.objects.filter(taken_by=world.inspector).count() == 30
    undone = client.post(f"{address}hoan-tac/", follow=True).content.decode()
    assert "Đã làm với 30 trên 30 tin." in undone
    with world.acting(world.inspector):
        assert Lead.objects.filter(state=LeadState.NEW).count() == 30
