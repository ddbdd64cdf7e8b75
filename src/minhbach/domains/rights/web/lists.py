"""The lists of this room: rights, notices. An owner sees his own alone: the database keeps back the rest."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.rights import policies, selectors
from minhbach.domains.rights.models import Right
from minhbach.domains.rights.types import RightKind, State
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import open_to_guests
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter


@require_safe
def rights(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *policies.READERS, at=request.at)
    return _rights(request)


@open_to_guests
@require_safe
def own(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, Role.GUEST, at=request.at)
    return _rights(request)


def _rights(request: OfficeRequest) -> HttpResponse:
    today = local_date(request.at)
    page = ListPage(
        request,
        selectors.visible_rights().prefetch_related("terms"),
        title=_lazy("Quyền của tôi") if request.officer.is_guest else _lazy("Quyền sở hữu trí tuệ"),
        columns=[
            Column("title", _lazy("Dấu hiệu, tên"), lambda row: row.title, sort="folded", indexed=True,
                   url=lambda row: row.get_absolute_url()),
            Column("kind", _lazy("Loại"), lambda row: row.get_kind_display(), under="title"),
            Column("number", _lazy("Số"), lambda row: row.number),
            Column("holder", _lazy("Chủ sở hữu"), lambda row: row.holder),
            Column("state", _lazy("Tình trạng"),
                   lambda row: chip_of(selectors.standing_on(row, row.terms.all(), today)), kind="chip"),
            Column("entered", _lazy("Ghi lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            StateFilter("state", _lazy("Đối chiếu"), State),
            Filter("force", _lazy("Hiệu lực"), lambda rows, said: _by_force(rows, today, said == "yes"),
                   choices=[("yes", _lazy("đang có hiệu lực")), ("no", _lazy("đã đối chiếu, không có hiệu lực"))]),
            Filter("kind", _lazy("Loại"), lambda rows, kind: rows.filter(kind=kind), choices=RightKind.choices),
        ],
        search=selectors.with_words,
        default_sort="-entered",
        empty=_lazy("Chưa có quyền nào được ghi."),
        export_name="quyen-so-huu-tri-tue",
    )  # fmt: skip
    return page.response("rights/list.html", {"may_enter": policies.may_enter(request.officer, at=request.at)})


def _by_force(rows: QuerySet[Right], day: date, is_asked: bool) -> QuerySet[Right]:
    standing = selectors.in_force_on(rows, day)
    return standing if is_asked else rows.filter(state=State.CONFIRMED).exclude(pk__in=standing.order_by().values("pk"))


@open_to_guests
@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *policies.READERS, Role.GUEST, at=request.at)
    page = ListPage(
        request,
        selectors.with_waiting(selectors.visible_notices()),
        title=_lazy("Đường dẫn bị báo xâm phạm"),
        columns=[
            Column("right", _lazy("Quyền"), lambda row: row.right.title, url=lambda row: row.get_absolute_url()),
            Column("holder", _lazy("Chủ sở hữu"), lambda row: row.right.holder, under="right"),
            Column("lines", _lazy("Số dòng"), lambda row: row.line_count, kind="number"),
            Column("state", _lazy("Tình trạng"), selectors.notice_chip, kind="chip"),
            Column("sent", _lazy("Gửi lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("agency", _lazy("Cơ quan trả lời"), lambda row: row.owner_agency.short_name),
        ],
        filters=[
            Filter("waits", _lazy("Trả lời"), lambda rows, said: rows.filter(waits=said == "yes"),
                   choices=[("yes", _lazy("còn chờ")), ("no", _lazy("xong"))]),
        ],
        default_sort="-sent",
        empty=_lazy("Chưa có thông báo nào. Gửi từ trang của một quyền đang có hiệu lực."),
        export_name="duong-dan-bi-bao",
    )  # fmt: skip
    return page.response("rights/notices.html", {"back": _back(request)})


def _back(request: OfficeRequest) -> str:
    return reverse("rights:own" if request.officer.is_guest else "rights:list")
