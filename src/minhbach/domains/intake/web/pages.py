"""The page of what was sent, with its talk; its pictures; and a way in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.intake import policies, selectors
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.refusals import ReportNotFound
from minhbach.domains.intake.types import DueBy, Stage, panel_urls
from minhbach.domains.intake.web.answering import answering_context
from minhbach.domains.intake.web.belonging import routing_context
from minhbach.domains.intake.web.forms import AnswerForm, AssignForm, MoveForm, NoteForm, TurnForm
from minhbach.domains.intake.web.persons import person_context
from minhbach.foundation import files
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.writing import write_day


@require_safe
def report(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    return render(request, "intake/report.html", context_of(request, selectors.get_report(tip_id)))


def context_of(request: OfficeRequest, found: Report, **forms: PageForm) -> dict[str, Any]:
    kind = BY_CODE[found.kind]
    may_change = policies.may_change(request.officer, found, at=request.at)
    extra = [Fact(ask.label, found.data.get(ask.name, "")) for ask in kind.asks if ask.name in found.data]
    outcome, came_on = kind.outcome(found.outcome), selectors.received_on(found)
    return {
        "report": found,
        "kind": kind,
        "title": _("%(kind)s số %(number)s") % {"kind": str(kind.short).capitalize(), "number": found.number},
        "above": _("Tin báo, đơn thư"),
        "above_url": reverse("intake:list"),
        "chips": [chip_of(Stage(found.stage))],
        "talk": selectors.talk_of(found),
        "pictures": selectors.attachments_of(found),
        "on_their_way": selectors.recordings_of(found),
        "story": selectors.story_of(found),
        "company": selectors.company_of(found),
        "may_change": may_change,
        "panels": panel_urls(found.id),
        **routing_context(request, found, may_change=may_change),
        "facts": [
            Fact(_("Loại"), kind.words),
            Fact(_("Ở đâu"), found.where_said),
            # Never a link: whoever wrote it wants it opened.
            Fact(_("Đường dẫn"), found.link),
            Fact(_("Khi nào"), found.when_said),
            *extra,
            Fact(_("Người gửi nêu"), tuple(filter(None, found.data.get("named", "").split("; "))), kind="lines"),
            Fact(_("Nhận lúc"), found.created_at, kind="moment"),
            Fact(_("Đến cơ quan ngày"), came_on if came_on < local_date(found.created_at) else None, kind="day"),
            Fact(_("Qua"), found.get_channel_display()),
            Fact(_("Hạn trả lời"), found.due_on, kind="day", note=_due_note(found)),
            Fact(_("Về cán bộ của"), found.about.name if found.about else ""),
            Fact(_("Kết quả"), outcome.words if outcome else ""),
            Fact(_("Người xử lý"), found.assignee.full_name if found.assignee else ""),
            Fact(_("Hộp thư"), found.letterbox.name),
            Fact(_("Cơ quan"), found.owner_agency.name),
        ],
        **person_context(found, request.officer),
        **(_forms(request, found) if may_change else {}),
        **forms,
    }


def _forms(request: OfficeRequest, found: Report) -> dict[str, Any]:
    return {
        "answer_form": AnswerForm(report=found),
        **answering_context(found, at=request.at),
        "note_form": NoteForm(),
        "move_form": MoveForm(report=found),
        "turn_form": TurnForm(report=found),
        "assign_form": AssignForm(report=found, at=request.at),
    }


def _due_note(found: Report) -> str:
    if found.due_by == DueBy.PROMISE:
        return _("cơ quan tự hứa; luật không đặt hạn trả lời đã biết")
    clock = selectors.clock_of(found) if found.due_by == DueBy.LAW else None
    if clock is None or clock.due_on is None:
        return ""
    if clock.due_on != found.due_on:
        return _("tính lại hôm nay theo luật và lịch nghỉ hiện có: %(day)s") % {"day": write_day(clock.due_on)}
    return _("theo luật")


@require_safe
def picture(request: OfficeRequest, tip_id: UUID, number: int) -> HttpResponseBase:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_attachment(selectors.get_report(tip_id), number)
    if not found.sha256 and found.content is None:
        raise ReportNotFound
    content = files.open_stored(found.sha256) if found.sha256 else [bytes(found.content or b"")]
    response = FileResponse(content, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_safe
def letterbox(request: OfficeRequest, letterbox_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_letterbox(letterbox_id)
    promised = _("%(days)s ngày") % {"days": found.promise_days} if found.promise_days is not None else _("không hứa")
    context = {
        "letterbox": found,
        "title": found.name,
        "above": _("Hộp thư tiếp nhận"),
        "above_url": reverse("intake:letterboxes"),
        "may_close": found.closed_at is None and policies.keeps_letterbox(request.officer, found, at=request.at),
        "facts": [
            Fact(_("Địa bàn"), found.place.name if found.place else _("cả nước")),
            Fact(
                _("Địa chỉ, mã QR, áp phích"),
                f"{settings.PORTAL_ADDRESS}/co-quan/{found.slug}/",
                url=f"{settings.PORTAL_ADDRESS}/co-quan/{found.slug}/" if settings.PORTAL_ADDRESS else "",
            ),
            Fact(_("Đường dây nóng"), found.hotline),
            Fact(_("Thư điện tử"), found.email),
            Fact(_("Địa chỉ nhận đơn"), found.address),
            Fact(_("Cơ quan tự hứa trả lời trong"), promised),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Người mở"), found.opened_by.full_name),
            Fact(_("Mở lúc"), found.created_at, kind="moment"),
            Fact(_("Đã đóng lúc"), found.closed_at, kind="moment"),
        ],
    }
    return render(request, "intake/letterbox.html", context)
