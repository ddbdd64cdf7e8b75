"""The symbols that agencies set for papers whose form gives none."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.papers import PAPERS
from minhbach.domains.documents.web.periods import FromDayForm, set_from_day
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest, fields


@require_safe
def symbol_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.symbols_set(),
        title=_lazy("Ký hiệu văn bản"),
        columns=[
            Column("kind", _lazy("Loại văn bản"), lambda row: PAPERS[row.kind].name, sort="kind"),
            Column("symbol", _lazy("Ký hiệu"), lambda row: row.symbol, sort="symbol"),
            Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.owner_agency.short_name),
            Column("from", _lazy("Từ ngày"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
        ],
        filters=[
            Filter(
                "kind",
                _lazy("Loại văn bản"),
                choices=selectors.kinds_without_symbol(),
                apply=lambda rows, kind: rows.filter(kind=kind),
            )
        ],
        default_sort="-from",
        empty=_lazy("Mẫu không cho sẵn ký hiệu thì văn bản chưa có số cho đến khi cơ quan đặt ký hiệu ở đây."),
        export_name="ky-hieu-van-ban",
    )
    may_set = selectors.agencies_administered_by(request.officer, at=request.at).exists()
    return page.response("documents/symbols.html", {"may_set": may_set})


class SymbolForm(FromDayForm):
    symbol = fields.Text(
        label=_lazy("Ký hiệu"),
        longest=60,
        required=False,
        help_text=_lazy(
            "Phần đứng sau số, theo quy định của cơ quan, ví dụ QĐ-TGTV. Để trống: từ ngày này không dùng ký hiệu."
        ),
    )
    field_order = ("agency", "kind", "symbol", "valid_from")


@require_http_methods(["GET", "HEAD", "POST"])
def set_symbol(request: OfficeRequest) -> HttpResponse:
    """Set a symbol from a day on, for an agency's administrator."""
    return set_from_day(
        request,
        SymbolForm,
        services.set_symbol,
        kinds=selectors.kinds_without_symbol(),
        title=_("Đặt ký hiệu văn bản"),
        done=_("Đã ghi ký hiệu văn bản."),
        above=_("Ký hiệu văn bản"),
        back="documents:symbols",
    )
