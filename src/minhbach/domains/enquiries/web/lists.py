"""What one's agencies asked, and what they were asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.enquiries import policies, selectors
from minhbach.domains.enquiries.types import Reading, State
from minhbach.domains.subjects.types import all_purposes
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.scope import current_access

WAITING = [("waiting", _lazy("chờ trả lời")), ("answered", _lazy("đã trả lời"))]

READINGS = [(one.value, one.label) for one in Reading]


@require_safe
def asked(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_enquiries(),
        title=_lazy("Đã hỏi"),
        columns=[
            Column("value", _lazy("Hỏi về"), lambda row: row.value, url=lambda row: row.get_absolute_url()),
            Column("purpose", _lazy("Mục đích"), _purpose),
            Column("known", _lazy("Số cơ quan biết"), lambda row: row.known_to, kind="number"),
            Column("by", _lazy("Người hỏi"), lambda row: row.asked_by.full_name),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("at", _lazy("Hỏi lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"),
        ],
        filters=[Filter("officer", _lazy("Người hỏi"), _by, choices=[(str(request.officer.pk), _lazy("tôi"))])],
        default_sort="-at",
        empty=_lazy("Câu hỏi gửi các cơ quan khác về một số điện thoại, tài khoản, mã số thuế xuất hiện ở đây."),
        export_name="da-hoi",
    )
    return page.response("enquiries/list.html", {"may_ask": policies.may_ask(request.officer, at=request.at)})


@require_safe
def received(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.questions_to(current_access().agency_ids),
        title=_lazy("Hỏi, trả lời"),
        columns=[
            Column("value", _lazy("Hỏi về"), lambda row: row.value, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(row.state), kind="chip"),
            Column("due", _lazy("Hạn trả lời"), lambda row: row.due_on, kind="day"),
            Column("purpose", _lazy("Mục đích"), _purpose),
            Column("by", _lazy("Cơ quan hỏi"), lambda row: row.owner_agency.short_name),
            Column("asked", _lazy("Cơ quan được hỏi"), lambda row: row.asked.short_name),
            Column("at", _lazy("Hỏi lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"),
        ],
        filters=[Filter("state", _lazy("Tình trạng"), _waiting, choices=WAITING)],
        default_sort="-at",
        empty=_lazy("Câu hỏi của cơ quan khác về thông tin mà cơ quan đang giữ xuất hiện ở đây."),
        export_name="duoc-hoi",
    )
    return page.response("enquiries/list.html", {"may_ask": policies.may_ask(request.officer, at=request.at)})


@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_notices(),
        title=_lazy("Hỏi về thông tin giữ kín"),
        columns=[
            Column("value", _lazy("Hỏi về"), lambda row: row.value, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(row.state), kind="chip"),
            Column("purpose", _lazy("Mục đích"), _purpose),
            Column("agency", _lazy("Cơ quan hỏi"), lambda row: row.asked_from.short_name),
            Column("by", _lazy("Người hỏi"), lambda row: row.asked_by.full_name),
            Column("at", _lazy("Hỏi lúc"), lambda row: row.asked_at, sort="asked_at", indexed=True, kind="moment"),
        ],
        filters=[Filter("state", _lazy("Tình trạng"), _unread, choices=READINGS)],
        default_sort="-at",
        empty=_lazy(
            "Khi nơi khác hỏi về thông tin mà cơ quan giữ ở mức “không trả lời”, người hỏi không được biết gì; cơ quan"
            " đọc ở đây ai đã hỏi và để làm gì."
        ),
        export_name="hoi-ve-thong-tin-giu-kin",
    )
    return page.response("enquiries/list.html", {"may_ask": False})


def _purpose(row: Any) -> str:
    known = all_purposes().get(row.purpose)
    return " · ".join(filter(None, [known.words if known else row.purpose, row.reference]))


def _by(rows: Any, officer_id: str) -> Any:
    return rows.filter(asked_by_id=UUID(officer_id))


def _waiting(rows: Any, state: str) -> Any:
    return rows.filter(answer__isnull=state == State.WAITING)


def _unread(rows: Any, state: str) -> Any:
    return rows.filter(read_at__isnull=state == Reading.NEW)
