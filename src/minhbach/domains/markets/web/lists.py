"""Lists of markets, of the stalls of one, of rounds, and of what a round found."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.markets import policies, selectors
from minhbach.domains.markets.types import MARKS, MarkKind
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.formats import read_day

YES_NO = [("yes", _lazy("đã ký")), ("no", _lazy("chưa ký"))]
HELD = [("sold", _lazy("có người bán")), ("vacant", _lazy("trống")), ("leader", _lazy("tổ trưởng"))]


@require_safe
def markets(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_markets(on=local_date(request.at)),
        title=_lazy("Chợ"),
        columns=[
            Column("name", _lazy("Tên chợ"), lambda row: row.name, sort="sort_key", indexed=True, url=_url),
            Column("place", _lazy("Địa bàn"), lambda row: row.place.name if row.place else ""),
            Column("stalls", _lazy("Ô có người bán"), lambda row: row.sold_at, kind="number"),
            Column("rules", _lazy("Ký quy chế phối hợp"), lambda row: row.rules_signed_on, kind="day"),
            Column("lease", _lazy("Nghĩa vụ trong hợp đồng thuê"), lambda row: row.lease_duty_from, kind="day"),
            Column("board", _lazy("Ban quản lý"), lambda row: row.board.name if row.board else "", is_extra=True),
            Column("agency", _lazy("Cơ quan giữ"), lambda row: row.owner_agency.short_name),
        ],
        filters=[
            Filter("rules", _lazy("Quy chế phối hợp"), _rules, choices=YES_NO),
            Filter("lease", _lazy("Nghĩa vụ trong hợp đồng thuê"), _lease, choices=YES_NO),
        ],
        search=selectors.with_words,
        default_sort="name",
        empty=_lazy("Chợ xuất hiện ở đây sau khi được thêm; sơ đồ ô lấy từ danh sách của ban quản lý."),
        export_name="cho",
    )
    return page.response("markets/list.html", {"may_write": policies.may_write(request.officer, at=request.at)})


@require_safe
def stalls(request: OfficeRequest, market_id: UUID) -> HttpResponse:
    """The plan of a day as a table, for paper and for those who cannot see a drawing."""
    market = selectors.get_market(market_id)
    day = day_asked(request)
    rows = selectors.tenancies_on(market, on=day)
    names = list(dict.fromkeys(rows.values_list("stall__row", flat=True)))
    page = ListPage(
        request,
        rows,
        title=_("Các ô của %(market)s") % {"market": market.name},
        columns=[
            Column("stall", _lazy("Ô"), lambda row: str(row.stall), sort="stall__key", url=_stall_url),
            Column("tenant", _lazy("Người bán"), _tenant, url=_subject_url),
            Column("goods", _lazy("Ngành hàng"), lambda row: row.goods, sort="goods"),
            Column("leader", _lazy("Tổ trưởng"), lambda row: _("tổ trưởng") if row.is_leader else ""),
            Column("since", _lazy("Từ ngày"), lambda row: row.starts_on, sort="starts_on", kind="day"),
        ],
        filters=[
            Filter("row", _lazy("Dãy"), lambda rows, name: rows.filter(stall__row=name), choices=_named(names)),
            Filter("held", _lazy("Tình trạng"), _held, choices=HELD),
        ],
        search=_with_words,
        default_sort="stall",
        page_size=100,
        empty=_lazy("Chợ chưa có sơ đồ."),
        export_name="o-cho",
    )
    return page.response("markets/stalls.html", {"market": market, "day": day, "is_today": _is_today(request, day)})


@require_safe
def rounds(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_rounds(),
        title=_lazy("Đợt đi chợ"),
        columns=[
            Column("market", _lazy("Chợ"), lambda row: row.market.name, url=_url),
            Column("purpose", _lazy("Nội dung"), lambda row: row.purpose),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(row.state), kind="chip"),
            Column("noted", _lazy("Đã ghi"), lambda row: f"{row.noted}/{row.stall_count}"),
            Column("rechecks", _lazy("Cần kiểm tra lại"), lambda row: row.rechecks, kind="number"),
            Column("by", _lazy("Người mở"), lambda row: row.opened_by.full_name),
            Column("at", _lazy("Mở lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            Filter(
                "state",
                _lazy("Tình trạng"),
                lambda rows, state: rows.filter(closed_at__isnull=state == "open"),
                choices=[("open", _lazy("đang đi")), ("closed", _lazy("đã kết thúc"))],
            ),
        ],
        default_sort="-at",
        empty=_lazy("Đợt đi chợ xuất hiện ở đây sau khi được mở từ trang của chợ."),
        export_name="dot-di-cho",
    )
    return page.response()


@require_safe
def summary(request: OfficeRequest, round_id: UUID) -> HttpResponse:
    """What a round found, stall by stall."""
    walked = selectors.get_round(round_id)
    rows = selectors.stalls_of_round(walked)
    page = ListPage(
        request,
        rows,
        title=_("Kết quả: %(purpose)s") % {"purpose": walked.purpose},
        columns=[
            Column("stall", _lazy("Ô"), lambda row: str(row.stall), sort="stall__key", url=_stall_url),
            Column("tenant", _lazy("Người bán"), _tenant, url=_subject_url),
            Column("goods", _lazy("Ngành hàng"), lambda row: row.goods),
            Column("mark", _lazy("Kết quả"), _mark, kind="chip"),
            Column("note", _lazy("Ghi chú"), lambda row: row.mark_note or ""),
            Column("by", _lazy("Người ghi"), lambda row: row.marked_by or ""),
            Column("at", _lazy("Lúc"), lambda row: row.marked_at, kind="moment"),
        ],
        filters=[
            Filter(
                "mark",
                _lazy("Kết quả"),
                lambda rows, kind: rows.filter(mark_kind=kind) if kind != "none" else rows.filter(mark_kind=None),
                choices=[*((one.value, one.label) for one in MARKS), ("none", _lazy("chưa ghi"))],
            ),
        ],
        search=_with_words,
        default_sort="stall",
        page_size=100,
        export_name="ket-qua-dot-di-cho",
    )
    counts = _counts(rows)
    return page.response("markets/summary.html", {"round": walked, "counts": counts})


def day_asked(request: OfficeRequest) -> date:
    """Return the day of which the plan is asked: today unless another stands in the address."""
    return read_day(request.GET.get("ngay", "").replace("\x00", "")) or local_date(request.at)


def _counts(rows: Any) -> list[tuple[str, str, int]]:
    kinds = list(rows.order_by().values_list("mark_kind", flat=True))
    told = [(*chip_of(one), kinds.count(one.value)) for one in MARKS]
    return [*told, (_("chưa ghi"), "", kinds.count(None))]


def _is_today(request: OfficeRequest, day: date) -> bool:
    return day == local_date(request.at)


def _rules(rows: Any, is_signed: str) -> Any:
    return rows.filter(rules_signed_on__isnull=is_signed == "no")


def _lease(rows: Any, is_signed: str) -> Any:
    return rows.filter(lease_duty_from__isnull=is_signed == "no")


def _held(rows: Any, how: str) -> Any:
    if how == "leader":
        return rows.filter(is_leader=True)
    return rows.filter(subject__isnull=how == "vacant")


def _named(names: list[str]) -> list[tuple[str, Any]]:
    return [(name, name) for name in names if name]


def _with_words(rows: Any, text: str) -> Any:
    """Keep the stalls whose number, goods or trader's name hold what is typed; a plan is short enough to be read."""
    wanted = search_key(text)
    found = [
        one.pk
        for one in rows
        if wanted in search_key(f"{one.stall} {one.goods} {one.subject.name if one.subject else ''}")
    ]
    return rows.filter(pk__in=found)


def _tenant(row: Any) -> str:
    if row.subject is not None:
        return str(row.subject.name)
    return _("không được chia sẻ") if row.subject_id else _("trống")


def _mark(row: Any) -> tuple[str, str]:
    return chip_of(MarkKind(row.mark_kind)) if row.mark_kind else (_("chưa ghi"), "")


def _url(row: Any) -> str:
    return str(row.get_absolute_url())


def _stall_url(row: Any) -> str:
    return reverse("markets:stall", args=[row.stall_id])


def _subject_url(row: Any) -> str:
    return reverse("subjects:subject", args=[row.subject_id]) if row.subject is not None else ""
