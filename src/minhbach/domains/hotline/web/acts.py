"""What is done at the desk: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.hotline import policies, selectors, services
from minhbach.domains.hotline.web.forms import HandOverForm, InstructionForm, LineForm, MissedForm, TryForm
from minhbach.domains.hotline.web.pages import call_context, line_context
from minhbach.domains.intake.selectors import get_report
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


@require_POST
def take_on(request: OfficeRequest, call_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = services.take_on(officer=request.officer, at=request.at, call=selectors.get_call(call_id))
    messages.success(request, _("Bạn nhận gọi lại; số điện thoại hiện ở dưới."))
    return redirect(found)


@require_POST
def try_back(request: OfficeRequest, call_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_call(call_id)
    policies.require_own(request.officer, found, at=request.at)
    form = TryForm.of(request)
    return handle(
        request,
        form,
        lambda: services.try_back(officer=request.officer, at=request.at, call=found, **form.asked),
        done=_("Đã ghi lần gọi lại."),
        back=found,
        template="hotline/call.html",
        page=lambda: call_context(request, found, try_form=form),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def note_missed(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    form = MissedForm.of(request, lines=selectors.lines_to_work_at(), at=request.at)
    return handle(
        request,
        form,
        lambda: services.note_missed(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã ghi cuộc gọi nhỡ; nó nằm trong danh sách chờ gọi lại."),
        back=reverse("hotline:desk"),
        page={"title": _("Ghi cuộc gọi nhỡ"), "button": _("Ghi"), "cancel": reverse("hotline:desk")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_line(request: OfficeRequest) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    form = LineForm.of(request, at=request.at)
    return handle(
        request,
        form,
        lambda: services.open_line(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã mở đường dây."),
        page={"title": _("Mở đường dây nóng"), "button": _("Mở"), "cancel": reverse("hotline:lines")},
    )


@require_POST
def close_line(request: OfficeRequest, line_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = services.close_line(officer=request.officer, at=request.at, line=selectors.get_line(line_id))
    messages.success(request, _("Đã kết thúc đường dây; các cuộc gọi vẫn được lưu."))
    return redirect(found)


@require_POST
def take_over(request: OfficeRequest, line_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_line(line_id)
    services.take_over(officer=request.officer, at=request.at, line=found)
    messages.success(request, _("Bạn đã nhận ca; việc còn lại của ca trước nay là của bạn."))
    return redirect(found)


@require_POST
def hand_over(request: OfficeRequest, line_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_line(line_id)
    policies.require_own(request.officer, found, at=request.at)
    form = HandOverForm.of(request)
    return handle(
        request,
        form,
        lambda: services.hand_over(officer=request.officer, at=request.at, line=found, **form.asked),
        done=_("Đã giao ca; bạn còn trực tới khi người sau bấm nhận."),
        back=found,
        template="hotline/line.html",
        page=lambda: line_context(request, found, hand_form=form),
    )


@require_POST
def raise_to_head(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = get_report(tip_id)
    services.raise_to_head(officer=request.officer, at=request.at, report=found)
    messages.success(request, _("Đã báo cáo thủ trưởng."))
    return redirect(found)


@require_POST
def give_instruction(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = get_report(tip_id)
    policies.require_head(request.officer, found, at=request.at)
    form = InstructionForm.of(request)
    return handle(
        request,
        form,
        lambda: services.give_instruction(officer=request.officer, at=request.at, report=found, **form.asked),
        done=_("Đã bút phê."),
        back=found,
        page={"title": _("Bút phê"), "button": _("Bút phê"), "cancel": found.get_absolute_url()},
    )
