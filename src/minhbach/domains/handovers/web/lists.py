"""The list of minutes of handing over."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.handovers import policies, selectors
from minhbach.domains.handovers.types import MinutesState
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter


@require_safe
def minutes_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.with_figures(selectors.visible_minutes()),
        title=_lazy("Bàn giao"),
        columns=[
            Column("person", _lazy("Người giao"), lambda row: row.person.full_name,
                   url=lambda row: row.get_absolute_url()),
            Column("reason", _lazy("Lý do"), lambda row: row.reason, under="person"),
            Column("leaves", _lazy("Rời vị trí từ ngày"), lambda row: row.leaves_on, kind="day"),
            Column("items", _lazy("Số việc"), lambda row: row.count, kind="number"),
            Column("settled", _lazy("Đã xong"), lambda row: row.settled, kind="number"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(MinutesState(row.state)), kind="chip"),
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
            Column("opened", _lazy("Mở lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment", under="agency"),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), MinutesState)],
        search=selectors.with_words,
        default_sort="-opened",
        empty=_lazy("Cán bộ chuyển vị trí, nghỉ hưu hoặc đơn vị giải thể thì mở biên bản bàn giao ở đây."),
        export_name="ban-giao",
    )  # fmt: skip
    return page.response("handovers/list.html", {"may_open": policies.may_open(request.officer, at=request.at)})
