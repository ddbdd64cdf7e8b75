"""This year's register begins where the one on paper ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from minhbach.domains.agencies.models import Officer
from minhbach.domains.arrivals import policies, selectors, services
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.trusted_clock import require_true_clock


class StartForm(PageForm):
    agency = fields.Record(label=_lazy("Cơ quan nhận"), words=lambda agency: agency.name)
    first_number = fields.Whole(
        label=_lazy("Số đến đầu tiên ở đây"), least=2, most=999_999,
        help_text=_lazy("Số liền sau số cuối cùng của sổ giấy hoặc hệ thống cũ năm nay."),
    )  # fmt: skip
    reason = fields.Text(label=_lazy("Lý do"), longest=500, rows=2)

    def __init__(self, *given: Any, officer: Officer, at: datetime, **more: Any) -> None:
        self.officer, self.at = officer, at
        super().__init__(*given, **more)

    def prepare(self) -> None:
        offered = selectors.agencies_to_start(self.officer, at=self.at)
        self.offer("agency", offered)
        if (first := offered.first()) is not None:
            self.propose(agency=first.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: OfficeRequest) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    form = StartForm.of(request, officer=request.officer, at=request.at)

    def act() -> object:
        require_true_clock(request.at)
        return services.start_register(officer=request.officer, at=request.at, **form.asked)

    back = reverse("arrivals:list")
    return handle(
        request,
        form,
        act,
        done=_("Văn bản đến tiếp theo lấy số này."),
        back=back,
        page={
            "title": _("Bắt đầu sổ văn bản đến từ một số"),
            "button": _("Bắt đầu từ số này"),
            "cancel": back,
            "above": _("Văn bản đến"),
            "above_url": back,
            "caution": _(
                "Dùng khi cơ quan bắt đầu làm việc trên hệ thống giữa năm. Chỉ đặt được một lần, trước văn bản đến "
                "đầu tiên của năm ở đây; tên bạn, lý do và thời điểm được ghi nhật ký."
            ),
        },
    )
