"""What a unit finds wrong with itself, before who inspects it does."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import polars as pl
import pytest

from minhbach.domains.cases.models import Case, HeldTerm
from minhbach.domains.dues.models import Account
from minhbach.domains.handovers.answer import Answer, answer_of, bundle_of
from minhbach.domains.handovers.faults import FAULTS
from minhbach.domains.stores.services import Pick
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at, on
from tests.domains.handovers.test_books import asked
from tests.domains.stores.making import accept, ask, line_ids, stored


@pytest.fixture
def world(standing_case_world: World) -> World:
    return standing_case_world


def answered(world: World, day: date, **more: date) -> Answer:
    with as_officer(world.head, at(30)):
        return answer_of(asked(world.department, world.team, **more), units="Chi cục", on=day)


def faults(made: Answer) -> dict[str, list[tuple[str, str]]]:
    return {group.fault.code: [(one.words, one.reason) for one in group.found] for group in made.faulty}


def test_of_a_unit_that_did_nothing_there_is_none(world: World) -> None:
    made = answered(world, on(30))
    assert faults(made) == {}
    assert [group.fault.code for group in made.clean] == [fault.code for fault in FAULTS]


def test_a_clock_that_ran_out_is_named_with_its_days(world: World) -> None:
    case = case_at(world, "recorded")
    with acting_as(SYSTEM):
        due_on = Case.unscoped.get(pk=case.pk).due_on
    assert due_on is not None
    assert faults(answered(world, due_on)) == {}
    late = faults(answered(world, due_on + timedelta(days=3)))
    assert [reason for _words, reason in late["cases"]] == ["quá hạn 3 ngày"]
    assert late["cases"][0][0].startswith(case.code)


def test_a_decision_undelivered_and_then_unpaid_is_named(world: World) -> None:
    case_at(world, "decided")
    with acting_as(SYSTEM):
        account = Account.unscoped.get()
    assert account.delivered_on is None
    made = answered(world, account.decided_on + timedelta(days=4))
    assert faults(made)["undelivered"] == [
        (account.decision_number, "ra quyết định đã 4 ngày, chưa ghi việc giao")
    ]  # fmt: skip
    # Of another period it is not.
    early = answered(world, account.decided_on + timedelta(days=4), last=account.decided_on - timedelta(days=1))
    assert "undelivered" not in faults(early)


def test_a_fine_past_its_day_is_named_with_what_is_left(world: World) -> None:
    case_at(world, "delivered")
    with acting_as(SYSTEM):
        account = Account.unscoped.get()
    assert account.due_on is not None
    assert "unpaid" not in faults(answered(world, account.due_on))
    ((number, reason),) = faults(answered(world, account.due_on + timedelta(days=2)))["unpaid"]
    assert number == account.decision_number
    assert reason.startswith("còn ")
    assert reason.endswith("quá hạn nộp 2 ngày")


def test_goods_whose_sum_does_not_close_and_a_seal_that_is_another_are_named(world: World) -> None:
    made = stored(world)
    bags, _purses = line_ids(made)
    entry = ask(made, "seized", Pick(bags, Decimal(30)), seal_number="NP-01")
    waiting = faults(answered(world, on(20)))
    assert waiting["slips"] == [(f"{entry.code}, {made.store.name}", "thủ kho chưa trả lời sau 15 ngày")]
    accept(made, entry, seal_number="NP-02")
    found = faults(answered(world, on(20)))
    assert "slips" not in found
    assert found["seals"] == [
        (f"{entry.code}, {made.store.name}", "niêm phong trên phiếu NP-01, khi nhận NP-02")
    ]  # fmt: skip
    assert found["unclear"] == [(made.case.code, "2 dòng tang vật chưa rõ ở đâu")]
    with acting_as(SYSTEM):
        until = HeldTerm.objects.get().until
    held = faults(answered(world, until + timedelta(days=1)))["held"]
    assert held == [(made.case.code, "hết thời hạn tạm giữ 1 ngày, chưa gia hạn, trả lại hoặc xử lý")]


def test_the_bundle_has_the_faults_the_figures_and_each_book(world: World) -> None:
    case = case_at(world, "decided")
    made = answered(world, on(40))
    with as_officer(world.head, at(40)):
        packed = ZipFile(BytesIO(bundle_of(made)))
    assert packed.namelist() == [
        "1-khuyet-diem-tu-phat-hien.xlsx", "2-so-lieu.xlsx", "3-so-nhat-ky.xlsx", "4-so-tin.xlsx",
        "5-so-quyet-dinh.xlsx", "6-so-kho.xlsx",
    ]  # fmt: skip
    rows = sheet(packed, "1-khuyet-diem-tu-phat-hien.xlsx")
    assert len(rows) == made.count
    assert ("Quyết định chưa ghi việc giao", case.code) in [(row[0], row[2]) for row in rows]
    figures = dict(sheet(packed, "2-so-lieu.xlsx"))
    assert (figures["Vụ việc mở"], figures["Tin báo nhận được"]) == ("1", "0")


def sheet(packed: ZipFile, name: str) -> list[tuple[object, ...]]:
    return pl.read_excel(BytesIO(packed.read(name)), engine="calamine", infer_schema_length=0).rows()
