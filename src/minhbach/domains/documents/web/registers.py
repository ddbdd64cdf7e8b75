"""A register whose dates ran ahead is brought back to today, with the reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.policies import require_register_keeper
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
