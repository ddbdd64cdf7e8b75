"""All leads that match the filter: how many they are, what is to be done with them, how far it is, and undoing it."""

from __future__ import annotations

from copy import copy
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.screening import policies, services
from minhbach.domains.screening.refusals import NothingSelected
from minhbach.domains.screening.selectors.bulk import access_bulk, bulk_progress, hands_of, may_undo, passed_over
from minhbach.domains.screening.services.bulk import MOST, Asked
from minhbach.domains.screening.types import BulkAct, BulkState
from minhbach.domains.screening.web.assignees import assignee_in, due_in
from minhbach.domains.screening.web.listed import leads_list
from minhbach.domains.screening.web.pages import acts_offered
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.request import OfficeRequest


@require_POST
def choose(request: OfficeRequest) -> HttpResponse:
    """Keep which leads the list's filter leaves; the next page says how many, and asks what to do with them."""
    policies.require_judge(request.officer, at=request.at)
    query = QueryDict(request.POST.get("query", ""))
    asked: Any = copy(request)
    asked.path, asked.GET = reverse("screening:leads"), query
    page = leads_list(asked)
    chosen = services.choose_leads(
        officer=request.officer,
        at=request.at,
        lead_ids=list(page.narrowed.order_by().values_list("pk", flat=True)[: MOST + 1]),
        narrowed_by="; ".join(f"{one.label}: {one.words}" for one in page.narrowings),
        query=query.urlencode(),
    )
    return redirect("screening:bulk_page", chosen.id)


@require_safe
def page(request: OfficeRequest, bulk_id: UUID) -> HttpResponse:
    return render(request, "screening/bulk.html", _context(request, bulk_id))


@require_safe
def progress(request: OfficeRequest, bulk_id: UUID) -> HttpResponse:
    """The part of the page that asks again each second while the work is under way."""
    return render(request, "screening/bulk_progress.html", _context(request, bulk_id))


@require_POST
def act(request: OfficeRequest, bulk_id: UUID) -> HttpResponse:
    found = access_bulk(request.officer, bulk_id, at=request.at)
    services.begin_bulk(officer=request.officer, at=request.at, bulk=found, asked=_asked(request))
    return redirect("screening:bulk_page", bulk_id)


@require_POST
def undo(request: OfficeRequest, bulk_id: UUID) -> HttpResponse:
    found = access_bulk(request.officer, bulk_id, at=request.at)
    undoing = services.undo_bulk(officer=request.officer, at=request.at, bulk=found)
    return redirect("screening:bulk_page", undoing.id)


@require_POST
def stop(request: OfficeRequest, bulk_id: UUID) -> HttpResponse:
    found = access_bulk(request.officer, bulk_id, at=request.at)
    services.stop_bulk(officer=request.officer, at=request.at, bulk=found)
    return redirect("screening:bulk_page", bulk_id)


def _asked(request: OfficeRequest) -> Asked:
    """Read what is to be done; each reason to lay aside is a button of its own."""
    sent = request.POST
    if sent.get("reason"):
        return Asked(act=BulkAct.DISMISS, reason=sent["reason"], note=sent.get("note", ""))
    match sent.get("act"):
        case "take":
            return Asked(act=BulkAct.TAKE)
        case "assign":
            return Asked(act=BulkAct.ASSIGN, to=assignee_in(sent), due_on=due_in(sent))
    raise NothingSelected


def _context(request: OfficeRequest, bulk_id: UUID) -> dict[str, Any]:
    bulk = access_bulk(request.officer, bulk_id, at=request.at)
    is_chosen = bulk.state == BulkState.CHOSEN
    return (acts_offered(request) if is_chosen else {}) | {
        "bulk": bulk,
        "count": len(bulk.lead_ids),
        "done": len(bulk.done_ids),
        "hands": hands_of(bulk) if is_chosen else (),
        "passed_over": passed_over(bulk),
        "progress": bulk_progress(bulk, at=request.at),
        "state": chip_of(BulkState(bulk.state)),
        "act_words": BulkAct(bulk.act).label if bulk.act else "",
        "may_stop": bulk.is_stoppable(at=request.at),
        "may_undo": may_undo(bulk),
        "back": f"{reverse('screening:leads')}?{bulk.query or 'all=1'}",
    }
