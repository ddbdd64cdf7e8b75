"""Handing over: what hangs on an officer who leaves, who takes it, and what blocks the end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import ActsOnOneself, RoleMissing
from minhbach.domains.areas.models import AreaKeeper
from minhbach.domains.areas.services import assign_area
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.services import do, open_case
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers import Kind
from minhbach.domains.documents.papers.letter import LetterContent
from minhbach.domains.documents.selectors import paper_of
from minhbach.domains.documents.services import draft
from minhbach.domains.handovers import selectors, services
from minhbach.domains.handovers.models import Item, Minutes
from minhbach.domains.handovers.refusals import (
    AlreadyMoved,
    GivesToHimself,
    MinutesEnded,
    MinutesNotFound,
    NotAllSettled,
    NotTheReceiver,
    OpenAlready,
    PersonElsewhere,
    ReceiverElsewhere,
    RemarkMissing,
    SomeMoved,
)
from minhbach.domains.handovers.types import ItemState, MinutesState
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.services import assign as assign_report
from minhbach.domains.stores.models import Keeper, Store
from minhbach.domains.stores.services import appoint_keeper, open_store
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.arrivals.test_services import give as give_arrival
from tests.domains.arrivals.test_services import register
from tests.worlds import AT, World

FRIDAY = date(2026, 11, 27)


def case_of(world: World, person: Officer) -> Case:
    """A case of the team that a person leads, with another beside him."""
    with world.acting(person):
        case = open_case(officer=person, at=AT, title="Kem trộn không nhãn")
    with world.acting(world.team_head):
        fact = Assigned(leader_id=str(person.pk), officer_ids=(str(person.pk), str(world.inspection_leader.pk)))
        do(officer=world.team_head, at=AT, case=case, fact=fact)
    return case


def opened(world: World, person: Officer | None = None) -> Minutes:
    with world.acting(world.team_head):
        return services.open_minutes(
            officer=world.team_head, at=AT, person=person or world.inspector, reason="Chuyển  công tác",
            leaves_on=FRIDAY,
        )  # fmt: skip


def items(minutes: Minutes) -> list[Item]:
    with acting_as(SYSTEM):
        return list(selectors.items_of(minutes))


def offer(world: World, minutes: Minutes, receiver: Officer, *only: Item) -> list[Item]:
    with world.acting(world.team_head):
        return services.offer(
            officer=world.team_head, at=AT, minutes=minutes, items=[one.pk for one in only or items(minutes)],
            receiver=receiver,
        )  # fmt: skip


def answer(world: World, minutes: Minutes, who: Officer, takes: bool = True, remark: str = "", *only: Item) -> None:
    with world.acting(who):
        services.answer(
            officer=who, at=AT, minutes=minutes, takes=takes, remark=remark,
            items=[one.pk for one in only or items(minutes)],
        )  # fmt: skip


def led(world: World, act: Any, minutes: Minutes) -> Any:
    with world.acting(world.team_head):
        return act(officer=world.team_head, at=AT, minutes=minutes)


def test_lists_what_hangs_on_an_officer_and_passes_on_what_was_taken(world: World) -> None:
    case = case_of(world, world.inspector)
    with world.acting(world.team_head):
        assign_area(officer=world.team_head, at=AT, place=world.commune, keeper=world.inspector)
    arrival = give_arrival(world, register(world), world.inspector)
    with world.acting(world.inspector):
        paper = draft(
            officer=world.inspector, at=AT, agency=world.team, kind=Kind.LETTER, title="Công văn nháp",
            content=LetterContent(addressed_to=("UBND",), subject="Phối hợp"),
        )  # fmt: skip
    with world.acting(world.head):
        minutes = services.open_minutes(
            officer=world.head, at=AT, person=world.inspector, reason="Chuyển công tác", leaves_on=FRIDAY
        )
        assert minutes.owner_agency == world.team
        found = [(one.kind, one.words, one.state) for one in items(minutes)]
        assert found == [
            ("areas.keeper", world.commune.name, "listed"),
            ("arrivals.arrival", f"Số đến {arrival.number}/2026", "listed"),
            ("cases.case", f"{case.code} (phụ trách)", "listed"),
            ("documents.draft", "Công văn nháp", "listed"),
        ]
        services.offer(
            officer=world.head, at=AT, minutes=minutes, receiver=world.inspection_leader,
            items=[one.pk for one in items(minutes)],
        )  # fmt: skip
    answer(world, minutes, world.inspection_leader)
    with world.acting(world.head):
        done = services.carry_out(officer=world.head, at=AT, minutes=minutes)
        assert (done.moved, done.refused, done.left) == (4, 0, 0), [one.problem for one in items(minutes)]
        state = case_state(case)
        assert (state.leader_id, state.officer_ids) == (
            str(world.inspection_leader.pk), (str(world.inspection_leader.pk),)
        )  # fmt: skip
        keeper = AreaKeeper.objects.get(valid_until__isnull=True)
        assert (keeper.officer, keeper.owner_agency) == (world.inspection_leader, world.team)
        taken = Arrival.objects.get(pk=arrival.pk)
        assert (taken.assignee, taken.instruction, taken.due_on) == (
            world.inspection_leader, "Đội 1 xác minh", date(2026, 11, 25)
        )  # fmt: skip
        assert OfficialDocument.objects.get(pk=paper.pk).drafted_by == world.inspection_leader
        # Pressed again, nothing more happens.
        again = services.carry_out(officer=world.head, at=AT, minutes=minutes)
        assert (again.moved, again.refused) == (0, 0)
        assert {one.state for one in items(minutes)} == {ItemState.MOVED}


def test_a_report_of_the_public_and_a_store_change_hands(world: World) -> None:
    from tests.domains.intake.making import opened as letterbox
    from tests.domains.intake.making import sent

    report = sent(letterbox(world))
    with world.acting(world.committee_head):
        assign_report(officer=world.committee_head, at=AT, report=report, assignee=world.committee_officer)
        store = open_store(officer=world.committee_head, at=AT, name="Kho Ban", kind="own", address="Số 1 phố Kho")
        appoint_keeper(
            officer=world.committee_head, at=AT, store=store, person=world.committee_officer,
            first_day=date(2026, 11, 2), decision="01/QĐ",
        )  # fmt: skip
        minutes = services.open_minutes(
            officer=world.committee_head, at=AT, person=world.committee_officer, reason="Nghỉ hưu", leaves_on=FRIDAY
        )
        assert [(one.kind, one.words) for one in items(minutes)] == [
            ("intake.report", str(report)), ("stores.store", "Kho Ban")
        ]  # fmt: skip
        services.offer(
            officer=world.committee_head, at=AT, minutes=minutes, receiver=world.records_clerk,
            items=[one.pk for one in items(minutes)],
        )  # fmt: skip
    answer(world, minutes, world.records_clerk)
    with world.acting(world.committee_head):
        done = services.carry_out(officer=world.committee_head, at=AT, minutes=minutes)
        assert (done.moved, done.refused) == (2, 0), [one.problem for one in items(minutes)]
        assert Report.objects.get(pk=report.pk).assignee == world.records_clerk
        keepers = Keeper.objects.filter(store=Store.objects.get()).order_by("valid_from")
        assert [(one.officer, one.valid_from, one.valid_until) for one in keepers] == [
            (world.committee_officer, date(2026, 11, 2), date(2026, 11, 20)),
            (world.records_clerk, date(2026, 11, 20), None),
        ]


def test_what_nobody_took_stays_with_the_head_and_blocks_the_end(world: World) -> None:
    case_of(world, world.inspector)
    minutes = opened(world)
    with world.acting(world.team_head):
        (asked,) = [one for one in desk(world.team_head) if "bàn giao" in one.what]
        assert asked.what == "1 việc bàn giao chưa có người nhận"
    offer(world, minutes, world.inspection_leader)
    with world.acting(world.inspection_leader):
        (asked,) = [one for one in desk(world.inspection_leader) if "bàn giao" in one.what]
        assert (asked.what, asked.due_on) == ("1 việc bàn giao chờ bạn trả lời", FRIDAY)
    with pytest.raises(RemarkMissing):
        answer(world, minutes, world.inspection_leader, False)
    answer(world, minutes, world.inspection_leader, False, "Đang giữ 40 vụ")
    (item,) = items(minutes)
    assert (item.state, item.remark) == (ItemState.REFUSED, "Đang giữ 40 vụ")
    with pytest.raises(NotAllSettled):
        led(world, services.close, minutes)
    with acting_as(SYSTEM):
        assert Minutes.objects.get().state == MinutesState.OPEN


def desk(officer: Officer) -> list[Any]:
    from minhbach.foundation.pages.work import said

    return [item for item in said(list(selectors.work_items(officer, at=AT))) if hasattr(item, "what")]


def test_closed_minutes_are_a_paper_that_says_who_took_what(world: World) -> None:
    case = case_of(world, world.inspector)
    minutes = opened(world)
    offer(world, minutes, world.inspection_leader)
    answer(world, minutes, world.inspection_leader, True, "Đủ hồ sơ")
    led(world, services.carry_out, minutes)
    closed = led(world, services.close, minutes)
    assert (closed.state, closed.ended_by, closed.ended_at) == (MinutesState.CLOSED, world.team_head, AT)
    with world.acting(world.team_head):
        document = OfficialDocument.objects.get(pk=closed.document_id)
        said = repr(paper_of(document))
    assert document.kind == "duty_handover"
    for words in (case.code, "Lý Minh Tuấn", "Đủ hồ sơ", "Hoàng Văn Kiên, Kiểm soát viên"):
        assert words in said
    with pytest.raises(MinutesEnded):
        led(world, services.close, minutes)
    with acting_as(SYSTEM):
        assert OfficialDocument.objects.filter(kind="duty_handover").count() == 1


def test_a_room_that_refuses_leaves_the_thing_with_its_sentence_and_the_others_go(world: World) -> None:
    case_of(world, world.inspector)
    arrival = give_arrival(world, register(world), world.inspector)
    # The head of the team may give cases of it; what arrived at the branch only the branch's own head.
    minutes = opened(world)
    offer(world, minutes, world.inspection_leader)
    answer(world, minutes, world.inspection_leader)
    done = led(world, services.carry_out, minutes)
    assert (done.moved, done.refused) == (1, 1)
    stuck, moved = items(minutes)
    assert (stuck.kind, stuck.state, moved.state) == ("arrivals.arrival", ItemState.ACCEPTED, ItemState.MOVED)
    assert stuck.problem
    with acting_as(SYSTEM):
        assert Arrival.objects.get(pk=arrival.pk).assignee == world.inspector
    with pytest.raises(SomeMoved):
        led(world, services.drop, minutes)


def test_the_list_follows_what_hangs_on_the_officer(world: World) -> None:
    minutes = opened(world)
    assert items(minutes) == []
    case = case_of(world, world.inspector)
    assert led(world, services.relist, minutes) == 1
    assert led(world, services.relist, minutes) == 0
    with world.acting(world.team_head):
        fact = Assigned(leader_id=str(world.inspection_leader.pk), officer_ids=())
        do(officer=world.team_head, at=AT, case=case, fact=fact)
    led(world, services.relist, minutes)
    assert [one.state for one in items(minutes)] == [ItemState.GONE]
    with pytest.raises(AlreadyMoved):
        offer(world, minutes, world.inspection_leader)
    led(world, services.close, minutes)


def test_who_may_and_what_is_refused(world: World) -> None:
    case_of(world, world.inspector)
    asked = {"at": AT, "reason": "x", "leaves_on": FRIDAY}
    for who, person, refusal in (
        (world.inspector, world.inspection_leader, RoleMissing),
        (world.team_head, world.team_head, ActsOnOneself),
        (world.team_head, world.outsider, PersonElsewhere),
    ):
        with world.acting(who), pytest.raises(refusal):
            services.open_minutes(officer=who, person=person, **asked)
    minutes = opened(world)
    with pytest.raises(OpenAlready):
        opened(world)
    with pytest.raises(GivesToHimself):
        offer(world, minutes, world.inspector)
    with pytest.raises(ReceiverElsewhere):
        offer(world, minutes, world.outsider)
    offer(world, minutes, world.inspection_leader)
    with pytest.raises(NotTheReceiver):
        answer(world, minutes, world.team_head)
    with world.acting(world.stranger), pytest.raises(MinutesNotFound):
        selectors.get_minutes(minutes.pk)
    assert [one.state for one in items(minutes)] == [ItemState.OFFERED]


def test_pressed_twice_is_told_once(world: World) -> None:
    case_of(world, world.inspector)
    minutes = opened(world)
    for _press in range(2):
        offer(world, minutes, world.inspection_leader)
    for _press in range(2):
        answer(world, minutes, world.inspection_leader)
    # Offered again to who has taken it, it stays taken.
    offer(world, minutes, world.inspection_leader)
    with acting_as(SYSTEM):
        told = list(
            AuditEntry.objects.filter(target_id=str(minutes.pk)).order_by("id").values_list("action", flat=True)
        )
    assert sorted(told) == ["handovers.items.offered", "handovers.items.taken", "handovers.minutes.opened"]
    assert [one.state for one in items(minutes)] == [ItemState.ACCEPTED]


def test_a_press_passes_on_some_and_the_next_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    for _case in range(3):
        case_of(world, world.inspector)
    minutes = opened(world)
    offer(world, minutes, world.inspection_leader)
    answer(world, minutes, world.inspection_leader)
    presses = [led(world, services.carry_out, minutes) for _press in range(3)]
    assert [(done.moved, done.left) for done in presses] == [(2, 1), (1, 0), (0, 0)]
    assert {one.state for one in items(minutes)} == {ItemState.MOVED}
