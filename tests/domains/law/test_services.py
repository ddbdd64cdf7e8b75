"""Changing law: what is kept, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import DayKind, Holiday, LawRow, LawSwitch
from minhbach.domains.law.refusals import NoClockInForce, NoFrameInForce
from minhbach.domains.law.services import rows
from minhbach.domains.law.types import ActTime, FineFrame, FineQuestion, Table
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import Access, acting_as
from tests.domains.law.conftest import make_officer

pytestmark = pytest.mark.django_db


def row(row_id: str) -> LawRow:
    found: LawRow = LawRow.objects.current().get(row_id=row_id)
    return found


def frame(series: str, on: date, *, value: int = 12_000_000) -> FineFrame:
    question = FineQuestion(
        time=ActTime(detected_on=on), decided_on=on, series=series, measures={"goods_value_vnd": Decimal(value)}
    )
    return selectors.fine_frame(question)


def snapshot() -> tuple[int, int, int]:
    return LawRow.objects.count(), LawSwitch.objects.count(), AuditEntry.objects.count()


def test_loading_again_changes_nothing(at: datetime) -> None:
    before = snapshot()
    loaded = services.load_reference(at=at)
    assert (loaded.added, loaded.renewed, loaded.kept, loaded.unchanged, loaded.holidays) == (0, 0, 0, 821, 0)
    assert snapshot() == before


def test_a_loading_renews_shipped_rows_and_leaves_an_officers_correction(legal_officer: Officer, at: datetime) -> None:
    cap = row("CAP-TM-2022")
    content = {**cap.content, "note_vi": "Đã đối chiếu bản gốc."}
    rows.correct_row(officer=legal_officer, at=at, row=cap, content=content, basis="Công báo")
    loaded = services.load_reference(at=at)
    assert (loaded.kept, loaded.unchanged) == (1, 820)
    assert row("CAP-TM-2022").content["note_vi"] == "Đã đối chiếu bản gốc."


def test_the_book_in_the_database_answers_as_the_shipped_one() -> None:
    assert frame("ND98-D17-EXP", date(2023, 5, 10)).proposed_vnd == 6_000_000
    with pytest.raises(NoFrameInForce):
        frame("ND98-D17-EXP", date(2026, 5, 10))


def test_an_unverified_deadline_works_once_a_legal_officer_switches_it_on(legal_officer: Officer, at: datetime) -> None:
    with pytest.raises(NoClockInForce):
        selectors.clock("XPHC.TAMGIU.XACMINH", date(2026, 3, 2))
    with acting_as(Access(officer_id=legal_officer.id)):
        rows.switch_row(officer=legal_officer, at=at, row=row("XPHC.TAMGIU.XACMINH"), is_on=True, basis="Đ125")
    running = selectors.clock("XPHC.TAMGIU.XACMINH", date(2026, 3, 2))
    assert running.due_on == date(2026, 4, 2)
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.officer_id) == ("law.row.switched_on", legal_officer.id)
    rows.switch_row(officer=legal_officer, at=at, row=row("XPHC.TAMGIU.XACMINH"), is_on=False, basis="Đã có luật mới")
    with pytest.raises(NoClockInForce):
        selectors.clock("XPHC.TAMGIU.XACMINH", date(2026, 3, 2))


def test_a_shipped_row_in_use_can_be_taken_out(legal_officer: Officer, at: datetime) -> None:
    rows.switch_row(officer=legal_officer, at=at, row=row("ND98-D9-2022"), is_on=False, basis="Sai bản chép")
    with pytest.raises(NoFrameInForce):
        frame("ND98-D9", date(2026, 3, 2))


def test_switching_is_refused_without_role_basis_date_or_change(
    legal_officer: Officer, inspector: Officer, at: datetime
) -> None:
    seizure, undated = row("XPHC.TAMGIU.XACMINH"), row("XPHC.TAMGIU.PHUCTAP")
    content = {**undated.content, "effective_from": None}
    undated = rows.correct_row(officer=legal_officer, at=at, row=undated, content=content, basis="Chưa rõ ngày")
    before = snapshot()
    with pytest.raises(RoleMissing):
        rows.switch_row(officer=inspector, at=at, row=seizure, is_on=True, basis="x")
    with pytest.raises(services.BasisMissing):
        rows.switch_row(officer=legal_officer, at=at, row=seizure, is_on=True, basis="  ")
    with pytest.raises(services.RowAlreadyInThatState):
        rows.switch_row(officer=legal_officer, at=at, row=seizure, is_on=False, basis="x")
    with pytest.raises(services.RowHasNoDate):
        rows.switch_row(officer=legal_officer, at=at, row=undated, is_on=True, basis="x")
    assert snapshot() == before


def new_period(**changes: Any) -> dict[str, Any]:
    return {**row("ND98-D9-2022").content, "id": "ND98-D9-2027", "effective_from": "2027-01-01", **changes}


def test_a_new_period_closes_the_one_before_it_and_is_chosen_from_its_day_on(
    legal_officer: Officer, at: datetime
) -> None:
    tiers = [{**tier, "fine_max": tier["fine_max"] + 1_000_000} for tier in new_period()["tiers"]]
    rows.add_row(
        officer=legal_officer,
        at=at,
        table=Table.FINE_FRAMES,
        content=new_period(tiers=tiers),
        basis="Nghị định mới",
        close_previous=True,
    )
    assert row("ND98-D9-2022").version == 2
    assert row("ND98-D9-2022").content["effective_to"] == "2026-12-31"
    assert row("ND98-D9-2022").created_by == legal_officer
    assert frame("ND98-D9", date(2026, 12, 31)).fine_max_vnd == 30_000_000
    assert frame("ND98-D9", date(2027, 1, 1)).fine_max_vnd == 31_000_000
    assert [entry.action for entry in AuditEntry.objects.order_by("-id")[:2]] == [
        "law.row.added",
        "law.row.corrected",
    ]


def test_a_row_is_refused_when_it_overlaps_is_broken_or_takes_a_name(
    legal_officer: Officer, inspector: Officer, at: datetime
) -> None:
    before = snapshot()

    def add(content: dict[str, Any], officer: Officer = legal_officer) -> None:
        rows.add_row(officer=officer, at=at, table=Table.FINE_FRAMES, content=content, basis="x")

    with pytest.raises(services.RowNotWhole) as overlap:
        add(new_period())
    assert [one.column for one in overlap.value.rows] == ["effective_from"]
    with pytest.raises(services.RowNotWhole):
        add(new_period(field="NOPE"))
    with pytest.raises(services.RowNameTaken):
        add(new_period(id="ND98-D9-2022"))
    with pytest.raises(RoleMissing):
        add(new_period(), officer=inspector)
    assert snapshot() == before


def test_a_correction_keeps_the_older_version_and_only_the_newest_can_be_corrected(
    legal_officer: Officer, at: datetime
) -> None:
    first = row("CAP-TM-2022")
    second = rows.correct_row(
        officer=legal_officer, at=at, row=first, content={**first.content, "article": "4 k4b"}, basis="Đọc lại"
    )
    assert (second.version, second.supersedes_id, second.row_id) == (2, first.id, "CAP-TM-2022")
    assert LawRow.objects.get(pk=first.pk).article == first.article
    with pytest.raises(services.RowAlreadySuperseded):
        rows.correct_row(officer=legal_officer, at=at, row=first, content={**first.content, "article": "5"}, basis="x")
    with pytest.raises(services.RowAlreadyInThatState):
        rows.correct_row(officer=legal_officer, at=at, row=second, content=second.content, basis="x")


@pytest.mark.parametrize("model", [LawRow, LawSwitch])
def test_the_database_refuses_to_change_or_remove_law(model: type[LawRow | LawSwitch]) -> None:
    table = model._meta.db_table
    for statement in (f"update {table} set id = id", f"delete from {table}", f"truncate {table}"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_holidays_are_seeded_with_swapped_days_and_can_be_mended(legal_officer: Officer, at: datetime) -> None:
    assert Holiday.objects.get(day=date(2026, 8, 22)).kind == DayKind.WORKING
    # Exchanged by an announcement that the package has not heard of.
    assert Holiday.objects.get(day=date(2026, 1, 2)).kind == DayKind.OFF
    assert Holiday.objects.get(day=date(2026, 1, 10)).kind == DayKind.WORKING
    assert selectors.clock("XPHC.BB.LAP", date(2026, 8, 20)).due_on == date(2026, 8, 22)
    day = date(2026, 8, 21)
    services.set_day(officer=legal_officer, at=at, day=day, kind=DayKind.OFF, name_vi="Nghỉ bão")
    assert selectors.clock("XPHC.BB.LAP", date(2026, 8, 20)).due_on == date(2026, 8, 24)
    services.load_reference(at=at)
    assert Holiday.objects.get(day=day).name_vi == "Nghỉ bão"


def test_a_count_stops_being_provisional_when_rule_and_year_are_confirmed(legal_officer: Officer, at: datetime) -> None:
    def provisional() -> bool:
        return selectors.clock("XPHC.BB.LAP", date(2026, 3, 2)).is_provisional

    assert provisional()
    rows.switch_row(officer=legal_officer, at=at, row=row("DEM.NGAYLAMVIEC"), is_on=True, basis="Bộ luật Lao động")
    assert provisional()
    services.confirm_year(officer=legal_officer, at=at, year=2026, basis="Thông báo nghỉ lễ năm 2026")
    assert not provisional()


def test_holidays_are_refused_to_others_and_without_a_name(
    legal_officer: Officer, inspector: Officer, at: datetime
) -> None:
    before = Holiday.objects.count()
    day = date(2026, 12, 24)
    with pytest.raises(RoleMissing):
        services.set_day(officer=inspector, at=at, day=day, kind=DayKind.OFF, name_vi="x")
    with pytest.raises(services.BasisMissing):
        services.set_day(officer=legal_officer, at=at, day=day, kind=DayKind.OFF, name_vi="")
    with pytest.raises(NotFound):
        services.confirm_year(officer=legal_officer, at=at, year=1999, basis="x")
    with pytest.raises(RoleMissing):
        services.confirm_year(officer=inspector, at=at, year=2026, basis="x")
    assert Holiday.objects.count() == before


def test_opening_the_book_costs_one_query(django_assert_num_queries: Any) -> None:
    selectors.open_law()
    with django_assert_num_queries(1):
        selectors.clock("XPHC.BB.LAP", date(2026, 3, 2))
    law = selectors.open_law()
    with django_assert_num_queries(0):
        selectors.clock("XPHC.BB.LAP", date(2026, 3, 2), law=law)


def test_titles_are_found_by_name_office_or_row() -> None:
    title = "Đội trưởng Đội Quản lý thị trường thuộc Chi cục Quản lý thị trường thuộc Sở Công Thương"
    for known_as in (title, "P-QL-DOI", "p-ql-doi-2025"):
        assert selectors.offices_of(known_as) == {"P-QL-DOI"}
    assert selectors.offices_of("Giám đốc công ty") == frozenset()


def test_classes_categories_and_forms_are_read_as_they_are() -> None:
    earlier = {one.code for one in selectors.violation_classes(date(2023, 5, 10))}
    later = {one.code for one in selectors.violation_classes(date(2026, 11, 21))}
    assert (len(earlier), earlier - later, later - earlier) == (25, {"QH", "QH-TX"}, {"NTD-NTS", "QH-CNTY"})
    assert selectors.violation_class("HG-CD").report_category == "HANG_GIA_SHTT"
    unknown = selectors.violation_class("KRNG")
    assert (unknown.report_category, unknown.proposed_category) == ("", "GIAN_LAN_TM_THUE")
    assert [one.code for one in selectors.report_categories()] == ["HANG_CAM_LAU", "GIAN_LAN_TM_THUE", "HANG_GIA_SHTT"]
    assert selectors.form("MQĐ02").number_symbol == "QĐ-XPHC"
    with pytest.raises(NotFound):
        selectors.form("MQĐ99")
    with pytest.raises(NotFound):
        selectors.violation_class("NOPE")


def test_a_legal_officer_is_told_what_waits_and_others_are_not(
    legal_officer: Officer, inspector: Officer, agency: Agency, at: datetime
) -> None:
    assert selectors.work_items(inspector, at=at) == []
    administrator = make_officer(agency, "quan.tri", Role.ADMINISTRATOR)
    (off,) = selectors.work_items(administrator, at=at)
    assert off.what == "5 mục pháp luật chưa kiểm chứng"
    waiting = selectors.work_items(legal_officer, at=at)
    assert [item.what for item in waiting] == ["Xác nhận lịch nghỉ năm 2026", "5 mục pháp luật chưa kiểm chứng"]
    services.confirm_year(officer=legal_officer, at=at, year=2026, basis="Thông báo nghỉ lễ năm 2026")
    rows.switch_row(officer=legal_officer, at=at, row=row("XPHC.TAMGIU.XACMINH"), is_on=True, basis="Đ125")
    assert [item.what for item in selectors.work_items(legal_officer, at=at)] == ["4 mục pháp luật chưa kiểm chứng"]
