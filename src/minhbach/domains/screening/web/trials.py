"""Trials of a lexicon entry: starting one, its progress, what it showed, what one thinks of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.screening import selectors, services
from minhbach.domains.screening.refusals import ExportNotChosen
from minhbach.domains.screening.selectors.lexicon import rights_to
from minhbach.domains.screening.types import TrialState
from minhbach.domains.screening.web.lexicon import seen_version
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.request import OfficeRequest


@require_POST
def start(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    officer, at = request.officer, request.at
    entry = selectors.access_entry(officer, entry_id, at=at)
    chosen = request.POST.get("export", "")
    export = next((one for one in selectors.exports_to_try_on(entry.owner_agency) if str(one.id) == chosen), None)
    if export is None:
        raise ExportNotChosen
    trial = services.start_trial(officer=officer, at=at, entry=entry, export=export, seen=seen_version(request))
    return redirect("screening:trial", trial.id)


@require_safe
def trial(request: OfficeRequest, trial_id: UUID) -> HttpResponse:
    return render(request, "screening/trial.html", _context(request, trial_id))


@require_safe
def progress(request: OfficeRequest, trial_id: UUID) -> HttpResponse:
    """The part of the page that asks again each second while the trial runs."""
    return render(request, "screening/trial_body.html", _context(request, trial_id))


@require_POST
def cancel(request: OfficeRequest, trial_id: UUID) -> HttpResponse:
    found = selectors.access_trial(request.officer, trial_id, at=request.at)
    services.cancel_trial(officer=request.officer, at=request.at, trial=found)
    messages.success(request, _("Đã dừng chạy thử; không giữ lại kết quả nào."))
    return redirect("screening:trial", trial_id)


@require_POST
def judge(request: OfficeRequest, trial_id: UUID, number: int) -> HttpResponse:
    """Worth a look or not; answers with the listing's card and the tally where only they are asked for."""
    found = selectors.access_trial(request.officer, trial_id, at=request.at)
    services.judge_trial_lead(
        officer=request.officer,
        at=request.at,
        trial=found,
        number=number,
        verdict=request.POST.get("verdict", ""),
    )
    if not request.htmx:
        return redirect("screening:trial", trial_id)
    context = _context(request, trial_id)
    context["one"] = next(one for one in context["page"].shown if one.row.number == number)
    return render(request, "screening/trial_judged.html", context)


def _context(request: OfficeRequest, trial_id: UUID) -> dict[str, Any]:
    officer, at = request.officer, request.at
    page = selectors.read_trial_page(officer, trial_id, at=at)
    state = TrialState(page.trial.state)
    return {
        "page": page,
        "trial": page.trial,
        "progress": page.progress,
        "judgment": page.judgment,
        "entry": page.trial.entry,
        "state": chip_of(state),
        "rights": rights_to(officer, page.trial.entry, at=at),
    }
