"""What was handed over, what is past its day, and the page of one hand-over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.intake import policies, selectors
from minhbach.domains.intake.kinds import BY_CODE, KINDS
from minhbach.domains.intake.models import Handover, Report
from minhbach.domains.intake.types import HandoverState
from minhbach.domains.intake.web.routing_forms import ConfirmForm, GiveBackForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.scope import current_access

WAY = [("in", _lazy("chuyển đến")), ("out", _lazy("chuyển đi")), ("late", _lazy("quá hạn xác nhận"))]
STANDING = [("open", _lazy("còn quá hạn")), ("settled", _lazy("đã xong hoặc đổi hạn"))]


@require_safe
def handovers(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    today = local_date(request.at)

    def way(rows: Any, chosen: str) -> Any:
        own = current_access().agency_ids
        if chosen == "late":
            return rows.filter(state=HandoverState.SENT, due_on__lt=today)
        return rows.filter(receiver_id__in=own) if chosen == "in" else rows.filter(owner_agency_id__in=own)

    page = ListPage(
        request,
        selectors.visible_handovers(),
        title=_lazy("Chuyển đi, chuyển đến"),
        columns=[
            Column("number", _lazy("Số"), lambda row: row.number, url=lambda row: row.get_absolute_url(),
                   kind="code"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(HandoverState(row.state)), kind="chip"),
            Column("kind", _lazy("Loại"), _kind),
            Column("due", _lazy("Hạn xác nhận"), lambda row: row.due_on, kind="day"),
            Column("giver", _lazy("Nơi chuyển"), lambda row: row.owner_agency.short_name),
            Column("receiver", _lazy("Nơi nhận"), lambda row: row.receiver.short_name),
            Column("at", _lazy("Chuyển lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
        ],
        filters=[
            Filter("way", _lazy("Chiều"), way, choices=WAY),
            StateFilter("state", _lazy("Tình trạng"), HandoverState),
        ],
        search=lambda rows, text: rows.filter(number=text.strip()),
        default_sort="-at",
        empty=_lazy("Tin, đơn chuyển tới cơ quan khác và được chuyển đến hiện ở đây cho tới khi có nơi nhận."),
        export_name="chuyen-di-chuyen-den",
    )  # fmt: skip
    return page.response()


@require_safe
def overdue(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    today = local_date(request.at)

    def standing(rows: Any, chosen: str) -> Any:
        return rows.filter(settled_at__isnull=chosen == "open")

    def late(row: Any) -> int:
        """Count up to the day on which it was dealt with, or today."""
        until = local_date(row.settled_at) if row.settled_at else today
        return int((until - row.due_on).days)

    page = ListPage(
        request,
        selectors.visible_overdue(),
        title=_lazy("Tin, đơn quá hạn đã báo cấp trên"),
        columns=[
            Column("number", _lazy("Số"), lambda row: row.number, kind="code",
                   url=lambda row: "" if _is_secret(row) else reverse("intake:report", args=[row.report_id])),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("due", _lazy("Hạn"), lambda row: row.due_on, sort="due_on", indexed=True, kind="day"),
            Column("late", _lazy("Quá (ngày)"), late, kind="number"),
            Column("kind", _lazy("Loại"), _kind),
            Column("level", _lazy("Đã báo"), lambda row: row.level.short_name),
            Column("at", _lazy("Báo lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"),
        ],
        filters=[
            Filter("standing", _lazy("Tình trạng"), standing, choices=STANDING),
            Filter("kind", _lazy("Loại"), lambda rows, kind: rows.filter(kind=kind),
                   choices=[(kind.code, kind.short) for kind in KINDS]),
        ],
        search=lambda rows, text: rows.filter(number=text.strip()),
        default_sort="due",
        empty=_lazy("Tin, đơn qua ngày hẹn tự hiện ở đây cho cơ quan giữ và cấp trên. Đơn cần giữ bí mật chỉ có số."),
        export_name="qua-han",
    )  # fmt: skip
    return page.response()


@require_safe
def handover(request: OfficeRequest, handover_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    context = handover_context(request, selectors.get_handover(handover_id))
    return render(request, "intake/handover.html", context)


def handover_context(request: OfficeRequest, found: Handover, **forms: PageForm) -> dict[str, Any]:
    is_sent = found.state == HandoverState.SENT
    gives = policies.gives(request.officer, found, at=request.at)
    receives = policies.receives(request.officer, found, at=request.at)
    may_read = Report.objects.filter(pk=found.report_id).exists()
    is_out = gives and is_sent
    return {
        "handover": found,
        "title": _("Chuyển %(kind)s số %(number)s") % {"kind": _kind(found), "number": found.number},
        "above": _("Chuyển đi, chuyển đến"),
        "above_url": reverse("intake:handovers"),
        "chips": [chip_of(HandoverState(found.state))],
        "report_url": reverse("intake:report", args=[found.report_id]) if may_read else "",
        "may_take": receives and is_sent,
        "may_give_back": receives and found.state in (HandoverState.SENT, HandoverState.TAKEN),
        "may_withdraw": is_out,
        "may_confirm": is_out and not selectors.is_served_here(found.receiver, at=request.at),
        "facts": [
            Fact(_("Nơi chuyển"), found.owner_agency.name),
            Fact(_("Nơi nhận"), found.receiver.name),
            Fact(_("Vì sao chuyển"), found.reason),
            Fact(_("Người chuyển"), found.sent_by.full_name),
            Fact(_("Chuyển lúc"), found.created_at, kind="moment"),
            Fact(_("Hạn xác nhận"), found.due_on, kind="day", note=_("thời hạn của hệ thống, không phải của luật")),
            Fact(_("Người trả lời"), found.settled_by.full_name if found.settled_by else ""),
            Fact(_("Trả lời lúc"), found.settled_at, kind="moment"),
            Fact(_("Vì sao trả lại"), found.why_back),
        ],
        "back_form": GiveBackForm(),
        "confirm_form": ConfirmForm(),
        **forms,
    }


def _kind(row: Any) -> str:
    return str(BY_CODE[row.kind].short) if row.kind in BY_CODE else row.kind


def _is_secret(row: Any) -> bool:
    return row.kind in BY_CODE and BY_CODE[row.kind].is_secret
