"""What a report may belong to, proposed and tied by one key; on the other side, which reports belong to a record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.intake import policies, selectors, services
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.refusals import TieTargetUnknown
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages import OfficeRequest

SHOWN = 20


@require_safe
def proposals(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    """The piece of a report's page that proposes what it belongs to, for whoever deals with it."""
    policies.require_reader(request.officer, at=request.at)
    report = selectors.get_report(tip_id)
    policies.require_own_report(request.officer, report, at=request.at)
    found = selectors.proposals_for(report, request.officer, at=request.at)
    return render(request, "intake/proposals.html", {"report": report, "proposals": found})


@require_POST
def tie(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    report = selectors.get_report(tip_id)
    target_id = read_id(request.POST.get("target", ""))
    if target_id is None:
        policies.require_own_report(request.officer, report, at=request.at)
        raise TieTargetUnknown
    services.tie_to(
        officer=request.officer, at=request.at, report=report, what=request.POST.get("what", ""), target_id=target_id
    )
    messages.success(request, _("Đã nối; bỏ nối được ở phần Đã chuyển, đã gộp, đã nối."))
    return redirect(report)


@require_safe
def tied(request: OfficeRequest, tied_to: str, target_id: UUID) -> HttpResponse:
    """The piece of a record's page that lists the reports in reach that belong to it; empty for who reads none."""
    reads = policies.works_here(request.officer, at=request.at)
    reports = list(selectors.reports_tied_to(tied_to, target_id)[:SHOWN]) if reads else []
    named = [(one, BY_CODE[one.kind].short) for one in reports]
    return render(request, "intake/tied.html", {"reports": named})
