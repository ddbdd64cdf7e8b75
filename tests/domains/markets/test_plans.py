"""The plan of a market through time: a board's list tried, written, taken back; a stall written by hand"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.markets import refusals, selectors, services
from minhbach.domains.markets.models import Market, PlanChange, Stall, Tenancy
from minhbach.domains.markets.services.comparing import is_same_name
from minhbach.domains.markets.services.reading import key_of, stall_of
from minhbach.domains.markets.types import ChangeState, LineKind, ListScope
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.selectors import read_identity
from minhbach.domains.subjects.types import MerchantFacts, SubjectKind
from minhbach.foundation.requirements import NotConfirmed
from tests.worlds import AT, World

FIRST, SECOND = date(2026, 10, 1), date(2026, 11, 1)
# A title over the header, stalls with and without their row, an empty one, one of which nobody knows where it is.
OCTOBER = """Danh sách hộ kinh doanh chợ Phiêng Lành
Dãy,Ô số,Họ và tên,Điện thoại,Ngành hàng,Tổ trưởng
Dãy A,Ô 1,Lục Thị Mây,0901000001,Vải,x
Dãy A,2,Hoàng Văn Bền,,Giày dép,
A,10,Hoàng Văn Bền,,Mỹ phẩm,
A,03,trống,,Vải,
B,1,Trọng,0901000004,Đồ chơi,
B,,Nông Thị Lạc,,Gia vị,
"""
NOVEMBER = """Dãy,Quầy số,Tên cơ sở,Ngành hàng
A,1,LUC THI MAY,Chăn ga
A,2,trả ô,
A,3,Lục Thị Mây,Vải
A,10,Hoàng Văn Bên,Mỹ phẩm
"""


@pytest.fixture
def market(world: World, files: Path) -> Market:
    with world.acting(world.inspector):
        return services.open_market(
            officer=world.inspector, at=AT, name="Chợ  Phiêng Lành", place=world.commune, address="Đường Số 1"
        )


def tried(world: World, market: Market, text: str, on: date = FIRST, **more: Any) -> PlanChange:
    return services.try_plan(
        officer=world.inspector, at=AT, market=market, name="Danh sách", content=text.encode(), file_name="cho.csv",
        effective_on=on, **more,
    )  # fmt: skip


def applied(world: World, change: PlanChange) -> PlanChange:
    same: dict[str, Any] = {"officer": world.inspector, "at": AT, "change": change}
    try:
        return services.apply_plan(**same)
    except NotConfirmed as asked:
        return services.apply_plan(**same, confirmed=[one.code for one in asked.unmet])


def drawn(market: Market, on: date) -> list[tuple[str, str, str, bool]]:
    return [
        (f"{stall.row}{stall.number}", stall.tenant, stall.goods, stall.is_leader)
        for row in selectors.plan_on(market, on=on)
        for stall in row.stalls
    ]


A_FIRST = [
    ("A1", "Lục Thị Mây", "Vải", True),
    ("A2", "Hoàng Văn Bền", "Giày dép", False),
    ("A03", "", "Vải", False),
    ("A10", "Hoàng Văn Bền", "Mỹ phẩm", False),
    ("B1", "Trọng", "Đồ chơi", False),
]


def test_a_list_is_tried_then_written_with_its_faulty_rows_told_by_row(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        change = tried(world, market, OCTOBER, scope=ListScope.WHOLE)
        assert (Tenancy.objects.count(), Subject.objects.filter(name="Trọng").count()) == (0, 0)
        assert change.counts == {LineKind.CAME: 4, LineKind.NEW: 1}
        assert [(one["called"], one["column"], one["sentence"]) for one in change.faults] == [("8", "Ô", "thiếu số ô.")]
        with pytest.raises(NotConfirmed):
            services.apply_plan(officer=world.inspector, at=AT, change=change)
        assert not Tenancy.objects.exists()
        applied(world, change)
        assert drawn(market, FIRST) == A_FIRST
        assert drawn(market, date(2026, 9, 30)) == []
        # Two of one name are two, where nothing else says that they are one.
        assert Subject.objects.filter(name="Hoàng Văn Bền").count() == 2
        mai = Subject.objects.get(name="Lục Thị Mây")
        assert Statement.objects.filter(subject=mai, identifier__canonical__contains="901000001").exists()
        assert [one.source_kind for one in Statement.objects.filter(subject=mai)[:1]] == ["partner"]
        with pytest.raises(refusals.ChangeDone):
            applied(world, change)
    with world.acting(world.stranger), pytest.raises(refusals.MarketNotFound):
        selectors.get_market(market.id)


def test_a_months_changes_are_read_in_and_taken_back(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        applied(world, tried(world, market, OCTOBER, scope=ListScope.WHOLE))
        registered = Subject.objects.count()
        change = tried(world, market, NOVEMBER, on=SECOND)
        told = {f"{line['row']}{line['number']}": (line["kind"], line["was"], line["now"]) for line in change.lines}
        assert told == {
            "A1": ("changed", "Lục Thị Mây", "LUC THI MAY"),  # without accents it may be she
            "A2": ("left", "Hoàng Văn Bền", ""),
            "A03": ("came", "", "Lục Thị Mây"),
            "A10": ("replaced", "Hoàng Văn Bền", "Hoàng Văn Bên"),  # with them, another
        }
        applied(world, change)
        assert drawn(market, date(2026, 10, 31)) == A_FIRST
        assert drawn(market, SECOND) == [
            ("A1", "Lục Thị Mây", "Chăn ga", True),  # the list says nothing of leaders
            ("A2", "", "Giày dép", False),
            ("A03", "Lục Thị Mây", "Vải", False),
            ("A10", "Hoàng Văn Bên", "Mỹ phẩm", False),
            ("B1", "Trọng", "Đồ chơi", False),
        ]
        assert Subject.objects.count() == registered + 2
        with pytest.raises(refusals.ReasonMissing):
            services.undo_plan(officer=world.inspector, at=AT, change=change, reason=" ")
        undone = services.undo_plan(officer=world.inspector, at=AT, change=change, reason="Nhầm tệp")
        assert (undone.state, drawn(market, SECOND)) == (ChangeState.UNDONE, A_FIRST)
        with pytest.raises(refusals.ChangeNotApplied):
            services.undo_plan(officer=world.inspector, at=AT, change=change, reason="Nữa")
        # Read in again it registers nobody anew.
        applied(world, tried(world, market, NOVEMBER, on=SECOND))
        assert Subject.objects.count() == registered + 2


def test_what_a_later_change_builds_on_is_not_taken_back_and_nothing_goes_behind_it(
    world: World, market: Market
) -> None:
    with world.acting(world.inspector):
        first = applied(world, tried(world, market, "Ô,Tên\nA1,Lục Thị Mây\nA2,Đàm Văn Sử\n"))
        waiting = tried(world, market, "Ô,Tên\nA2,Vi Thị Ngân\n", on=SECOND)
        by_hand = services.change_stall(
            officer=world.inspector, at=AT, market=market, row="a", number="2", is_vacant=True, effective_on=SECOND
        )
        assert drawn(market, SECOND) == [("A1", "Lục Thị Mây", "", False), ("A2", "", "", False)]
        with pytest.raises(refusals.PlanMovedOn):
            applied(world, waiting)
        with pytest.raises(refusals.ChangedSince, match="đã đổi tiếp") as told:
            services.undo_plan(officer=world.inspector, at=AT, change=first, reason="Nhầm")
        assert str(told.value) == "Sau đó ô A 2 đã đổi tiếp (“Ô 2 dãy a”). Hãy rút lại thay đổi sau trước."
        with pytest.raises(refusals.BeforeLastChange):
            applied(world, tried(world, market, "Ô,Tên\nA2,Vi Thị Ngân\n", on=date(2026, 10, 15)))
        with pytest.raises(refusals.DayAhead):
            tried(world, market, "Ô,Tên\nA2,Vi Thị Ngân\n", on=date(2026, 12, 1))
        services.undo_plan(officer=world.inspector, at=AT, change=by_hand, reason="Nhầm")
        services.undo_plan(officer=world.inspector, at=AT, change=first, reason="Nhầm")
        assert drawn(market, SECOND) == []
        assert Stall.objects.count() == 2  # known for ever


def test_stalls_that_a_whole_list_leaves_out_are_asked_about_once(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        applied(world, tried(world, market, "Ô,Tên\nA1,Lục Thị Mây\nA2,Đàm Văn Sử\n"))
        change = tried(world, market, "Ô,Tên\nA1,Lục Thị Mây\n", on=SECOND, scope=ListScope.WHOLE)
        with pytest.raises(NotConfirmed) as asked:
            services.apply_plan(officer=world.inspector, at=AT, change=change)
        assert [str(one.sentence) for one in asked.value.unmet] == ["1 ô không có trong danh sách sẽ bỏ khỏi sơ đồ."]
        applied(world, change)
        assert [name for name, *_ in drawn(market, SECOND)] == ["A1"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Họ và tên,Điện thoại\nLục Thị Mây,0901000001\n", refusals.PlanColumnsMissing),
        ("", refusals.PlanEmpty),
    ],
)
def test_a_list_that_is_no_plan_is_refused_with_what_to_do(
    world: World, market: Market, text: str, refusal: type[Exception]
) -> None:
    with world.acting(world.inspector), pytest.raises(refusal):
        tried(world, market, text)
    assert not PlanChange.unscoped.exists()


def test_a_stall_that_stands_twice_is_taken_by_neither_row(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        change = tried(world, market, "Dãy,Ô,Tên\nA,7,Lục Thị Mây\n,A07,Đàm Văn Sử\nA,8,Vi Thị Ngân\n")
    assert change.counts == {LineKind.CAME: 1}
    assert [one["sentence"] for one in change.faults] == ["ô này đã có ở dòng 2; không rõ dòng nào đúng."]


def test_who_carries_the_same_number_and_name_is_the_one_of_the_register(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        services.change_stall(
            officer=world.inspector, at=AT, market=market, row="A", number="1", facts=facts("Đàm Văn Sử", "0901000009")
        )
        [change] = [
            services.change_stall(
                officer=world.inspector, at=AT, market=market, row="C", number="9",
                facts=facts("ĐÀM VĂN SỬ", "0901 000 009"),
            )
        ]  # fmt: skip
        assert change.lines[0]["known"] == "trùng tên và số liên hệ trong danh bạ"
        assert Subject.objects.filter(name__icontains="Sử").count() == 1
        with pytest.raises(refusals.TraderMissing):
            services.change_stall(officer=world.inspector, at=AT, market=market, row="A", number="1")


def test_only_who_keeps_the_market_changes_its_plan(world: World, market: Market) -> None:
    for officer, refusal in ((world.committee_officer, refusals.MarketOfAnotherAgency), (world.auditor, RoleMissing)):
        with world.acting(officer), pytest.raises(refusal):
            services.change_stall(officer=officer, at=AT, market=market, row="A", number="1", is_vacant=True)
    with world.acting(world.inspector):
        assert not Tenancy.objects.exists()


def facts(name: str, phone: str) -> MerchantFacts:
    return MerchantFacts(kind=SubjectKind.HOUSEHOLD, name=name, identities=[read_identity("phone", phone)])


@pytest.mark.parametrize(
    ("row", "number", "stall"),
    [
        ("Dãy A", "Ô số 12", ("A", "12")),
        ("", "A12", ("A", "12")),
        ("", "b-07", ("B", "07")),
        ("A", "A12", ("A", "12")),
        ("Khu C", "Ki ốt 3a", ("C", "3a")),
        ("A", "B12", ("A", "B12")),  # as it stands, where it says two things
    ],
)
def test_a_stall_is_known_however_it_is_written(row: str, number: str, stall: tuple[str, str]) -> None:
    assert stall_of(row, number) == stall


def test_stalls_stand_in_the_order_of_their_numbers() -> None:
    assert key_of("A", "03") == key_of("a", "3")
    assert sorted(["10", "9", "9b", "101"], key=lambda one: key_of("A", one)) == ["9", "9b", "10", "101"]


def test_a_name_without_accents_may_be_either_and_one_with_them_is_not() -> None:
    assert is_same_name("Hoàng Hùng", "HOANG HUNG")
    assert is_same_name("Hoà", "Hòa")
    assert not is_same_name("Hoàng Hùng", "Hoàng Hưng")
