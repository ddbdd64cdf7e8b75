"""The list of leads with its three panes, one lead, and leads by seller."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.screening import policies, selectors
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors.leads import sellers_of
from minhbach.domains.screening.selectors.sellers import subject_of
from minhbach.domains.screening.templatetags.screening import priority
from minhbach.domains.screening.types import DismissalReason, LeadAct, LeadState
from minhbach.domains.screening.web.acts import UNDO_KEY
from minhbach.domains.screening.web.filters import lead_filters, open_by_default
from minhbach.engine.screening.signs import short_name
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import offered
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.refusals import NotFound

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
            Column("urgency", _lazy("Điểm ưu tiên"), priority, sort="score", kind="number"),
            Column("signs", _lazy("Dấu hiệu"), lambda lead: "; ".join(map(short_name, lead.signs))),
            Column("price", _lazy("Giá"), lambda lead: lead.price_vnd, sort="price_vnd", kind="vnd"),
            Column("seller", _lazy("Người bán"), lambda lead: lead.seller_name or lead.seller_id, sort="seller_name"),
            Column("place", _lazy("Địa bàn"), lambda lead: lead.place.name if lead.place else ""),
            Column("platform", _lazy("Sàn, nền tảng"), lambda lead: lead.platform),
            Column("seen", _lazy("Thấy gần nhất"), lambda lead: lead.last_seen_at, sort="last_seen_at", kind="day"),
            Column("state", _lazy("Tình trạng"), state_words, kind="chip"),
            Column("address", _lazy("Địa chỉ tin đăng"), lambda lead: lead.url),
            # By which learning from outcomes knows the listing again.
            Column("listing", _lazy("Mã tin đăng"), lambda lead: lead.listing_id),
        ],
        filters=lead_filters(),
        search=selectors.with_words,
        empty=_lazy("Thông tin cần thẩm tra hiện ở đây sau khi quét một tệp tin đăng bán."),
        export_name="thong-tin-can-tham-tra",
    )
    response = page.response("screening/leads.html", _acts(request) | {"undo": request.session.get(UNDO_KEY)})
    if response.status_code == HTTPStatus.OK:
        # Offered once; the way back to a remembered list is not yet the list.
        request.session.pop(UNDO_KEY, None)
    return response


@require_safe
def lead(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    """One lead: the listing as it was, why it is here, what to do next. In the list's pane, without its frame."""
    sighting = request.GET.get("lan", "")
    page = selectors.read_lead_page(
        request.officer,
        lead_id,
        at=request.at,
        sighting_id=UUID(sighting) if _is_id(sighting) else None,
    )
    audit.record(
        "screening.lead.viewed",
        officer_id=request.officer.id,
        at=request.at,
        target_type="screening.lead",
        target_id=lead_id,
    )
    template = "screening/lead_pane.html" if request.htmx else "screening/lead.html"
    context = _acts(request) | {
        "page": page,
        "lead": page.lead,
        "state": state_words(page.lead),
        "is_mine": page.lead.taken_by_id == request.officer.id,
        "further": [(act, act.url(str(page.lead.id))) for act in offered(LeadAct)],
        "subject": subject_of(page.lead),
    }
    return render(request, template, context)


@require_safe
def explanation(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    """The explanation of a look as a file that `minhbach explain --recompute` makes again."""
    from minhbach.engine.screening.canonical import canonical, file_name

    sighting = request.GET.get("lan", "")
    page = selectors.read_lead_page(
        request.officer,
        lead_id,
        at=request.at,
        sighting_id=UUID(sighting) if _is_id(sighting) else None,
    )
    if not page.sighting.explanation:
        raise NotFound
    content = canonical(selectors.explanation_of(page.sighting))
    audit.record(
        "screening.lead.explanation_taken",
        officer_id=request.officer.id,
        at=request.at,
        target_type="screening.lead",
        target_id=lead_id,
        data={"sighting": str(page.sighting.id), "sha256": hashlib.sha256(content).hexdigest()},
    )
    name = file_name(str(page.snapshot["listing_id"]))
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return HttpResponse(content, content_type="application/json; charset=utf-8", headers=headers)


@require_safe
def sellers(request: OfficeRequest) -> HttpResponse:
    """The open leads grouped by who sells: one visit may settle many."""
    rows = sellers_of(open_by_default(selectors.visible_leads(request.officer, at=request.at), ""))
    page = Paginator(rows, SELLERS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "screening/sellers.html", {"page": page})


def lead_url(lead: Lead) -> str:
    return reverse("screening:lead", args=[lead.id])


def state_words(lead: Lead) -> tuple[str, str]:
    state = LeadState(lead.state)
    return chip_of(state)


def _acts(request: OfficeRequest) -> dict[str, Any]:
    """What this officer may do with leads, so that nothing is offered that would be refused."""
    posts = request.posts
    may_judge = policies.holds(posts, policies.JUDGES)
    own = posts[0].agency if posts else None
    return {
        "may_sweep": policies.holds(posts, policies.SWEEPERS),
        "may_verify": policies.holds(posts, policies.VERIFIERS),
        "may_judge": may_judge,
        "reasons": DismissalReason.choices,
        "recipients": selectors.recipients(own, on=local_date(request.at)) if may_judge and own else (),
    }


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
