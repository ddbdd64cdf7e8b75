"""The page of one wish to open what is sealed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.custody import policies, selectors
from minhbach.domains.custody.models import Opening
from minhbach.domains.custody.types import State
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact


@require_safe
def opening(request: OfficeRequest, opening_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    return render(request, "custody/opening.html", context_of(request, selectors.get_opening(opening_id)))


def context_of(request: OfficeRequest, found: Opening) -> dict[str, Any]:
    officer = request.officer
    keeps = policies.is_custodian(officer, found.owner_agency, at=request.at)
    return {
        "opening": found,
        "title": _("Mở danh tính của tin, đơn số %(number)s") % {"number": found.box.number},
        "above": _("Đề nghị mở danh tính"),
        "above_url": reverse("custody:list"),
        "chips": [chip_of(State(found.state))],
        "may_answer": keeps and found.state == State.WAITING and found.asked_by_id != officer.pk,
        "may_open": keeps and found.state in (State.APPROVED, State.OPENED) and found.answered_by_id != officer.pk,
        "facts": [
            Fact(_("Để làm gì"), found.get_purpose_display()),
            Fact(_("Lý do"), found.reason),
            Fact(_("Người đề nghị"), found.asked_by.full_name),
            Fact(_("Đề nghị lúc"), found.created_at, kind="moment"),
            Fact(_("Người duyệt"), found.answered_by.full_name if found.answered_by else ""),
            Fact(_("Duyệt lúc"), found.answered_at, kind="moment"),
            Fact(_("Lý do không đồng ý"), found.refusal),
            Fact(_("Người mở"), found.opened_by.full_name if found.opened_by else ""),
            Fact(_("Mở lúc"), found.opened_at, kind="moment"),
            Fact(_("Cơ quan giữ niêm phong"), found.owner_agency.name),
        ],
    }
