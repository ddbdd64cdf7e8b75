"""What is said of a pair, and what is taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.linkage import policies, selectors, services
from minhbach.domains.linkage.refusals import VerdictMissing
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.linkage.web.pages import import_asked
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
    of_import = import_asked(request)
    waiting = selectors.pairs_to_judge(limit=1, of_import=of_import)
    if waiting:
        return redirect(_kept_to(reverse("linkage:pair", args=[waiting[0].id]), of_import))
    return redirect("linkage:pairs_of_import", of_import) if of_import else redirect("linkage:list")


@require_POST
def take_back(request: OfficeRequest, judgement_id: UUID) -> HttpResponse:
    policies.require_judge(request.officer, at=request.at)
    judgement = selectors.get_judgement(judgement_id)
    services.take_back(officer=request.officer, at=request.at, judgement=judgement)
    messages.success(request, _("Đã rút lại kết luận; hai hồ sơ trở lại như trước."))
    of_import = import_asked(request)
    return redirect("linkage:pairs_of_import", of_import) if of_import else redirect("linkage:list")


def _kept_to(address: str, of_import: UUID | None) -> str:
    return f"{address}?list={of_import}" if of_import else address
