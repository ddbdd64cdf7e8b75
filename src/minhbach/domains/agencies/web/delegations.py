"""Giving and taking back delegations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.policies import require_delegator
from minhbach.domains.agencies.web.forms import DelegationForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    agency = selectors.get_agency(agency_id)
    giver = require_delegator(request.officer, agency, at=request.at)
    form = DelegationForm.of(request, agency=agency, on=local_date(request.at), giver=giver)
    return handle(
        request,
        form,
        lambda: services.delegate(**form.asked, officer=request.officer, at=request.at),
        done=_("Đã ghi nhận việc giao quyền."),
        back=agency,
        template="agencies/form.html",
        page={"title": _("Giao quyền tại %(agency)s") % {"agency": agency.name}, "agency": agency},
    )


@require_POST
def revoke(request: OfficeRequest, delegation_id: UUID) -> HttpResponse:
    delegation = selectors.get_delegation(delegation_id)
    services.revoke_delegation(
        delegation=delegation, revoked_on=local_date(request.at), officer=request.officer, at=request.at
    )
    messages.success(request, _("Đã thu hồi; văn bản đã ký trước đó vẫn giữ giá trị."))
    return redirect(delegation.from_post.agency)
