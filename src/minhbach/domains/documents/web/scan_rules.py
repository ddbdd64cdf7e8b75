"""When agencies scan the sealed copies of their papers."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.policies import REGISTER_KEEPERS
from minhbach.domains.documents.types import ScanTime
from minhbach.domains.documents.web.periods import FromDayForm, set_from_day
from minhbach.domains.documents.web.sources import EVERY_KIND, kind_words
from minhbach.foundation.pages import Column, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.filters import StateFilter


@require_safe
def rule_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.scan_rules(),
        title=_lazy("Lúc quét văn bản đã đóng dấu"),
        columns=[
            Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.owner_agency.short_name),
            Column("kind", _lazy("Loại văn bản"), kind_words, sort="kind"),
            Column("scanned", _lazy("Bản quét"), lambda row: row.get_scanned_display(), sort="scanned"),
            Column("from", _lazy("Từ ngày"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
        ],
        filters=[StateFilter("scanned", _lazy("Bản quét"), ScanTime)],
        default_sort="-from",
        empty=_lazy("Mọi văn bản được quét trước khi phát hành. Thủ trưởng hoặc quản trị của cơ quan đặt khác ở đây."),
        export_name="luc-quet",
    )
    may_set = selectors.agencies_kept_by(request.officer, at=request.at).exists()
    return page.response("documents/scan_rules.html", {"may_set": may_set})


class ScanRuleForm(FromDayForm):
    kind = fields.Choice(label=_lazy("Loại văn bản"), required=False)
    scanned = fields.Choice(
        label=_lazy("Bản quét"),
        choices=ScanTime.choices,
        coerce=ScanTime,
        help_text=_lazy(
            "Quét sau khi phát hành: văn thư cấp số và phát hành bằng một lần bấm, không bị hỏi lại; văn bản chưa có "
            "bản quét ở lại trong Việc hôm nay của văn thư đến khi đính kèm."
        ),
    )
    field_order = ("agency", "kind", "scanned", "valid_from")


@require_http_methods(["GET", "HEAD", "POST"])
def set_rule(request: OfficeRequest) -> HttpResponse:
    """Say when sealed papers are scanned, from a day on; for an agency's head or administrator."""
    return set_from_day(
        request,
        ScanRuleForm,
        services.set_scan_rule,
        kinds=[("", EVERY_KIND), *selectors.kinds()],
        title=_("Đặt lúc quét văn bản"),
        done=_("Đã ghi lúc quét văn bản."),
        above=_("Lúc quét văn bản đã đóng dấu"),
        back="documents:scan_rules",
        roles=REGISTER_KEEPERS,
        agencies=selectors.agencies_kept_by,
    )
