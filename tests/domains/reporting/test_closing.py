"""What is asked before figures are closed, sent or opened again, and what the report says while some are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.figures.checking import Exceeds, Groups, disagreements
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.domains.reporting.models import FrozenFigures, Report, Submission
from minhbach.domains.reporting.paper import write_paper
from minhbach.domains.reporting.selectors.requirements import NOTHING, REOPEN, closing_needs
from minhbach.domains.reporting.types import ReportState
from minhbach.domains.reporting.web.grids import grids_of
from minhbach.foundation.requirements import NotConfirmed, Weight
from tests.going_on import GO_ON, go_on
from tests.worlds import World

SINCE = date(2024, 1, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Groups and parts agree.
WHOLE = {("B389.KIEMTRA", ""): 7, ("B389.VU", ""): 5, ("B389.VU", "HANG_CAM_LAU"): 5}


@pytest.fixture
def reports(world: World) -> Iterator[list[Report]]:
    """Of October and November: the branch is computed, customs and police send."""
    officer, at, body = world.committee_officer, world.at, world.committee
    with world.acting(officer):
        for order, (agency, computed) in enumerate(
            [(world.branch, SINCE), (world.customs, None), (world.police, None)]
        ):
            services.enrol_member(
                officer=officer, at=at, body=body, agency=agency, since=SINCE, computed_since=computed, order=order
            )
        yield [services.open_report(officer=officer, at=at, body=body, year=2026, month=month) for month in (10, 11)]


def send(world: World, report: Report, figures: dict[tuple[str, str], int], **more: Any) -> Submission:
    with world.acting(world.customs_officer):
        return services.submit_figures(
            officer=world.customs_officer, at=world.at, report=report, agency=world.customs, figures=figures, **more
        )


def police_had_nothing(world: World, report: Report) -> None:
    """Say for the police what the world has nobody to say."""
    Submission.objects.create(
        report=report, agency=world.police, officer=world.committee_officer, given_at=world.at, version=1,
        kind="nothing",
    )  # fmt: skip


def asked(report: Report, at: datetime) -> list[tuple[Weight, str]]:
    return [(one.weight, str(one.sentence)) for one in closing_needs(report, at=at)]


def as_officer(officer: Any) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def test_who_is_missing_is_named_one_by_one_and_what_they_will_see(world: World, reports: list[Report]) -> None:
    october = reports[0]
    assert asked(october, world.at) == [
        (
            Weight.SHOULD,
            f"{agency.short_name} chưa gửi số liệu; báo cáo sẽ ghi “chưa gửi” và không tính vào tổng số.",
        )
        for agency in (world.customs, world.police)
    ] + [
        (
            Weight.INFORM,
            "Khi đã chốt, đơn vị chưa gửi thấy báo cáo ghi mình “chưa gửi” và không gửi được nữa, cho đến khi mở lại "
            "số liệu.",
        )
    ]
    send(world, october, WHOLE)
    police_had_nothing(world, october)
    assert asked(october, world.at) == []


def test_a_period_that_has_not_ended_is_said(world: World, reports: list[Report]) -> None:
    november = reports[1]
    within = datetime(2026, 11, 29, 9, tzinfo=world.at.tzinfo)
    assert asked(november, within)[0] == (Weight.SHOULD, "Kỳ báo cáo chưa hết: còn đến hết ngày 30/11/2026.")
    after = datetime(2026, 12, 1, 0, 30, tzinfo=world.at.tzinfo)
    assert all("chưa hết" not in sentence for _weight, sentence in asked(november, after))


def test_figures_are_not_closed_before_each_thing_was_gone_on_without(world: World, reports: list[Report]) -> None:
    october, officer = reports[0], world.committee_officer
    with pytest.raises(NotConfirmed) as refusal:
        services.close_figures(officer=officer, at=world.at, report=october)
    [first, second] = [one.code for one in refusal.value.unmet]
    with pytest.raises(NotConfirmed) as again:
        services.close_figures(officer=officer, at=world.at, report=october, confirmed=[first])
    assert [one.code for one in again.value.unmet] == [second]
    assert not FrozenFigures.objects.exists()
    services.close_figures(officer=officer, at=world.at, report=october, confirmed=[first, second])
    assert FrozenFigures.objects.count() == 1


def test_reopening_and_nothing_are_asked_once(world: World, reports: list[Report]) -> None:
    october, officer = reports[0], world.committee_officer
    services.close_figures(officer=officer, at=world.at, report=october, confirmed=GO_ON)
    with pytest.raises(NotConfirmed) as refusal:
        services.reopen_figures(officer=officer, at=world.at, report=october)
    assert [one.code for one in refusal.value.unmet] == [REOPEN]
    services.reopen_figures(officer=officer, at=world.at, report=october, confirmed=[REOPEN])
    with world.acting(world.customs_officer):
        nothing: dict[str, Any] = {
            "officer": world.customs_officer, "at": world.at, "report": october, "agency": world.customs,
        }  # fmt: skip
        with pytest.raises(NotConfirmed) as second:
            services.declare_nothing(**nothing)
        assert not Submission.objects.exists()
        assert "là báo cáo chính thức của" in str(second.value.unmet[0].sentence)
        services.declare_nothing(**nothing, confirmed=[NOTHING])
    assert Submission.objects.get().kind == "nothing"


def test_on_the_page_a_button_is_asked_and_then_done(world: World, reports: list[Report]) -> None:
    october, client = reports[0], as_officer(world.committee_officer)
    page = client.get(reverse("reporting:report", args=[october.id])).content.decode()
    assert f"{world.customs.short_name} chưa gửi số liệu" in page
    address = reverse("reporting:close", args=[october.id])
    question = client.post(address)
    assert "Vẫn tiếp tục" in question.content.decode()
    october.refresh_from_db()
    assert october.state == ReportState.OPEN
    assert go_on(client, address).status_code == 302
    october.refresh_from_db()
    assert october.state == ReportState.CLOSED


def paper_of(report: Report, at: datetime) -> Any:
    report.refresh_from_db()
    return write_paper(selectors.paper_facts(report, at=at), {})


def rows_of(report: Report, at: datetime) -> dict[str, tuple[str, ...]]:
    [table] = paper_of(report, at).appendices[0].tables
    return {row.cells[1]: row.cells[2:] for row in table.rows}


def text_of(report: Report, at: datetime) -> str:
    return "\n".join(line for section in paper_of(report, at).sections for line in section.paragraphs)


def test_who_did_not_send_stands_as_not_sent_and_outside_the_total(world: World, reports: list[Report]) -> None:
    october = reports[0]
    send(world, october, WHOLE)
    rows = rows_of(october, world.at)
    assert rows["Công an"] == ("chưa gửi",)
    assert rows["Hải quan"][:3] == ("7", "5", "5")
    assert rows["Kiểm lâm"][:3] == ("0", "0", "0")
    assert rows["Tổng số (*)"][:3] == ("7", "5", "5")
    [table] = paper_of(october, world.at).appendices[0].tables
    lacking = f"(*) Chưa gồm số liệu của đơn vị chưa gửi: {world.police.short_name}."
    assert table.notes == ("Đơn vị tiền: đồng.", lacking)
    police_had_nothing(world, october)
    assert rows_of(october, world.at)["Công an"][:3] == ("0", "0", "0")
    assert "Tổng số" in rows_of(october, world.at)


def two_months(world: World, reports: list[Report]) -> datetime:
    """Send October and November but for the police; returns a moment after both."""
    send(world, reports[0], WHOLE)
    send(world, reports[1], {**WHOLE, ("B389.KIEMTRA", ""): 10, ("B389.VU", ""): 10, ("B389.VU", "HANG_CAM_LAU"): 10})
    return world.at + timedelta(days=30)


def test_two_whole_months_are_compared(world: World, reports: list[Report]) -> None:
    later = two_months(world, reports)
    for report in reports:
        police_had_nothing(world, report)
    assert "phát hiện, xử lý 10 vụ vi phạm, tăng 100,0% so với kỳ trước;" in text_of(reports[1], later)


@pytest.mark.parametrize("lacking", [0, 1])
def test_nothing_is_compared_while_either_month_lacks_a_member(
    world: World, reports: list[Report], lacking: int
) -> None:
    later = two_months(world, reports)
    police_had_nothing(world, reports[1 - lacking])
    assert "phát hiện, xử lý 10 vụ vi phạm; " in text_of(reports[1], later)
    assert "so với kỳ trước;" not in text_of(reports[1], later)
    board = selectors.read_board(reports[1])
    [grid, _ecommerce] = grids_of(board, selectors.paper_facts(reports[1], at=later, board=board), {})
    assert set(dict(grid.comparisons)["previous"]) == {"—"}


def test_a_report_is_being_gathered_or_closed_and_never_both(world: World, reports: list[Report]) -> None:
    october = reports[0]
    assert "; đang tổng hợp, tính đến " in text_of(october, world.at)
    assert "chốt lúc" not in text_of(october, world.at)
    services.close_figures(officer=world.committee_officer, at=world.at, report=october, confirmed=GO_ON)
    assert "; chốt lúc " in text_of(october, world.at)
    assert "đang tổng hợp" not in text_of(october, world.at)


def test_what_does_not_agree_is_asked_of_the_member_with_the_figures(world: World, reports: list[Report]) -> None:
    october = reports[0]
    figures = {
        ("B389.DOITUONG", ""): 160, ("B389.DOITUONG", "HANG_CAM_LAU"): 6, ("B389.DOITUONG", "GIAN_LAN_TM_THUE"): 4,
        ("B389.TMDT.KIEMTRA", ""): 10, ("B389.TMDT.VU", ""): 12, ("B389.TMDT.VU", "HANG_CAM_LAU"): 12,
        ("B389.KIEMTRA", ""): 10,
    }  # fmt: skip
    with pytest.raises(NotConfirmed) as refusal:
        send(world, october, figures)
    assert [str(one.sentence).split(":")[0] for one in refusal.value.unmet] == [
        "“Số đối tượng vi phạm” là 160, nhưng các nhóm cộng lại được 10",
        "“TMĐT",
    ]
    assert str(refusal.value.unmet[1].sentence) == (
        "“TMĐT: số vụ xử lý” là 12, nhiều hơn “TMĐT: số vụ kiểm tra” là 10 cộng 0 từ kỳ trước."
    )
    assert not Submission.objects.exists()
    send(world, october, figures, confirmed=[one.code for one in refusal.value.unmet])
    assert Submission.objects.count() == 1


def test_what_was_found_in_an_earlier_month_may_be_dealt_with_now(world: World, reports: list[Report]) -> None:
    october, november = reports
    send(world, october, {("B389.KIEMTRA", ""): 9, ("B389.TMDT.KIEMTRA", ""): 4})
    handled = {("B389.TMDT.VU", ""): 3, ("B389.TMDT.VU", "HANG_CAM_LAU"): 3}
    send(world, november, handled)
    with pytest.raises(NotConfirmed):
        send(world, november, {("B389.TMDT.VU", ""): 5, ("B389.TMDT.VU", "HANG_CAM_LAU"): 5})


def test_each_row_is_asked_by_itself() -> None:
    """One force's surplus does not make up for another's."""
    period = {
        Cell("B389.KIEMTRA", "THUE"): 1, Cell("B389.TMDT.KIEMTRA", "THUE"): 3, Cell("B389.KIEMTRA", "QLTT"): 9,
        Cell("B389.VU", "QLTT"): 2,
    }  # fmt: skip
    found = list(disagreements(period, {}, rows=("QLTT", "THUE")))
    assert [(type(one), one.row) for one in found] == [(Groups, "QLTT"), (Exceeds, "THUE")]
