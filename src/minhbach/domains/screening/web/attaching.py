"""Who stands behind a lead: the candidates, a search, and a seller to be traced."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.screening import policies, selectors, services
from minhbach.domains.screening.selectors.sellers import (
    candidates_for,
    find_subjects,
    identities_in,
    open_leads_of_account,
)
from minhbach.domains.subjects import selectors as subjects
from minhbach.engine.identifiers import Identity
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.refusals import NotFound


@require_http_methods(["GET", "POST"])
def attach(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    officer, at = request.officer, request.at
    policies.require_judge(officer, at=at)
    lead = selectors.access_lead(officer, lead_id, at=at)
    if request.method == "POST":
        chosen = request.POST.get("subject", "")
        if chosen == "unknown":
            services.register_seller(officer=officer, at=at, lead=lead)
            messages.success(request, _("Đã lập hồ sơ người bán “không xác định được” để truy tìm."))
        else:
            count = services.attach_lead(officer=officer, at=at, lead=lead, subject=subjects.get_subject(_id(chosen)))
            sentence = _("Đã gắn %(count)s thông tin của tài khoản này.")
            messages.success(request, sentence % {"count": count})
        return redirect("screening:lead", lead_id)
    text = request.GET.get("q", "").replace("\x00", "")[:200]
    context = {
        "lead": lead,
        "candidates": candidates_for(lead),
        "found": find_subjects(text),
        "text": text,
        "identities": [Identity(kind, value) for kind, value in identities_in(lead)],
        "account_leads": open_leads_of_account(lead).count(),
    }
    return render(request, "screening/attach.html", context)


@require_POST
def detach(request: OfficeRequest, lead_id: UUID) -> HttpResponse:
    officer, at = request.officer, request.at
    services.detach_lead(officer=officer, at=at, lead=selectors.access_lead(officer, lead_id, at=at))
    messages.success(request, _("Đã gỡ thông tin khỏi hồ sơ."))
    return redirect("screening:lead", lead_id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
