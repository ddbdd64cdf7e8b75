"""Who sent it: what of it is shown on a report's page, and the ways to see more."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from minhbach.domains.agencies.models import Officer
from minhbach.domains.custody.selectors import openings_of
from minhbach.domains.custody.types import Purpose
from minhbach.domains.intake import policies, selectors, services
from minhbach.domains.intake.models import Report
from minhbach.domains.subjects.types.purposes import purposes_on
from minhbach.foundation.audit.looks import OPENED
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle

ASKING = ["GET", "HEAD", "POST"]


class PurposeForm(PageForm):
    purpose = fields.Choice(label=_lazy("Xem để làm gì"), choices=[])
    reference = fields.Text(label=_lazy("Số vụ việc, văn bản"), required=False, longest=60)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("purpose", [("", "—"), *((one.code, one.words) for one in purposes_on(on))])


class AskForm(PageForm):
    purpose = fields.Choice(label=_lazy("Mở để làm gì"), choices=[("", "—"), *Purpose.choices])
    reason = fields.Text(
        label=_lazy("Lý do"),
        rows=3,
        longest=500,
        help_text=_lazy(
            "Người giữ danh tính và người kiểm tra nhật ký đọc. Không ghi tên người gửi nếu bạn đoán là ai."
        ),
    )


def person_context(found: Report, officer: Officer) -> dict[str, Any]:
    """Say of the sender what a reader of the report's page may see."""
    person = selectors.person_of(found)
    if person is None:
        return {"person": None}
    is_whole = selectors.is_whole_to(found, officer)
    show = (lambda value: value) if is_whole else selectors.masked
    return {
        "person": person,
        "is_whole": is_whole,
        "person_facts": [
            Fact(_("Họ và tên"), show(person.name)),
            Fact(_("Số điện thoại"), show(person.phone)),
            Fact(_("Địa chỉ"), show(person.address)),
        ],
        "openings": openings_of(person.box_id) if person.box_id else [],
    }


@require_http_methods(ASKING)
def open_person(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = PurposeForm.of(request, on=local_date(request.at))

    def look() -> None:
        services.open_person(officer=request.officer, at=request.at, report=found, **form.asked)
        said = [form.asked["purpose"], form.asked["reference"]]
        request.session[OPENED] = {**request.session.get(OPENED, {}), str(found.pk): said}

    caution = _("Mục đích được ghi vào nhật ký. Hỏi một lần cho mỗi phiên.")
    page = {"title": _("Xem đầy đủ người gửi"), "lead": str(found), "caution": caution, "button": _("Xem đầy đủ")}
    return handle(request, form, look, back=found, page={**page, "cancel": found.get_absolute_url()})


@require_http_methods(ASKING)
def ask_for_person(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    found = _own(request, tip_id)
    form = AskForm.of(request)
    caution = _("Một người giữ danh tính đồng ý, người giữ kia mở. Mọi bước vào nhật ký, người kiểm tra nhật ký thấy.")
    page = {"title": _("Đề nghị mở danh tính"), "lead": str(found), "caution": caution, "button": _("Đề nghị")}
    return handle(
        request,
        form,
        lambda: services.ask_for_person(
            officer=request.officer, at=request.at, report=found, press=form.press, **form.asked
        ),
        done=_("Đã đề nghị; người giữ danh tính thấy ở Việc hôm nay."),
        back=found,
        page={**page, "cancel": found.get_absolute_url()},
    )


def _own(request: OfficeRequest, tip_id: UUID) -> Report:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_report(tip_id)
    policies.require_own_report(request.officer, found, at=request.at)
    return found
