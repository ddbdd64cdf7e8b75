"""The book of receptions of citizens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.hotline import policies, selectors, services
from minhbach.domains.hotline.models import Visit
from minhbach.domains.hotline.types import VisitEnd
from minhbach.domains.hotline.web.entering import ByLetterboxForm
from minhbach.foundation.pages import Column, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.pages.forms import handle


class VisitForm(ByLetterboxForm):
    what = fields.Text(
        label=_lazy("Người dân trình bày điều gì?"), rows=4, longest=20_000,
        help_text=_lazy("Không ghi ở đây họ tên, số giấy tờ; người dân nêu tên thì ghi ở phần cuối."),
    )  # fmt: skip
    where = fields.Text(label=_lazy("Ở đâu?"), longest=1_000, required=False)
    end = fields.Choice(label=_lazy("Kết quả tiếp"), choices=VisitEnd.choices, open=True)
    kind = fields.Choice(label=_lazy("Nếu lập tin, đơn: loại"))
    told = fields.Text(label=_lazy("Đã giải thích, hướng dẫn"), rows=2, longest=1_000, required=False)
    people = fields.Whole(label=_lazy("Số người"), least=1, most=500)
    came_at = fields.Moment(label=_lazy("Tiếp lúc"))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.propose(people=1, came_at=self.at)


@require_safe
def visits(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_visits(),
        title=_lazy("Sổ tiếp công dân"),
        columns=[
            Column("came", _lazy("Tiếp lúc"), lambda row: row.came_at, sort="came_at", indexed=True, kind="moment"),
            # What somebody came to say may tell who he is: it is read here and leaves in no file.
            Column("what", _lazy("Nội dung"), lambda row: row.what[:200], in_file=lambda _row: ""),
            Column("end", _lazy("Kết quả"), lambda row: row.get_end_display()),
            Column("told", _lazy("Đã hướng dẫn"), lambda row: row.told, under="end"),
            Column("people", _lazy("Số người"), lambda row: row.people, kind="number"),
            Column("officer", _lazy("Người tiếp"), lambda row: row.officer.full_name),
            Column("report", _lazy("Tin, đơn"), lambda row: row.report.number if row.report else "",
                   url=lambda row: row.report.get_absolute_url() if row.report else ""),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[StateFilter("end", _lazy("Kết quả"), VisitEnd)],
        default_sort="-came",
        empty=_lazy("Mỗi lần tiếp công dân là một dòng ở đây."),
        export_name="so-tiep-cong-dan",
    )  # fmt: skip
    return page.response("hotline/visits.html")


@require_http_methods(["GET", "HEAD", "POST"])
def enter_visit(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    form = VisitForm.of(request, at=request.at)

    def back(visit: Visit) -> str:
        return reverse("hotline:told", args=[form.press]) if visit.report_id else reverse("hotline:visits")

    return handle(
        request,
        form,
        lambda: services.enter_visit(officer=request.officer, at=request.at, press=form.press, **form.entered),
        done=_("Đã ghi sổ tiếp công dân."),
        back=back,
        page={"title": _("Tiếp công dân"), "button": _("Ghi sổ"), "cancel": reverse("hotline:visits")},
    )
