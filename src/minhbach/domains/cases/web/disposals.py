"""What becomes of confiscated goods: the list of plans, and of what waits for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.cases.matters.disposal import DisposalWay
from minhbach.domains.cases.models import Disposal
from minhbach.domains.cases.selectors.goods import visible_disposals
from minhbach.domains.cases.types.codes import DisposalState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import DayFilter, StateFilter

# From the day on which goods came to their state; a view of the list, no term of the law.
LONG_DAYS = 30


@require_safe
def disposal_list(request: OfficeRequest) -> HttpResponse:
    """Plans in reach and what waits for one, the longest waiting first; perishables can be asked for alone."""
    today = local_date(request.at)

    def by_wait(rows: Any, choice: str) -> Any:
        long_ago = today - timedelta(days=LONG_DAYS)
        open_ones = rows.exclude(state=DisposalState.DONE)
        return open_ones.filter(since__lt=long_ago) if choice == "long" else open_ones

    page = ListPage(
        request,
        visible_disposals(),
        title=_lazy("Xử lý tang vật tịch thu"),
        columns=[
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code, kind="code", url=_url),
            Column("title", _lazy("Nội dung"), lambda row: row.case.title, under="case"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(DisposalState(row.state)), kind="chip"),
            Column("way", _lazy("Hình thức xử lý"), _way),
            Column("lines", _lazy("Số dòng hàng"), lambda row: row.line_count, kind="number"),
            Column("value", _lazy("Trị giá"), lambda row: row.value_vnd or None, kind="vnd"),
            Column("since", _lazy("Từ ngày"), lambda row: row.since, sort="since", indexed=True, kind="day"),
            Column("approval", _lazy("Phê duyệt"), lambda row: row.approval),
            Column("agency", _lazy("Đơn vị"), lambda row: row.case.owner_agency.short_name),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), DisposalState),
            Filter(
                "way", _lazy("Hình thức xử lý"), lambda rows, code: rows.filter(way=code), choices=DisposalWay.choices
            ),
            Filter(
                "wait", _lazy("Chưa xong"), by_wait,
                choices=(("open", _lazy("tất cả chưa xong")), ("long", _lazy("chưa xong quá 30 ngày"))),
            ),
            Filter(
                "urgent", _lazy("Hàng dễ hư hỏng"), lambda rows, _code: rows.filter(is_perishable=True),
                choices=(("yes", _lazy("chỉ hàng dễ hư hỏng")),),
            ),
            DayFilter("from", _lazy("Từ ngày"), lambda rows, day: rows.filter(since__gte=day)),
            DayFilter("to", _lazy("Đến ngày"), lambda rows, day: rows.filter(since__lte=day)),
        ],
        search=lambda rows, text: rows.filter(
            Q(case__code__icontains=text) | Q(case__title__icontains=text) | Q(approval__icontains=text)
        ),
        default_sort="since",
        empty=_lazy("Tang vật có quyết định tịch thu hiện ở đây, cùng phương án xử lý và kết quả thực hiện."),
        export_name="xu-ly-tang-vat",
    )  # fmt: skip
    return page.response("foundation/list.html", {})


def _url(row: Disposal) -> str:
    """Lead to the plan on the page of its case."""
    address: str = row.case.get_absolute_url()
    return f"{address}#viec-{row.matter_id}" if row.matter_id else address


def _way(row: Disposal) -> str:
    if not row.way:
        return ""
    words = str(DisposalWay(row.way).label)
    return _("%(way)s – hàng dễ hư hỏng, làm ngay") % {"way": words} if row.is_perishable else words
