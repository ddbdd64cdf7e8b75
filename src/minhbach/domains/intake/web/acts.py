"""What is done with what was sent, and with the ways in: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.intake import policies, selectors, services
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.web.forms import (
    AnswerForm,
    AssignForm,
    ChangeLetterboxForm,
    LetterboxForm,
    MoveForm,
    NoteForm,
    TurnForm,
)
from minhbach.domains.intake.web.pages import context_of
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle


@require_POST
def answer(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = AnswerForm.of(request, report=found)
    return _act(request, found, "answer_form", form, services.answer, _("Đã trả lời người gửi."))


@require_POST
def fill(request: OfficeRequest, tip_id: UUID, series: UUID) -> HttpResponse:
    """Show the page again with a kept text in the answer, after what was typed already."""
    found = _own(request, tip_id)
    text = selectors.filled(selectors.get_template(series).text, found, at=request.at)
    typed = request.POST.get("text", "").rstrip()
    form = AnswerForm(report=found, initial={"text": f"{typed}\n\n{text}" if typed else text})
    return render(request, "intake/report.html", context_of(request, found, answer_form=form))


@require_POST
def note(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    return _act(request, found, "note_form", NoteForm.of(request), services.add_note, _("Đã ghi chú."))


@require_POST
def move(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    return _act(request, found, "move_form", MoveForm.of(request, report=found), services.move, _("Đã chuyển bước."))


@require_POST
def turn(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = TurnForm.of(request, report=found)
    return _act(request, found, "turn_form", form, services.turn_into, _("Đã đổi loại; hạn trả lời được tính lại."))


@require_POST
def assign(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = AssignForm.of(request, report=found, at=request.at)
    return _act(request, found, "assign_form", form, services.assign, _("Đã giao."))


@require_http_methods(["GET", "HEAD", "POST"])
def open_letterbox(request: OfficeRequest) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    form = LetterboxForm.of(request)
    return handle(
        request,
        form,
        lambda: services.open_letterbox(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã mở hộp thư: người dân gửi được từ bây giờ."),
        page={"title": _("Mở hộp thư tiếp nhận"), "button": _("Mở"), "cancel": reverse("intake:letterboxes")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_letterbox(request: OfficeRequest, letterbox_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_letterbox(letterbox_id)
    policies.require_own_letterbox(request.officer, found, at=request.at)
    form = ChangeLetterboxForm.of(request, letterbox=found)
    return handle(
        request,
        form,
        lambda: services.change_letterbox(officer=request.officer, at=request.at, letterbox=found, **form.asked),
        done=_("Đã sửa; người dân thấy ngay."),
        back=found,
        page={"title": _("Sửa thông tin công bố"), "button": _("Lưu"), "cancel": found.get_absolute_url()},
        edits=Edits(found, lambda: ChangeLetterboxForm(letterbox=found)),
    )


@require_POST
def close_letterbox(request: OfficeRequest, letterbox_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_letterbox(letterbox_id)
    services.close_letterbox(officer=request.officer, at=request.at, letterbox=found)
    messages.success(request, _("Đã đóng hộp thư."))
    return redirect(found)


def _own(request: OfficeRequest, tip_id: UUID) -> Report:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_report(tip_id)
    policies.require_own_report(request.officer, found, at=request.at)
    return found


def _act(
    request: OfficeRequest, found: Report, name: str, form: PageForm, act: Callable[..., Any], done: str
) -> HttpResponse:
    return handle(
        request,
        form,
        lambda: act(officer=request.officer, at=request.at, report=found, **form.asked),
        done=done,
        back=found,
        template="intake/report.html",
        page=lambda: context_of(request, found, **{name: form}),
    )
