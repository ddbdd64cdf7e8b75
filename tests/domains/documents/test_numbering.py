"""Official numbers: no gap, no double, none given twice, though many reach for them at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.documents import refusals, services
from minhbach.domains.documents.models import NumberRegister, OfficialDocument, RegisterReturn, TakenNumber
from minhbach.domains.documents.services import numbering
from minhbach.domains.documents.types import State
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.world import (
    NOW,
    TODAY,
    World,
    as_officer,
    drafted_record,
    make_world,
    numbered_decision,
    read,
    signed_decision,
)


def test_each_symbol_and_agency_counts_for_itself(world: World) -> None:
    decision = numbered_decision(world)
    record = drafted_record(world)
    with as_officer(world.inspector) as officer:
        services.sign(document_id=record, officer=officer, at=NOW)
        services.give_number(document_id=record, officer=officer, at=NOW)
    assert (read(decision).number_text, read(record).number_text) == ("01/QĐ-XPHC", "01/BB-VPHC")
    with acting_as(SYSTEM):
        registers = set(NumberRegister.unscoped.values_list("owner_agency__name", "symbol", "year", "last_number"))
    assert registers == {
        ("Chi cục Quản lý thị trường tỉnh Lạng Sơn", "QĐ-XPHC", 2026, 1),
        ("Đội Quản lý thị trường số 1", "BB-VPHC", 2026, 1),
    }


def test_the_year_is_vietnams_and_a_new_one_begins_at_one(world: World) -> None:
    # 16:59 and 17:01 in London's winter: the last minute of 2026 in Vietnam and the first of 2027.
    old = numbered_decision(world, at=datetime(2026, 12, 31, 16, 59, tzinfo=UTC))
    with acting_as(SYSTEM):
        world.delegation.valid_until = None
        world.delegation.save()
    new = numbered_decision(world, at=datetime(2026, 12, 31, 17, 1, tzinfo=UTC))
    assert (read(old).number, read(old).dated) == (1, date(2026, 12, 31))
    assert (read(new).number, read(new).dated) == (1, date(2027, 1, 1))


def test_a_cancelled_number_stays_taken(world: World) -> None:
    first = numbered_decision(world)
    with as_officer(world.inspector) as officer:
        services.cancel(document_id=first, officer=officer, at=NOW, reason="Sai tên tổ chức")
    second = numbered_decision(world)
    assert read(first).state == State.CANCELLED
    assert (read(first).number, read(second).number) == (1, 2)
    with acting_as(SYSTEM):
        assert list(TakenNumber.objects.order_by("number").values_list("number", "document_id")) == [
            (1, first),
            (2, second),
        ]


def test_a_step_that_fails_gives_its_number_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = signed_decision(world), signed_decision(world)

    def fail(*_: object, **__: object) -> None:
        raise Refusal

    monkeypatch.setattr(numbering, "keep_drawn", fail)
    with pytest.raises(Refusal), as_officer(world.clerk) as officer:
        services.give_number(document_id=first, officer=officer, at=NOW)
    monkeypatch.undo()
    with as_officer(world.clerk) as officer:
        services.give_number(document_id=second, officer=officer, at=NOW)
    assert read(first).number is None
    assert read(second).number == 1


def test_a_number_is_not_dated_before_the_one_given_last(world: World) -> None:
    yesterday = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    waiting = signed_decision(world, at=yesterday)
    numbered_decision(world)
    with pytest.raises(refusals.DateOutOfOrder), as_officer(world.clerk) as officer:
        services.give_number(document_id=waiting, officer=officer, at=NOW, dated=date(2026, 11, 20))
    assert read(waiting).number is None
    with as_officer(world.clerk) as officer:
        services.give_number(document_id=waiting, officer=officer, at=NOW)
    assert read(waiting).number == 2


def test_the_database_keeps_a_number_from_standing_on_two_documents(world: World) -> None:
    first, second = numbered_decision(world), signed_decision(world)
    taken = read(first)
    with pytest.raises(IntegrityError), acting_as(SYSTEM):
        OfficialDocument.unscoped.filter(id=second).update(number=taken.number, dated=taken.dated)


@pytest.mark.parametrize("statement", ["delete from {}", "update {} set id = id"])
@pytest.mark.parametrize("table", ["documents_takennumber", "documents_documentevent", "documents_documentfile"])
def test_what_is_recorded_cannot_be_changed_or_removed(world: World, statement: str, table: str) -> None:
    numbered_decision(world)
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_twelve_clerks_at_once_take_twelve_numbers_in_a_row(scratch_database: str, files: Path) -> None:
    world = make_world()
    waiting = [signed_decision(world) for _ in range(12)]

    def give(document_id: UUID) -> int:
        try:
            with as_officer(world.clerk) as officer:
                document = services.give_number(document_id=document_id, officer=officer, at=NOW)
                # Every third one fails after taking its number, and hands it back.
                if waiting.index(document_id) % 3 == 2:
                    raise Refusal
                assert document.number is not None
                return document.number
        except Refusal:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=6) as pool:
        numbers = list(pool.map(give, waiting))
    assert sorted(number for number in numbers if number) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers.count(0) == 4


def test_two_clerks_on_one_document_give_it_one_number(scratch_database: str, files: Path) -> None:
    world = make_world()
    document_id = signed_decision(world)

    def give(_: int) -> Any:
        try:
            with as_officer(world.clerk) as officer:
                return services.give_number(document_id=document_id, officer=officer, at=NOW).number
        except refusals.WrongState as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        outcomes = list(pool.map(give, range(4)))
    assert outcomes.count(1) == 1
    assert outcomes.count(refusals.WrongState) == 3


def test_a_register_goes_on_from_paper_once_with_a_reason(world: World) -> None:
    asked: dict[str, Any] = {"agency": world.department, "symbol": "QĐ-XPHC", "reason": "Nối sổ giấy", "at": NOW}
    for post, other, refusal in (
        (world.inspector, {}, RoleMissing),
        (world.clerk, {"reason": " "}, refusals.ReasonMissing),
        (world.clerk, {"first_number": 1}, refusals.FirstNumberUnusable),
    ):
        with pytest.raises(refusal), as_officer(post) as officer:
            services.start_register(**{**asked, "first_number": 57, **other}, officer=officer)
    with as_officer(world.clerk) as officer:
        services.start_register(**asked, first_number=57, officer=officer)
        with pytest.raises(refusals.RegisterRunning, match="số tiếp theo là 57"):
            services.start_register(**asked, first_number=90, officer=officer)
    assert read(numbered_decision(world)).number_text == "57/QĐ-XPHC"
    assert AuditEntry.objects.get(action="documents.register.started").data == {
        "first_number": 57, "reason": "Nối sổ giấy",
    }  # fmt: skip


def test_a_register_that_ran_ahead_goes_on_from_today_with_the_next_number(world: World) -> None:
    month_ahead = NOW + timedelta(days=30)
    numbered_decision(world, at=month_ahead)
    waiting = signed_decision(world)
    with pytest.raises(refusals.RegisterAhead) as refused, as_officer(world.clerk) as officer:
        services.give_number(document_id=waiting, officer=officer, at=NOW)
    with acting_as(SYSTEM):
        register = NumberRegister.unscoped.get()
    assert refused.value.where == register.get_absolute_url()
    for post, reason, refusal in (
        (world.clerk, "Đồng hồ chạy trước", RoleMissing),
        (world.head, " ", refusals.ReasonMissing),
    ):
        with pytest.raises(refusal), as_officer(post) as officer:
            services.bring_register_back(register_id=register.id, officer=officer, at=NOW, reason=reason)
    with as_officer(world.head) as officer:
        services.bring_register_back(
            register_id=register.id, officer=officer, at=NOW, reason="Đồng hồ máy chủ chạy trước một tháng"
        )
    with as_officer(world.clerk) as officer:
        services.give_number(document_id=waiting, officer=officer, at=NOW)
    assert (read(waiting).number, read(waiting).dated) == (2, TODAY)
    with pytest.raises(refusals.RegisterNotAhead), as_officer(world.head) as officer:
        services.bring_register_back(register_id=register.id, officer=officer, at=NOW, reason="Lần nữa")
    entry = AuditEntry.objects.get(action="documents.register.brought_back")
    assert entry.data == {"from": "2026-12-21", "to": "2026-11-21", "last_number": 1}
    with acting_as(SYSTEM):
        assert RegisterReturn.objects.get().reason == "Đồng hồ máy chủ chạy trước một tháng"
