"""What custodians do: each act parses, makes one service call, and leads back."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.custody import policies, selectors, services
from minhbach.domains.custody.refusals import KeyUnfit
from minhbach.domains.custody.types import Blanks, Done
from minhbach.domains.custody.web.pages import context_of
from minhbach.foundation.office import offered
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle

LABELS = {"name": _lazy("Họ và tên"), "phone": _lazy("Số điện thoại"), "address": _lazy("Địa chỉ")}


class KeyForm(PageForm):
    """JWK is written by the page's own script; the passphrase has no name and is not sent."""

    jwk = fields.Carried()


class RefuseForm(PageForm):
    reason = fields.Text(label=_lazy("Vì sao không đồng ý"), rows=3, longest=500)


class HoldForm(PageForm):
    reason = fields.Text(
        label=_lazy("Giữ theo yêu cầu nào"),
        longest=300,
        help_text=_lazy("Số, ngày, cơ quan yêu cầu. Đừng ghi tên, số điện thoại của người trong hồ sơ."),
    )


class BlankForm(PageForm):
    kind = fields.Choice(label=_lazy("Xóa gì"), choices=[])
    ended_before = fields.Day(
        label=_lazy("Đã kết thúc trước ngày"), help_text=_lazy("Và từ ngày ấy không có bước hay lời nào thêm.")
    )
    basis = fields.Text(
        label=_lazy("Căn cứ"),
        longest=300,
        help_text=_lazy("Quyết định của cơ quan về thời hạn giữ: số, ngày. Luật đã đọc không đặt số ngày."),
    )

    def prepare(self) -> None:
        self.offer("kind", [("", "—"), *((one.code, one.words) for one in offered(Blanks))])


@require_http_methods(["GET", "HEAD", "POST"])
def make_key(request: OfficeRequest) -> HttpResponse:
    agency = policies.require_custodian(request.officer, at=request.at)
    form = KeyForm.of(request)
    return handle(
        request,
        form,
        lambda: services.register_key(officer=request.officer, at=request.at, jwk=_read_jwk(form.asked["jwk"])),
        done=_("Đã đăng ký khóa. Người giữ kia so dấu khóa với bạn rồi xác nhận."),
        back=reverse("custody:keys"),
        template="custody/make_key.html",
        page={"title": _("Tạo khóa giữ danh tính"), "agency": agency},
    )


@require_POST
def confirm_key(request: OfficeRequest, key_id: UUID) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    services.confirm_key(officer=request.officer, at=request.at, key=selectors.get_key(key_id))
    messages.success(request, _("Đã xác nhận khóa."))
    return redirect("custody:keys")


@require_POST
def end_key(request: OfficeRequest, key_id: UUID) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    services.end_key(officer=request.officer, at=request.at, key=selectors.get_key(key_id))
    messages.success(request, _("Đã thôi dùng khóa: từ nay không niêm phong gì thêm cho khóa này."))
    return redirect("custody:keys")


@require_POST
def approve(request: OfficeRequest, opening_id: UUID) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    found = selectors.get_opening(opening_id)
    services.answer(officer=request.officer, at=request.at, opening=found, is_approved=True)
    messages.success(request, _("Đã đồng ý. Người giữ kia mở được trong 24 giờ."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: OfficeRequest, opening_id: UUID) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    found = selectors.get_opening(opening_id)
    form = RefuseForm.of(request)
    return handle(
        request,
        form,
        lambda: services.answer(officer=request.officer, at=request.at, opening=found, is_approved=False, **form.asked),
        done=_("Đã không đồng ý; người đề nghị đọc được lý do."),
        back=found,
        page={"title": _("Không đồng ý mở danh tính"), "button": _("Không đồng ý"), "cancel": found.get_absolute_url()},
    )


@require_POST
def open_box(request: OfficeRequest, opening_id: UUID) -> HttpResponse:
    """Hand the sealed text to the custodian's browser, which alone opens it."""
    policies.require_custodian(request.officer, at=request.at)
    found = selectors.get_opening(opening_id)
    given = services.open_box(officer=request.officer, at=request.at, opening=found)
    labels = json.dumps({name: str(label) for name, label in LABELS.items()})
    context = {**context_of(request, found), "sealed": given["sealed"], "labels": labels}
    response = render(request, "custody/opened.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_blank(request: OfficeRequest) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    form = BlankForm.of(request)
    return handle(
        request,
        form,
        lambda: services.ask_to_blank(officer=request.officer, at=request.at, press=form.press, **form.asked),
        done=_("Đã đề nghị; chưa xóa gì cho tới khi người giữ kia đồng ý."),
        back=reverse("custody:blanking", args=[form.press]),
        page={
            "title": _("Đề nghị xóa dữ liệu hết thời hạn"),
            "button": _("Đề nghị"),
            "cancel": reverse("custody:blankings"),
        },
    )


@require_POST
def blank(request: OfficeRequest, blanking_id: UUID) -> HttpResponse:
    return _answer_blanking(request, blanking_id, is_approved=True)


@require_POST
def keep(request: OfficeRequest, blanking_id: UUID) -> HttpResponse:
    return _answer_blanking(request, blanking_id, is_approved=False)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: OfficeRequest, blanking_id: UUID, due_id: int) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    wish = selectors.get_blanking(blanking_id)
    item = selectors.get_item(wish, due_id)
    form = HoldForm.of(request)
    return handle(
        request,
        form,
        lambda: services.hold(officer=request.officer, at=request.at, press=form.press, item=item, **form.asked),
        done=_("Đã giữ lại hồ sơ này, cho tới khi có người thôi giữ."),
        back=wish,
        page={"title": _("Giữ lại một hồ sơ tới hạn xóa"), "button": _("Giữ lại"), "cancel": wish.get_absolute_url()},
    )


@require_POST
def release(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    services.release(officer=request.officer, at=request.at, hold=selectors.get_hold(hold_id))
    messages.success(request, _("Đã thôi giữ. Hồ sơ lại tới hạn trong lần đề nghị sau."))
    return redirect("custody:blankings")


def _answer_blanking(request: OfficeRequest, blanking_id: UUID, *, is_approved: bool) -> HttpResponse:
    policies.require_custodian(request.officer, at=request.at)
    found = selectors.get_blanking(blanking_id)
    services.answer_blanking(officer=request.officer, at=request.at, blanking=found, is_approved=is_approved)
    done = selectors.get_blanking(blanking_id)
    if not is_approved:
        messages.success(request, _("Không xóa; dữ liệu ở lại."))
    elif done.state == Done.RUNNING:
        messages.success(request, _("Đã xóa phần đầu; phần còn lại đang được xóa tiếp."))
    else:
        messages.success(request, _("Đã xóa."))
    return redirect(done)


def _read_jwk(said: str) -> dict[str, Any]:
    try:
        read = json.loads(said)
    except ValueError:
        raise KeyUnfit from None
    if not isinstance(read, dict):
        raise KeyUnfit
    return read
