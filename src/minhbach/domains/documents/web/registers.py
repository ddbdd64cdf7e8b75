"""A register begins where the one on paper ended; one whose dates ran ahead is brought back. Each with the reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.policies import REGISTER_STARTERS, require_register_keeper
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.trusted_clock import require_true_clock


class BringBackForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), longest=500, rows=3)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: OfficeRequest, register_id: UUID) -> HttpResponse:
    register = selectors.register_ahead(register_id, on=local_date(request.at))
    require_register_keeper(request.officer, register, at=request.at)
    form = BringBackForm.of(request)
    back = reverse("documents:register")

    def act() -> object:
        require_true_clock(request.at)
        return services.bring_register_back(
            register_id=register_id, officer=request.officer, at=request.at, reason=form.asked["reason"]
        )

    return handle(
        request,
        form,
        act,
        done=_("Đã đưa sổ về hôm nay. Số tiếp theo nối số đã cấp sau cùng."),
        back=back,
        page={
            "title": _("Đưa sổ %(register)s về hôm nay") % {"register": register},
            "button": _("Đưa sổ về hôm nay"),
            "cancel": back,
            "caution": _(
                "Sổ có số ghi ngày %(last)s, sau hôm nay. Các số đã cấp giữ nguyên ngày và không cấp lại; số tiếp theo "
                "là %(next)s, ghi từ ngày hôm nay. Việc này và lý do được ghi vào nhật ký."
            )
            % {"last": register.last_day_text, "next": register.last_number + 1},
        },
    )


class StartForm(PageForm):
    register = fields.Choice(label=_lazy("Sổ"))
    first_number = fields.Whole(
        label=_lazy("Số đầu tiên cấp ở đây"), least=2, most=999_999,
        help_text=_lazy("Số liền sau số cuối cùng đã cấp năm nay ở sổ giấy hoặc hệ thống cũ."),
    )  # fmt: skip
    reason = fields.Text(label=_lazy("Lý do"), longest=500, rows=2)

    def __init__(self, *given: Any, officer: Officer, at: datetime, **more: Any) -> None:
        self.registers = {
            f"{agency.pk} {symbol}": (agency, symbol) for agency, symbol in selectors.registers_to_start(officer, at=at)
        }
        super().__init__(*given, **more)

    def prepare(self) -> None:
        names = {key: f"{symbol} · {agency.short_name}" for key, (agency, symbol) in self.registers.items()}
        self.offer("register", [("", "–"), *names.items()])


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *REGISTER_STARTERS, at=request.at)
    form = StartForm.of(request, officer=request.officer, at=request.at)
    back = reverse("documents:register")

    def act() -> object:
        require_true_clock(request.at)
        agency, symbol = form.registers[form.asked["register"]]
        return services.start_register(
            agency=agency,
            symbol=symbol,
            first_number=form.asked["first_number"],
            reason=form.asked["reason"],
            officer=request.officer,
            at=request.at,
        )

    return handle(
        request,
        form,
        act,
        done=_("Văn bản tiếp theo của sổ lấy số này."),
        back=back,
        page={
            "title": _("Bắt đầu sổ cấp số từ một số"),
            "button": _("Bắt đầu từ số này"),
            "cancel": back,
            "above": _("Sổ đăng ký văn bản đi"),
            "above_url": back,
            "caution": _(
                "Dùng khi cơ quan bắt đầu làm việc trên hệ thống giữa năm. Chỉ đặt được một lần cho mỗi sổ, trước số "
                "đầu tiên của năm ở đây; tên bạn, lý do và thời điểm được ghi nhật ký."
            ),
        },
    )
