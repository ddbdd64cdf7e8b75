"""What is said of a pair, and what is taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.linkage import policies, selectors, services
from minhbach.domains.linkage.refusals import VerdictMissing
from minhbach.domains.linkage.types import Verdict
from minhbach.foundation.pages import OfficeRequest


@require_POST
def judge(request: OfficeRequest, candidate_id: UUID) -> HttpResponse:
    """Keep a verdict and go on to the pair that waits next."""
    policies.require_judge(request.officer, at=request.at)
    found = selectors.get_pair(candidate_id)
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict.values:
        raise VerdictMissing
    said = services.judge(
        officer=request.officer, at=request.at, one=found.one, other=found.other, verdict=Verdict(verdict)
    )
    words = _("Đã ghi: %(verdict)s.") % {"verdict": Verdict(verdict).label}
    if verdict == Verdict.SAME and said.joined is None:
        words += " " + _("Cả hai hồ sơ do cơ quan khác giữ nên chưa gộp.")
    messages.success(request, words)
    waiting = selectors.pairs_to_judge(limit=1)
    return redirect("linkage:pair", waiting[0].id) if waiting else redirect("linkage:list")


@require_POST
def take_back(request: OfficeRequest, judgement_id: UUID) -> HttpResponse:
    policies.require_judge(request.officer, at=request.at)
    judgement = selectors.get_judgement(judgement_id)
    services.take_back(officer=request.officer, at=request.at, judgement=judgement)
    messages.success(request, _("Đã rút lại kết luận; hai hồ sơ trở lại như trước."))
    return redirect("linkage:list")
