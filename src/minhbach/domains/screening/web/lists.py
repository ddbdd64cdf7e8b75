"""The list of leads with its three panes, and leads by seller."""

from __future__ import annotations

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhbach.domains.screening import policies, selectors
from minhbach.domains.screening.selectors.leads import MOST_URGENT, sellers_of
from minhbach.domains.screening.types import OPEN_STATES
from minhbach.domains.screening.web.acts import UNDO_KEY
from minhbach.domains.screening.web.filters import open_by_default
from minhbach.domains.screening.web.listed import leads_list, who_uploads
from minhbach.domains.screening.web.pages import acts_offered
from minhbach.foundation.audit.looks import saw
from minhbach.foundation.audit.words import digest_of_words
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest

SELLERS_A_PAGE = 50


@require_safe
def leads(request: OfficeRequest) -> HttpResponse:
    page = leads_list(request)
    response = page.response(
        "screening/leads.html",
        acts_offered(request)
        | {
            "undo": request.session.get(UNDO_KEY),
            "judged_for": policies.agencies_judged_for(request.posts),
            "today": local_date(request.at),
            "open_states": OPEN_STATES,
            "who_uploads": who_uploads(request),
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
