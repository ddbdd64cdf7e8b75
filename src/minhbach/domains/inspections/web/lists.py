"""Plans in reach, and where they overlap."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.inspections import policies, selectors
from minhbach.domains.inspections.types import OverlapState, PlanKind, PlanState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.pages.work import MOST_COUNTED
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

MINE = [("mine", _lazy("của đơn vị tôi")), ("others", _lazy("của đơn vị khác"))]


@require_safe
def plans(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_plans(),
        title=_lazy("Kế hoạch kiểm tra"),
        columns=[
            Column("title", _lazy("Kế hoạch"), lambda row: row.title, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(PlanState(row.state)), kind="chip"),
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
            Column("kind", _lazy("Loại"), lambda row: row.get_kind_display()),
            Column("from", _lazy("Từ ngày"), lambda row: row.starts_on, sort="starts_on", indexed=True, kind="day"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.ends_on, kind="day"),
            Column("due", _lazy("Hạn ý kiến"), lambda row: row.due_on, kind="day", is_extra=True),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), PlanState),
            StateFilter("kind", _lazy("Loại"), PlanKind),
            Filter("whose", _lazy("Đơn vị"), _whose, choices=MINE),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text),
        default_sort="-from",
        empty=_lazy(
            "Kế hoạch định kỳ, chuyên đề của đơn vị và kế hoạch các đơn vị khác gửi lấy ý kiến xuất hiện ở đây."
        ),
        export_name="ke-hoach-kiem-tra",
    )
    return page.response("inspections/list.html", {"may_write": policies.may_write(request.officer, at=request.at)})


@require_safe
def overlaps(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_overlaps(),
        title=_lazy("Kế hoạch trùng đối tượng"),
        columns=[
            Column("other", _lazy("Hai đơn vị"), _both, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Kết quả"), lambda row: chip_of(OverlapState(row.state)), kind="chip"),
            Column("due", _lazy("Hạn ý kiến"), lambda row: row.due_on, kind="day"),
            Column(
                "found", _lazy("Thấy trùng lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                kind="moment",
            ),
        ],
        filters=[StateFilter("state", _lazy("Kết quả"), OverlapState)],
        default_sort="-found",
        empty=_lazy("Chưa kế hoạch nào của đơn vị trùng đối tượng với đơn vị khác."),
        export_name="ke-hoach-trung-doi-tuong",
    )  # fmt: skip
    counted = selectors.figures(current_access().agency_ids, on=local_date(request.at))
    figures = [(state, counted[state]) for state in OverlapState if state in counted]
    total = write_capped(sum(counted.values()), MOST_COUNTED)
    return page.response("inspections/overlaps.html", {"figures": figures, "total": total})


def _whose(rows: Any, whose: str) -> Any:
    own = current_access().agency_ids
    return rows.filter(owner_agency_id__in=own) if whose == "mine" else rows.exclude(owner_agency_id__in=own)


def _both(row: Any) -> str:
    return f"{row.owner_agency.short_name} – {row.other_agency.short_name}"
