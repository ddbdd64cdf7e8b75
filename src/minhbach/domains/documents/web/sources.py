"""Where agencies take the numbers of their papers from."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.models import NumberSource, ScanRule
from minhbach.domains.documents.papers import PAPERS
from minhbach.domains.documents.types import NumberFrom
from minhbach.domains.documents.web.periods import FromDayForm, set_from_day
from minhbach.foundation.pages import Column, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.filters import StateFilter

EVERY_KIND = _lazy("mọi loại văn bản")


def kind_words(row: NumberSource | ScanRule) -> object:
    return PAPERS[row.kind].name if row.kind else EVERY_KIND


@require_safe
def source_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.number_sources(),
        title=_lazy("Nơi lấy số văn bản"),
        columns=[
            Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.owner_agency.short_name),
            Column("kind", _lazy("Loại văn bản"), kind_words, sort="kind"),
            Column("source", _lazy("Số"), lambda row: row.get_source_display(), sort="source"),
            Column("from", _lazy("Từ ngày"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
        ],
        filters=[StateFilter("source", _lazy("Số"), NumberFrom)],
        default_sort="-from",
        empty=_lazy("Số của mọi loại văn bản đang được cấp trong hệ thống này. Quản trị của cơ quan đặt khác ở đây."),
        export_name="noi-lay-so",
    )
    may_set = selectors.agencies_administered_by(request.officer, at=request.at).exists()
    return page.response("documents/sources.html", {"may_set": may_set})


class SourceForm(FromDayForm):
    kind = fields.Choice(label=_lazy("Loại văn bản"), required=False)
    source = fields.Choice(
        label=_lazy("Số"),
        choices=NumberFrom.choices,
        coerce=NumberFrom,
        help_text=_lazy(
            "Số lấy ở hệ thống khác được văn thư nhập một lần; mỗi số chỉ ghi cho một văn bản, nhưng việc số liền nhau "
            "khi đó do hệ thống kia bảo đảm."
        ),
    )
    field_order = ("agency", "kind", "source", "valid_from")


@require_http_methods(["GET", "HEAD", "POST"])
def set_source(request: OfficeRequest) -> HttpResponse:
    """Say where numbers come from, from a day on; for an agency's administrator."""
    return set_from_day(
        request,
        SourceForm,
        services.set_number_source,
        kinds=[("", EVERY_KIND), *selectors.kinds()],
        title=_("Đặt nơi lấy số văn bản"),
        done=_("Đã ghi nơi lấy số văn bản."),
        above=_("Nơi lấy số văn bản"),
        back="documents:sources",
    )
