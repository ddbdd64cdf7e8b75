"""What other systems want of a case"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.refusals import OfficerNotOnCase
from minhbach.domains.documents.types import Kind
from minhbach.domains.elsewhere import refusals, selectors, services
from minhbach.domains.elsewhere.fields import FIELDS, column_text, read_columns, typed_by_hand
from minhbach.domains.elsewhere.models import Entered
from minhbach.domains.elsewhere.ready import lacking, value_of
from minhbach.domains.elsewhere.types import SYSTEMS, System
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.untrusted import read_rows
from tests.domains.cases.test_papers import drafted, issued
from tests.domains.cases.world import World, _post, as_officer, at, case_at, on

INS, ONLINE, SANCTIONS = SYSTEMS["ins"], SYSTEMS["online"], SYSTEMS["sanctions"]


@pytest.fixture
def keeper(world: World) -> Post:
    return _post("quan", "Đinh Văn Quản", world.department, Role.ADMINISTRATOR, "Quản trị")


def wanted(world: World, case: Case, *, days: int = 14) -> list[tuple[str, bool]]:
    with as_officer(world.inspector, at(days)):
        return [(one.system.code, one.is_done) for one in selectors.wanted_of(case, on=on(days))]


def listed(world: World, *, days: int = 14) -> dict[str, list[str]]:
    with as_officer(world.inspector, at(days)):
        rows = selectors.still_wanted(on=on(days))
        return {row.code: [one.code for one in selectors.systems_left(row)] for row in rows}


def ready(world: World, case: Case, system: System, form: str) -> bytes:
    with as_officer(world.inspector, at(14)) as officer:
        return services.take_ready(officer=officer, at=at(14), case=case, system=system, form=form).content


def use(world: World, keeper: Post, **said: Any) -> None:
    asked = {"agency": world.team, "is_used": True, "valid_from": on(0), **said}
    with as_officer(keeper, at(14)) as officer:
        services.set_use(officer=officer, at=at(14), **asked)


def test_no_field_of_a_ready_file_is_typed_twice() -> None:
    """The figure of the issue: columns of shipped files that do not come from the record."""
    assert {code: typed_by_hand(one.columns) for code, one in SYSTEMS.items()} == {code: [] for code in SYSTEMS}
    assert {code: len(one.columns) for code, one in SYSTEMS.items()} == {
        "ins": 20, "qlvb": 7, "online": 10, "kntc": 7, "sanctions": 11,
    }  # fmt: skip


def test_every_column_for_ins_of_a_case_that_was_paid_is_filled_by_the_record(world: World) -> None:
    """But those that nobody could know: a person has no tax code here, and INS has not given its number yet."""
    case = case_at(world, "paid")
    with as_officer(world.inspector, at(14)):
        [told] = selectors.told_of(case, INS.rows)
        assert lacking(INS.columns, [told]) == ["Số hồ sơ INS", "Mã số thuế"]
        assert {code: value_of(code, told) for _heading, code in INS.columns} == {
            "code": case.code,
            "number": "",
            "title": "Túi xách không rõ nguồn gốc",
            "agency": "Đội Quản lý thị trường số 1",
            "opened_on": on(0),
            "violator": "Lý Thị Mai",
            "tax_code": "",
            "paper_number": "020000000017",
            "address": "Số 3 ngõ 5, phường Lương Văn Tri",
            "order_number": "09/QĐ-KT",
            "ordered_on": on(2),
            "inspected_on": on(3),
            "record_number": "03/BB-VPHC",
            "recorded_on": on(3),
            "acts": "Kinh doanh 35 túi xách và 10 ví da không rõ nguồn gốc, xuất xứ",
            "goods_value_vnd": 12_000_000,
            "decision_number": "07/QĐ-XPHC",
            "decided_on": on(8),
            "fine_vnd": 6_000_000,
            "paid_vnd": 6_000_000,
        }


def test_a_ready_file_says_the_same_as_a_workbook_as_csv_and_as_json(world: World) -> None:
    case = case_at(world, "decided")
    rows = read_rows(ready(world, case, INS, "xlsx"), name="tệp", most_rows=10, most_columns=50)
    head, row = (one.cells for one in rows)
    assert head == [heading for heading, _code in INS.columns]
    told = dict(zip(head, row, strict=False))
    assert (told["Người vi phạm"], told["Tiền phạt (đồng)"]) == ("Lý Thị Mai", "6000000")
    text = ready(world, case, INS, "csv").decode("utf-8-sig").splitlines()
    assert text[0] == ",".join(head)
    assert ",07/QĐ-XPHC,10/11/2026,6000000,0" in text[1]
    [said] = json.loads(ready(world, case, INS, "json"))
    assert (said["Ngày quyết định xử phạt"], said["Tiền phạt (đồng)"]) == ("2026-11-10", 6_000_000)
    entries = AuditEntry.objects.filter(action="elsewhere.case.ready_taken").order_by("id")
    assert [entry.data["form"] for entry in entries] == ["xlsx", "csv", "json"]


def test_words_that_a_spreadsheet_would_reckon_with_stay_words(world: World) -> None:
    case = case_at(world, "opened", title="=1+1")
    assert ",'=1+1," in ready(world, case, INS, "csv").decode("utf-8-sig")


def test_is_wanted_by_what_the_case_is_and_by_what_was_entered(world: World) -> None:
    plain, online = case_at(world, "opened"), case_at(world, "decided", is_ecommerce=True, platform="shopee")
    assert (wanted(world, plain), wanted(world, online)) == ([("ins", False)], [("ins", False), ("online", False)])
    assert listed(world) == {plain.code: ["ins"], online.code: ["ins", "online"]}
    with as_officer(world.inspector, at(14)) as officer:
        for case, system in ((plain, INS), (online, ONLINE)):
            services.mark_entered(
                officer=officer, at=at(14), case=case, system=system, number=" A  1 ", entered_on=on(12)
            )
    assert (wanted(world, plain), wanted(world, online)) == ([("ins", True)], [("ins", False), ("online", True)])
    assert listed(world) == {online.code: ["ins"]}


def test_is_marked_with_its_day_and_number_the_last_of_which_counts(world: World) -> None:
    case = case_at(world, "opened")

    def mark(number: str, day: date, days: int = 14) -> Entered:
        with as_officer(world.inspector, at(days)) as officer:
            return services.mark_entered(
                officer=officer, at=at(days), case=case, system=INS, number=number, entered_on=day
            )

    for number, day, refusal in (
        ("  ", on(12), refusals.NumberMissing),
        ("A1", on(15), refusals.EnteredInFuture),
        ("A1", on(-1), refusals.EnteredInFuture),
    ):
        with pytest.raises(refusal):
            mark(number, day)
    first = mark("A1", on(12))
    assert mark("A1", on(12)).pk == first.pk
    mark("A2", on(13), days=15)
    with as_officer(world.inspector, at(15)):
        [one] = selectors.wanted_of(case, on=on(15))
        assert (one.number, Entered.objects.count()) == ("A2", 2)
    with as_officer(world.second, at(15)) as officer, pytest.raises(OfficerNotOnCase):
        services.mark_entered(officer=officer, at=at(15), case=case, system=INS, number="A3", entered_on=on(12))
    with as_officer(world.second, at(15)) as officer, pytest.raises(OfficerNotOnCase):
        services.take_ready(officer=officer, at=at(15), case=case, system=INS, form="csv")


def test_an_agency_says_from_a_day_on_what_is_wanted_of_it_and_in_which_columns(world: World, keeper: Post) -> None:
    case = case_at(world, "decided")
    assert wanted(world, case) == [("ins", False)]
    use(world, keeper, system=INS, is_used=False, valid_from=on(20))
    columns = "Tên = Người vi phạm\nMã cán bộ =\nTiền = fine_vnd"
    use(world, keeper, system=SANCTIONS, valid_from=on(10), columns=columns)
    assert wanted(world, case) == [("ins", False), ("sanctions", False)]
    assert wanted(world, case, days=20) == [("sanctions", False)]
    assert listed(world, days=20) == {case.code: ["sanctions"]}
    with as_officer(world.inspector, at(14)):
        one = selectors.wanted_of(case, on=on(14))[1]
        assert (one.columns, one.by_hand) == (
            (("Tên", "violator"), ("Mã cán bộ", ""), ("Tiền", "fine_vnd")),
            ["Mã cán bộ"],
        )
    assert ready(world, case, SANCTIONS, "csv").decode("utf-8-sig").splitlines() == [
        "Tên,Mã cán bộ,Tiền",
        "Lý Thị Mai,,6000000",
    ]


def test_a_system_of_papers_wants_a_line_for_each_that_has_a_number(world: World, keeper: Post, files: object) -> None:
    case = case_at(world, "proposed")
    use(world, keeper, system=SYSTEMS["qlvb"])
    assert wanted(world, case) == [("ins", False)]
    issued(world, drafted(world, case, Kind.INSPECTION_ORDER, at(2)), world.head, at(2))
    assert wanted(world, case) == [("ins", False), ("qlvb", False)]
    assert ready(world, case, SYSTEMS["qlvb"], "csv").decode("utf-8-sig").splitlines()[1] == (
        f"01/QĐ-KT,04/11/2026,quyết định kiểm tra,Quyết định kiểm tra – {case.code},"
        f"Chi cục Quản lý thị trường tỉnh Lạng Sơn,Vi Văn An,{case.code}"
    )


def test_a_setting_that_cannot_be_read_or_stands_already_is_refused(world: World, keeper: Post) -> None:
    with pytest.raises(refusals.ColumnsUnreadable) as refused:
        use(world, keeper, system=INS, columns="Tên = Người vi phạm\nTuổi = tuổi tác")
    assert "“Tuổi = tuổi tác”: không có trường “tuổi tác”." in str(refused.value)
    use(world, keeper, system=INS)
    with pytest.raises(refusals.UseAlreadySet):
        use(world, keeper, system=INS, is_used=False)
    with as_officer(world.head, at(14)) as officer, pytest.raises(RoleMissing):
        services.set_use(officer=officer, at=at(14), agency=world.team, system=INS, is_used=False, valid_from=on(3))


@pytest.mark.parametrize("code", SYSTEMS)
def test_the_columns_of_every_system_are_read_back_as_they_are_written(code: str) -> None:
    columns = SYSTEMS[code].columns
    assert read_columns(column_text(columns)) == (list(columns), [])
    assert {field for _heading, field in columns} <= set(FIELDS)
