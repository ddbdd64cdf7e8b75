"""The register of incoming papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import by_place_and_year
from minhbach.domains.arrivals import policies, selectors
from minhbach.domains.arrivals.found import FOUND
from minhbach.domains.arrivals.types import State, Urgency
from minhbach.domains.cases.selectors import access_case
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import DayFilter, StateFilter

LATE = "late"
# Of one case; more than this the register lists.
MOST_OF_CASE = 30
MINE = [("word", _lazy("chờ tôi bút phê")), ("work", _lazy("giao tôi xử lý"))]


@require_safe
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The piece of a case's page that lists what arrived about it."""
    case = access_case(request.officer, case_id)
    found = selectors.arrivals_of_case(case.id)[:MOST_OF_CASE]
    return render(request, "arrivals/of_case.html", {"arrivals": found})


@require_safe
def arrivals(request: OfficeRequest) -> HttpResponse:
    """Show the register as a records office keeps it, with who deals with what by when."""
    page = ListPage(
        request,
        selectors.visible_arrivals(),
        title=_lazy("Sổ đăng ký văn bản đến"),
        columns=[
            Column(
                "number", _lazy("Số đến"), lambda row: row.number, sort="number",
                url=lambda row: row.get_absolute_url(),
            ),
            Column(
                "arrived", _lazy("Ngày đến"), lambda row: row.arrived_on, sort="arrived_on", kind="day", under="number"
            ),
            Column("abstract", _lazy("Tên loại, trích yếu"), lambda row: row.abstract),
            Column("sender", _lazy("Nơi gửi"), lambda row: row.sender, sort="sender"),
            Column("symbol", _lazy("Số, ký hiệu"), lambda row: row.symbol, under="sender"),
            Column("dated", _lazy("Ngày văn bản"), lambda row: row.dated, kind="day", under="sender"),
            Column("assignee", _lazy("Người nhận xử lý"), lambda row: row.assignee.full_name if row.assignee else ""),
            Column("due", _lazy("Hạn xử lý"), lambda row: row.due_on, sort="due_on", kind="day", under="assignee"),
            Column("state", _lazy("Trạng thái"), lambda row: state_chip(row, at=request.at), sort="state", kind="chip"),
            Column("urgency", _lazy("Độ khẩn"), urgency_words, under="state"),
            Column("instruction", _lazy("Bút phê"), lambda row: row.instruction),
            Column("outcome", _lazy("Kết quả"), lambda row: row.outcome, under="instruction"),
            Column("note", _lazy("Ghi chú"), lambda row: row.note, under="instruction"),
            # Of use to who keeps several registers; to all others it says the same on each line.
            Column("agency", _lazy("Cơ quan nhận"), lambda row: row.owner_agency.short_name, is_extra=True),
            Column(
                "registered", _lazy("Đăng ký lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                kind="moment", is_extra=True,
            ),
        ],
        filters=[
            DayFilter("from", _lazy("Đến từ ngày"), lambda rows, day: rows.filter(arrived_on__gte=day)),
            DayFilter("until", _lazy("Đến ngày"), lambda rows, day: rows.filter(arrived_on__lte=day)),
            StateFilter("state", _lazy("Trạng thái"), State),
            StateFilter("urgency", _lazy("Độ khẩn"), Urgency),
            Filter("mine", _lazy("Của tôi"), choices=MINE, apply=lambda rows, desk: of_desk(request, rows, desk)),
            Filter(
                "due", _lazy("Hạn"), choices=[(LATE, _lazy("quá hạn"))],
                apply=lambda rows, _late: rows.filter(state=State.ASSIGNED, due_on__lt=local_date(request.at)),
            ),
        ],
        search=by_place_and_year(selectors.with_words, FOUND),
        default_sort="-registered",
        empty=_lazy("Văn thư hoặc thủ trưởng đăng ký văn bản đến; mỗi văn bản một số đến, không bỏ số."),
        export_name="so-dang-ky-van-ban-den",
    )  # fmt: skip
    may_write = policies.may_write(request.officer, at=request.at)
    return page.response(
        "arrivals/list.html",
        {
            "may_write": may_write,
            "may_start": may_write and selectors.agencies_to_start(request.officer, at=request.at).exists(),
            "started": selectors.registers_started(at=request.at),
        },
    )


def of_desk(request: OfficeRequest, rows: Any, desk: str) -> Any:
    if desk == "work":
        return rows.filter(assignee=request.officer, state=State.ASSIGNED)
    waiting = selectors.waiting_for_head(request.officer, at=request.at)
    return rows.filter(id__in=waiting.order_by().values("id"))


def state_chip(arrival: Any, *, at: datetime) -> tuple[str, str]:
    """The state in a chip; late is said where the day has passed."""
    if arrival.state == State.ASSIGNED and arrival.due_on and arrival.due_on < local_date(at):
        return str(_lazy("quá hạn")), "late"
    return chip_of(State(arrival.state))


def urgency_words(arrival: Any) -> str:
    return "" if arrival.urgency == Urgency.ORDINARY else str(arrival.get_urgency_display())
