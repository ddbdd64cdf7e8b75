"""Giving and taking back delegations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.policies import require_delegator
from minhbach.domains.agencies.web.forms import DelegationForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.refusals import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    agency = selectors.get_agency(agency_id)
    giver = require_delegator(request.officer, agency, at=request.at)
    form = DelegationForm(request.POST or None, agency=agency, on=local_date(request.at), giver=giver)
    if form.is_valid():
        try:
            services.delegate(**form.cleaned_data, officer=request.officer, at=request.at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận việc giao quyền."))
            return redirect(agency)
    context = {"form": form, "title": _("Giao quyền tại %(agency)s") % {"agency": agency.name}, "agency": agency}
    return render(request, "agencies/form.html", context, status=422 if form.is_bound else 200)


@require_POST
def revoke(request: OfficeRequest, delegation_id: UUID) -> HttpResponse:
    delegation = selectors.get_delegation(delegation_id)
    services.revoke_delegation(
        delegation=delegation, revoked_on=local_date(request.at), officer=request.officer, at=request.at
    )
    messages.success(request, _("Đã thu hồi; văn bản đã ký trước đó vẫn giữ giá trị."))
    return redirect(delegation.from_post.agency)
