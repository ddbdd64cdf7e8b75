"""The page of one arrival, and its file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.arrivals import policies, services
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.types import State
from minhbach.domains.arrivals.web.forms import FinishForm, InstructForm
from minhbach.domains.arrivals.web.lists import state_chip, urgency_words
from minhbach.domains.documents.selectors import abstract_of
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm


@require_safe
def arrival(request: OfficeRequest, arrival_id: UUID) -> HttpResponse:
    return render(request, "arrivals/arrival.html", page_of(request, arrival_id))


def page_of(request: OfficeRequest, arrival_id: UUID, **sent: PageForm) -> dict[str, Any]:
    """Return what the page shows; a form that was SENT and refused stands in place of a fresh one."""
    found = services.look_at(arrival_id=arrival_id, officer=request.officer, at=request.at)
    is_open = found.state != State.DONE
    may_instruct = is_open and policies.may_instruct(request.officer, found, at=request.at)
    may_finish = found.state == State.ASSIGNED and policies.may_finish(request.officer, found, at=request.at)
    offered = {"instruct": may_instruct, "finish": may_finish}
    return {
        "arrival": found,
        "title": _("Văn bản đến số %(number)s/%(year)s") % {"number": found.number, "year": found.year},
        "lead": found.abstract,
        "above": _("Văn bản đến"),
        "above_url": reverse("arrivals:list"),
        "chips": [
            state_chip(found, at=request.at),
            *([(urgency_words(found), "warn")] if urgency_words(found) else []),
        ],
        "facts": list(_facts(found)),
        "told": list(_told(found)),
        "instruct_form": sent.get("instruct") or InstructForm(arrival=found, at=request.at) if may_instruct else None,
        "finish_form": sent.get("finish") or FinishForm() if may_finish else None,
        "may_amend": policies.may_amend(request.officer, found, at=request.at),
        # The act may be offered no more: another has been there since the page was opened.
        "refused": [form for act, form in sent.items() if not offered[act]],
    }


@require_safe
def file(request: OfficeRequest, arrival_id: UUID) -> FileResponse:
    """Hand the scan over as an attachment, never in the browser's own page."""
    found, stream = services.take_file(arrival_id=arrival_id, officer=request.officer, at=request.at)
    response = FileResponse(stream, as_attachment=True, filename=found.file_name, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _facts(found: Arrival) -> list[Fact]:
    case, report, answers = found.case, found.report, found.answers
    return [
        Fact(_("Ngày đến"), found.arrived_on, kind="day"),
        Fact(_("Nơi gửi"), found.sender),
        Fact(_("Số, ký hiệu"), found.symbol),
        Fact(_("Ngày văn bản"), found.dated, kind="day"),
        Fact(_("Cơ quan nhận"), found.owner_agency.name),
        Fact(_("Vụ việc"), f"{case.code}: {case.title}" if case else "", url=case.get_absolute_url() if case else ""),
        Fact(
            _("Trả lời văn bản"),
            f"{answers.number_text} {abstract_of(answers.title, '')}" if answers else "",
            url=answers.get_absolute_url() if answers else "",
        ),
        Fact(
            _("Báo cáo"),
            _("tháng %(month)s/%(year)s") % {"month": report.month, "year": report.year} if report else "",
            url=reverse("reporting:report", args=[report.id]) if report else "",
        ),
        Fact(_("Ghi chú"), found.note),
        Fact(_("Người đăng ký"), found.registered_by.full_name),
    ]


def _told(found: Arrival) -> list[Fact]:
    """What was written on it, to whom it went, and what became of it."""
    return [
        Fact(_("Bút phê"), found.instruction or (_("Lưu, để biết") if found.instructed_by else "")),
        Fact(_("Người bút phê"), found.instructed_by.full_name if found.instructed_by else ""),
        Fact(_("Bút phê lúc"), found.instructed_at, kind="moment"),
        Fact(_("Giao cho"), found.assignee.full_name if found.assignee else ""),
        Fact(_("Hạn xử lý"), found.due_on, kind="day"),
        Fact(_("Kết quả"), found.outcome),
        Fact(_("Xong lúc"), found.done_at, kind="moment"),
    ]
