"""What an officer does with leads: one at a time from a lead's page, several from the list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Agency
from minhbach.domains.screening import selectors, services
from minhbach.domains.screening.models import Lead
from minhbach.foundation.refusals import InvalidInput, NotFound

UNDO_KEY = "leads_dismissed"


class NothingSelected(InvalidInput):
    code = "screening.lead.nothing_selected"
    sentence = gettext_lazy("Select at least one lead.")


@require_POST
def take(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    services.take_lead(officer=request.officer, at=request.at, lead=_lead(request, lead_id))  # type: ignore[attr-defined]
    messages.success(request, _("The lead is yours to verify."))
    return redirect("screening:lead", lead_id)


@require_POST
def release(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    services.release_lead(officer=request.officer, at=request.at, lead=_lead(request, lead_id))  # type: ignore[attr-defined]
    messages.success(request, _("The lead waits again for somebody to take it."))
    return redirect("screening:lead", lead_id)


@require_POST
def dismiss(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    services.dismiss_lead(
        officer=request.officer,  # type: ignore[attr-defined]
        at=request.at,  # type: ignore[attr-defined]
        lead=_lead(request, lead_id),
        reason=request.POST.get("reason", ""),
        note=request.POST.get("note", ""),
    )
    request.session[UNDO_KEY] = [str(lead_id)]
    return redirect("screening:leads")


@require_POST
def restore(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    services.restore_lead(officer=request.officer, at=request.at, lead=_lead(request, lead_id))  # type: ignore[attr-defined]
    messages.success(request, _("The lead is restored."))
    return redirect("screening:lead", lead_id)


@require_POST
def pass_on(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    agency = _recipient(request)
    services.pass_on_leads(
        officer=request.officer,  # type: ignore[attr-defined]
        at=request.at,  # type: ignore[attr-defined]
        leads=[_lead(request, lead_id)],
        agency=agency,
    )
    messages.success(request, _("%(agency)s can now see and take the lead.") % {"agency": agency.name})
    return redirect("screening:lead", lead_id)


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """One act on the leads selected, all or none."""
    leads = _selected(request)
    officer, at = request.officer, request.at  # type: ignore[attr-defined]
    act = request.POST.get("act", "")
    if act == "take":
        count = services.take_leads(officer=officer, at=at, leads=leads)
        sentence = ngettext("%(count)s lead is yours to verify.", "%(count)s leads are yours to verify.", count)
    elif act == "dismiss":
        count = services.dismiss_leads(
            officer=officer,
            at=at,
            leads=leads,
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
        )
        request.session[UNDO_KEY] = [str(lead.id) for lead in leads]
        return redirect("screening:leads")
    elif act == "restore":
        count = services.restore_leads(officer=officer, at=at, leads=leads)
        sentence = ngettext("%(count)s lead is restored.", "%(count)s leads are restored.", count)
    elif act == "pass_on":
        count = services.pass_on_leads(officer=officer, at=at, leads=leads, agency=_recipient(request))
        sentence = ngettext("%(count)s lead was passed on.", "%(count)s leads were passed on.", count)
    else:
        raise NothingSelected
    messages.success(request, sentence % {"count": count})
    return redirect("screening:leads")


def _lead(request: HttpRequest, lead_id: UUID) -> Lead:
    return selectors.access_lead(request.officer, lead_id, at=request.at)  # type: ignore[attr-defined]


def _selected(request: HttpRequest) -> list[Lead]:
    try:
        ids = [UUID(text) for text in request.POST.getlist("lead")]
    except ValueError:
        raise NotFound from None
    if not ids:
        raise NothingSelected
    return selectors.access_leads(request.officer, ids, at=request.at)  # type: ignore[attr-defined]


def _recipient(request: HttpRequest) -> Agency:
    try:
        agency_id = UUID(request.POST.get("agency", ""))
    except ValueError:
        raise NotFound from None
    agency: Agency | None = Agency.objects.filter(id=agency_id, works_in_system=True).first()
    if agency is None:
        raise NotFound
    return agency
