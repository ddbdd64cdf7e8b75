"""The stores, the book of one, and what is in it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.law.selectors import Law, cite, open_law
from minhbach.domains.stores import selectors
from minhbach.domains.stores.types import EntryKind, StoreKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.pages.work import SOON_DAYS

TERMS = (
    ("late", _lazy("đã quá hạn")),
    ("soon", _lazy("đến hạn trong 3 ngày")),
    ("later", _lazy("còn trên 3 ngày")),
)


@require_safe
def stores(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_stores(),
        title=_lazy("Kho tang vật"),
        columns=[
            Column("name", _lazy("Tên kho"), lambda row: row.name, sort="name", indexed=True,
                   url=lambda row: row.get_absolute_url()),
            Column("address", _lazy("Địa chỉ"), lambda row: row.address, under="name"),
            Column("kind", _lazy("Loại kho"), lambda row: row.get_kind_display()),
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
            Column("state", _lazy("Tình trạng"), _state, kind="chip"),
        ],
        filters=[StateFilter("kind", _lazy("Loại kho"), StoreKind)],
        search=selectors.with_words,
        default_sort="name",
        empty=_lazy("Chưa có kho nào. Thủ trưởng đơn vị mở kho và giao thủ kho."),
        export_name="kho-tang-vat",
    )  # fmt: skip
    may_open = has_role(request.officer, Role.HEAD, on=local_date(request.at))
    return page.response("stores/list.html", {"may_open": may_open})


@require_safe
def book(request: OfficeRequest, store_id: UUID) -> HttpResponse:
    """The book of a store: every entry, answers too, in the order in which they were written."""
    store = selectors.get_store(store_id)
    page = ListPage(
        request,
        selectors.entries_of_store(store),
        title=_("Sổ kho – %(store)s") % {"store": store.name},
        columns=[
            Column("sequence", _lazy("Số thứ tự"), lambda row: row.sequence, sort="sequence", indexed=True,
                   kind="number"),
            Column("slip", _lazy("Phiếu"), lambda row: row.code, kind="code",
                   url=lambda row: (row.answers or row).get_absolute_url()),
            Column("words", _lazy("Nội dung"), lambda row: row.words),
            Column("party", _lazy("Bên giao, bên nhận"), lambda row: row.counterparty, under="words"),
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code if row.case else "", kind="code"),
            Column("lines", _lazy("Số dòng hàng"), lambda row: row.line_count or None, kind="number"),
            Column("happened", _lazy("Giao nhận lúc"), lambda row: row.happened_at, kind="moment"),
            Column("officer", _lazy("Người ghi"), lambda row: row.officer.full_name),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(row.state) if row.state else None, kind="chip"),
        ],
        filters=[StateFilter("kind", _lazy("Loại bút toán"), EntryKind)],
        default_sort="-sequence",
        empty=_lazy("Sổ chưa có bút toán nào."),
        export_name="so-kho",
    )  # fmt: skip
    return page.response("stores/inside.html", {"store": store})


@require_safe
def lots(request: OfficeRequest, store_id: UUID) -> HttpResponse:
    """What is in a store, a card a line."""
    store = selectors.get_store(store_id)
    page = ListPage(
        request,
        selectors.lots_of_store(store),
        title=_("Hàng trong kho – %(store)s") % {"store": store.name},
        columns=[
            Column("number", _lazy("Thẻ kho"), lambda row: row.number, sort="number", indexed=True, kind="number",
                   url=lambda row: row.get_absolute_url()),
            Column("name", _lazy("Tên hàng"), lambda row: row.name, url=lambda row: row.get_absolute_url()),
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code, kind="code", under="name"),
            Column("unit", _lazy("Đơn vị tính"), lambda row: row.unit),
            Column("held", _lazy("Trong kho"), lambda row: plain(row.held), kind="number"),
            Column("away", _lazy("Đang gửi mẫu"), lambda row: plain(row.away) or None, kind="number"),
            Column("shelf", _lazy("Vị trí"), lambda row: row.shelf),
            Column("seal", _lazy("Số niêm phong"), lambda row: row.seal_number),
            Column("since", _lazy("Vào kho"), lambda row: row.since, kind="moment"),
        ],
        search=_with_words,
        default_sort="number",
        empty=_lazy("Kho không có hàng nào trong phạm vi bạn được xem."),
        export_name="hang-trong-kho",
    )  # fmt: skip
    return page.response("stores/inside.html", {"store": store})


@require_safe
def terms(request: OfficeRequest) -> HttpResponse:
    """Seizures in force by the day they end; beside it what the law gives for one that nobody prolonged."""
    today, law = local_date(request.at), open_law()
    soon = today + timedelta(days=SOON_DAYS)

    def left(row: Any) -> tuple[str, str]:
        days = (row.until - today).days
        if days < 0:
            return _("quá hạn %(count)s ngày") % {"count": -days}, "late"
        words = _("còn %(count)s ngày") % {"count": days} if days else _("hôm nay là ngày cuối")
        return words, "warn" if days <= SOON_DAYS else ""

    def by_term(rows: Any, choice: str) -> Any:
        spans = {"late": {"until__lt": today}, "soon": {"until__gte": today, "until__lte": soon}}
        return rows.filter(**spans.get(choice, {"until__gt": soon}))

    first = selectors.lawful_until(today, law=law)
    page = ListPage(
        request,
        selectors.visible_terms(),
        title=_lazy("Sắp hết hạn tạm giữ"),
        columns=[
            Column("left", _lazy("Còn lại"), left, sort="until", indexed=True, kind="chip"),
            Column("until", _lazy("Tạm giữ đến hết ngày"), lambda row: row.until, kind="day", under="left"),
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code, kind="code",
                   url=lambda row: row.case.get_absolute_url()),
            Column("title", _lazy("Nội dung"), lambda row: row.case.title, under="case"),
            Column("decision", _lazy("Quyết định tạm giữ"), lambda row: row.decision),
            Column("since", _lazy("Tạm giữ từ ngày"), lambda row: row.since, kind="day", under="decision"),
            Column("lawful", _lazy("Thời hạn đầu theo luật"), lambda row: _lawful(row, law), kind="day"),
            Column("lines", _lazy("Số dòng hàng"), lambda row: row.line_count, kind="number"),
            Column("agency", _lazy("Đơn vị"), lambda row: row.case.owner_agency.short_name),
        ],
        filters=[Filter("term", _lazy("Thời hạn"), choices=TERMS, apply=by_term)],
        default_sort="left",
        empty=_lazy("Không có tang vật nào đang tạm giữ trong phạm vi bạn được xem."),
        export_name="sap-het-han-tam-giu",
    )  # fmt: skip
    return page.response(
        "stores/terms.html",
        {"cited": cite(first.citation) if first else "", "is_checked": first is None or first.citation.is_checked},
    )


def _lawful(row: Any, law: Law) -> date | None:
    clock = selectors.lawful_until(row.since, law=law)
    return clock.due_on if clock else None


def plain(quantity: Decimal) -> Decimal | int:
    """Return a quantity as it was written: the scale of the column is no part of it."""
    whole = quantity.to_integral_value()
    return int(whole) if whole == quantity else quantity.normalize()


def _with_words(rows: Any, text: str) -> Any:
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(case__code__icontains=word) | Q(seal_number__icontains=word))
    return rows


def _state(row: Any) -> tuple[Any, str]:
    return (_("đã đóng"), "") if row.closed_at else (_("đang dùng"), "good")
