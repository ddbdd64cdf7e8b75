"""The lists of this room: wishes to open what is sealed, and custodians' keys."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.custody import policies, selectors
from minhbach.domains.custody.models import Item
from minhbach.domains.custody.types import Blanks, Done, ItemState, State
from minhbach.foundation.office import offered
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.people import kept_of_people, needs

HOLDS_SHOWN = 50


@require_safe
def openings(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_openings(),
        title=_lazy("Đề nghị mở danh tính"),
        columns=[
            Column("number", _lazy("Tin, đơn số"), lambda row: row.box.number, url=lambda row: row.get_absolute_url(),
                   kind="code"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(State(row.state)), kind="chip"),
            Column("purpose", _lazy("Để làm gì"), lambda row: row.get_purpose_display()),
            Column("asked", _lazy("Người đề nghị"), lambda row: row.asked_by.full_name),
            Column("at", _lazy("Đề nghị lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("answered", _lazy("Người duyệt"),
                   lambda row: row.answered_by.full_name if row.answered_by else ""),
            Column("opened", _lazy("Người mở"), lambda row: row.opened_by.full_name if row.opened_by else ""),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), State)],
        search=lambda rows, text: rows.filter(box__number=text.strip()),
        default_sort="-at",
        empty=_lazy("Chưa ai đề nghị mở danh tính nào. Cán bộ xử lý đề nghị ở trang của tin, đơn."),
        export_name="de-nghi-mo-danh-tinh",
    )  # fmt: skip
    return page.response()


@require_safe
def keys(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    may_make = policies.is_custodian(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_keys(),
        title=_lazy("Khóa của người giữ danh tính"),
        columns=[
            Column("officer", _lazy("Người giữ"), lambda row: row.officer.full_name),
            Column("state", _lazy("Tình trạng"), _state, kind="chip"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("thumbprint", _lazy("Dấu khóa"), lambda row: row.grouped),
            Column("made", _lazy("Đăng ký lúc"), lambda row: row.created_at, sort="created_at", kind="moment"),
            Column("confirmed", _lazy("Người xác nhận"),
                   lambda row: row.confirmed_by.full_name if row.confirmed_by else ""),
        ],
        default_sort="-made",
        empty=_lazy(
            "Chưa có khóa nào: chưa giữ được danh tính của người gửi tin. Cần hai người giữ, mỗi người một khóa."
        ),
        export_name="khoa-giu-danh-tinh",
    )  # fmt: skip
    own = [key for key in selectors.visible_keys().filter(ended_at=None)
           if policies.is_custodian(request.officer, key.owner_agency, at=request.at)] if may_make else []  # fmt: skip
    waiting = [key for key in own if key.confirmed_at is None and key.officer_id != request.officer.pk]
    return page.response("custody/keys.html", {"may_make": may_make, "waiting": waiting, "own": own})


@require_safe
def blankings(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_blankings(),
        title=_lazy("Xóa dữ liệu cá nhân hết thời hạn giữ"),
        columns=[
            Column("kind", _lazy("Xóa gì"), lambda row: str(_words_of(row.kind)),
                   url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(Done(row.state)), kind="chip"),
            Column("before", _lazy("Kết thúc trước ngày"), lambda row: row.ended_before, kind="day"),
            Column("count", _lazy("Tới hạn"), lambda row: row.counted, kind="number"),
            Column("held", _lazy("Giữ lại"), lambda row: row.held, kind="number"),
            Column("blanked", _lazy("Đã xóa"), lambda row: row.blanked, kind="number"),
            Column("basis", _lazy("Căn cứ"), lambda row: row.basis),
            Column("asked", _lazy("Người đề nghị"), lambda row: row.asked_by.full_name),
            Column("at", _lazy("Đề nghị lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("answered", _lazy("Người quyết định"),
                   lambda row: row.answered_by.full_name if row.answered_by else ""),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), Done)],
        default_sort="-at",
        empty=_lazy(
            "Chưa xóa gì. Luật đã đọc không đặt số ngày: cơ quan tự quyết định thời hạn giữ rồi đề nghị xóa ở đây."
        ),
        export_name="xoa-du-lieu-ca-nhan",
    )  # fmt: skip
    may_ask = policies.is_custodian(request.officer, at=request.at)
    own = [
        (one, _words_of(one.kind))
        for one in (selectors.blankings_waiting(request.officer) if may_ask else [])
        if policies.is_custodian(request.officer, one.owner_agency, at=request.at)
    ]
    holds = [
        (one, policies.is_custodian(request.officer, one.owner_agency, at=request.at))
        for one in selectors.holds_in_force()[:HOLDS_SHOWN]
    ]
    return page.response("custody/blankings.html", {"may_ask": may_ask, "waiting": own, "holds": holds})


@require_safe
def blanking(request: OfficeRequest, blanking_id: UUID) -> HttpResponse:
    """The records of one wish: due, held back and why, done; each by its number, and nothing of what is kept in it."""
    policies.require_reader(request.officer, at=request.at)
    wish = selectors.get_blanking(blanking_id)
    why = needs()
    record = next((one.page for one in offered(Blanks) if one.code == wish.kind), "")
    is_open = wish.state == Done.WAITING
    may_act = is_open and policies.is_custodian(request.officer, wish.owner_agency, at=request.at)

    def address_of(item: Item) -> str:
        return reverse("custody:hold", args=[wish.pk, item.pk]) if item.state == ItemState.DUE else ""

    page = ListPage(
        request,
        selectors.items_of(wish),
        title=_words_of(wish.kind),
        columns=[
            Column("record", _lazy("Hồ sơ"), lambda row: str(row.record)[:13], kind="code",
                   url=lambda row: reverse(record, args=[row.record]) if record else ""),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(ItemState(row.state)), kind="chip"),
            Column("why", _lazy("Vì sao giữ lại"), lambda row: str(why.get(row.why, row.why))),
            Column("done", _lazy("Xóa lúc"), lambda row: row.done_at, kind="moment"),
            *([Column("hold", _lazy("Yêu cầu giữ"), lambda row: _("Giữ lại") if row.state == ItemState.DUE else "",
                      url=address_of)] if may_act else []),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), ItemState)],
        empty=_lazy("Không có hồ sơ nào tới hạn trước ngày này."),
        export_name="ho-so-toi-han-xoa",
    )  # fmt: skip
    context = {"wish": wish, "state": chip_of(Done(wish.state)), "may_answer": may_act
               and wish.asked_by_id != request.officer.pk}  # fmt: skip
    return page.response("custody/blanking.html", context)


@require_safe
def kept(request: OfficeRequest) -> HttpResponse:
    """What the house keeps of people, what for and until when, as each room declares it."""
    policies.require_reader(request.officer, at=request.at)
    codes = {one.code for one in offered(Blanks)}
    rows = [(one, chip_of(one.until), one.kind in codes) for one in kept_of_people()]
    return render(request, "custody/kept.html", {"title": _("Dữ liệu cá nhân đang giữ"), "rows": rows})


def _words_of(kind: str) -> Any:
    return next((one.words for one in offered(Blanks) if one.code == kind), kind)


def _state(row: Any) -> tuple[str, str]:
    if row.ended_at:
        return _("thôi dùng"), ""
    return (_("đang dùng"), "good") if row.confirmed_at else (_("chờ người kia xác nhận"), "warn")
