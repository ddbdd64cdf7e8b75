"""What is done to a report: opened, written, closed, put forward; members urged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import get_agency
from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.policies import KEEPERS
from minhbach.domains.reporting.refusals import SectionChangedSince
from minhbach.domains.reporting.web.forms import OpenForm, PutForwardForm
from minhbach.domains.reporting.web.lists import bodies, report_url
from minhbach.domains.reporting.web.pages import page_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.requirements import CONFIRMED


@require_http_methods(["GET", "HEAD", "POST"])
def open_report(request: OfficeRequest) -> HttpResponse:
    """Open the report of a month, for a body whose reports the officer keeps."""
    require_role(request.officer, *KEEPERS, at=request.at)
    form = OpenForm.of(request, bodies=bodies(request), today=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.open_report(officer=request.officer, at=request.at, **form.report()),
        back=report_url,
        page={"title": _("Mở báo cáo"), "button": _("Mở báo cáo"), "cancel": reverse("reporting:list")},
    )


@require_POST
def write_section(request: OfficeRequest, report_id: UUID, code: str) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    text, seen = _words(request, "text"), _words(request, "seen") if "seen" in request.POST else None
    said: dict[str, Any] = {"code": code, "seen": text}
    try:
        services.write_section(officer=request.officer, at=request.at, report=report, code=code, text=text, seen=seen)
    except SectionChangedSince as refusal:
        if not request.htmx:
            raise
        # What was typed stays in its place; sent again, it is sent in the knowledge of the other's words.
        said |= {"refusal": refusal, "seen": refusal.params["text"]}
    if request.htmx:
        return render(request, "reporting/section_saved.html", said)
    return redirect("reporting:write", report.id)


def _words(request: OfficeRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").strip()


def _confirmed(request: OfficeRequest) -> list[str]:
    return request.POST.getlist(CONFIRMED)


@require_POST
def close_figures(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    services.close_figures(officer=request.officer, at=request.at, report=report, confirmed=_confirmed(request))
    messages.success(request, _("Đã chốt số liệu. Hãy chọn người ký và trình ký báo cáo."))
    return redirect("reporting:report", report.id)


@require_POST
def reopen_figures(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    services.reopen_figures(officer=request.officer, at=request.at, report=report, confirmed=_confirmed(request))
    messages.success(request, _("Đã mở lại số liệu. Các đơn vị gửi lại được."))
    return redirect("reporting:report", report.id)


@require_POST
def put_forward(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    form = PutForwardForm.of(request, report=report, at=request.at)
    return handle(
        request,
        form,
        lambda: services.put_forward(
            officer=request.officer, at=request.at, report=report, confirmed=form.confirmed, **form.asked
        ),
        done=_("Đã trình người ký."),
        template="reporting/report.html",
        page=lambda: page_of(request, report_id, put_forward_form=form),
    )


@require_POST
def urge(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    report = selectors.access_report(request.officer, report_id)
    agency = get_agency(agency_id)
    services.urge(officer=request.officer, at=request.at, report=report, agency=agency)
    messages.success(
        request,
        _("Đã đôn đốc %(agency)s; việc này hiện trên trang Việc hôm nay của đơn vị.") % {"agency": agency.short_name},
    )
    return redirect("reporting:report", report.id)
