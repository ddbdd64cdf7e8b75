"""Calls, and the lines they come over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.hotline import policies, selectors
from minhbach.domains.hotline.types import CallState
from minhbach.foundation.clock import VIETNAM
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import DayFilter, StateFilter
from minhbach.foundation.writing import write_moment


@require_safe
def calls(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    mine = [("mine", _lazy("tôi nghe, tôi gọi lại"))]
    page = ListPage(
        request,
        selectors.visible_calls(),
        title=_lazy("Cuộc gọi đường dây nóng"),
        columns=[
            Column("came", _lazy("Gọi lúc"), lambda row: write_moment(row.came_at), sort="came_at", indexed=True,
                   url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(CallState(row.state)), kind="chip"),
            Column("line", _lazy("Đường dây"), lambda row: row.line.name),
            Column("caller", _lazy("Số gọi tới"), lambda row: f"••••{row.caller_end}" if row.caller_end else "",
                   in_file=lambda _row: ""),
            Column("wait", _lazy("Chờ nghe máy"), _waited),
            Column("officer", _lazy("Người nghe, gọi lại"), lambda row: row.officer.full_name if row.officer else ""),
            Column("report", _lazy("Tin, đơn"), lambda row: row.report.number if row.report else "",
                   url=lambda row: row.report.get_absolute_url() if row.report else ""),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), CallState),
            Filter("whose", _lazy("Người nghe"), lambda rows, _mine: rows.filter(officer=request.officer),
                   choices=mine),
            DayFilter("from", _lazy("Từ ngày"), lambda rows, day: rows.filter(came_at__gte=_begin(day))),
            DayFilter("until", _lazy("Đến hết ngày"),
                      lambda rows, day: rows.filter(came_at__lt=_begin(day + timedelta(days=1)))),
        ],
        default_sort="-came",
        empty=_lazy("Cuộc gọi ghi ở bàn trực, và cuộc gọi nhỡ do tổng đài báo, hiện ở đây."),
        export_name="cuoc-goi-duong-day-nong",
    )  # fmt: skip
    return page.response("hotline/calls.html")


@require_safe
def lines(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_lines(),
        title=_lazy("Đường dây nóng"),
        columns=[
            Column("name", _lazy("Đường dây"), lambda row: row.name, url=lambda row: row.get_absolute_url()),
            Column("number", _lazy("Số"), lambda row: row.number),
            Column("state", _lazy("Tình trạng"), _open_or_closed, kind="chip"),
            Column("keeper", _lazy("Máy của ai"), lambda row: row.keeper.full_name if row.keeper else _("bàn trực")),
            Column("letterbox", _lazy("Tin vào hộp thư"), lambda row: row.letterbox.name),
            Column("opened", _lazy("Mở lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("closed", _lazy("Kết thúc lúc"), lambda row: row.closed_at, kind="moment", under="opened"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        default_sort="-opened",
        empty=_lazy("Chưa có đường dây nóng nào. Phần lớn là máy di động của một cán bộ trực."),
        export_name="duong-day-nong",
    )  # fmt: skip
    return page.response("hotline/lines.html", {"may_open": policies.keeps(request.officer, at=request.at)})


def _open_or_closed(row: Any) -> tuple[str, str]:
    return (_("đã kết thúc"), "") if row.closed_at else (_("đang dùng"), "good")


def _waited(row: Any) -> str:
    """How long it rang; of a call that somebody wrote down that is not known."""
    if not row.key or row.answered_at is None:
        return ""
    return write_wait(row.answered_at - row.came_at)


def write_wait(wait: timedelta | None) -> str:
    if wait is None:
        return ""
    seconds = max(int(wait.total_seconds()), 0)
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return _("%(hours)d giờ %(minutes)d phút") % {"hours": hours, "minutes": minutes}
    if minutes:
        return _("%(minutes)d phút %(seconds)d giây") % {"minutes": minutes, "seconds": seconds % 60}
    return _("%(seconds)d giây") % {"seconds": seconds}


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)
