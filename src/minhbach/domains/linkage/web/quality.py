"""How often linkage is wrong, by month; and the pages on which a sample is read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.linkage import policies, selectors, services
from minhbach.domains.linkage.quality import Rate
from minhbach.domains.linkage.refusals import VerdictMissing
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.linkage.web.pages import cards_of, rows_of
from minhbach.foundation.pages import OfficeRequest


@dataclass(frozen=True)
class ShownRate:
    """A rate in words, and as a stretch of a line of a hundred."""

    words: str
    interval: str
    read: int
    low: int
    width: int
    middle: int

    @classmethod
    def of(cls, rate: Rate | None) -> ShownRate | None:
        if rate is None:
            return None
        low, high = round(100 * rate.low), round(100 * rate.high)
        interval = f"{_percent(rate.low)}–{_percent(rate.high)}"
        return cls(_percent(rate.share), interval, rate.read, low, max(1, high - low), round(100 * rate.share))


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


@require_safe
def quality(request: OfficeRequest) -> HttpResponse:
    """The rates of every month, of the pairs that the reader sees."""
    policies.require_judge(request.officer, at=request.at)
    waiting = selectors.sampled_to_read(request.officer)
    lines = [(month, ShownRate.of(month.over), ShownRate.of(month.under)) for month in selectors.months()]
    context = {"lines": lines, "waiting": len(waiting), "next": waiting[0] if waiting else None}
    return render(request, "linkage/quality.html", context)


@require_safe
def sampled(request: OfficeRequest, pair_id: UUID) -> HttpResponse:
    """One pair of a sample; how it stands, and what another read, is not told."""
    policies.require_judge(request.officer, at=request.at)
    found = selectors.get_sampled(pair_id)
    one, other = cards_of(request, found.one_id, found.other_id)
    context = {
        "pair": found,
        "one": one.subject,
        "other": other.subject,
        "rows": rows_of(one, other),
        "waiting": len(selectors.sampled_to_read(request.officer)),
    }
    return render(request, "linkage/sampled.html", context)


@require_POST
def read(request: OfficeRequest, pair_id: UUID) -> HttpResponse:
    """Keep what was read and go on to the next."""
    policies.require_judge(request.officer, at=request.at)
    found = selectors.get_sampled(pair_id)
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict.values:
        raise VerdictMissing
    services.read_sampled(officer=request.officer, at=request.at, pair=found, verdict=Verdict(verdict))
    waiting = selectors.sampled_to_read(request.officer)
    if waiting:
        return redirect("linkage:sampled", waiting[0].pk)
    messages.success(request, _("Bạn đã đọc hết mẫu của tháng."))
    return redirect("linkage:quality")
