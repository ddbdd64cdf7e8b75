"""What an officer does with leads: one at a time from a lead's page, several from the list."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Agency
from minhbach.domains.screening import selectors, services
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.refusals import NothingSelected
from minhbach.domains.screening.types import LeadState
from minhbach.domains.screening.web.assignees import assignee_in, due_in, said_assigned
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.listing import last_query
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.refusals import NotFound

UNDO_KEY = "leads_undo"


@require_POST
def take(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    leads = with_alike(request, lead_id)
    count = services.take_leads(officer=request.officer, at=request.at, leads=leads)
    keep_undo(request, "release", leads)
    if count == 1:
        messages.success(request, _("Bạn đã nhận thẩm tra thông tin này."))
    else:
        messages.success(request, _("Bạn đã nhận thẩm tra %(count)s thông tin.") % {"count": count})
    # A list of those that wait has it no longer: one goes on with it on its own page.
    return back(request, lead_id) if _lists_taken(request) else redirect("screening:lead", lead_id)


@require_POST
def release(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    leads = with_alike(request, lead_id)
    services.release_leads(officer=request.officer, at=request.at, leads=leads)
    messages.success(request, _("Đã trả lại; thông tin chờ người nhận."))
    return back(request, lead_id)


@require_POST
def dismiss(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    """Laid aside, it has no page to go back to but the next one's, or the list."""
    leads = with_alike(request, lead_id)
    services.dismiss_leads(
        officer=request.officer,
        at=request.at,
        leads=leads,
        reason=request.POST.get("reason", ""),
        note=request.POST.get("note", ""),
    )
    keep_undo(request, "restore", leads)
    following = [one for one in _ids(request.POST.get("next", "")) if one != lead_id]
    return redirect("screening:lead", following[0]) if following else redirect("screening:leads")


@require_POST
def restore(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    services.restore_leads(officer=request.officer, at=request.at, leads=with_alike(request, lead_id))
    messages.success(request, _("Đã khôi phục thông tin."))
    return back(request, lead_id)


@require_POST
def pass_on(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    agency = _recipient(request)
    leads = with_alike(request, lead_id)
    count = services.pass_on_leads(officer=request.officer, at=request.at, leads=leads, agency=agency)
    said = {"agency": agency.name, "count": count}
    messages.success(request, _("%(agency)s đã xem và nhận được %(count)s thông tin.") % said)
    return back(request, lead_id)


@require_POST
def bulk(request: OfficeRequest) -> HttpResponse:
    """One act on the leads selected, all or none."""
    leads = _selected(request)
    officer, at = request.officer, request.at
    # Each reason is a button of its own.
    act = request.POST.get("act") or ("dismiss" if request.POST.get("reason") else "")
    if act == "take":
        count = services.take_leads(officer=officer, at=at, leads=leads)
        keep_undo(request, "release", leads)
        sentence = _("Bạn đã nhận thẩm tra %(count)s thông tin.")
    elif act == "release":
        count = services.release_leads(officer=officer, at=at, leads=leads)
        sentence = _("Đã trả lại %(count)s thông tin.")
    elif act == "dismiss":
        count = services.dismiss_leads(
            officer=officer,
            at=at,
            leads=leads,
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
        )
        keep_undo(request, "restore", leads)
        return redirect("screening:leads")
    elif act == "restore":
        count = services.restore_leads(officer=officer, at=at, leads=leads)
        sentence = _("Đã khôi phục %(count)s thông tin.")
    elif act == "assign":
        to, due_on = assignee_in(request.POST), due_in(request.POST)
        is_first = not any(lead.assigned_unit_id for lead in leads)
        count = services.assign_leads(officer=officer, at=at, leads=leads, to=to, due_on=due_on)
        if is_first:
            keep_undo(request, "recall", leads)
        sentence = said_assigned(count, to).replace("%", "%%")
    elif act == "recall":
        count = services.recall_leads(officer=officer, at=at, leads=leads)
        sentence = _("Đã thu hồi %(count)s thông tin.")
    elif act == "pass_on":
        count = services.pass_on_leads(officer=officer, at=at, leads=leads, agency=_recipient(request))
        sentence = _("Đã chuyển %(count)s thông tin.")
    else:
        raise NothingSelected
    messages.success(request, sentence % {"count": count})
    return redirect("screening:leads")


def with_alike(request: OfficeRequest, lead_id: UUID) -> list[Lead]:
    """The lead of the page, and those like it that the page named, where the officer acts on all of them."""
    return selectors.access_leads(
        request.officer, [lead_id, *_ids(",".join(request.POST.getlist("alike")))], at=request.at
    )


def _ids(text: str) -> list[UUID]:
    try:
        return [UUID(one) for one in text.split(",") if one]
    except ValueError:
        raise NotFound from None


def keep_undo(request: OfficeRequest, act: str, leads: Sequence[Lead]) -> None:
    """Let the next page offer the act that undoes this one."""
    request.session[UNDO_KEY] = {"act": act, "ids": [str(lead.id) for lead in leads]}


def back(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    """Go back to where the officer acted: the list with its pane, or the lead's own page."""
    is_in_pane = request.POST.get("from") == "list"
    return redirect("screening:leads") if is_in_pane else redirect("screening:lead", lead_id)


def _lists_taken(request: OfficeRequest) -> bool:
    asked = QueryDict(last_query(request, reverse("screening:leads")))
    return asked.get("state", "") in ("", "any", LeadState.TAKEN)


def _selected(request: OfficeRequest) -> list[Lead]:
    """A row of the list names every lead that it stands for."""
    ids = _ids(",".join(request.POST.getlist("lead")))
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
