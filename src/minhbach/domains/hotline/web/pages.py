"""The page of a line with who sits there, of a call with its tries, and the piece of a report's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import duties_on
from minhbach.domains.hotline import policies, selectors
from minhbach.domains.hotline.models import Call, Line
from minhbach.domains.hotline.selectors.calls import WAITING
from minhbach.domains.hotline.types import CallState
from minhbach.domains.hotline.web.files import with_ways_out
from minhbach.domains.hotline.web.forms import HandOverForm, InstructionForm, TryForm
from minhbach.domains.hotline.web.lists import write_wait
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import get_report
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm


@require_safe
def line(request: OfficeRequest, line_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return render(request, "hotline/line.html", line_context(request, selectors.get_line(line_id)))


def line_context(request: OfficeRequest, found: Line, **forms: PageForm) -> dict[str, Any]:
    stint = selectors.current_stint(found)
    works = found.closed_at is None and policies.may_work_at(request.officer, found, at=request.at)
    is_mine = stint is not None and stint.officer_id == request.officer.pk and stint.handed_at is None
    return {
        "line": found,
        "title": found.name,
        "above": _("Đường dây nóng"),
        "above_url": reverse("hotline:lines"),
        "stint": stint,
        "stints": selectors.stints_of(found),
        "left_open": selectors.left_open_at(found),
        "duties": duties_on([found.owner_agency_id], local_date(request.at)),
        "rota_url": reverse("agencies:rota", args=[found.owner_agency_id]),
        "may_take": works and not is_mine,
        "may_hand": works and is_mine,
        "may_close": found.closed_at is None and policies.may_keep(request.officer, found, at=request.at),
        "hand_form": HandOverForm(),
        "facts": [
            Fact(_("Số"), found.number),
            Fact(_("Máy của"), found.keeper.full_name if found.keeper else _("bàn trực")),
            Fact(_("Tin vào hộp thư"), found.letterbox.name),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Mở lúc"), found.created_at, kind="moment"),
            Fact(_("Kết thúc lúc"), found.closed_at, kind="moment"),
        ],
        **forms,
    }


@require_safe
def call(request: OfficeRequest, call_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return render(request, "hotline/call.html", call_context(request, selectors.get_call(call_id)))


def call_context(request: OfficeRequest, found: Call, **forms: PageForm) -> dict[str, Any]:
    works = policies.may_work_at(request.officer, found, at=request.at)
    waits = found.state in WAITING
    is_mine = found.officer_id == request.officer.pk
    wait = found.answered_at - found.came_at if found.key and found.answered_at else None
    return {
        "call": found,
        "title": _("Cuộc gọi"),
        "above": _("Cuộc gọi đường dây nóng"),
        "above_url": reverse("hotline:list"),
        "chips": [chip_of(CallState(found.state))],
        "caller": selectors.caller_of(found),
        "tries": selectors.tries_of(found),
        "may_take": works and waits and not is_mine,
        "may_try": works and waits and is_mine,
        "try_form": TryForm(),
        "facts": [
            Fact(_("Gọi lúc"), found.came_at, kind="moment"),
            Fact(_("Chờ nghe máy"), write_wait(wait)),
            Fact(_("Đường dây"), found.line.name, url=found.line.get_absolute_url()),
            Fact(_("Người nghe, gọi lại"), found.officer.full_name if found.officer else ""),
            Fact(_("Xong lúc"), found.settled_at, kind="moment"),
            Fact(
                _("Tin, đơn"),
                found.report.number if found.report else "",
                url=found.report.get_absolute_url() if found.report else "",
            ),
        ],
        **forms,
    }


@require_safe
def of_report(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    """The piece of a report's page: whether the head was told, and his word."""
    policies.require_worker(request.officer, at=request.at)
    return render(request, "hotline/of_report.html", report_context(request, get_report(tip_id)))


def report_context(request: OfficeRequest, report: Report, **forms: PageForm) -> dict[str, Any]:
    waits = selectors.waits_for_head(report)
    return {
        "report": report,
        "title": _("Bút phê"),
        "letter": selectors.letter_of(report),
        "scans": with_ways_out(
            selectors.scans_of(report), may=policies.may_work_at(request.officer, report, at=request.at)
        ),
        "mails": selectors.mails_of(report),
        "instructions": selectors.instructions_of(report),
        "may_raise": not waits and policies.may_work_at(request.officer, report, at=request.at),
        "may_instruct": waits and policies.may_instruct(request.officer, report, at=request.at),
        "instruction_form": InstructionForm(),
        **forms,
    }
