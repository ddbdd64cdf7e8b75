"""Giving leads to those one leads, by a day, and taking them back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.screening import policies, services
from minhbach.domains.screening.web.acts import back, keep_undo, with_alike
from minhbach.domains.screening.web.assignees import assignee_in, due_in, said_assigned
from minhbach.foundation.pages.request import OfficeRequest


@require_POST
def assign(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    policies.require_assigner(request.officer, at=request.at)
    leads = with_alike(request, lead_id)
    to, due_on = assignee_in(request.POST), due_in(request.POST)
    is_first = not any(lead.assigned_unit_id for lead in leads)
    count = services.assign_leads(officer=request.officer, at=request.at, leads=leads, to=to, due_on=due_on)
    if is_first:
        keep_undo(request, "recall", leads)
    messages.success(request, said_assigned(count, to))
    return back(request, lead_id)


@require_POST
def recall(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    policies.require_assigner(request.officer, at=request.at)
    leads = with_alike(request, lead_id)
    count = services.recall_leads(officer=request.officer, at=request.at, leads=leads)
    messages.success(request, _("Đã thu hồi %(count)s thông tin.") % {"count": count})
    return back(request, lead_id)
