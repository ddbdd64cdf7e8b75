"""Disputes, what is due first at the top."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.mediation import policies, selectors
from minhbach.domains.mediation.course import shown
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.mediation.types import State
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of


@require_safe
def disputes(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    today = local_date(request.at)

    def in_state(rows: QuerySet[Dispute], state: str) -> QuerySet[Dispute]:
        is_silent = Q(state=State.PASSED, due_on__lt=today)
        if state == State.SILENT:
            return rows.filter(is_silent)
        return rows.filter(Q(state=state) & ~is_silent)

    page = ListPage(
        request,
        selectors.visible_disputes(),
        title=_lazy("Thương lượng, hòa giải"),
        columns=[
            Column("number", _lazy("Đơn số"), lambda row: row.number, url=lambda row: row.get_absolute_url()),
            Column("firm", _lazy("Doanh nghiệp"), lambda row: row.firm),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(shown(row.state, due_on=row.due_on, as_of=today)),
                   kind="chip"),
            Column("due", _lazy("Hạn của doanh nghiệp"), lambda row: row.due_on, sort="due_on", indexed=True,
                   kind="day"),
            Column("passed", _lazy("Chuyển ngày"), lambda row: row.passed_on, kind="day", under="due"),
            Column("opened", _lazy("Mở lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("closed", _lazy("Trả lời người gửi lúc"), lambda row: row.closed_at, kind="moment", under="opened"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            Filter("state", _lazy("Tình trạng"), in_state, choices=[(one.value, one.label) for one in State]),
            Filter("open", _lazy("Kết thúc"), lambda rows, said: rows.filter(closed_at__isnull=said == "no"),
                   choices=[("no", _lazy("chưa trả lời người gửi")), ("yes", _lazy("đã trả lời người gửi"))]),
        ],
        search=selectors.with_words,
        default_sort="-opened",
        empty=_lazy("Mở từ trang của một yêu cầu của người tiêu dùng, bằng nút “Chuyển doanh nghiệp thương lượng”."),
        export_name="thuong-luong-hoa-giai",
    )  # fmt: skip
    return page.response("mediation/list.html")
