"""A member's page: enter figures, upload the form, or say that there was nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Agency
from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.models import Report, Submission
from minhbach.domains.reporting.paper import title_of
from minhbach.domains.reporting.policies import require_speaker
from minhbach.domains.reporting.sheets import blank_form, given_indicators, read_form
from minhbach.domains.reporting.types import SubmissionSource
from minhbach.foundation import files
from minhbach.foundation.money import MoneyUnreadable, parse_vnd
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.refusals import InvalidInput, NotFound

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def member(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    """The form, filled with what was last given; what is typed wrong is shown again beside its error."""
    report, agency = _find(request, report_id, agency_id)
    last = Submission.objects.filter(report=report, agency=agency).order_by("-version").first()
    typed = {(one[0], one[1]): str(one[2]) for one in last.figures} if last else {}
    if request.method != "POST":
        return _page(request, report, agency, typed, {})
    typed = {
        (one.id, category): request.POST.get(_name(one.id, category), "").strip()
        for one, category, _label in given_indicators()
    }
    figures, errors = _read(typed)
    if errors or not figures:
        if not errors:
            messages.error(request, _("Chưa điền số liệu nào. Nếu không có, hãy dùng nút “Không phát sinh”."))
        return _page(request, report, agency, typed, errors, status=422)
    try:
        services.submit_figures(
            officer=request.officer,
            at=request.at,
            report=report,
            agency=agency,
            figures=figures,
            note=request.POST.get("note", ""),
        )
    except InvalidInput as refusal:
        for row in refusal.rows:
            messages.error(request, f"{row.column}: {row.sentence}")
        return _page(request, report, agency, typed, {}, status=422)
    messages.success(request, _("Đã gửi số liệu."))
    return redirect("reporting:report", report.id)


@require_POST
def nothing(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    report, agency = _find(request, report_id, agency_id)
    services.declare_nothing(officer=request.officer, at=request.at, report=report, agency=agency)
    messages.success(request, _("Đã ghi nhận: không phát sinh."))
    return redirect("reporting:report", report.id)


@require_POST
def upload(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    report, agency = _find(request, report_id, agency_id)
    given = request.FILES.get("file")
    if given is None:
        messages.error(request, _("Hãy chọn tệp trước."))
        return redirect("reporting:member", report.id, agency.id)
    content = given.read()
    figures = read_form(given.name or "", content)
    services.submit_figures(
        officer=request.officer,
        at=request.at,
        report=report,
        agency=agency,
        figures=figures,
        source=SubmissionSource.UPLOADED,
        file_sha256=files.put(content).sha256,
        file_name=given.name or "",
    )
    messages.success(request, _("Đã gửi số liệu từ tệp: %(count)s số liệu.") % {"count": len(figures)})
    return redirect("reporting:report", report.id)


def template(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    """The empty form, as XLSX."""
    report, agency = _find(request, report_id, agency_id)
    content = blank_form(f"{agency.name}: {title_of(report.year, report.month)}")
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="so-lieu-{report.year}-{report.month:02}.xlsx"'
    return response


def _find(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> tuple[Report, Agency]:
    report = selectors.access_report(request.officer, report_id)
    agency = Agency.objects.filter(id=agency_id).first()
    if agency is None:
        raise NotFound
    require_speaker(request.officer, agency, at=request.at)
    return report, agency


def _page(
    request: OfficeRequest,
    report: Report,
    agency: Agency,
    typed: dict[tuple[str, str], str],
    errors: dict[tuple[str, str], str],
    *,
    status: int = 200,
) -> HttpResponse:
    rows = [
        {
            "indicator": indicator,
            "category": category,
            "label": label,
            "name": _name(indicator.id, category),
            "value": typed.get((indicator.id, category), ""),
            "error": errors.get((indicator.id, category), ""),
        }
        for indicator, category, label in given_indicators()
    ]
    versions = Submission.objects.filter(report=report, agency=agency).select_related("officer").order_by("-version")
    context = {"report": report, "agency": agency, "rows": rows, "versions": versions, "has_errors": bool(errors)}
    return render(request, "reporting/member.html", context, status=status)


def _name(indicator: str, category: str) -> str:
    return f"{indicator}|{category}"


def _read(typed: dict[tuple[str, str], str]) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], str]]:
    figures: dict[tuple[str, str], int] = {}
    errors: dict[tuple[str, str], str] = {}
    for key, text in typed.items():
        try:
            value = parse_vnd(text)
        except MoneyUnreadable:
            errors[key] = _("“%(text)s” không phải số nguyên.") % {"text": text[:40]}
            continue
        if value is not None:
            figures[key] = value
    return figures, errors
