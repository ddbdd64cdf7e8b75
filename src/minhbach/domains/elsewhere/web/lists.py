"""What is still to be entered, the files kept elsewhere, the exports, and which systems are wanted."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.elsewhere import policies, selectors
from minhbach.domains.elsewhere.fields import column_text
from minhbach.domains.elsewhere.types import SYSTEMS, FileState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter

SHORT = [(code, one.short) for code, one in SYSTEMS.items()]
STATES = [
    ("alone", _lazy("chưa có vụ việc ở đây")),
    ("differs", _lazy("khác nhau, chưa kết luận")),
    ("same", _lazy("khớp hoặc đã kết luận")),
]
USED = [("True", _lazy("phải nhập")), ("False", _lazy("không phải nhập"))]


@require_safe
def still_wanted(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.still_wanted(on=local_date(request.at)),
        title=_lazy("Còn phải nhập ở đâu"),
        columns=[
            Column("code", _lazy("Vụ việc"), lambda row: row.code, kind="code",
                   url=lambda row: reverse("elsewhere:of_case", args=[row.pk])),
            Column("title", _lazy("Nội dung"), lambda row: row.title, under="code"),
            Column("systems", _lazy("Còn phải nhập ở"), _left),
            Column("step", _lazy("Bước"), lambda row: row.get_step_display()),
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
            Column("opened", _lazy("Ngày mở"), lambda row: row.opened_on, sort="opened_on", indexed=True, kind="day"),
        ],
        filters=[Filter("system", _lazy("Hệ thống"), lambda rows, code: rows.filter(**{f"wants_{code}": True}),
                        choices=SHORT)],
        default_sort="-opened",
        empty=_lazy("Không vụ việc nào trong phạm vi của bạn còn phải nhập ở hệ thống khác."),
        export_name="con-phai-nhap",
    )  # fmt: skip
    return page.response("elsewhere/list.html", {"may_write": policies.may_write(request.officer, at=request.at)})


@require_safe
def twins(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_twins(),
        title=_lazy("Hồ sơ ở INS"),
        columns=[
            Column("number", _lazy("Số hồ sơ"), lambda row: row.number, kind="code",
                   url=lambda row: row.get_absolute_url()),
            Column("title", _lazy("Nội dung"), lambda row: row.values.get("title", ""), under="number"),
            Column("violator", _lazy("Người vi phạm"), lambda row: row.values.get("violator", "")),
            Column("case", _lazy("Vụ việc ở đây"), lambda row: row.case.code if row.case else "", kind="code"),
            Column("state", _lazy("Đối chiếu"), state_of, kind="chip"),
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
            Column("read", _lazy("Đọc lúc"), lambda row: row.read_at, sort="read_at", indexed=True, kind="moment"),
        ],
        filters=[Filter("state", _lazy("Đối chiếu"), _by_state, choices=STATES)],
        search=lambda rows, text: rows.filter(number__istartswith=text.strip()),
        default_sort="-read",
        empty=_lazy("Chưa đọc hồ sơ nào. Gửi tệp xuất từ INS để đối chiếu với vụ việc ở đây."),
        export_name="ho-so-o-ins",
    )  # fmt: skip
    return page.response("elsewhere/list.html", {"may_write": policies.may_write(request.officer, at=request.at)})


@require_safe
def exports(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_exports(),
        title=_lazy("Tệp xuất từ INS"),
        columns=[
            Column("name", _lazy("Tệp"), lambda row: row.name, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(FileState(row.state)), kind="chip"),
            Column("rows", _lazy("Số dòng"), lambda row: row.row_count or None, kind="number"),
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
            Column("by", _lazy("Người gửi"), lambda row: row.recorded_by.full_name),
            Column("made", _lazy("Gửi lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), FileState)],
        default_sort="-made",
        empty=_lazy("Chưa gửi tệp nào."),
        export_name="tep-xuat-tu-ins",
    )  # fmt: skip
    return page.response("elsewhere/list.html", {"may_write": policies.may_write(request.officer, at=request.at)})


@require_safe
def uses(request: OfficeRequest) -> HttpResponse:
    """What agencies have set; what holds without it stands above the list."""
    page = ListPage(
        request,
        selectors.all_uses(),
        title=_lazy("Nơi phải nhập"),
        columns=[
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
            Column("system", _lazy("Hệ thống"), lambda row: SYSTEMS[row.system].short),
            Column("used", _lazy("Lựa chọn"), lambda row: _("phải nhập") if row.is_used else _("không phải nhập")),
            Column("columns", _lazy("Cột của tệp"),
                   lambda row: _("đơn vị đặt: %(count)s cột") % {"count": len(row.columns)} if row.columns else ""),
            Column("from", _lazy("Từ ngày"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
        ],
        filters=[Filter("used", _lazy("Lựa chọn"), lambda rows, one: rows.filter(is_used=one == "True"),
                        choices=USED)],
        default_sort="-from",
        empty=_lazy("Chưa đơn vị nào đặt khác. Quản trị của đơn vị đặt ở đây."),
        export_name="noi-phai-nhap",
    )  # fmt: skip
    systems = [(one, column_text(one.columns)) for one in SYSTEMS.values()]
    may_set = has_role(request.officer, Role.ADMINISTRATOR, on=local_date(request.at))
    return page.response("elsewhere/uses.html", {"may_set": may_set, "systems": systems})


def state_of(row: Any) -> tuple[Any, str]:
    """Say of a file kept elsewhere how it stands to the case here."""
    if row.case_id is None:
        return _("chưa có vụ việc"), "warn"
    if row.difference_count:
        return _("%(count)s chỗ khác nhau") % {"count": row.difference_count}, "late"
    return _("khớp"), "good"


def _left(row: Any) -> str:
    return ", ".join(one.short for one in selectors.systems_left(row))


def _by_state(rows: Any, state: str) -> Any:
    asked = {
        "alone": Q(case__isnull=True),
        "differs": Q(case__isnull=False, difference_count__gt=0),
        "same": Q(case__isnull=False, difference_count=0),
    }
    return rows.filter(asked[state])
