"""Lists in reach, one's own alerts, and what patrols found."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.watching import policies, selectors
from minhbach.domains.watching.types import AlertState
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import DayFilter, StateFilter

OPEN = [("open", _lazy("đang theo dõi")), ("closed", _lazy("đã đóng"))]

OLD = [("yes", _lazy("có từ trước khi theo dõi")), ("no", _lazy("đến sau"))]
MOST_OFFERED = 200


@require_safe
def watch_lists(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_lists(),
        title=_lazy("Danh sách theo dõi"),
        columns=[
            Column("title", _lazy("Danh sách"), lambda row: row.title, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), _state, kind="chip"),
            Column("entries", _lazy("Số mục"), lambda row: row.entry_count, kind="number"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("keeper", _lazy("Người giữ"), lambda row: row.keeper.full_name),
            Column("until", _lazy("Theo dõi đến hết ngày"), lambda row: row.ends_on, kind="day"),
            Column(
                "made", _lazy("Lập lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"
            ),
        ],
        filters=[Filter("state", _lazy("Tình trạng"), _open, choices=OPEN)],
        search=lambda rows, text: rows.filter(title__icontains=text),
        default_sort="-made",
        empty=_lazy(
            "Danh sách những đối tượng, số điện thoại, hàng hóa, lô hàng, tờ khai, vật tư, điểm tập kết cần để ý. Khi "
            "gặp, người giữ danh sách được báo một lần."
        ),
        export_name="danh-sach-theo-doi",
    )
    return page.response("watching/list.html", {"may_write": policies.may_write(request.officer, at=request.at)})


@require_safe
def alerts(request: OfficeRequest) -> HttpResponse:
    own = list(selectors.lists_kept_by(request.officer, at=request.at)[:MOST_OFFERED])
    page = ListPage(
        request,
        selectors.own_alerts(),
        title=_lazy("Cảnh báo của tôi"),
        columns=[
            Column("what", _lazy("Đã gặp"), lambda row: row.entry.shown, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(AlertState(row.state)), kind="chip"),
            Column("where", _lazy("Ở đâu"), lambda row: selectors.where_met(row)[0]),
            Column("list", _lazy("Danh sách"), lambda row: row.entry.watch_list.title),
            Column("at", _lazy("Lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), AlertState),
            Filter(
                "list",
                _lazy("Danh sách"),
                lambda rows, one: rows.filter(entry__watch_list=one),
                choices=[(str(one.pk), one.title) for one in own],
            ),
            Filter("old", _lazy("Hồ sơ"), lambda rows, said: rows.filter(stood_before=said == "yes"), choices=OLD),
        ],
        default_sort="-at",
        empty=_lazy("Danh sách do bạn giữ chưa gặp gì."),
        export_name="canh-bao",
    )
    chosen = next((one for one in own if str(one.pk) == request.GET.get("list")), None)
    old = (
        selectors.old_met(chosen, request.officer)
        if chosen and policies.may_write(request.officer, at=request.at)
        else 0
    )
    return page.response("watching/alerts.html", {"chosen": chosen, "old": old})


@require_safe
def patrols(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_patrols(),
        title=_lazy("Kết quả tuần tra"),
        columns=[
            Column("stretch", _lazy("Tuyến, đoạn"), lambda row: row.stretch, url=lambda row: row.get_absolute_url()),
            Column("on", _lazy("Ngày"), lambda row: row.on, sort="on", indexed=True, kind="day"),
            Column("found", _lazy("Kết quả"), lambda row: row.found),
            Column("goods", _lazy("Hàng hóa"), lambda row: row.goods),
            Column("value", _lazy("Trị giá"), lambda row: row.value_vnd, kind="vnd"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("place", _lazy("Địa bàn"), lambda row: str(row.place or ""), is_extra=True),
        ],
        filters=[
            DayFilter("from", _lazy("Từ ngày"), lambda rows, day: rows.filter(on__gte=day)),
            DayFilter("until", _lazy("Đến hết ngày"), lambda rows, day: rows.filter(on__lte=day)),
        ],
        search=_patrol_words,
        default_sort="-on",
        empty=_lazy(
            "Kết quả các buổi tuần tra, kiểm soát xuất hiện ở đây. Kế hoạch tuần tra không lưu trong hệ thống."
        ),
        export_name="ket-qua-tuan-tra",
    )
    return page.response("watching/patrols.html", {"may_write": policies.may_write(request.officer, at=request.at)})


def _state(row: Any) -> tuple[str, str]:
    return (str(OPEN[1][1]), "") if row.closed_at else (str(OPEN[0][1]), "info")


def _open(rows: Any, state: str) -> Any:
    return rows.filter(closed_at__isnull=state == "open")


def _patrol_words(rows: Any, text: str) -> Any:
    return rows.filter(Q(stretch__icontains=text) | Q(found__icontains=text) | Q(goods__icontains=text))
