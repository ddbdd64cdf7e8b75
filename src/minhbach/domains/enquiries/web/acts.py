"""Asking and answering."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.enquiries import policies, selectors, services
from minhbach.domains.enquiries.types import ANSWERS, RefusalReason
from minhbach.domains.subjects.types import STATED_KINDS, IdentifierKind, purposes_on
from minhbach.engine.identifiers import recognise
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle

BANKS = [("", "—"), *sorted(((bank.bin, bank.name) for bank in banks().values()), key=lambda pair: pair[1].casefold())]
ANSWER_WORDS = {
    "opened": _lazy("Mở các hồ sơ có thông tin này cho cơ quan hỏi"),
    "answered": _lazy("Trả lời bằng lời"),
    "refused": _lazy("Không cung cấp"),
}


class AskForm(PageForm):
    """What is asked, and what for; nobody is asked for nothing."""

    value = fields.Text(label=_lazy("Số, tài khoản hoặc địa chỉ cần hỏi"), attrs={"autofocus": True})
    kind = fields.Choice(label=_lazy("Loại"), choices=STATED_KINDS)
    bank = fields.Choice(
        label=_lazy("Ngân hàng"), choices=BANKS, required=False, help_text=_lazy("Khi là số tài khoản.")
    )
    purpose = fields.Choice(label=_lazy("Hỏi để làm gì"), choices=[])
    reference = fields.Text(
        label=_lazy("Số vụ việc, văn bản"),
        required=False,
        longest=60,
        help_text=_lazy("Cần khi xử lý vụ việc, thi hành quyết định, phối hợp hoặc giải quyết đơn."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("purpose", [("", "—"), *((one.code, one.words) for one in purposes_on(on))])


class AnswerForm(PageForm):
    state = fields.Choice(label=_lazy("Trả lời"), choices=[(one.value, ANSWER_WORDS[one.value]) for one in ANSWERS])
    reason = fields.Choice(
        label=_lazy("Lý do không cung cấp"), choices=[("", "—"), *RefusalReason.choices], required=False
    )
    words = fields.Text(label=_lazy("Nội dung trả lời"), required=False, longest=2000, rows=4)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: OfficeRequest) -> HttpResponse:
    policies.asking_agency(request.officer, at=request.at)
    text = request.GET.get("so", "").replace("\x00", "").strip()[:200]
    found = next(iter(recognise(text)), None)
    form = AskForm.of(
        request,
        on=local_date(request.at),
        initial={"value": text, "kind": found.kind if found else IdentifierKind.PHONE},
    )
    return handle(
        request,
        form,
        lambda: services.ask(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã hỏi. Câu hỏi và mục đích được ghi vào nhật ký."),
        page={
            "title": _("Hỏi cơ quan khác"),
            "lead": _(
                "Cơ quan đang giữ thông tin này mà chưa chia sẻ sẽ nhận câu hỏi cùng mục đích, rồi mở hồ sơ, trả lời"
                " hoặc từ chối. Việc hỏi được ghi nhật ký."
            ),
            "button": _("Hỏi"),
            "cancel": reverse("enquiries:list"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: OfficeRequest, question_id: UUID) -> HttpResponse:
    found = selectors.get_question(question_id)
    policies.require_answerer(request.officer, found, at=request.at)
    form = AnswerForm.of(request)
    return handle(
        request,
        form,
        lambda: services.answer(officer=request.officer, at=request.at, question=found, **form.asked),
        done=_("Đã trả lời."),
        back=found,
        page={
            "title": _("Trả lời %(agency)s") % {"agency": found.owner_agency.short_name},
            "lead": _("hỏi về %(value)s") % {"value": found.value},
            "button": _("Gửi trả lời"),
            "cancel": found.get_absolute_url(),
        },
    )


@require_POST
def mark_read(request: OfficeRequest, notice_id: UUID) -> HttpResponse:
    found = selectors.get_notice(notice_id)
    services.mark_read(officer=request.officer, at=request.at, notice=found)
    messages.success(request, _("Đã đánh dấu đã xem."))
    return redirect(found)
