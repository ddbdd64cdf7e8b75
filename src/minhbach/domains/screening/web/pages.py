"""The page of one lead. Its template is its own: the list shows the same without its frame, in its pane."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhbach.domains.rights.selectors import links_of_lead
from minhbach.domains.screening import policies, selectors
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.price_strip import price_strip
from minhbach.domains.screening.selectors.assignees import assignees_for
from minhbach.domains.screening.selectors.findings import seeing
from minhbach.domains.screening.selectors.sellers import identities_of, subject_of
from minhbach.domains.screening.types import DismissalReason, EventKind, LeadAct, LeadPanel, LeadState
from minhbach.domains.screening.web.acts import UNDO_KEY
from minhbach.domains.screening.web.listed import list_left, state_words
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import offered
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.refusals import NotFound, Refusal


@require_safe
def lead(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    """One lead: the listing as it was, or what was found, why it is here, what to do next. A pane has no frame."""
    if not selectors.has_listing(request.officer, lead_id, at=request.at):
        return _found(request, lead_id)
    sighting = request.GET.get("lan", "")
    page = selectors.read_lead_page(
        request.officer,
        lead_id,
        at=request.at,
        sighting_id=UUID(sighting) if _is_id(sighting) else None,
    )
    context = _about(request, page.lead) | {
        "page": page,
        "strip": price_strip(
            page.snapshot["price_vnd"], page.peer_prices, goods=page.place.goods if page.place else ""
        ),
        "identities": identities_of(page.snapshot),
        "pane": "screening/lead_pane.html",
    }
    return render(request, "screening/lead_pane.html" if request.htmx else "screening/lead.html", context)


def _found(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    page = selectors.read_found_page(request.officer, lead_id, at=request.at)
    context = _about(request, page.lead) | {"page": page, "pane": "screening/found_pane.html"}
    # Whoever was shown the lead alone sees no notice.
    context["is_reported"] = not page.lead.rests_on_records and links_of_lead(lead_id).exists()
    context["assignees"] = seeing(context["assignees"], page.lead, at=request.at)
    return render(request, "screening/found_pane.html" if request.htmx else "screening/lead.html", context)


def _about(request: OfficeRequest, lead: Lead) -> dict[str, Any]:
    """Note the look, and gather what stands around every lead: its state, its acts, its neighbors in the list."""
    audit.record(
        "screening.lead.viewed",
        officer_id=request.officer.id,
        at=request.at,
        target_type="screening.lead",
        target_id=lead.id,
    )
    return acts_offered(request) | {
        "lead": lead,
        "is_pane": bool(request.htmx),
        # The list beside a pane has its own neighbors, and offers to undo.
        "beside": None if request.htmx else selectors.neighbors(list_left(request).rows, lead),
        "undo": None if request.htmx else request.session.pop(UNDO_KEY, None),
        "state": state_words(lead),
        "is_mine": lead.taken_by_id == request.officer.id,
        "further": [
            (act, act.url(str(lead.id)))
            for act in offered(LeadAct)
            if not act.roles or any(post.role in act.roles for post in request.posts)
        ],
        "panels": [panel.url(str(lead.id)) for panel in offered(LeadPanel)],
        "subject": subject_of(lead),
        **_held(request, lead),
    }


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


def _held(request: OfficeRequest, lead: Lead) -> dict[str, bool]:
    """Say which acts are this agency's: its own sweeps' leads, those it has taken, and what it did itself."""
    judged_for = policies.agencies_judged_for(request.posts)
    holds = policies.is_held(lead, judged_for, at=request.at)

    def may_undo(kind: EventKind) -> bool:
        return holds or policies.is_held(lead, judged_for, at=request.at, also=selectors.doer_of(lead, kind))

    return {
        "holds": holds,
        "may_share": policies.may_say_who_sees(judged_for, lead),
        "is_led": _is_led(request, lead),
        "may_restore": lead.state == LeadState.DISMISSED and may_undo(EventKind.DISMISSED),
        "may_detach": lead.has_listing and lead.subject_id is not None and may_undo(EventKind.ATTACHED),
    }


def _is_led(request: OfficeRequest, lead: Lead) -> bool:
    """Say whether the lead is in the hands of those this officer leads, or in nobody's: to give it, or take it back."""
    try:
        policies.require_assigner(request.officer, at=request.at)
        policies.require_leads_hands(request.officer, lead, at=request.at)
    except Refusal:
        return False
    return True


def acts_offered(request: OfficeRequest) -> dict[str, Any]:
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
        "assignees": assignees_for(posts, on=local_date(request.at)),
    }


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
