"""What is done with the keys of partners."""

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

from minhbach.domains.outreach import policies, selectors, services
from minhbach.domains.outreach.web.forms import KeyForm
from minhbach.domains.outreach.web.pages import partner_context
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: OfficeRequest) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    form = KeyForm.of(request)
    return handle(
        request,
        form,
        lambda: services.propose_key(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã đề nghị; người thứ hai duyệt thì lấy được khóa."),
        page={
            "title": _("Đề nghị cấp khóa tra cứu"),
            "lead": _("Đối tác hỏi được điều đang đăng công khai, không hơn; mỗi câu trả lời có chữ ký."),
            "button": _("Đề nghị"),
            "cancel": reverse("outreach:partners"),
        },
    )


@require_POST
def confirm(request: OfficeRequest, partner_id: UUID) -> HttpResponse:
    return _press(request, partner_id, services.confirm_key, _("Đã duyệt; người đề nghị lấy được khóa."))


@require_POST
def refuse(request: OfficeRequest, partner_id: UUID) -> HttpResponse:
    return _press(request, partner_id, services.refuse_key, _("Đã ghi: không duyệt."))


@require_POST
def revoke(request: OfficeRequest, partner_id: UUID) -> HttpResponse:
    return _press(request, partner_id, services.revoke_key, _("Đã thu hồi; khóa không hỏi được nữa."))


@require_POST
def take(request: OfficeRequest, partner_id: UUID) -> HttpResponse:
    """Show the key, on this answer alone: no address leads to it again."""
    policies.require_keeper(request.officer, at=request.at)
    found = selectors.get_partner(partner_id)
    secret = services.take_key(officer=request.officer, at=request.at, key=found)
    return render(request, "outreach/partner.html", partner_context(request, found, secret=secret))


def _press(request: OfficeRequest, partner_id: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    found = selectors.get_partner(partner_id)
    act(officer=request.officer, at=request.at, key=found)
    messages.success(request, done)
    return redirect(found)
