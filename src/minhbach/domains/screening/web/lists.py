"""The list of leads with its three panes, and leads by seller."""

from __future__ import annotations

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.screening import policies, selectors
from minhbach.domains.screening.selectors.leads import MOST_URGENT, sellers_of
from minhbach.domains.screening.templatetags.screening import priority
from minhbach.domains.screening.web.acts import UNDO_KEY
from minhbach.domains.screening.web.filters import lead_filters, open_by_default
from minhbach.domains.screening.web.pages import acts_offered, lead_url, state_words
from minhbach.engine.screening.signs import short_name
from minhbach.foundation.audit.looks import saw
from minhbach.foundation.audit.words import digest_of_words
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, ListPage, OfficeRequest

SELLERS_A_PAGE = 50


@require_safe
def leads(request: OfficeRequest) -> HttpResponse:
    """Most urgent first; what was laid aside or has a case only when asked for."""
    page = ListPage(
        request,
        open_by_default(
            selectors.visible_leads(request.officer, at=request.at),
            request.GET.get("state", ""),
        ),
        title=_lazy("Thông tin cần thẩm tra"),
        columns=[
            Column("title", _lazy("Tin đăng bán"), lambda lead: lead.title, url=lead_url),
            Column("urgency", _lazy("Điểm ưu tiên"), priority, sort="score", indexed=True, kind="number"),
            Column("signs", _lazy("Dấu hiệu"), lambda lead: "; ".join(map(short_name, lead.signs))),
            Column("price", _lazy("Giá"), lambda lead: lead.price_vnd, sort="price_vnd", indexed=True, kind="vnd"),
            Column("seller", _lazy("Người bán"), lambda lead: lead.seller_name or lead.seller_id, sort="seller_name"),
            Column("place", _lazy("Địa bàn"), lambda lead: lead.place.name if lead.place else ""),
            Column("platform", _lazy("Sàn, nền tảng"), lambda lead: lead.platform),
            Column(
                "seen",
                _lazy("Thấy gần nhất"),
                lambda lead: lead.last_seen_at,
                sort="last_seen_at",
                indexed=True,
                kind="day",
            ),
            Column("state", _lazy("Tình trạng"), state_words, kind="chip"),
            Column("address", _lazy("Địa chỉ tin đăng"), lambda lead: lead.url),
            # By which learning from outcomes knows the listing again.
            Column("listing", _lazy("Mã tin đăng"), lambda lead: lead.listing_id),
        ],
        filters=lead_filters(request.officer, on=local_date(request.at)),
        search=selectors.with_words,
        empty=_lazy("Thông tin cần thẩm tra hiện ở đây sau khi quét một tệp tin đăng bán."),
        export_name="thong-tin-can-tham-tra",
        is_choosable=False,
    )
    response = page.response(
        "screening/leads.html",
        acts_offered(request)
        | {
            "undo": request.session.get(UNDO_KEY),
            "judged_for": policies.agencies_judged_for(request.posts),
        },
    )
    if response.status_code == HTTPStatus.OK:
        # Offered once; the way back to a remembered list is not yet the list.
        request.session.pop(UNDO_KEY, None)
    return response


@require_safe
def sellers(request: OfficeRequest) -> HttpResponse:
    """The open leads grouped by who sells: one visit may settle many."""
    rows = sellers_of(open_by_default(selectors.visible_leads(request.officer, at=request.at), ""))
    page = Paginator(rows, SELLERS_A_PAGE).get_page(request.GET.get("page"))
    for seller in page:
        # Grouped by the database, they are no rows that could tell of themselves.
        saw("screening.seller", digest_of_words("seller", seller["seller_key"]))
    return render(
        request, "screening/sellers.html", {"page": page, "is_part": sum(row["leads"] for row in rows) == MOST_URGENT}
    )
