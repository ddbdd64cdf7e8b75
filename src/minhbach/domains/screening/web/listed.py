"""The list of leads as it is asked for: what its page shows, and in what order its leads follow one another."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.selectors import by_place_and_year
from minhbach.domains.agencies.types import Role
from minhbach.domains.screening import policies, selectors
from minhbach.domains.screening.found import FOUND
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.templatetags.screening import priority
from minhbach.domains.screening.types import LeadState
from minhbach.domains.screening.web.filters import lead_filters, open_by_default
from minhbach.engine.identifiers.platforms import platform_name
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.listing import Fold, last_query


def leads_list(request: OfficeRequest) -> ListPage:
    """Most urgent first; what was laid aside or has a case only when asked for."""
    return ListPage(
        request,
        open_by_default(selectors.visible_leads(request.officer, at=request.at), request.GET.get("state", "")),
        title=_lazy("Thông tin cần thẩm tra"),
        columns=[
            Column("title", _lazy("Tin đăng bán"), lambda lead: lead.title, url=lead_url),
            Column("urgency", _lazy("Ưu tiên"), priority, sort="score", indexed=True, kind="number"),
            Column("signs", _lazy("Dấu hiệu"), lambda lead: lead.what),
            Column(
                "price",
                _lazy("Giá"),
                lambda lead: lead.price_vnd,
                sort="price_vnd",
                indexed=True,
                kind="vnd",
                may_be_empty=True,
            ),
            Column("seller", _lazy("Người bán"), lambda lead: lead.seller_name or lead.seller_id, sort="seller_name"),
            Column("place", _lazy("Địa bàn"), lambda lead: lead.place.name if lead.place else ""),
            Column("platform", _lazy("Sàn, nền tảng"), lambda lead: platform_name(lead.platform)),
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
        filters=lead_filters(request, on=local_date(request.at)),
        search=by_place_and_year(selectors.with_words, FOUND),
        fold=Fold(selectors.folded, selectors.folded_count),
        empty=_lazy("Thông tin cần thẩm tra hiện ở đây sau khi quét một tệp tin đăng bán."),
        export_name="thong-tin-can-tham-tra",
        # Its rows are drawn in their own way.
        is_choosable=False,
    )


def list_left(request: OfficeRequest) -> ListPage:
    """Give the list as the officer last looked at it."""
    path = reverse("screening:leads")
    left: Any = copy(request)
    left.path, left.GET = path, QueryDict(last_query(request, path))
    return leads_list(left)


def who_uploads(request: OfficeRequest) -> str:
    """Say whose part it is to give a file, to one whose part it is not."""
    return "" if _sweeps(request) else _("Người nạp tệp là %(roles)s.") % {"roles": _sweepers()}


def who_writes(request: OfficeRequest) -> str:
    """Say whose part it is to teach words, to one whose part it is not."""
    return "" if _sweeps(request) else _("Người soạn mục từ là %(roles)s.") % {"roles": _sweepers()}


def _sweeps(request: OfficeRequest) -> bool:
    return policies.holds(request.posts, policies.SWEEPERS)


def _sweepers() -> str:
    return f" {_('hoặc')} ".join(str(Role(one).label) for one in policies.SWEEPERS)


def lead_url(lead: Lead) -> str:
    return reverse("screening:lead", args=[lead.id])


def state_words(lead: Lead) -> tuple[str, str]:
    return chip_of(LeadState(lead.state))
