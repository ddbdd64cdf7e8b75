"""What a case is still to be entered in: a page of its own, and a panel among its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.cases.selectors import access_case
from minhbach.domains.elsewhere import policies, selectors
from minhbach.domains.elsewhere.ready import FORMS, lacking
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.detail import Fact


@require_safe
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    case = access_case(request.officer, case_id)
    wanted = selectors.wanted_of(case, on=local_date(request.at))
    may_enter = policies.may_enter(request.officer, case, at=request.at)
    context: dict[str, Any] = {
        "case": case,
        "title": _("Còn phải nhập ở đâu"),
        "above": f"{case.code} – {case.title}",
        "above_url": case.get_absolute_url(),
        "may_enter": may_enter,
        "forms": list(FORMS),
        "wanted": [(one, lacking(one.columns, selectors.told_of(case, one.system.rows, number=one.number)))
                   for one in wanted],
        "by_hand": sum(len(one.by_hand) for one in wanted),
        "facts": [
            Fact(_("Vụ việc"), case.code, url=case.get_absolute_url()),
            Fact(_("Đơn vị"), case.owner_agency.name),
            Fact(_("Ngày mở"), case.opened_on, kind="day"),
            Fact(_("Nơi phải nhập"), _("Đơn vị đặt"), url=reverse("elsewhere:uses")),
        ],
    }  # fmt: skip
    return render(request, "elsewhere/of_case.html", context)


@require_safe
def panel(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    case = access_case(request.officer, case_id)
    wanted = selectors.wanted_of(case, on=local_date(request.at))
    return render(request, "elsewhere/panel.html", {"case": case, "wanted": wanted})
