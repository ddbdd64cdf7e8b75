"""A member's page: enter figures, upload the form, or say that there was nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Agency
from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.models import FiguresDraft, Report, Submission
from minhbach.domains.reporting.paper import title_of
from minhbach.domains.reporting.policies import require_speaker
from minhbach.domains.reporting.sheets import blank_form, read_form
from minhbach.domains.reporting.spans import Span
from minhbach.domains.reporting.types import ReportState, SubmissionSource
from minhbach.domains.reporting.web.forms import FiguresForm, FileForm
from minhbach.foundation import files
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.requirements import CONFIRMED

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def member(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    """The form, filled with what was last typed or given; what is typed wrong is shown again beside its error."""
    report, agency = _find(request, report_id, agency_id)
    form = FiguresForm.of(request, **_filling(report, agency))
    return handle(
        request,
        form,
        lambda: services.submit_figures(
            officer=request.officer,
            at=request.at,
            report=report,
            agency=agency,
            figures=form.figures(),
            confirmed=form.confirmed,
        ),
        done=_("Đã gửi số liệu."),
        back=_url(report),
        template="reporting/member.html",
        page=lambda: _context(report, agency, figures_form=form),
        edits=Edits(report, lambda: FiguresForm(last=_sent(report, agency).first())),
    )


@require_POST
def keep(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    """Keep what is typed as one goes; the page says when."""
    report, agency = _find(request, report_id, agency_id)
    services.keep_draft(
        officer=request.officer, at=request.at, report=report, agency=agency, typed=FiguresForm.typed(request.POST)
    )
    if not request.htmx:
        return redirect("reporting:member", report.id, agency.id)
    return render(request, "reporting/draft_kept.html")


@require_POST
def nothing(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    report, agency = _find(request, report_id, agency_id)
    services.declare_nothing(
        officer=request.officer,
        at=request.at,
        report=report,
        agency=agency,
        confirmed=request.POST.getlist(CONFIRMED),
    )
    messages.success(request, _("Đã ghi nhận: không phát sinh."))
    return redirect("reporting:report", report.id)


@require_POST
def upload(request: OfficeRequest, report_id: UUID, agency_id: UUID) -> HttpResponse:
    report, agency = _find(request, report_id, agency_id)
    form = FileForm.of(request)
    return handle(
        request,
        form,
        lambda: _take_in(request, report, agency, form.asked["file"], confirmed=form.confirmed),
        done=lambda sent: _("Đã gửi số liệu từ tệp: %(count)s số liệu.") % {"count": len(sent.figures)},
        back=_url(report),
        template="reporting/member.html",
        page=lambda: _context(report, agency, file_form=form),
    )


def _take_in(
    request: OfficeRequest, report: Report, agency: Agency, given: Any, *, confirmed: Collection[str]
) -> Submission:
    figures = read_form(given.name, given)
    given.seek(0)
    return services.submit_figures(
        officer=request.officer,
        at=request.at,
        report=report,
        agency=agency,
        figures=figures,
        source=SubmissionSource.UPLOADED,
        file_sha256=files.put(given.file).sha256,
        file_name=given.name,
        confirmed=confirmed,
    )


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


def _context(report: Report, agency: Agency, **forms: PageForm) -> dict[str, Any]:
    sent = _sent(report, agency)
    return {
        "report": report,
        "agency": agency,
        "title": _("Số liệu của %(agency)s") % {"agency": agency.short_name},
        "last_day": Span(report.start, report.end).last_day,
        "versions": sent,
        "figures_form": FiguresForm(**_filling(report, agency)),
        "keeps": report.state == ReportState.OPEN,
        "file_form": FileForm(),
        **forms,
    }


def _filling(report: Report, agency: Agency) -> dict[str, Any]:
    """What the form is filled with, and what stands beside it."""
    draft = FiguresDraft.objects.filter(report=report, agency=agency).first()
    return {
        "last": _sent(report, agency).first(),
        "draft": draft.typed if draft else None,
        "before": selectors.given_a_month_ago(report, agency),
    }


def _sent(report: Report, agency: Agency) -> QuerySet[Submission]:
    return Submission.objects.filter(report=report, agency=agency).select_related("officer").order_by("-version")


def _url(report: Report) -> str:
    return reverse("reporting:report", args=[report.id])
