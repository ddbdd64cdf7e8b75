"""What is done here: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.handovers import policies, selectors, services
from minhbach.domains.handovers.kinds import kinds
from minhbach.domains.handovers.models import Item, Minutes
from minhbach.domains.handovers.types import SETTLED, ItemState
from minhbach.domains.handovers.web.forms import AnswerForm, OfferForm, OpenForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.writing import write_day, write_number

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def open_one(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *policies.LEADERS, at=request.at)
    form = OpenForm.of(request)
    form.offer("person", selectors.people_to_leave(request.officer, on=local_date(request.at)))
    return handle(
        request,
        form,
        lambda: services.open_minutes(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã mở biên bản và liệt kê những việc đang ở người giao."),
        page={"title": _("Mở biên bản bàn giao"), "button": _("Mở biên bản"), "cancel": reverse("handovers:list")},
    )


@require_http_methods(FORM)
def offer(request: OfficeRequest, minutes_id: UUID) -> HttpResponse:
    found = _led(request, minutes_id)
    items = selectors.items_of(found).exclude(state__in=(*SETTLED, ItemState.ACCEPTED))
    form = OfferForm.of(request)
    form.offer("items", _choices(items))
    form.offer("receiver", selectors.receivers_for(found, on=local_date(request.at)))
    return handle(
        request,
        form,
        lambda: services.offer(
            officer=request.officer, at=request.at, minutes=found, receiver=form.asked["receiver"],
            items=[UUID(one) for one in form.asked["items"]],
        ),
        done=lambda made: _("Đã đề nghị nhận %(count)s việc.") % {"count": write_number(len(made))},
        back=found,
        page=_page(found, _("Đề nghị nhận việc"), _("Gửi đề nghị")),
    )  # fmt: skip


@require_http_methods(FORM)
def answer(request: OfficeRequest, minutes_id: UUID) -> HttpResponse:
    found = selectors.get_minutes(minutes_id)
    items = list(selectors.offered_to(request.officer, found))
    form = AnswerForm.of(request, initial={"items": [str(one.pk) for one in items]})
    form.offer("items", _choices(items))
    return handle(
        request,
        form,
        lambda: services.answer(
            officer=request.officer, at=request.at, minutes=found, takes=form.asked["takes"],
            remark=form.asked["remark"], items=[UUID(one) for one in form.asked["items"]],
        ),
        done=_("Đã ghi trả lời của bạn."),
        back=found,
        page=_page(found, _("Trả lời đề nghị nhận việc"), _("Trả lời")),
    )  # fmt: skip


@require_POST
def relist(request: OfficeRequest, minutes_id: UUID) -> HttpResponse:
    found = _led(request, minutes_id)
    count = services.relist(officer=request.officer, at=request.at, minutes=found)
    messages.success(request, _("Đã cập nhật: thêm %(count)s việc.") % {"count": write_number(count)})
    return redirect(found)


@require_POST
def carry_out(request: OfficeRequest, minutes_id: UUID) -> HttpResponse:
    found = _led(request, minutes_id)
    done = services.carry_out(officer=request.officer, at=request.at, minutes=found)
    messages.success(request, _("Đã chuyển %(count)s việc.") % {"count": write_number(done.moved)})
    if done.refused:
        words = _("%(count)s việc chưa chuyển được; lý do ghi ở từng việc.")
        messages.warning(request, words % {"count": write_number(done.refused)})
    if done.left:
        words = _("Còn %(count)s việc đã nhận; hãy bấm chuyển lần nữa.")
        messages.warning(request, words % {"count": write_number(done.left)})
    return redirect(found)


@require_POST
def close(request: OfficeRequest, minutes_id: UUID) -> HttpResponse:
    found = _led(request, minutes_id)
    services.close(officer=request.officer, at=request.at, minutes=found)
    messages.success(request, _("Đã kết thúc bàn giao. Biên bản đã thành văn bản dự thảo để in, ký."))
    return redirect(found)


@require_POST
def drop(request: OfficeRequest, minutes_id: UUID) -> HttpResponse:
    found = _led(request, minutes_id)
    services.drop(officer=request.officer, at=request.at, minutes=found)
    messages.success(request, _("Đã hủy biên bản bàn giao."))
    return redirect(found)


def _led(request: OfficeRequest, minutes_id: UUID) -> Minutes:
    found = selectors.get_minutes(minutes_id)
    policies.require_leads(request.officer, found, at=request.at)
    return found


def _choices(items: Any) -> list[tuple[str, str]]:
    labels = {kind.code: str(kind.label) for kind in kinds()}
    return [(str(one.pk), _words(one, labels)) for one in items]


def _words(item: Item, labels: dict[str, str]) -> str:
    due = _("hạn %(day)s") % {"day": write_day(item.due_on)} if item.due_on else ""
    return " · ".join(filter(None, (labels.get(item.kind, ""), item.words, item.about, due)))


def _page(found: Minutes, title: str, button: str) -> dict[str, Any]:
    return {"title": title, "lead": str(found), "button": button, "cancel": found.get_absolute_url()}
