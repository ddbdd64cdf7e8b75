"""The reports within reach, and the calendar of what is owed."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.reporting import selectors
from minhbach.domains.reporting.models import Report
from minhbach.domains.reporting.policies import KEEPERS
from minhbach.domains.reporting.types import ReportState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter


def reports(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_reports(),
        title=_lazy("Báo cáo"),
        columns=[
            Column(
                "month",
                _lazy("Tháng"),
                lambda row: f"{row.month:02}/{row.year}",
                sort="start",
                indexed=True,
                url=report_url,
            ),
            Column(
                "body",
                _lazy("Cơ quan lập báo cáo"),
                lambda row: row.owner_agency.short_name,
                sort="owner_agency__sort_key",
            ),
            Column("start", _lazy("Từ ngày"), lambda row: row.start, kind="day"),
            Column("last", _lazy("Đến ngày"), lambda row: row.end.fromordinal(row.end.toordinal() - 1), kind="day"),
            Column("due", _lazy("Hạn gửi"), lambda row: row.due_on, sort="due_on", kind="day"),
            Column(
                "state",
                _lazy("Trạng thái"),
                lambda row: chip_of(ReportState(row.state)),
                kind="chip",
            ),
        ],
        filters=[
            StateFilter("state", _lazy("Trạng thái"), ReportState),
            Filter("year", _lazy("Năm"), lambda rows, year: rows.filter(year=int(year)), choices=_years(request)),
        ],
        default_sort="-month",
        empty=_lazy("Báo cáo xuất hiện ở đây khi văn phòng Ban Chỉ đạo mở kỳ báo cáo."),
        export_name="bao-cao",
    )
    kept = bodies(request)
    trend = selectors.read_trend([body.id for body in kept])
    context = {"may_open": bool(kept), "trend": trend, "trend_data": asdict(trend)}
    return page.response("reporting/list.html", context)


def bodies(request: OfficeRequest) -> list[Agency]:
    """The bodies whose reports the officer keeps."""
    return list({post.agency_id: post.agency for post in request.posts if post.role in KEEPERS}.values())


def _years(request: OfficeRequest) -> list[tuple[str, str]]:
    this_year = local_date(request.at).year
    return [(str(year), str(year)) for year in range(this_year, this_year - 5, -1)]


def report_url(report: Report) -> str:
    return reverse("reporting:report", args=[report.id])
