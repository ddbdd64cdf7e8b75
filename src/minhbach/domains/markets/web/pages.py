"""The page of a market with its plan as of a day, of a stall, of a change of the plan; and where a merchant sells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.markets import policies, selectors, services
from minhbach.domains.markets.models import Market, PlanChange
from minhbach.domains.markets.types import ChangeState, LineKind, ListScope
from minhbach.domains.markets.web.lists import day_asked
from minhbach.domains.subjects.selectors import get_subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm

SHOWN_CHANGES, SHOWN_ROUNDS, SHOWN_DAYS = 12, 6, 60


@require_safe
def market(request: OfficeRequest, market_id: UUID) -> HttpResponse:
    found = selectors.get_market(market_id)
    today = local_date(request.at)
    day = day_asked(request)
    rows = selectors.plan_on(found, on=day)
    stalls = [stall for row in rows for stall in row.stalls]
    rounds = selectors.visible_rounds().filter(market=found)[:SHOWN_ROUNDS]
    context = {
        "market": found,
        "title": found.name,
        "above": _("Chợ"),
        "above_url": reverse("markets:list"),
        "rows": rows,
        "day": day,
        "is_today": day == today,
        "days": selectors.days_of_change(found)[:SHOWN_DAYS],
        "stall_count": len(stalls),
        "vacant_count": sum(stall.is_vacant for stall in stalls),
        "changes": selectors.visible_changes(found)[:SHOWN_CHANGES],
        "rounds": rounds,
        "may_keep": policies.may_keep(request.officer, found, at=request.at),
        "may_walk": policies.may_write(request.officer, at=request.at) and bool(stalls),
        "facts": _facts(found),
    }
    return render(request, "markets/market.html", context)


@require_safe
def stall(request: OfficeRequest, stall_id: UUID) -> HttpResponse:
    """Who sold at a stall and what was noted there."""
    found = selectors.get_stall(stall_id)
    history = selectors.history_of(found)
    context = {
        "stall": found,
        "title": services.stall_words(found.row, found.number).capitalize(),
        "above": found.market.name,
        "above_url": found.market.get_absolute_url(),
        "history": [(one, one.ends_on - timedelta(days=1) if one.ends_on else None) for one in history],
        "marks": selectors.marks_of_stall(found),
        "may_keep": policies.may_keep(request.officer, found.market, at=request.at),
    }
    return render(request, "markets/stall.html", context)


@require_safe
def change(request: OfficeRequest, change_id: UUID) -> HttpResponse:
    """What a list would change or has changed, stall by stall, and its rows at fault."""
    found = selectors.get_change(change_id)
    return render(request, "markets/change.html", {**change_context(request, found), "form": PageForm()})


def change_context(request: OfficeRequest, found: PlanChange) -> dict[str, Any]:
    """Gather what the page of a change shows."""
    may_keep = policies.may_keep(request.officer, found.market, at=request.at)
    counts = [(*chip_of(kind), found.counts.get(kind.value, 0)) for kind in LineKind]
    return {
        "change": found,
        "title": found.name,
        "above": found.market.name,
        "above_url": found.market.get_absolute_url(),
        "chips": [chip_of(ChangeState(found.state))],
        "counts": [one for one in counts if one[2]],
        "unused": found.counts.get("unused", ()),
        "lines": [{**line, "chip": chip_of(LineKind(line["kind"]))} for line in found.lines],
        "may_apply": may_keep and found.state == ChangeState.TRIED and bool(found.lines),
        "may_undo": may_keep and found.state == ChangeState.APPLIED,
        "facts": [
            Fact(_("Có hiệu lực từ"), found.effective_on, kind="day"),
            Fact(_("Danh sách nêu"), ListScope(found.scope).label if found.file else ""),
            Fact(_("Tệp"), found.file_name),
            Fact(_("Người gửi"), found.recorded_by.full_name),
            Fact(_("Gửi lúc"), found.created_at, kind="moment"),
            Fact(_("Ghi lúc"), found.applied_at, kind="moment"),
            Fact(_("Người ghi"), found.applied_by.full_name if found.applied_by else ""),
            Fact(_("Rút lại lúc"), found.undone_at, kind="moment"),
            Fact(_("Lý do rút lại"), found.undone_reason),
        ],
    }


@require_safe
def of_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """Where a merchant sells in markets, as a piece of his page."""
    found = get_subject(subject_id)
    stalls = selectors.stalls_of_subject(found, on=local_date(request.at))
    return render(request, "markets/of_subject.html", {"stalls": stalls})


def _facts(found: Market) -> list[Fact]:
    board = found.board
    return [
        Fact(_("Địa bàn"), found.place.name if found.place else ""),
        Fact(_("Địa chỉ"), found.address),
        Fact(
            _("Ban quản lý"),
            board.name if board else "",
            url=reverse("subjects:subject", args=[board.pk]) if board else "",
        ),
        Fact(_("Ký quy chế phối hợp"), found.rules_signed_on, kind="day"),
        Fact(_("Hợp đồng thuê ghi nghĩa vụ từ"), found.lease_duty_from, kind="day"),
        Fact(_("Cơ quan giữ"), found.owner_agency.name),
    ]
