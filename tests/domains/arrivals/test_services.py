"""What arrives: its number without gaps, the head's word, who deals with it, by whom each is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.arrivals import refusals, selectors, services
from minhbach.domains.arrivals.models import Arrival, ArrivalRegister
from minhbach.domains.arrivals.types import State, Urgency, Written
from minhbach.domains.documents.refusals import ScanUnreadable
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World

TODAY = date(2026, 11, 20)
LETTER = Written(
    arrived_on=TODAY,
    sender="Công an phường Kỳ Lừa",
    symbol="118/CAP",
    dated=date(2026, 11, 18),
    abstract="Công văn về việc phối hợp xác minh kho hàng",
    urgency=Urgency.URGENT,
)
PDF = b"%PDF-1.7 cong van"


def register(world: World, *, written: Written = LETTER, agency: Agency | None = None, at: datetime = AT) -> Arrival:
    with world.acting(world.records_clerk):
        return services.register_arrival(
            officer=world.records_clerk, at=at, agency=agency or world.branch, written=written
        )


def give(world: World, arrival: Arrival, to: Officer, *, due_on: date | None = date(2026, 11, 25)) -> Arrival:
    with world.acting(world.head):
        return services.instruct(
            officer=world.head, at=AT, arrival=arrival, instruction="Đội 1 xác minh", assignee=to, due_on=due_on
        )


def refused(world: World, who: Officer, refusal: type[Refusal], act: object, **asked: object) -> None:
    """An act is refused, and nothing in the table has changed."""
    with acting_as(SYSTEM):
        before = list(Arrival.unscoped.values().order_by("id"))
    with pytest.raises(refusal), world.acting(who):
        act(officer=who, at=AT, **asked)  # type: ignore[operator]
    with acting_as(SYSTEM):
        assert list(Arrival.unscoped.values().order_by("id")) == before


def test_numbers_follow_one_another_for_each_agency_and_year(world: World) -> None:
    old = replace(LETTER, arrived_on=date(2025, 12, 31), dated=None)
    made = [
        register(world),
        register(world),
        register(world, agency=world.committee),
        register(world, written=old),
        register(world),
    ]
    assert [(one.owner_agency_id, one.year, one.number) for one in made] == [
        (world.branch.id, 2026, 1),
        (world.branch.id, 2026, 2),
        (world.committee.id, 2026, 1),
        (world.branch.id, 2025, 1),
        (world.branch.id, 2026, 3),
    ]


def test_a_number_is_not_lost_with_what_is_refused(world: World) -> None:
    refused(
        world, world.records_clerk, ScanUnreadable, services.register_arrival, agency=world.branch, written=LETTER,
        file=b"khong phai ban quet", file_name="a.pdf",
    )  # fmt: skip
    for written, refusal in (
        (replace(LETTER, arrived_on=date(2026, 11, 21)), refusals.ArrivedInTheFuture),
        (replace(LETTER, dated=date(2026, 11, 21)), refusals.WrittenAfterArrival),
    ):
        refused(world, world.records_clerk, refusal, services.register_arrival, agency=world.branch, written=written)
    assert register(world).number == 1


def test_the_database_keeps_a_number_from_standing_twice(world: World) -> None:
    first, second = register(world), register(world)
    with pytest.raises(IntegrityError), acting_as(SYSTEM):
        Arrival.unscoped.filter(id=second.id).update(number=first.number)


def test_only_who_keeps_the_agencys_records_registers(world: World) -> None:
    for who, agency in (
        (world.inspector, world.team),
        (world.records_clerk, world.police),
        (world.auditor, world.branch),
    ):
        refused(world, who, RoleMissing, services.register_arrival, agency=agency, written=LETTER)
    with world.acting(world.team_head):
        made = services.register_arrival(officer=world.team_head, at=AT, agency=world.team, written=LETTER)
    assert made.owner_agency == world.team


def test_its_scan_is_kept_and_handed_out_to_who_may_see_it(world: World) -> None:
    with world.acting(world.records_clerk):
        made = services.register_arrival(
            officer=world.records_clerk, at=AT, agency=world.branch, written=LETTER, file=PDF, file_name="cv.pdf"
        )
    with world.acting(world.head):
        found, stream = services.take_file(arrival_id=made.id, officer=world.head, at=AT)
        with stream:
            assert (found.file_name, found.media_type, stream.read()) == ("cv.pdf", "application/pdf", PDF)
    with world.acting(world.stranger), pytest.raises(refusals.ArrivalNotFound):
        services.take_file(arrival_id=made.id, officer=world.stranger, at=AT)
    assert AuditEntry.objects.filter(action="arrivals.file.taken", target_id=str(made.id)).count() == 1


def test_the_head_gives_it_to_somebody_below_who_then_sees_it_on_the_desk(world: World) -> None:
    made = register(world)
    with world.acting(world.head):
        assert [item.act for item in selectors.work_items(world.head, at=AT)] == ["Bút phê"]
    with world.acting(world.inspector), pytest.raises(refusals.ArrivalNotFound):
        selectors.get_arrival(made.id)
    given = give(world, made, world.inspector)
    assert (given.state, given.assignee, given.due_on) == (State.ASSIGNED, world.inspector, date(2026, 11, 25))
    with world.acting(world.head):
        assert selectors.work_items(world.head, at=AT) == []
    with world.acting(world.inspector):
        [item] = selectors.work_items(world.inspector, at=AT)
        assert (item.act, item.due_on, item.agency_id) == ("Xử lý", date(2026, 11, 25), world.branch.id)
        done = services.finish_arrival(
            officer=world.inspector, at=AT, arrival=selectors.get_arrival(made.id), outcome=" Đã trả lời bằng CV 12 "
        )
    assert (done.state, done.outcome, done.done_by) == (State.DONE, "Đã trả lời bằng CV 12", world.inspector)
    with world.acting(world.inspector):
        assert selectors.work_items(world.inspector, at=AT) == []


def test_the_head_may_give_it_to_another_until_it_is_dealt_with(world: World) -> None:
    made = give(world, register(world), world.inspector)
    again = give(world, made, world.deputy, due_on=None)
    assert (again.assignee, again.due_on) == (world.deputy, None)
    refused(world, world.inspector, refusals.NotTheAssignee, services.finish_arrival, arrival=again, outcome="Xong")
    with world.acting(world.deputy):
        services.finish_arrival(officer=world.deputy, at=AT, arrival=again, outcome="Xong")
    refused(world, world.deputy, refusals.AlreadyDone, services.finish_arrival, arrival=again, outcome="Nữa")
    refused(
        world, world.head, refusals.AlreadyDone, services.instruct, arrival=again, instruction="", assignee=world.deputy
    )


def test_what_is_only_to_be_known_ends_with_the_heads_word(world: World) -> None:
    made = register(world)
    with world.acting(world.head):
        kept = services.instruct(officer=world.head, at=AT, arrival=made, instruction="Lưu", only_kept=True)
    assert (kept.state, kept.assignee, kept.done_by) == (State.DONE, None, world.head)


def test_what_the_head_writes_must_be_possible(world: World) -> None:
    made = register(world)
    said = {"arrival": made, "instruction": "Xử lý"}
    refused(world, world.head, refusals.NobodyAssigned, services.instruct, **said)
    refused(world, world.head, refusals.AssigneeElsewhere, services.instruct, assignee=world.stranger, **said)
    refused(
        world, world.head, refusals.DueTooEarly, services.instruct, assignee=world.inspector,
        due_on=date(2026, 11, 19), **said,
    )  # fmt: skip
    refused(world, world.records_clerk, RoleMissing, services.instruct, assignee=world.inspector, **said)


def test_a_line_is_mended_under_its_number(world: World) -> None:
    made = register(world)
    mended = replace(LETTER, sender="Công an xã Hữu Lũng")
    with world.acting(world.records_clerk):
        services.amend_arrival(officer=world.records_clerk, at=AT, arrival=made, written=mended)
        assert [one.number for one in selectors.find_arrivals("huu lung")] == [1]
        assert [one.number for one in selectors.find_arrivals("118/cap")] == [1]
        assert list(selectors.find_arrivals("ky lua")) == []
    entry = AuditEntry.objects.get(action="arrivals.arrival.amended")
    assert entry.data["fields"] == ["folded", "sender"]
    refused(world, world.inspector, RoleMissing, services.amend_arrival, arrival=made, written=mended)
    refused(
        world, world.records_clerk, refusals.YearFixed, services.amend_arrival, arrival=made,
        written=replace(mended, arrived_on=date(2025, 11, 20), dated=None),
    )  # fmt: skip


def test_the_year_is_vietnams(world: World) -> None:
    # 17:30 in London on the last evening of the year is already the new year in Vietnam.
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    made = register(world, written=replace(LETTER, arrived_on=date(2027, 1, 1)), at=new_year)
    assert (made.year, made.number) == (2027, 1)


def start(world: World, officer: Officer, number: int = 318, *, reason: str = "Nối sổ giấy") -> object:
    with world.acting(officer):
        return services.start_register(officer=officer, at=AT, agency=world.branch, first_number=number, reason=reason)


def test_a_register_goes_on_from_paper_once_with_a_reason(world: World) -> None:
    for who, number, reason, refusal in (
        (world.inspector, 318, "Nối sổ giấy", RoleMissing),
        (world.records_clerk, 318, " ", refusals.RegisterReasonMissing),
        (world.records_clerk, 1, "Nối sổ giấy", refusals.FirstNumberUnusable),
    ):
        with pytest.raises(refusal):
            start(world, who, number, reason=reason)
    with acting_as(SYSTEM):
        assert not ArrivalRegister.unscoped.exists()
    start(world, world.records_clerk)
    with pytest.raises(refusals.RegisterRunning, match="số tiếp theo là 318"):
        start(world, world.records_clerk, 400)
    old = replace(LETTER, arrived_on=date(2025, 12, 31), dated=None)
    made = [register(world), register(world), register(world, agency=world.committee), register(world, written=old)]
    assert [(one.year, one.number) for one in made] == [(2026, 318), (2026, 319), (2026, 1), (2025, 1)]
    with world.acting(world.records_clerk):
        [told] = selectors.registers_started(at=AT)
        assert (told.started_at_number, told.start_reason, told.started_by) == (318, "Nối sổ giấy", world.records_clerk)
        assert list(selectors.agencies_to_start(world.records_clerk, at=AT)) == []
    assert AuditEntry.objects.get(action="arrivals.register.started").data == {"year": 2026, "first_number": 318}
