"""Handing over, taking, giving back; marking terms; merging: each parses, makes one service call, and leads back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.intake import policies, selectors, services
from minhbach.domains.intake.models import Handover, Report
from minhbach.domains.intake.web.handovers import handover_context
from minhbach.domains.intake.web.routing_forms import (
    AnnulMarkForm,
    ConfirmForm,
    GiveBackForm,
    HandOverForm,
    MarkForm,
    MergeForm,
)
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import PageForm, handle

ASKING = ["GET", "HEAD", "POST"]


@require_http_methods(ASKING)
def hand_over(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = HandOverForm.of(request, report=found, at=request.at)
    page = {
        "title": _("Chuyển tin, đơn số %(number)s") % {"number": found.number},
        "button": _("Chuyển"),
        "cancel": found.get_absolute_url(),
        "lead": _("Nơi xảy ra: %(place)s") % {"place": form.place.name} if form.place else "",
    }
    return handle(
        request,
        form,
        lambda: services.hand_over(officer=request.officer, at=request.at, report=found, **form.chosen),
        done=lambda made: _("Đã chuyển %(agency)s; chờ nơi ấy xác nhận.") % {"agency": made.receiver.name},
        page=page,
    )


@require_POST
def take(request: OfficeRequest, handover_id: UUID) -> HttpResponse:
    taken = services.take(officer=request.officer, at=request.at, handover=_handover(request, handover_id))
    messages.success(request, _("Đã tiếp nhận: từ nay cơ quan bạn xử lý."))
    return redirect(taken)


@require_POST
def withdraw(request: OfficeRequest, handover_id: UUID) -> HttpResponse:
    found = _handover(request, handover_id)
    services.withdraw(officer=request.officer, at=request.at, handover=found)
    messages.success(request, _("Đã rút lại."))
    return redirect(found)


@require_POST
def give_back(request: OfficeRequest, handover_id: UUID) -> HttpResponse:
    found, form = _handover(request, handover_id), GiveBackForm.of(request)
    return handle(
        request,
        form,
        lambda: services.give_back(officer=request.officer, at=request.at, handover=found, **form.asked),
        done=_("Đã trả lại nơi chuyển."),
        back=found,
        template="intake/handover.html",
        page=lambda: handover_context(request, found, back_form=form),
    )


@require_POST
def confirm(request: OfficeRequest, handover_id: UUID) -> HttpResponse:
    found, form = _handover(request, handover_id), ConfirmForm.of(request)
    return handle(
        request,
        form,
        lambda: services.confirm(officer=request.officer, at=request.at, handover=found, **form.asked),
        done=_("Đã ghi xác nhận của nơi nhận."),
        back=found,
        template="intake/handover.html",
        page=lambda: handover_context(request, found, confirm_form=form),
    )


@require_http_methods(ASKING)
def mark(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = MarkForm.of(request, report=found)
    return _at_report(
        request,
        found,
        form,
        lambda: services.mark(officer=request.officer, at=request.at, report=found, **form.asked),
        title=_("Ghi mốc thời hạn"),
        done=_("Đã ghi mốc; các hạn được tính lại."),
    )


@require_http_methods(ASKING)
def annul_mark(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = AnnulMarkForm.of(request, report=found)
    return _at_report(
        request,
        found,
        form,
        lambda: services.annul_mark(officer=request.officer, at=request.at, report=found, **form.asked),
        title=_("Bỏ mốc ghi sai"),
        done=_("Đã bỏ mốc; các hạn được tính lại."),
    )


@require_http_methods(ASKING)
def merge(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = MergeForm.of(request)
    return _at_report(
        request,
        found,
        form,
        lambda: services.merge(officer=request.officer, at=request.at, report=found, **form.asked),
        title=_("Gộp vào tin, đơn báo cùng việc"),
        done=_("Đã gộp; người gửi được báo."),
    )


@require_POST
def untie(request: OfficeRequest, tip_id: UUID, tie_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    services.untie(officer=request.officer, at=request.at, report=found, tie_id=tie_id)
    messages.success(request, _("Đã bỏ nối."))
    return redirect(found)


def _own(request: OfficeRequest, tip_id: UUID) -> Report:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_report(tip_id)
    policies.require_own_report(request.officer, found, at=request.at)
    return found


def _handover(request: OfficeRequest, handover_id: UUID) -> Handover:
    policies.require_reader(request.officer, at=request.at)
    return selectors.get_handover(handover_id)


def _at_report(
    request: OfficeRequest, found: Report, form: PageForm, act: Callable[[], Any], *, title: str, done: str
) -> HttpResponse:
    page = {
        "title": title,
        "above": found.number,
        "above_url": found.get_absolute_url(),
        "button": title,
        "cancel": found.get_absolute_url(),
    }
    return handle(request, form, act, done=done, back=found, page=page)
