"""One month's report from opening to issue: members send, the figures are closed, the paper is signed and issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import fastexcel
import pytest
import xlsxwriter

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.selectors import signers_of_agency
from minhbach.domains.documents.types import NO_SCAN, Kind
from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.figures.adding import TOTAL, Source
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.domains.reporting.models import Report, Submission
from minhbach.domains.reporting.refusals import (
    FiguresAlreadyClosed,
    FiguresAreComputed,
    FiguresUnusable,
    FileUnreadable,
    MonthNotOver,
    NotAMember,
)
from minhbach.domains.reporting.sheets import blank_form, read_form
from minhbach.domains.reporting.types import MemberState, ReportState
from minhbach.foundation.untrusted import FileNotRead
from tests.going_on import GO_ON
from tests.worlds import World

SINCE = date(2024, 1, 1)


@pytest.fixture
def report(world: World) -> Iterator[Report]:
    with world.acting(world.committee_officer):
        for order, (agency, computed) in enumerate(
            [(world.branch, SINCE), (world.customs, None), (world.police, None)]
        ):
            services.enrol_member(
                officer=world.committee_officer,
                at=world.at,
                body=world.committee,
                agency=agency,
                since=SINCE,
                computed_since=computed,
                order=order,
            )
        yield services.open_report(
            officer=world.committee_officer, at=world.at, body=world.committee, year=2026, month=10
        )


def send(world: World, report: Report, figures: dict[tuple[str, str], int]) -> Submission:
    with world.acting(world.customs_officer):
        return services.submit_figures(
            officer=world.customs_officer,
            at=world.at,
            report=report,
            agency=world.customs,
            figures=figures,
            confirmed=GO_ON,
        )


def test_a_report_says_its_days_and_when_it_is_due(report: Report) -> None:
    assert (report.start, report.end) == (date(2026, 10, 1), date(2026, 11, 1))
    assert (report.due_on, report.due_rule_id) == (date(2026, 11, 19), "BC.LANGSON.THANG")


def test_a_month_is_opened_from_its_first_minute_in_vietnam(world: World, report: Report) -> None:
    def open_december(at: datetime) -> Report:
        return services.open_report(officer=world.committee_officer, at=at, body=world.committee, year=2026, month=12)

    with pytest.raises(MonthNotOver):
        open_december(datetime(2026, 11, 30, 16, 59, tzinfo=UTC))
    assert open_december(datetime(2026, 11, 30, 17, tzinfo=UTC)).start == date(2026, 12, 1)


def test_opening_the_same_month_again_gives_the_same_report(world: World, report: Report) -> None:
    again = services.open_report(
        officer=world.committee_officer, at=world.at, body=world.committee, year=2026, month=10
    )
    assert again.id == report.id


def test_what_a_member_sends_stands_in_its_row_and_in_the_total(world: World, report: Report) -> None:
    send(world, report, {("B389.VU", ""): 46, ("B389.VU", "GIAN_LAN_TM_THUE"): 30, ("B389.TIEN.THUE", ""): 9_000_000})
    send(world, report, {("B389.VU", ""): 47, ("B389.TIEN.PHAT", ""): 1_000_000, ("B389.TIEN.THUE", ""): 9_000_000})
    board = selectors.read_board(report)
    assert board.period[Cell("B389.VU", "HAI_QUAN")].value == 47
    assert board.period[Cell("B389.VU", TOTAL)].source is Source.GIVEN
    assert Cell("B389.VU", TOTAL, "GIAN_LAN_TM_THUE") not in board.period
    assert board.period[Cell("B389.TIEN.NSNN", TOTAL)].value == 10_000_000
    assert board.year_so_far[Cell("B389.VU", TOTAL)].value == 47


def test_nothing_to_report_is_a_report(world: World, report: Report) -> None:
    with world.acting(world.committee_officer):
        with pytest.raises(RoleMissing):
            services.declare_nothing(
                officer=world.committee_officer, at=world.at, report=report, agency=world.police, confirmed=GO_ON
            )
        states = {agency.id: state for agency, state, _ in selectors.members_of(report, on=date(2026, 11, 10))}
    assert states == {
        world.branch.id: MemberState.COMPUTED,
        world.customs.id: MemberState.AWAITED,
        world.police.id: MemberState.AWAITED,
    }
    with world.acting(world.customs_officer):
        services.declare_nothing(
            officer=world.customs_officer, at=world.at, report=report, agency=world.customs, confirmed=GO_ON
        )
    states = {agency.id: state for agency, state, _ in selectors.members_of(report, on=date(2026, 11, 20))}
    assert states[world.customs.id] is MemberState.NOTHING
    assert states[world.police.id] is MemberState.LATE


def test_an_agency_that_works_in_the_system_sends_no_figures(world: World, report: Report) -> None:
    with world.acting(world.head), pytest.raises(FiguresAreComputed):
        services.submit_figures(
            officer=world.head, at=world.at, report=report, agency=world.branch, figures={("B389.VU", ""): 1}
        )
    assert not Submission.objects.exists()


def test_a_stranger_to_the_roster_is_refused(world: World, report: Report) -> None:
    with world.acting(world.commune_officer), pytest.raises(NotAMember):
        services.declare_nothing(
            officer=world.commune_officer, at=world.at, report=report, agency=world.commune_committee, confirmed=GO_ON
        )


@pytest.mark.parametrize(
    "figures",
    [
        {("B389.VU", ""): -1},
        {("B389.KHONGCO", ""): 1},
        {("B389.VU", "KHONGCO"): 1},
        {("B389.TIEN.NSNN", ""): 1},
        {("B389.VU", ""): 1, ("B389.VU", "HANG_CAM_LAU"): 2},
    ],
)
def test_figures_that_cannot_be_are_refused_and_nothing_is_recorded(
    world: World, report: Report, figures: dict[tuple[str, str], int]
) -> None:
    with pytest.raises(FiguresUnusable) as refusal:
        send(world, report, figures)
    assert len(refusal.value.rows) == 1
    assert not Submission.objects.exists()


def test_closed_figures_stay_and_a_later_change_stands_beside_them(world: World, report: Report) -> None:
    send(world, report, {("B389.VU", ""): 5})
    services.close_figures(officer=world.committee_officer, at=world.at, report=report, confirmed=GO_ON)
    report.refresh_from_db()
    with pytest.raises(FiguresAlreadyClosed):
        send(world, report, {("B389.VU", ""): 6})
    later = world.at + timedelta(days=1)
    services.reopen_figures(officer=world.committee_officer, at=later, report=report, confirmed=GO_ON)
    report.refresh_from_db()
    send(world, report, {("B389.VU", ""): 6})
    assert selectors.changed_since_closed(report, selectors.read_board(report)) == {
        Cell("B389.VU", TOTAL): (5, 6),
        Cell("B389.VU", "HAI_QUAN"): (5, 6),
    }


def test_the_trend_shows_what_was_closed_and_leaves_out_forces_that_had_nothing(world: World, report: Report) -> None:
    send(world, report, {("B389.VU", ""): 5, ("B389.VU", "HANG_CAM_LAU"): 2})
    services.close_figures(officer=world.committee_officer, at=world.at, report=report, confirmed=GO_ON)
    services.reopen_figures(
        officer=world.committee_officer, at=world.at + timedelta(hours=1), report=report, confirmed=GO_ON
    )
    report.refresh_from_db()
    send(world, report, {("B389.VU", ""): 7})
    services.close_figures(
        officer=world.committee_officer, at=world.at + timedelta(hours=2), report=report, confirmed=GO_ON
    )
    assert selectors.read_trend([world.committee.id]) == selectors.Trend(["10/2026"], [("Hải quan", [7])])


def test_a_closed_report_is_signed_numbered_and_issued(world: World, report: Report) -> None:
    send(world, report, {("B389.VU", ""): 5})
    services.write_section(
        officer=world.committee_officer, at=world.at, report=report, code="CHI_DAO", text="Đã ban hành 02 kế hoạch."
    )
    services.close_figures(officer=world.committee_officer, at=world.at, report=report, confirmed=GO_ON)
    signer = signers_of_agency(world.committee, Kind.REPORT, at=world.at)[0].post
    document = services.put_forward(
        officer=world.committee_officer, at=world.at, report=report, signer_post_id=signer.id
    )
    with world.acting(world.committee_head):
        documents.sign(document_id=document.id, officer=world.committee_head, at=world.at)
    with world.acting(world.records_clerk):
        documents.give_number(document_id=document.id, officer=world.records_clerk, at=world.at)
        documents.issue(document_id=document.id, officer=world.records_clerk, at=world.at, confirmed=[NO_SCAN])
    report.refresh_from_db()
    assert report.state == ReportState.ISSUED


def test_the_form_a_member_downloads_is_the_form_it_can_upload(world: World) -> None:
    rows = (
        fastexcel.read_excel(blank_form("Hải quan")).load_sheet(0, header_row=None, dtypes="string").to_polars().rows()
    )
    given = {("B389.VU", ""): 12, ("B389.TRIGIA", ""): "1.250.000.000"}
    filled = BytesIO()
    with xlsxwriter.Workbook(filled) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [cell or "" for cell in row[:4]])
            sheet.write(number, 4, row[4] or given.get((row[0] or "", row[1] or ""), ""))
    assert read_form("so-lieu.xlsx", filled.getvalue()) == {
        ("B389.VU", ""): 12,
        ("B389.TRIGIA", ""): 1_250_000_000,
    }


def test_a_file_at_fault_names_each_row(world: World) -> None:
    rows = ("B389.VU;;;vụ;nhiều", "B389.TRIGIA;;;VND;5", "B389.TRIGIA;;;VND;6")
    text = "\n".join(("Mã chỉ tiêu;Mã nhóm;Chỉ tiêu;Đơn vị tính;Số liệu", *rows))
    with pytest.raises(FileUnreadable) as refusal:
        read_form("so-lieu.csv", text.encode("utf-16"))
    assert [(row.row, row.column) for row in refusal.value.rows] == [(2, "B389.VU"), (4, "B389.TRIGIA")]


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xd8", b"PK\x03\x04broken", b"a;b;c\n1;2;3\n"])
def test_a_file_of_another_kind_is_refused(world: World, content: bytes) -> None:
    for name in ("a.xlsx", "a.csv"):
        with pytest.raises((FileNotRead, FileUnreadable)):
            read_form(name, content)
