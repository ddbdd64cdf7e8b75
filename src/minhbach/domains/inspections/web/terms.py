"""For how long agencies wait for objections."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.inspections import selectors, services
from minhbach.domains.inspections.policies import TERM_SETTERS
from minhbach.foundation.pages import Column, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle

MOST_DAYS = 60


@require_safe
def term_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.terms(),
        title=_lazy("Thời hạn cho ý kiến về kế hoạch trùng đối tượng"),
        columns=[
            Column("agency", _lazy("Cơ quan lập kế hoạch"), lambda row: row.owner_agency.short_name),
            Column("days", _lazy("Số ngày làm việc"), lambda row: row.working_days, kind="number"),
            Column("from", _lazy("Từ ngày"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
        ],
        default_sort="-from",
        empty=_lazy(
            "Chưa cơ quan nào đặt thời hạn: kế hoạch trùng đối tượng chỉ được cảnh báo, không phải chờ ý kiến."
        ),
        export_name="thoi-han-cho-y-kien",
    )
    may_set = selectors.agencies_to_set(request.officer, at=request.at).exists()
    return page.response("inspections/terms.html", {"may_set": may_set})


class TermForm(PageForm):
    agency = fields.Record(label=_lazy("Cơ quan lập kế hoạch"), words=lambda agency: agency.name)
    working_days = fields.Whole(
        label=_lazy("Số ngày làm việc chờ ý kiến"),
        least=1,
        most=MOST_DAYS,
        required=False,
        help_text=_lazy(
            "Bỏ trống: từ ngày này không chờ ai, chỉ cảnh báo. Có số ngày: đơn vị kia được phản đối trong hạn; im lặng "
            "thì kế hoạch được tiếp tục."
        ),
    )
    valid_from = fields.Day(label=_lazy("Từ ngày"))


@require_http_methods(["GET", "HEAD", "POST"])
def set_term(request: OfficeRequest) -> HttpResponse:
    """Say how long an agency waits, from a day on; for its head or administrator."""
    require_role(request.officer, *TERM_SETTERS, at=request.at)
    form = TermForm.of(request)
    form.offer("agency", selectors.agencies_to_set(request.officer, at=request.at))
    back = reverse("inspections:terms")
    return handle(
        request,
        form,
        lambda: services.set_term(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã ghi thời hạn."),
        back=back,
        page={
            "title": _("Đặt thời hạn cho ý kiến"),
            "cancel": back,
            "above": _("Thời hạn cho ý kiến"),
            "above_url": back,
        },
    )
