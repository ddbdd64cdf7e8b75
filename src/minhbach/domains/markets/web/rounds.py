"""The round on a phone: what is noted at each stall, by a press or in a bundle once the network is back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.evidence.selectors import evidence_counts
from minhbach.domains.markets import policies, selectors, services
from minhbach.domains.markets.models import Round
from minhbach.domains.markets.refusals import MarkUnknown
from minhbach.domains.markets.services import Noted
from minhbach.domains.markets.types import MARKS, Mark, MarkKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.press import NAME, read_press
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.writing import write_moment

# A phone that was away for a day sends no more than this at once; the rest comes with its next sending.
MOST_AT_ONCE = 200


class RoundForm(PageForm):
    purpose = fields.Text(
        label=_lazy("Nội dung đợt"),
        longest=200,
        help_text=_lazy("Ví dụ: Vận động ký cam kết không bán hàng giả, quý IV/2026."),
        attrs={"autofocus": True},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: OfficeRequest, market_id: UUID) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    found = selectors.get_market(market_id)
    form = RoundForm.of(request)
    return handle(
        request,
        form,
        lambda: services.open_round(officer=request.officer, at=request.at, market=found, **form.asked),
        page={
            "title": _("Mở đợt đi chợ"),
            "lead": found.name,
            "button": _("Bắt đầu"),
            "cancel": found.get_absolute_url(),
        },
    )


@require_safe
def walk(request: OfficeRequest, round_id: UUID) -> HttpResponse:
    found = selectors.get_round(round_id)
    marks = selectors.standing_marks(found)
    photos = evidence_counts("markets.roundmark", [mark.id for mark in marks])
    marks = [replace(mark, photos=photos.get(mark.id, 0)) for mark in marks]
    rows = selectors.plan_on(found.market, on=local_date(found.created_at), marks=marks)
    stalls = [stall for row in rows for stall in row.stalls]
    may_walk = policies.may_keep(request.officer, found, at=request.at)
    context = {
        "round": found,
        "title": found.market.name,
        "rows": rows,
        "left": sum(stall.mark is None for stall in stalls),
        "stall_count": len(stalls),
        "marks": MARKS,
        "may_mark": may_walk and found.closed_at is None,
        "may_close": may_walk and found.closed_at is None,
        "may_share": may_walk,
    }
    return render(request, "markets/round.html", context)


@require_POST
def mark(request: OfficeRequest, round_id: UUID) -> HttpResponse:
    """One mark, pressed on a page without a script."""
    found = _walked(request, round_id)
    stall_id, _dot, kind = request.POST.get("mark", "").partition(".")
    one = Noted(
        _uuid(stall_id), kind, request.POST.get(f"note-{stall_id}", ""), id=read_press(request.POST.get(NAME, ""))
    )
    services.note_marks(officer=request.officer, at=request.at, walked=found, noted=[one])
    return redirect(f"{found.get_absolute_url()}#o-{one.stall_id}")


@require_POST
def send(request: OfficeRequest, round_id: UUID) -> HttpResponse:
    """What a phone kept while it had no network, each mark with its id; answers what stands of every stall now.

    Each mark is taken or refused by itself, so that one that cannot be taken does not hold the others up.
    """
    found = _walked(request, round_id)
    kept, refused = [], []
    for given in _sent(request):
        try:
            noted = _noted(given)
            services.note_marks(officer=request.officer, at=request.at, walked=found, noted=[noted])
            kept.append(str(given.get("id", "")))
        except Refusal as refusal:
            refused.append({"id": str(given.get("id", "")), "sentence": str(refusal)})
    standing = selectors.standing_marks(found)
    return JsonResponse(
        {
            "kept": kept,
            "refused": refused,
            "is_open": found.closed_at is None,
            "stalls": {str(one.stall_id): _shown(one) for one in standing},
        }
    )


@require_POST
def take_back(request: OfficeRequest, mark_id: UUID) -> HttpResponse:
    found = selectors.get_mark(mark_id)
    services.take_mark_back(officer=request.officer, at=request.at, mark=found)
    messages.success(request, _("Đã rút lại lần ghi."))
    return redirect(f"{found.round.get_absolute_url()}#o-{found.stall_id}")


@require_POST
def close(request: OfficeRequest, round_id: UUID) -> HttpResponse:
    found = _walked(request, round_id)
    services.close_round(officer=request.officer, at=request.at, walked=found)
    messages.success(request, _("Đã kết thúc đợt."))
    return redirect(reverse("markets:summary", args=[found.pk]))


def _walked(request: OfficeRequest, round_id: UUID) -> Round:
    found = selectors.get_round(round_id)
    policies.require_walker(request.officer, found, at=request.at)
    return found


def _sent(request: OfficeRequest) -> list[dict[str, Any]]:
    try:
        sent = json.loads(request.POST.get("marks", "[]"))
    except ValueError:
        raise MarkUnknown from None
    if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
        raise MarkUnknown
    return sent[:MOST_AT_ONCE]


def _noted(given: dict[str, Any]) -> Noted:
    return Noted(
        stall_id=_uuid(given.get("stall")),
        kind=str(given.get("kind", "")),
        note=str(given.get("note", "")).replace("\x00", ""),
        made_at=_moment(given.get("made_at")),
        id=_uuid(given.get("id")),
    )


def _uuid(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise MarkUnknown from None


def _moment(text: Any) -> datetime | None:
    """Return a moment with its zone; by a clock that says none a mark was made when it came."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _shown(one: Mark) -> dict[str, str]:
    kind = MarkKind(one.kind)
    who = f"{one.officer}, {write_moment(one.made_at)}"
    return {
        "id": str(one.id),
        "kind": kind.value,
        "words": str(kind.label),
        "tone": kind.tone,
        "note": one.note,
        "who": who,
        "photo": reverse("evidence:add", args=["markets.roundmark", one.id]),
        "take_back": reverse("markets:take_back", args=[one.id]),
    }
