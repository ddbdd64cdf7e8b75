"""A list is taken in whole or not at all, once, and taken back whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Import, Statement, Subject
from minhbach.domains.subjects.reading import read_list
from minhbach.domains.subjects.refusals import ImportAlreadyUndone, ImportUnreadable
from tests.domains.subjects.conftest import AT, World

LATER = AT + timedelta(days=1)
LIST = (
    "Tên cơ sở\tLoại hình\tNgười đại diện\tĐịa chỉ\tXã, phường\tSố điện thoại\tMST\tWebsite\n"
    "Hộ kinh doanh An Bình\t\tLê Thị An\t12 Bắc Sơn\t\t912345678\t\t\n"
    "\n"
    "Công ty TNHH Mây Trắng\tCông ty\t\t3 Lê Lợi\tXã Một\t0205 3812345\t0100233488\tmaytrang.example.vn\n"
)


def take_in(officer: Officer, text: str = LIST) -> Import:
    rows = read_list(text.encode(), on=AT.date()).rows
    return services.import_subjects(officer=officer, at=AT, name="Danh sách tháng 11", sha256="0" * 64, rows=rows)


def test_a_pasted_list_becomes_subjects_with_their_source(world: World, as_inspector: Officer) -> None:
    taken_in = take_in(as_inspector)
    assert taken_in.row_count == 2
    an, may = Subject.objects.order_by("created_at", "id")
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


def test_taking_the_same_list_in_again_changes_nothing(world: World, as_inspector: Officer) -> None:
    assert take_in(as_inspector) == take_in(as_inspector)
    assert Subject.objects.count() == 2


def test_a_wrong_row_is_named_and_nothing_is_kept(world: World, as_inspector: Officer) -> None:
    with pytest.raises(ImportUnreadable) as refused:
        take_in(as_inspector, LIST + "Cửa hàng Sai\t\t\t\t\t12345\t0100233489\t\n")
    assert [(problem.row, problem.column) for problem in refused.value.rows] == [(5, "Điện thoại"), (5, "Mã số thuế")]
    assert not Subject.objects.exists()
    assert not Import.objects.exists()


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", "Tên;Loại\nAn;phi thuyền\n"])
def test_a_list_that_cannot_be_read_is_refused(world: World, as_inspector: Officer, text: str) -> None:
    with pytest.raises(ImportUnreadable):
        take_in(as_inspector, text)
    assert not Subject.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_csv_of_excel_is_read_with_its_byte_order_mark(world: World, encoding: str) -> None:
    rows = read_list("Tên;Điện thoại\nHộ Hoa;0912345678\n".encode(encoding), on=AT.date()).rows
    assert [(row.row, row.name) for row in rows] == [(2, "Hộ Hoa")]


def test_what_a_list_brought_is_taken_back_and_what_others_added_stays(world: World, as_inspector: Officer) -> None:
    taken_in = take_in(as_inspector)
    an, may = Subject.objects.order_by("created_at", "id")
    services.state(officer=as_inspector, at=LATER, subject=may, property="note", value="Đã gặp chủ cơ sở")
    count = services.undo_import(officer=as_inspector, at=LATER, taken_in=taken_in, reason="Nhầm tệp")
    assert count == 10
    assert list(selectors.visible_subjects()) == [may]
    an.refresh_from_db()
    assert an.withdrawn_at == LATER
    assert list(selectors.find_subjects("0912345678")) == []
    with pytest.raises(ImportAlreadyUndone):
        services.undo_import(officer=as_inspector, at=LATER, taken_in=taken_in, reason="Nhầm tệp")
    assert take_in(as_inspector) != taken_in
