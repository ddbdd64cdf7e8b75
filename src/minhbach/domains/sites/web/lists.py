"""The register of sites, and where merchants are known to sell that nobody has classified."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import place_ids_within, places_to_choose
from minhbach.domains.sites import policies, selectors
from minhbach.domains.sites.models import Observed
from minhbach.domains.sites.selectors.sites import SOON
from minhbach.domains.sites.types import NoticeState, must_show, site_kinds, tricks
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter

ENDS = [("soon", _lazy("sắp hết hiệu lực")), ("late", _lazy("đã hết hiệu lực"))]
OWNED = [("yes", _lazy("đã xác định")), ("no", _lazy("chưa xác định"))]


@require_safe
def sites(request: OfficeRequest) -> HttpResponse:
    today = local_date(request.at)

    def ends(rows: Any, when: str) -> Any:
        if when == "late":
            return rows.filter(holds_until__lt=today)
        return rows.filter(holds_until__range=(today, today + SOON))

    page = ListPage(
        request,
        selectors.visible_sites(),
        title=_lazy("Website, gian hàng"),
        columns=[
            Column("name", _lazy("Tên"), lambda row: row.name, url=lambda row: row.get_absolute_url()),
            Column("url", _lazy("Địa chỉ"), lambda row: row.url, under="name"),
            Column("kind", _lazy("Loại"), _kind),
            Column("owner", _lazy("Chủ sở hữu"), _owner),
            Column("notice", _lazy("online.gov.vn"), lambda row: chip_of(row.notice_words), kind="chip"),
            Column("until", _lazy("Xác nhận có giá trị đến"), lambda row: row.holds_until, kind="day"),
            Column("missing", _lazy("Thiếu thông tin"), _missing),
            Column("goods", _lazy("Nhóm hàng"), lambda row: row.goods, is_extra=True),
            Column("place", _lazy("Địa bàn"), lambda row: row.place.name if row.place else "", is_extra=True),
            Column("agency", _lazy("Cơ quan ghi"), lambda row: row.owner_agency.short_name, is_extra=True),
            Column("at", _lazy("Ghi lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"),
        ],
        filters=[
            Filter("kind", _lazy("Loại"), _of_kind, choices=[*_kinds(), ("none", _lazy("chưa phân loại"))]),
            StateFilter("notice", _lazy("online.gov.vn"), NoticeState),
            Filter(
                "duty",
                _lazy("Thông báo, đăng ký"),
                lambda rows, _open: selectors.without_notice(rows, on=today),
                choices=[("open", _lazy("phải có mà chưa thấy"))],
            ),
            Filter("place", _lazy("Địa bàn"), _lies_in, choices=_places(request)),
            Filter(
                "ends",
                _lazy("Xác nhận"),
                ends,
                choices=[("soon", _lazy("sắp hết hiệu lực")), ("late", _lazy("đã hết hiệu lực"))],
            ),
            Filter("missing", _lazy("Thông tin phải công bố"), _lacking, choices=[("yes", _lazy("còn thiếu"))]),
            Filter(
                "owner",
                _lazy("Chủ sở hữu"),
                _owned,
                choices=[("yes", _lazy("đã xác định")), ("no", _lazy("chưa xác định"))],
            ),
            Filter("trick", _lazy("Thủ đoạn"), _tricked, choices=[(one.code, one.words) for one in tricks().values()]),
        ],
        search=selectors.with_words,
        default_sort="-at",
        empty=_lazy(
            "Website, ứng dụng, gian hàng, kênh bán hàng xuất hiện ở đây sau khi được ghi, hoặc nhập từ danh sách "
            "thông báo của tỉnh."
        ),
        export_name="website-gian-hang",
    )
    return page.response("sites/list.html", {"may_write": policies.may_write(request.officer, at=request.at)})


@require_safe
def open_ones(request: OfficeRequest) -> HttpResponse:
    """Where merchants of the register sell online that stands in no register of sites yet."""
    page = ListPage(
        request,
        selectors.open_presences(),
        title=_lazy("Chưa phân loại"),
        columns=[
            Column("name", _lazy("Tên"), lambda row: row.name, url=_classify),
            Column("kind", _lazy("Loại"), lambda row: row.get_kind_display()),
            Column("platform", _lazy("Sàn, nền tảng"), lambda row: row.platform),
            Column("url", _lazy("Địa chỉ"), lambda row: row.url),
            Column("place", _lazy("Địa bàn"), lambda row: row.place.name if row.place else ""),
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        empty=_lazy("Mọi trang, gian hàng đã biết đều đã có trong danh bạ."),
        export_name="chua-phan-loai",
    )
    return page.response()


def _classify(row: Any) -> str:
    return f"{reverse('sites:open')}?noi={row.pk}"


def _places(request: OfficeRequest) -> list[tuple[str, str]]:
    places = places_to_choose(request.officer, on=local_date(request.at))
    return [(str(place.pk), place.name) for place in places]


def _lies_in(rows: Any, chosen: str) -> Any:
    return rows.filter(place_id__in=place_ids_within({int(chosen)}))


def _kinds() -> list[tuple[str, Any]]:
    return [(kind.code, kind.words) for kind in site_kinds().values()]


def _kind(row: Any) -> str:
    return row.kind_row.words if row.kind_row else ""


def _owner(row: Any) -> str:
    return row.subject.name if row.subject else ""


def _missing(row: Any) -> str:
    items = must_show().items
    return ", ".join(items[code] for code in row.missing if code in items)


def _of_kind(rows: Any, kind: str) -> Any:
    return rows.filter(kind="" if kind == "none" else kind)


def _lacking(rows: Any, _yes: str) -> Any:
    return rows.exclude(missing=[])


def _owned(rows: Any, is_known: str) -> Any:
    known = rows.filter(subject__isnull=False).exclude(subject__kind=SubjectKind.UNKNOWN)
    return known if is_known == "yes" else rows.exclude(pk__in=known.order_by().values("pk"))


def _tricked(rows: Any, code: str) -> Any:
    return rows.filter(pk__in=Observed.objects.filter(trick=code).values("site_id"))
