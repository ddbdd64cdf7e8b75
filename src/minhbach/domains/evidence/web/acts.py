"""What is done with an item of evidence."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.evidence import selectors, services
from minhbach.domains.evidence.types import Integrity
from minhbach.domains.evidence.web.forms import CustodyForm, ReasonForm
from minhbach.domains.evidence.web.pages import context_of, item_url
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


@require_POST
def verify(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    verification = services.verify_file(officer=request.officer, at=request.at, item=found)
    say = messages.success if verification.integrity == Integrity.INTACT else messages.error
    say(request, _("Tệp %(integrity)s.") % {"integrity": verification.integrity.label})
    return redirect("evidence:item", found.id)


@require_POST
def custody(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    form = CustodyForm.of(request)
    return handle(
        request,
        form,
        lambda: services.record_custody(officer=request.officer, at=request.at, item=found, **form.asked),
        done=_("Đã ghi nhận."),
        back=item_url(found),
        template="evidence/item.html",
        page=lambda: context_of(request, found, custody_form=form),
    )


@require_POST
def put_aside(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.set_aside(officer=request.officer, at=request.at, item=found, **form.asked),
        done=_("Đã loại ra; tệp và quá trình giao nhận vẫn được lưu."),
        back=item_url(found),
        template="evidence/item.html",
        page=lambda: context_of(request, found, reason_form=form),
    )
