"""A file kept elsewhere beside our case: what each says, who is right, which case it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.elsewhere import policies, selectors, services
from minhbach.domains.elsewhere.fields import TOLD
from minhbach.domains.elsewhere.models import Twin
from minhbach.domains.elsewhere.types import Right
from minhbach.domains.elsewhere.web.lists import state_of
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle

ASKING = ["GET", "HEAD", "POST"]


class LinkForm(PageForm):
    code = fields.Text(label=_lazy("Số vụ việc ở đây"), longest=60, attrs={"autofocus": True})


class SettleForm(PageForm):
    right = fields.Choice(label=_lazy("Bên nào đúng"), choices=Right.choices, coerce=Right)
    note = fields.Text(label=_lazy("Ghi chú"), required=False, longest=500, rows=2)


@require_safe
def twin(request: OfficeRequest, twin_id: UUID) -> HttpResponse:
    found = selectors.get_twin(twin_id)
    is_own = policies.may_change(request.officer, found, at=request.at)
    differences = selectors.differences_of(found)
    context: dict[str, Any] = {
        "twin": found,
        "title": f"{found.of.short} {found.number}",
        "above": _("Hồ sơ ở INS"),
        "above_url": reverse("elsewhere:twins"),
        "chips": [state_of(found)],
        "open": [one for one in differences if one.settled is None],
        "settled": [one for one in differences if one.settled is not None],
        "said": [(TOLD[code].label, TOLD[code].show(value)) for code, value in found.values.items() if code in TOLD],
        "is_own": is_own,
        "may_link": is_own and found.case_id is None,
        "facts": [
            Fact(_("Hệ thống"), found.of.name),
            Fact(_("Vụ việc ở đây"), found.case.code if found.case else "",
                 url=found.case.get_absolute_url() if found.case else ""),
            Fact(_("Đơn vị"), found.owner_agency.name),
            Fact(_("Đọc lúc"), found.read_at, kind="moment"),
        ],
    }  # fmt: skip
    return render(request, "elsewhere/twin.html", context)


@require_http_methods(ASKING)
def link(request: OfficeRequest, twin_id: UUID) -> HttpResponse:
    found = _own(request, twin_id)
    form = LinkForm.of(request)
    return handle(
        request,
        form,
        lambda: services.link_case(officer=request.officer, at=request.at, twin=found, **form.asked),
        done=_("Đã gắn với vụ việc."),
        back=found,
        page={
            "title": _("Gắn %(number)s với vụ việc") % {"number": found.number},
            "lead": _("Vụ việc của đơn vị, ghi số như trên trang vụ việc: VV-2026-00012."),
            "button": _("Gắn"),
            "cancel": found.get_absolute_url(),
        },
    )


@require_POST
def open_case(request: OfficeRequest, twin_id: UUID) -> HttpResponse:
    found = _own(request, twin_id)
    [case] = services.open_cases(officer=request.officer, at=request.at, twins=[found])
    messages.success(request, _("Đã mở vụ việc %(code)s.") % {"code": case.code})
    return redirect(found)


@require_http_methods(ASKING)
def settle(request: OfficeRequest, twin_id: UUID, field: str) -> HttpResponse:
    found = _own(request, twin_id)
    form = SettleForm.of(request)
    differing = next((one for one in selectors.differences_of(found) if one.code == field), None)
    lead = ""
    if differing is not None:
        ours, theirs = differing.shown
        lead = _("Ở đây: %(ours)s. %(system)s: %(theirs)s.") % {
            "ours": ours or _("chưa có"), "theirs": theirs, "system": found.of.short
        }  # fmt: skip
    return handle(
        request,
        form,
        lambda: services.settle(officer=request.officer, at=request.at, twin=found, field=field, **form.asked),
        done=_("Đã ghi kết luận."),
        back=found,
        page={
            "title": str(differing.label) if differing else _("Kết luận chỗ khác nhau"),
            "lead": lead,
            "button": _("Ghi kết luận"),
            "cancel": found.get_absolute_url(),
        },
    )


def _own(request: OfficeRequest, twin_id: UUID) -> Twin:
    found = selectors.get_twin(twin_id)
    policies.require_own(request.officer, found, at=request.at)
    return found
