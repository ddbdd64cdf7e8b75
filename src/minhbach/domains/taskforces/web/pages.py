"""The page of one force: who it is, and for those who work in it their room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.taskforces import policies, selectors
from minhbach.domains.taskforces.models import TaskForce
from minhbach.domains.taskforces.types import Term
from minhbach.domains.taskforces.web.forms import LogForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.work import some_of

SHOWN = 50


@require_safe
def force(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    on, agency = local_date(request.at), found.owner_agency
    runs = policies.runs(found, at=request.at)
    steers = policies.steers(request.officer, found, at=request.at)
    invitations = selectors.invitations_of(found)
    context: dict[str, Any] = {
        "force": found,
        "title": str(found),
        "above": _("Tổ công tác"),
        "above_url": reverse("taskforces:list"),
        "chips": [chip_of(Term.RUNNING if runs else Term.OVER)],
        "runs": runs,
        "steers": steers,
        "leads": runs and policies.leads(request.officer, found, at=request.at),
        "may_send": runs
        and any(policies.may_send(request.officer, found, one.agency, at=request.at) for one in invitations),
        "members": selectors.members_of(found, on=on),
        "invitations": invitations,
        "decisions": selectors.decisions_of(found),
        "papers_url": reverse("evidence:of", args=["taskforces.taskforce", found.pk]),
        "facts": [
            Fact(_("Loại"), found.get_kind_display()),
            Fact(_("Ban Chỉ đạo"), policies.committee_of(found).name),
            Fact(_("Từ ngày"), agency.valid_from, kind="day"),
            Fact(_("Đến hết ngày"), agency.last_day, kind="day"),
            Fact(_("Người lập"), found.set_up_by.full_name),
        ],
    }
    if steers or policies.is_member(request.officer, found, at=request.at):
        context |= _room(request, found, runs=runs)
    return render(request, "taskforces/force.html", context)


def _room(request: OfficeRequest, found: TaskForce, *, runs: bool) -> dict[str, Any]:
    """What only those read who work in the force; the database tells each what of it."""
    errands, more_errands = some_of(selectors.errands_of(found), SHOWN)
    lines, more_lines = some_of(selectors.log_of(found), SHOWN)
    calls, _more_calls = some_of(selectors.calls_of(found), SHOWN)
    cases, more_cases = some_of(selectors.cases_of(found), SHOWN)
    return {
        "is_in": True,
        "today": local_date(request.at),
        "errands": errands,
        "more_errands": more_errands,
        "lines": lines,
        "more_lines": more_lines,
        "calls": calls,
        "cases": cases,
        "more_cases": more_cases,
        "marks": selectors.marks_of(found),
        "log_form": LogForm() if runs else None,
    }
