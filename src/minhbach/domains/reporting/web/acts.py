"""What is done to a report: opened, written, closed, put forward; members urged."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Agency
from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.refusals import ChoiceMissing
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.refusals import NotFound

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@require_POST
def open_report(request: OfficeRequest) -> HttpResponse:
    month = MONTH.fullmatch(request.POST.get("month", ""))
    if month is None:
        raise ChoiceMissing
    body = _agency(request.POST.get("body", ""))
    report = services.open_report(
        officer=request.officer, at=request.at, body=body, year=int(month[1]), month=int(month[2])
    )
    return redirect("reporting:report", report.id)


@require_POST
def write_section(request: OfficeRequest, report_id: UUID, code: str) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    services.write_section(officer=request.officer, at=request.at, report=report, code=code, text=text)
    if request.headers.get("HX-Request"):
        return HttpResponse(_("Đã lưu."))
    return redirect("reporting:report", report.id)


@require_POST
def close_figures(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    services.close_figures(officer=request.officer, at=request.at, report=report)
    messages.success(request, _("Đã chốt số liệu. Hãy chọn người ký và trình ký báo cáo."))
    return redirect("reporting:report", report.id)


@require_POST
def reopen_figures(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    services.reopen_figures(officer=request.officer, at=request.at, report=report)
    return redirect("reporting:report", report.id)


@require_POST
def put_forward(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    addressed_to = tuple(line.strip() for line in request.POST.get("addressed_to", "").splitlines() if line.strip())
    document = services.put_forward(
        officer=request.officer,
        at=request.at,
        report=report,
        signer_post_id=_id(request.POST.get("signer", "")),
        addressed_to=addressed_to,
    )
    messages.success(request, _("Đã trình người ký."))
    return redirect("documents:document", document.id)


@require_POST
def urge(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    agency = _agency(str(agency_id))
    services.urge(officer=request.officer, at=request.at, report=report, agency=agency)
    messages.success(
        request,
        _("Đã đôn đốc %(agency)s; việc này hiện trên trang Việc hôm nay của đơn vị.") % {"agency": agency.short_name},
    )
    return redirect("reporting:report", report.id)


def _agency(text: str) -> Agency:
    agency: Agency | None = Agency.objects.filter(id=_id(text)).first()
    if agency is None:
        raise NotFound
    return agency


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ChoiceMissing from None
