"""People are called out, answer, and are let go."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.taskforces import policies, selectors, services
from minhbach.domains.taskforces.models import CallOut
from minhbach.domains.taskforces.types import Answered
from minhbach.domains.taskforces.web import forms
from minhbach.domains.taskforces.web.acts import page_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import handle

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
def call_out(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    policies.require_leads(request.officer, found, at=request.at)
    people = selectors.people_of(found, on=local_date(request.at))
    usual = {"people": list(people), "meet_by": request.at + timedelta(hours=forms.USUAL_HOURS)}
    form = forms.CallOutForm.of(request, people=people, initial=usual)
    return handle(
        request,
        form,
        lambda: services.call_out(officer=request.officer, at=request.at, force=found, **form.asked),
        done=_("Đã điều động; lời gọi nằm trên bàn của từng người."),
        page=page_of(found, _("Điều động"), _("Điều động"))
        | {"lead": _("Hệ thống không nhắn tin, gọi điện; ai chưa trả lời hiện ở trang này để bạn gọi.")},
    )


@require_safe
def call(request: OfficeRequest, call_out_id: UUID) -> HttpResponse:
    found = selectors.get_call(call_out_id)
    return render(request, "taskforces/call.html", _context(request, found))


@asks
def answer(request: OfficeRequest, call_out_id: UUID) -> HttpResponse:
    """One press on a phone: “đã nhận”, “đang tới”; who cannot come writes why."""
    found = selectors.get_call(call_out_id)
    form = forms.AnswerForm.of(request)
    return handle(
        request,
        form,
        lambda: services.answer_call(officer=request.officer, at=request.at, call=found, **form.asked),
        done=_("Đã ghi trả lời của bạn."),
        back=found,
        page=_page(found, _("Trả lời điều động"), _("Trả lời")),
    )


@asks
def close(request: OfficeRequest, call_out_id: UUID) -> HttpResponse:
    found = selectors.get_call(call_out_id)
    form = forms.ResultForm.of(request)
    return handle(
        request,
        form,
        lambda: services.close_call(officer=request.officer, at=request.at, call=found, **form.asked),
        done=_("Đã kết thúc lần điều động."),
        back=found,
        page=_page(found, _("Kết thúc điều động"), _("Kết thúc")),
    )


def _context(request: OfficeRequest, found: CallOut) -> dict[str, object]:
    roll = selectors.roll_of(found)
    is_open = found.closed_at is None and policies.runs(found.force, at=request.at)
    return {
        "call": found,
        "title": found.what,
        "above": str(found.force),
        "above_url": found.force.get_absolute_url(),
        "chips": [(_("đã kết thúc"), "")] if found.closed_at else [(_("đang điều động"), "warn")],
        "roll": roll,
        "silent": sum(1 for said in roll if said.last is None),
        "own": next((said for said in roll if said.officer == request.officer), None) if is_open else None,
        "presses": [Answered.RECEIVED, Answered.COMING],
        "may_close": found.closed_at is None and policies.leads(request.officer, found.force, at=request.at),
        "facts": [
            Fact(_("Tập trung tại"), found.meet_where),
            Fact(_("Có mặt trước"), found.meet_by, kind="moment"),
            Fact(_("Người điều động"), found.called_by.full_name),
            Fact(_("Gọi lúc"), found.created_at, kind="moment"),
            Fact(_("Kết thúc lúc"), found.closed_at, kind="moment"),
            Fact(_("Kết quả"), found.result),
        ],
    }


def _page(found: CallOut, title: str, button: str) -> dict[str, str]:
    url = reverse("taskforces:call", args=[found.pk])
    return {"title": title, "lead": found.what, "button": button, "cancel": url, "above": found.what, "above_url": url}
