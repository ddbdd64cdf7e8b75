"""An export of another system"""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import do
from minhbach.domains.cases.types import PaymentKind
from minhbach.domains.elsewhere import refusals, selectors, services
from minhbach.domains.elsewhere.models import Export, Reading, Twin
from minhbach.domains.elsewhere.types import FileState, Right
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at, on
from tests.domains.elsewhere.making import HEAD, export_of, row_of, sent, taken, tried, twin_of


def numbers() -> list[str]:
    with acting_as(SYSTEM):
        return list(Twin.objects.filter(is_standing=True).order_by("number").values_list("number", flat=True))


def test_says_what_its_columns_are_before_anything_is_kept_and_names_those_that_nobody_knows(world: World) -> None:
    export = sent(world, export_of("20010001,,Rượu giả,02/11/2026,Lý Thị Mai,,,,P1"))
    assert export.mapping == {
        "Số hồ sơ": "number",
        "Hồ sơ Minh Bạch": "code",
        "Nội dung": "title",
        "Ngày mở": "opened_on",
        "Người vi phạm": "violator",
        "Số quyết định xử phạt": "decision_number",
        "Ngày quyết định": "decided_on",
        "Tiền phạt": "fine_vnd",
    }
    assert [column for column in export.columns if column not in export.mapping] == ["Máy in"]
    export = tried(world, export)
    assert (export.state, export.row_count, export.new_count, export.fault_count) == (FileState.TRIED, 1, 1, 0)
    assert numbers() == []


def test_reads_a_workbook_under_headings_that_only_the_officer_knows_and_remembers_them(world: World) -> None:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([["Mã A", "Cột B"], ["20010007", "Đồ chơi không nhãn"]]):
            sheet.write_row(place, 0, row)
    export = sent(world, kept.getvalue())
    assert export.mapping == {}
    with pytest.raises(refusals.NumberColumnMissing):
        tried(world, export, **{"Cột B": "title"})
    with pytest.raises(refusals.ColumnTwice):
        tried(world, export, **{"Mã A": "number", "Cột B": "number"})
    tried(world, export, **{"Mã A": "number", "Cột B": "title"})
    later = sent(world, "Mã A,Cột B\n20010008,Bánh kẹo\n".encode(), days=15)
    assert later.mapping == {"Mã A": "number", "Cột B": "title"}


def test_every_row_at_fault_is_named_with_its_remedy_and_stays_out(world: World) -> None:
    content = export_of(
        "20010001,,Rượu giả,31/02/2026,Lý Thị Mai,,,,",
        ",,Thiếu số,02/11/2026,Ai đó,,,,",
        "20010002,,Bánh,02/11/2026,Ai đó,,,sáu triệu,",
        "20010003,,Kẹo,02/11/2026,Ai đó,,,500.000,",
        "20010003,,Kẹo lần nữa,02/11/2026,Ai đó,,,,",
    )
    export = tried(world, sent(world, content))
    assert [(one["called"], one["column"], one["sentence"]) for one in export.faults] == [
        ("2", "Ngày mở", "không đọc được; ghi ngày như 31/12/2026."),
        ("3", "Số hồ sơ", "thiếu số hồ sơ; ghi số mà hệ thống kia đã cấp."),
        ("4", "Tiền phạt", "không đọc được; ghi số tiền bằng đồng, như 6.000.000."),
        ("6", "Số hồ sơ", "số này đã có ở dòng 5; giữ lại một dòng."),
    ]
    with as_officer(world.inspector, at(14)) as officer:
        with pytest.raises(refusals.ExportFaulty):
            services.take_export(officer=officer, at=at(14), export=export)
        assert not Twin.objects.exists()
        services.take_export(officer=officer, at=at(14), export=export, takes_good=True)
    assert numbers() == ["20010003"]


def test_the_same_file_twice_adds_nothing_and_a_later_one_says_what_changed(world: World) -> None:
    rows = ["20010001,,Rượu,02/11/2026,Ai đó,,,,", "20010002,,Bánh,02/11/2026,Ai đó,,,,"]
    first = taken(world, export_of(*rows))
    assert sent(world, export_of(*rows)).pk == first.pk
    with pytest.raises(refusals.ExportDone):
        tried(world, first)
    later = export_of(rows[0], rows[1].replace("Bánh", "Kẹo"), rows[0].replace("1,", "3,", 1))
    other = tried(world, sent(world, later))
    assert (other.new_count, other.changed_count, other.same_count) == (1, 1, 1)
    assert numbers() == ["20010001", "20010002"]


def test_a_file_is_taken_back_as_a_whole_and_what_the_one_before_said_stands_again(world: World) -> None:
    first = taken(world, export_of("20010001,,Rượu,02/11/2026,Ai đó,,,,"))
    second = taken(
        world, export_of("20010001,,Rượu giả,02/11/2026,Ai đó,,,,", "20010009,,Mới,02/11/2026,Ai đó,,,,"), days=15
    )
    assert twin_of(world).values["title"] == "Rượu giả"
    with as_officer(world.inspector, at(16)) as officer:
        with pytest.raises(refusals.ReasonMissing):
            services.undo_export(officer=officer, at=at(16), export=second, reason=" ")
        services.undo_export(officer=officer, at=at(16), export=second, reason="Nhầm tệp")
    assert (numbers(), twin_of(world).values["title"]) == (["20010001"], "Rượu")
    with as_officer(world.inspector, at(16)) as officer, pytest.raises(refusals.ExportDone):
        services.undo_export(officer=officer, at=at(16), export=second, reason="Lần nữa")
    with as_officer(world.inspector, at(16)) as officer:
        services.undo_export(officer=officer, at=at(16), export=first, reason="Cũng nhầm")
        with pytest.raises(refusals.TwinNotFound):
            selectors.get_twin(twin_of(world).pk)
    assert numbers() == []
    # What was taken back may be sent anew.
    taken(world, export_of("20010001,,Rượu,02/11/2026,Ai đó,,,,"), days=17)
    assert numbers() == ["20010001"]


def test_is_its_agencys_alone(world: World) -> None:
    export = sent(world, export_of("20010001,,Rượu,02/11/2026,Ai đó,,,,"))
    with as_officer(world.neighbor, at(14)), pytest.raises(refusals.ExportNotFound):
        selectors.get_export(export.pk)
    with as_officer(world.analyst, at(14)) as officer, pytest.raises(RoleMissing):
        services.receive_export(officer=officer, at=at(14), content=b"x")
    with acting_as(SYSTEM):
        assert Export.objects.count() == 1


def test_finds_the_case_by_our_own_number_and_shows_each_field_that_differs(world: World) -> None:
    case = case_at(world, "decided")
    taken(world, export_of(row_of(case, fine="5.000.000", name="Lý Thị Mây")))
    twin = twin_of(world)
    assert (twin.case, twin.difference_count) == (case, 2)
    with as_officer(world.inspector, at(14)):
        found = [(one.code, *one.shown) for one in selectors.differences_of(twin)]
    assert found == [("violator", "Lý Thị Mai", "Lý Thị Mây"), ("fine_vnd", "6.000.000 ₫", "5.000.000 ₫")]


def test_what_a_person_settled_stays_settled_until_either_record_says_something_else(world: World) -> None:
    case = case_at(world, "decided")
    taken(world, export_of(row_of(case, fine="5.000.000")))
    twin = twin_of(world)
    with as_officer(world.inspector, at(14)) as officer:
        with pytest.raises(refusals.NothingDiffers):
            services.settle(officer=officer, at=at(14), twin=twin, field="violator", right=Right.OURS)
        services.settle(officer=officer, at=at(14), twin=twin, field="fine_vnd", right=Right.OURS, note="Nhập sai")
        [one] = selectors.differences_of(twin)
        assert (one.right, one.settled is not None and one.settled.note) == (Right.OURS, "Nhập sai")
    assert twin_of(world).difference_count == 0
    assert AuditEntry.objects.filter(action="elsewhere.twin.settled").count() == 1
    # The next export says another sum: that is asked anew.
    taken(world, export_of(row_of(case, fine="4.000.000")), days=15)
    assert twin_of(world).difference_count == 1


def test_is_compared_anew_when_the_case_goes_on(world: World) -> None:
    case = case_at(world, "delivered")
    head = f"{HEAD},Đã nộp"
    taken(world, export_of(f"{row_of(case)},6.000.000", head=head))
    assert twin_of(world).difference_count == 1
    with as_officer(world.inspector, at(15)) as officer:
        fact = Paid(kind=PaymentKind.FINE, amount_vnd=6_000_000, receipt="BL 9")
        do(officer=officer, at=at(15), case=case, fact=fact, happened_on=on(15))
    assert twin_of(world).difference_count == 0


def test_a_file_there_becomes_a_case_here_with_its_number(world: World) -> None:
    taken(world, export_of("20010005,,Rượu không nhãn,05/11/2026,Hộ Vi Văn Lý,,,,"))
    with as_officer(world.inspector, at(14)) as officer:
        [case] = services.open_cases(officer=officer, at=at(14), twins=[twin_of(world, "20010005")])
        assert (case.title, case.opened_on, case.owner_agency) == ("Rượu không nhãn", on(3), world.team)
        assert Subject.objects.filter(name="Hộ Vi Văn Lý").count() == 1
        [wanted] = selectors.wanted_of(case, on=on(14))
        assert (wanted.system.code, wanted.number, wanted.is_done) == ("ins", "20010005", True)
        with pytest.raises(refusals.AlreadyLinked):
            services.open_cases(officer=officer, at=at(14), twins=[twin_of(world, "20010005")])
    assert (twin_of(world, "20010005").case, twin_of(world, "20010005").difference_count) == (case, 0)


def test_is_brought_to_a_case_of_the_unit_by_hand_and_to_no_other(world: World) -> None:
    case = case_at(world, "opened")
    taken(world, export_of("20010005,,Rượu,05/11/2026,Ai đó,,,,"))
    twin = twin_of(world, "20010005")
    with as_officer(world.inspector, at(14)) as officer:
        with pytest.raises(refusals.CaseCodeUnknown):
            services.link_case(officer=officer, at=at(14), twin=twin, code="VV-2026-99999")
        services.link_case(officer=officer, at=at(14), twin=twin, code=case.code.lower())
    assert twin_of(world, "20010005").case == case
    assert twin_of(world, "20010005").difference_count == 3  # title, day, whom it is about


def test_a_number_that_was_noted_at_the_case_finds_it(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.inspector, at(13)) as officer:
        system = selectors.get_system("ins")
        services.mark_entered(
            officer=officer, at=at(13), case=case, system=system, number="20010005", entered_on=on(13)
        )
    taken(world, export_of("20010005,,Rượu,05/11/2026,Ai đó,,,,"))
    assert twin_of(world, "20010005").case == case
    with acting_as(SYSTEM):
        assert (Case.objects.count(), Reading.objects.count()) == (1, 1)
