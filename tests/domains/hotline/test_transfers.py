"""What the national consumer line hands on"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.hotline import refusals, services
from minhbach.domains.hotline.models import Transfer
from minhbach.domains.intake.models import Person, Report
from minhbach.domains.intake.selectors import clocks_of
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.named_lists import ListColumnsMissing, ListEmpty, ListFaulty
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened
from tests.worlds import World

HANDED_ON = local_date(now()) - timedelta(days=10)
BATCH = UUID(int=1)


def listed(day: date) -> str:
    """A list of two, as it may come out of the line's own program."""
    return (
        "STT\tMã phiếu\tHọ và tên\tĐiện thoại\tNội dung phản ánh\tDoanh nghiệp\tNgày tiếp nhận\n"
        f"1\tTD-001\tNông Thị Mai\t0912000345\tMua nồi hỏng, không cho đổi.\tCửa hàng A\t{day:%d/%m/%Y}\n"
        "2\tTD-002\tLý Văn Ba\t\tĐặt hàng, giao thiếu.\t\t\n"
    )


LIST = listed(HANDED_ON)


def take(world: World, text: str = LIST, batch: UUID = BATCH, letterbox: Any = None) -> services.Taken:
    handed = services.read_transfers(text.encode(), name="danh sách", at=now())
    with world.acting(world.committee_officer):
        return services.take_transfers(
            officer=world.committee_officer, at=now(), letterbox=letterbox or opened(world), handed=handed, batch=batch
        )


def test_becomes_reports_with_its_own_numbers_kept_and_the_term_running(world: World) -> None:
    assert take(world) == services.Taken(2, 0)
    with acting_as(SYSTEM):
        first, second = Transfer.objects.order_by("number")
        assert (first.number, first.came_on, first.batch) == ("TD-001", HANDED_ON, BATCH)
        assert second.came_on == local_date(now())
        report = first.report
        assert (report.kind, report.what, report.data) == (
            "NTD_CO_QUAN", "Mua nồi hỏng, không cho đổi.", {"trader": "Cửa hàng A"},
        )  # fmt: skip
        assert (report.due_by, local_date(report.created_at)) == ("law", local_date(now()))
        # Its term runs from the day on which the line handed it on.
        term = clocks_of(report)[0]
        assert (term.clock.started_on, term.clock.due_on) == (HANDED_ON, report.due_on)
        # Whom the office has to answer it knows by name: his kind is not sealed.
        person = Person.objects.get(receipt=report.receipt)
        assert (person.name, person.phone) == ("Nông Thị Mai", "0912000345")


def test_sent_twice_adds_nothing(world: World) -> None:
    letterbox = opened(world)
    take(world, letterbox=letterbox)
    again = LIST + "3\tTD-003\tHà Văn Tư\t\tHàng giả.\t\t\n"
    assert take(world, again, UUID(int=2), letterbox) == services.Taken(1, 2)
    with acting_as(SYSTEM):
        assert (Transfer.objects.count(), Report.objects.count()) == (3, 3)
        assert Transfer.objects.filter(batch=BATCH).count() == 2


@pytest.mark.parametrize(
    ("text", "refusal", "rows"),
    [
        ("", ListEmpty, []),
        ("Mã phiếu\tHọ tên\tNội dung\n", ListEmpty, []),
        ("Cột lạ\tCột khác\n1\t2\n", ListColumnsMissing, []),
        ("Mã phiếu\tHọ tên\tNội dung\nA\t\tx\n", ListFaulty, [(2, "thiếu “Người tiêu dùng”.")]),
        ("Mã phiếu\tHọ tên\tNội dung\n\tB\tx\n", ListFaulty, [(2, "thiếu “Số của tổng đài”.")]),
        (
            "Mã phiếu\tHọ tên\tNội dung\nA\tB\tx\nA\tC\ty\n",
            ListFaulty, [(3, "số này đã có ở dòng trên.")],
        ),
        (
            "Mã phiếu\tHọ tên\tNội dung\tNgày\nA\tB\tx\t32/11/2026\n",
            ListFaulty, [(2, "không đọc được ngày, hoặc ngày chưa tới: “32/11/2026”.")],
        ),
        (
            f"Mã phiếu\tHọ tên\tNội dung\n{'A' * 61}\tB\tx\n",
            ListFaulty, [(2, "“Số của tổng đài” dài quá 60 chữ.")],
        ),
    ],
)  # fmt: skip
def test_with_a_fault_nothing_of_it_is_taken(
    world: World, text: str, refusal: type[Exception], rows: list[tuple[int, str]]
) -> None:
    with pytest.raises(refusal) as raised:
        take(world, text)
    found = getattr(raised.value, "rows", ())
    assert [(one.row, one.sentence) for one in found] == rows
    with acting_as(SYSTEM):
        assert not Transfer.objects.exists()


def test_of_another_agency_is_not_taken(world: World) -> None:
    letterbox, officer = opened(world), world.inspector
    handed = services.read_transfers(LIST.encode(), name="x", at=now())
    with world.acting(officer), pytest.raises(refusals.OfAnotherAgency):
        services.take_transfers(officer=officer, at=now(), letterbox=letterbox, handed=handed, batch=BATCH)
    with acting_as(SYSTEM):
        assert not Report.objects.exists()
