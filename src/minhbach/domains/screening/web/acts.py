"""What an officer does with leads: one at a time from a lead's page, several from the list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Agency
from minhbach.domains.screening import selectors, services
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.refusals import NothingSelected
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.refusals import NotFound

UNDO_KEY = "leads_dismissed"


@require_POST
def take(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    services.take_lead(officer=request.officer, at=request.at, lead=_lead(request, lead_id))
    messages.success(request, _("Bạn đã nhận thẩm tra thông tin này."))
    return redirect("screening:lead", lead_id)


@require_POST
def release(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    services.release_lead(officer=request.officer, at=request.at, lead=_lead(request, lead_id))
    messages.success(request, _("Đã trả lại; thông tin chờ người nhận."))
    return redirect("screening:lead", lead_id)


@require_POST
def dismiss(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    services.dismiss_lead(
        officer=request.officer,
        at=request.at,
        lead=_lead(request, lead_id),
        reason=request.POST.get("reason", ""),
        note=request.POST.get("note", ""),
    )
    request.session[UNDO_KEY] = [str(lead_id)]
    return redirect("screening:leads")


@require_POST
def restore(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    services.restore_lead(officer=request.officer, at=request.at, lead=_lead(request, lead_id))
    messages.success(request, _("Đã khôi phục thông tin."))
    return redirect("screening:lead", lead_id)


@require_POST
def pass_on(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    agency = _recipient(request)
    services.pass_on_leads(
        officer=request.officer,
        at=request.at,
        leads=[_lead(request, lead_id)],
        agency=agency,
    )
    messages.success(request, _("%(agency)s đã xem và nhận được thông tin này.") % {"agency": agency.name})
    return redirect("screening:lead", lead_id)


@require_POST
def bulk(request: OfficeRequest) -> HttpResponse:
    """One act on the leads selected, all or none."""
    leads = _selected(request)
    officer, at = request.officer, request.at
    act = request.POST.get("act", "")
    if act == "take":
        count = services.take_leads(officer=officer, at=at, leads=leads)
        sentence = _("Bạn đã nhận thẩm tra %(count)s thông tin.")
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
        sentence = _("Đã khôi phục %(count)s thông tin.")
    elif act == "pass_on":
        count = services.pass_on_leads(officer=officer, at=at, leads=leads, agency=_recipient(request))
        sentence = _("Đã chuyển %(count)s thông tin.")
    else:
        raise NothingSelected
    messages.success(request, sentence % {"count": count})
    return redirect("screening:leads")


def _lead(request: OfficeRequest, lead_id: UUID) -> Lead:
    return selectors.access_lead(request.officer, lead_id, at=request.at)


def _selected(request: OfficeRequest) -> list[Lead]:
    try:
        ids = [UUID(text) for text in request.POST.getlist("lead")]
    except ValueError:
        raise NotFound from None
    if not ids:
        raise NothingSelected
    return selectors.access_leads(request.officer, ids, at=request.at)


def _recipient(request: OfficeRequest) -> Agency:
    try:
        agency_id = UUID(request.POST.get("agency", ""))
    except ValueError:
        raise NotFound from None
    home = request.posts[0].agency if request.posts else None
    offered = selectors.recipients(home, on=local_date(request.at)) if home else Agency.objects.none()
    agency: Agency | None = offered.filter(id=agency_id).first()
    if agency is None:
        raise NotFound
    return agency
