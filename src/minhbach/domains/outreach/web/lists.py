"""What was drafted and published by the agencies in reach, and the keys of partners."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.outreach import policies, selectors
from minhbach.domains.outreach.kinds import BY_CODE, KINDS
from minhbach.domains.outreach.types import KeyState, State
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter

WHOSE = [("mine", _lazy("tôi soạn"))]


@require_safe
def publications(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)

    def whose(rows: Any, _chosen: str) -> Any:
        return rows.filter(drafted_by=request.officer)

    page = ListPage(
        request,
        selectors.visible_publications().defer("content"),
        title=_lazy("Công bố"),
        columns=[
            Column("title", _lazy("Tiêu đề"), lambda row: row.title, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(State(row.state)), kind="chip"),
            Column("kind", _lazy("Loại"), lambda row: str(BY_CODE[row.kind].words) if row.kind in BY_CODE else ""),
            Column("up", _lazy("Đăng lúc"), lambda row: row.publish_at, kind="moment"),
            Column("down", _lazy("Gỡ lúc"), lambda row: row.down_at or row.ends_at, kind="moment"),
            Column("drafted", _lazy("Soạn lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("by", _lazy("Người soạn"), lambda row: row.drafted_by.full_name, under="drafted"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), State),
            Filter("kind", _lazy("Loại"), lambda rows, kind: rows.filter(kind=kind),
                   choices=[(kind.code, kind.words) for kind in KINDS]),
            Filter("whose", _lazy("Người soạn"), whose, choices=WHOSE),
        ],
        search=selectors.with_words,
        default_sort="-drafted",
        empty=_lazy("Chưa soạn nội dung nào. Cảnh báo, hướng dẫn, quyết định được công bố bắt đầu từ đây."),
        export_name="cong-bo",
    )  # fmt: skip
    return page.response("outreach/list.html", {"may_write": policies.writes(request.officer, at=request.at)})


@require_safe
def partners(request: OfficeRequest) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_partners(),
        title=_lazy("Khóa tra cứu của đối tác"),
        columns=[
            Column("partner", _lazy("Đối tác"), lambda row: row.partner, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(KeyState(row.state)), kind="chip"),
            Column("rate", _lazy("Lần hỏi mỗi giây"), lambda row: row.per_second, kind="number"),
            Column("until", _lazy("Hết hạn lúc"), lambda row: row.valid_until, kind="moment"),
            Column("paper", _lazy("Văn bản đề nghị"), lambda row: row.paper),
            Column("proposed", _lazy("Đề nghị lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), KeyState)],
        search=lambda rows, text: rows.filter(partner__icontains=text),
        default_sort="-proposed",
        empty=_lazy("Chưa cấp khóa nào. Ngân hàng, ví, sàn có khóa thì hỏi được trước khi khách trả tiền."),
        export_name="khoa-tra-cuu",
    )  # fmt: skip
    return page.response("outreach/partners.html")
