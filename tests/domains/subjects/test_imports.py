"""A list is looked at, tried, taken in once however often it comes, and taken back without taking others' words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.types import Force
from minhbach.domains.subjects import selectors, services, tasks
from minhbach.domains.subjects.models import Import, ImportSlice, Statement, Subject
from minhbach.domains.subjects.refusals import (
    ImportAlreadyTaken,
    ImportAlreadyUndone,
    ImportFaulty,
    ImportNotChecked,
    ImportUnreadable,
    ListColumnTwice,
    ListOfAnotherForce,
    NameColumnMissing,
    PurposeMissing,
)
from minhbach.domains.subjects.services import taking
from minhbach.domains.subjects.services.recording import digest_of_written
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import InvalidInput
from tests.domains.subjects.conftest import AT, World

LATER = AT + timedelta(days=1)
LIST = (
    "Tên cơ sở\tLoại hình\tNgười đại diện\tĐịa chỉ\tXã, phường\tSố điện thoại\tMST\tWebsite\tGhi chú của chợ\n"
    "Hộ kinh doanh An Bình\t\tLê Thị An\t12 Bắc Sơn\t\t912345678\t\t\t\n"
    "\n"
    "Công ty TNHH Mây Trắng\tCông ty\t\t3 Lê Lợi\tXã Một\t0205 3812345\t0100233488\tmaytrang.example.vn\tA7\n"
)
WRONG = "Cửa hàng Sai\t\t\t\t\t12345\t0100233489\t\t\nCửa hàng Nhầm\tphi thuyền\t\t\t\t12345\t\t\t\n"


def sent(officer: Officer, text: str = LIST, **more: Any) -> Import:
    asked = {"kind": "register", "name": "Danh sách tháng 11", "content": text.encode(), **more}
    return services.receive_list(officer=officer, at=AT, **asked)


def tried(officer: Officer, text: str = LIST, **more: Any) -> Import:
    taken_in = sent(officer, text, **more)
    services.check_list(officer=officer, at=AT, taken_in=taken_in, mapping=taken_in.mapping)
    return worked(taken_in)


def taken(officer: Officer, text: str = LIST, *, takes_good: bool = False, **more: Any) -> Import:
    taken_in = tried(officer, text, **more)
    services.start_import(officer=officer, at=AT, taken_in=taken_in, takes_good=takes_good)
    return worked(taken_in)


def undone(officer: Officer, taken_in: Import) -> Import:
    services.undo_import(officer=officer, at=LATER, taken_in=taken_in, reason="Nhầm tệp")
    return worked(taken_in)


def worked(taken_in: Import) -> Import:
    tasks.run_import(import_id=str(taken_in.id))
    taken_in.refresh_from_db()
    return taken_in


def figures(taken_in: Import) -> tuple[int, int, int, int]:
    return taken_in.new_count, taken_in.known_count, taken_in.changed_count, taken_in.fault_count


def test_a_list_becomes_subjects_with_their_source(world: World, as_inspector: Officer) -> None:
    taken_in = taken(as_inspector)
    assert (taken_in.row_count, figures(taken_in)) == (2, (2, 0, 0, 0))
    an, may = Subject.objects.order_by("name").reverse()
    assert (an.kind, an.name, an.place) == ("household", "Hộ kinh doanh An Bình", None)
    assert (may.kind, may.place) == ("organisation", world.commune)
    assert {line.value for line in selectors.subject_card(an).identifiers} == {"0912 345 678"}
    assert {line.value for line in selectors.subject_card(may).identifiers} == {
        "0205 381 2345",
        "0100233488",
        "maytrang.example.vn",
        "example.vn",
    }
    notes = set(Statement.objects.filter(subject=may).values_list("source_kind", "source_note"))
    assert notes == {("import", "Danh sách tháng 11, 4")}
    assert list(selectors.find_subjects("may trang")) == [may]


def test_nothing_is_kept_before_it_is_asked_for(world: World, as_inspector: Officer) -> None:
    taken_in = tried(as_inspector)
    assert (taken_in.phase, figures(taken_in)) == ("checked", (2, 0, 0, 0))
    assert set(taken_in.columns) - set(taken_in.mapping) == {"Ghi chú của chợ"}
    assert not Subject.objects.exists()
    other = sent(as_inspector, LIST + "Hộ Chín\n")
    with pytest.raises(ImportNotChecked):
        services.start_import(officer=as_inspector, at=AT, taken_in=other)


def test_the_same_list_sent_again_is_the_same(world: World, as_inspector: Officer) -> None:
    taken_in = taken(as_inspector)
    assert sent(as_inspector) == taken_in
    with pytest.raises(ImportAlreadyTaken):
        services.start_import(officer=as_inspector, at=AT, taken_in=taken_in)
    with pytest.raises(ImportAlreadyTaken):
        services.check_list(officer=as_inspector, at=AT, taken_in=taken_in, mapping=taken_in.mapping)
    assert Subject.objects.count() == 2


def test_faults_are_told_by_kind_and_the_others_are_taken_when_asked(world: World, as_inspector: Officer) -> None:
    taken_in = tried(as_inspector, LIST + WRONG)
    assert (taken_in.row_count, figures(taken_in)) == (4, (2, 0, 0, 2))
    assert [(one["column"], one["code"], one["count"], one["rows"]) for one in taken_in.fault_kinds] == [
        ("Điện thoại", "phone.form", 2, ["5", "6"]),
        ("Loại", "unknown", 1, ["6"]),
        ("Mã số thuế", "tax_code.check_digit", 1, ["5"]),
    ]
    with pytest.raises(ImportFaulty):
        services.start_import(officer=as_inspector, at=AT, taken_in=taken_in)
    assert not Subject.objects.exists()
    services.start_import(officer=as_inspector, at=AT, taken_in=taken_in, takes_good=True)
    assert figures(worked(taken_in)) == (2, 0, 0, 2)
    assert Subject.objects.count() == 2


@pytest.mark.parametrize("text", ["", "\n"])
def test_a_list_that_cannot_be_read_is_refused(world: World, as_inspector: Officer, text: str) -> None:
    with pytest.raises((ImportUnreadable, InvalidInput)):
        sent(as_inspector, text)
    assert not Import.objects.exists()


def test_columns_are_chosen_once_each_and_a_name_must_be(world: World, as_inspector: Officer) -> None:
    taken_in = sent(as_inspector, "Cột lạ;SĐT\nHộ An;0912345678\n")
    assert taken_in.mapping == {"SĐT": "phone"}
    for mapping, refusal in (
        (taken_in.mapping, NameColumnMissing),
        ({"SĐT": "name", "Cột lạ": "name"}, ListColumnTwice),
    ):
        with pytest.raises(refusal):
            services.check_list(officer=as_inspector, at=AT, taken_in=taken_in, mapping=mapping)
    mapping = {**taken_in.mapping, "Cột lạ": "name"}
    services.check_list(officer=as_inspector, at=AT, taken_in=taken_in, mapping=mapping)
    assert figures(worked(taken_in)) == (1, 0, 0, 0)
    assert sent(as_inspector, "Cột lạ;SĐT\nHộ Ba;0912345679\n").mapping == mapping


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_csv_of_excel_is_read_with_its_byte_order_mark(world: World, as_inspector: Officer, encoding: str) -> None:
    text = "DANH SÁCH HỘ\n\nTên;Điện thoại\nHộ Hoa;0912345678\n"
    taken_in = sent(as_inspector, content=text.encode(encoding))
    assert taken_in.mapping == {"Tên": "name", "Điện thoại": "phone"}


def test_the_same_seller_is_one_however_often_lists_name_it(world: World, as_inspector: Officer) -> None:
    header = "Tên\tMST\tĐiện thoại\n"
    taken(as_inspector, header + "Mây Trắng\t0100233488\t0912345678\nMây Trắng\t0100233488\t0912345678\n")
    (may,) = Subject.objects.all()
    second = tried(as_inspector, header + "Mây Trắng\t0100233488\t0912345679\nHộ An\t\t0912345670\n")
    assert figures(second) == (1, 0, 1, 0)
    services.start_import(officer=as_inspector, at=AT, taken_in=second)
    assert figures(worked(second)) == (1, 0, 1, 0)
    assert Subject.objects.count() == 2
    assert {line.value for line in selectors.subject_card(may).identifiers} == {
        "0100233488",
        "0912 345 678",
        "0912 345 679",
    }
    third = taken(as_inspector, header + "Mây Trắng (đổi tên)\t0100233488\t\n")
    assert figures(third) == (0, 0, 1, 0)
    may.refresh_from_db()
    assert may.name == "Mây Trắng (đổi tên)"
    undone(as_inspector, third)
    may.refresh_from_db()
    assert may.name == "Mây Trắng"


def test_what_a_list_brought_is_taken_back_and_what_others_said_stays(world: World, as_inspector: Officer) -> None:
    taken_in = taken(as_inspector)
    an, may = Subject.objects.order_by("name").reverse()
    services.state(officer=as_inspector, at=LATER, subject=may, property="note", value="Đã gặp chủ cơ sở")
    # An officer's own word stands beside the list's.
    services.add_identifier(officer=as_inspector, at=LATER, subject=may, kind="tax_code", value="0100233488")
    assert undone(as_inspector, taken_in).statement_count == 10
    assert list(selectors.visible_subjects()) == [may]
    assert [line.value for line in selectors.subject_card(may).identifiers] == ["0100233488"]
    an.refresh_from_db()
    assert an.withdrawn_at is not None
    assert list(selectors.find_subjects("0912345678")) == []
    with pytest.raises(ImportAlreadyUndone):
        services.undo_import(officer=as_inspector, at=LATER, taken_in=taken_in, reason="Nhầm tệp")
    again = taken(as_inspector)
    assert again != taken_in
    assert again.new_count == 1 + 1 - again.changed_count


def test_what_another_list_says_too_is_its_own_once_the_first_is_taken_back(
    world: World, as_inspector: Officer
) -> None:
    header = "Tên\tMST\tĐiện thoại\n"
    first = taken(as_inspector, header + "Mây Trắng\t0100233488\t0912345678\n", name="Tháng 10")
    second = taken(as_inspector, header + "Mây Trắng\t0100233488\t\nHộ An\t\t0912345670\n", name="Tháng 11")
    assert figures(second) == (1, 1, 0, 0)
    undone(as_inspector, first)
    may = Subject.objects.get(name="Mây Trắng")
    standing = Statement.objects.filter(subject=may, retracted_at__isnull=True).order_by("property")
    assert [(one.property, one.taken_in, one.source_note) for one in standing] == [
        ("identifier", second, "Tháng 11, 2"),
        ("name", second, "Tháng 11, 2"),
    ]
    assert list(selectors.find_subjects("0100233488")) == [may]
    assert list(selectors.find_subjects("0912345678")) == []
    undone(as_inspector, second)
    assert list(selectors.visible_subjects()) == []


def test_a_list_goes_on_after_the_last_whole_slice(
    world: World, as_inspector: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SLICE_ROWS", 2)
    monkeypatch.setattr(tasks, "WRITERS", 9)
    text = "Tên\tĐiện thoại\n" + "".join(f"Hộ {n}\t09123456{n:02}\n" for n in range(10, 17))
    taken_in = tried(as_inspector, text)
    services.start_import(officer=as_inspector, at=AT, taken_in=taken_in)
    whole = taking.take_slice

    def killed(taken_in: Import, number: int, *rest: Any, **more: Any) -> Any:
        if number == 2:
            raise KeyboardInterrupt
        return whole(taken_in, number, *rest, **more)

    monkeypatch.setattr(taking, "take_slice", killed)
    with pytest.raises(KeyboardInterrupt):
        tasks.run_import(import_id=str(taken_in.id))
    assert Subject.objects.count() == 4
    monkeypatch.setattr(taking, "take_slice", whole)
    assert figures(worked(taken_in)) == (7, 0, 0, 0)
    assert Subject.objects.count() == 7
    assert ImportSlice.objects.filter(taken_in=taken_in, step="take").count() == 4


def test_a_list_is_taken_back_in_slices_that_tell_how_far_it_is_and_go_on_after_the_last(
    world: World, as_inspector: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "UNDO_SUBJECTS", 2)
    monkeypatch.setattr(tasks, "WRITERS", 9)
    text = "Tên\tĐiện thoại\n" + "".join(f"Hộ {n}\t09123456{n:02}\n" for n in (10, 11, 12, 13, 14, 14, 15))
    taken_in = taken(as_inspector, text)
    services.undo_import(officer=as_inspector, at=LATER, taken_in=taken_in, reason="Nhầm tệp")
    whole = taking.take_back_slice

    def killed(taken_in: Import, left: taking.Left, **more: Any) -> Any:
        if left.number == 1:
            raise KeyboardInterrupt
        return whole(taken_in, left, **more)

    monkeypatch.setattr(taking, "take_back_slice", killed)
    with pytest.raises(KeyboardInterrupt):
        tasks.run_import(import_id=str(taken_in.id))
    taken_in.refresh_from_db()
    assert (taken_in.rows_done, taken_in.rows_total, Subject.objects.filter(withdrawn_at=None).count()) == (2, 7, 4)
    monkeypatch.setattr(taking, "take_back_slice", whole)
    assert (worked(taken_in).phase, taken_in.statement_count) == ("undone", 12)
    assert not Subject.objects.filter(withdrawn_at=None).exists()
    parts = ImportSlice.objects.filter(taken_in=taken_in, step="undo").order_by("number")
    assert list(parts.values_list("number", "rows", "statements")) == [(0, 2, 4), (1, 2, 4), (2, 3, 4)]


def test_each_slice_leaves_a_row_in_the_log_that_proves_what_it_wrote(world: World, as_inspector: Officer) -> None:
    taken_in = taken(as_inspector)
    (entry,) = AuditEntry.objects.filter(action="subjects.import.slice", target_id=str(taken_in.id))
    written = Statement.objects.filter(taken_in=taken_in)
    assert (entry.data["new"], entry.data["statements"]) == (2, written.count())
    assert entry.data["digest"] == digest_of_written(written.values_list("id", flat=True))
    assert digest_of_written(list(written.values_list("id", flat=True))[1:]) != entry.data["digest"]


def test_a_tax_list_is_for_the_tax_agencies_until_a_basis_is_entered(
    world: World, reach: Callable[[Officer], Any]
) -> None:
    with reach(world.inspector), pytest.raises(ListOfAnotherForce):
        sent(world.inspector, kind="tax", purpose="Đối chiếu người nộp thuế")
    Agency.objects.filter(pk=world.agency.pk).update(force=Force.TAX)
    with reach(world.inspector):
        with pytest.raises(PurposeMissing):
            sent(world.inspector, kind="tax")
        taken_in = taken(world.inspector, kind="tax", purpose="Đối chiếu người nộp thuế", sharing="network")
        assert set(Statement.objects.values_list("sharing", "source_kind")) == {("force", "partner")}
        wider = "Tên\tĐiện thoại\nHộ Khác\t0912345611\n"
        shared = taken(
            world.inspector, wider, kind="tax", purpose="Đối chiếu", basis="Quy chế phối hợp số 1", sharing="network"
        )
        assert (taken_in.values_sharing, shared.values_sharing) == ("force", "network")
    with reach(world.stranger):
        assert list(Subject.objects.values_list("name", flat=True)) == ["Hộ Khác"]
