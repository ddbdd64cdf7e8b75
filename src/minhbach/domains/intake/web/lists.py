"""What was sent to the agencies in reach, and the ways in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.intake import policies, selectors
from minhbach.domains.intake.kinds import BY_CODE, KINDS
from minhbach.domains.intake.selectors.alike import MOST_COUNTED
from minhbach.domains.intake.types import OPEN, Channel, Stage
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import DayFilter, StateFilter
from minhbach.foundation.pages.listing import Fold
from minhbach.foundation.writing import write_capped, write_moment

# Of a denunciation or complaint a list shows no word: who is accused, and by whom, is read on its page alone.
SHOWN = {"TIN_BAO", "KIEN_NGHI_PHAN_ANH"}
LETTERS = 120
WHOSE = [("mine", _lazy("giao cho tôi")), ("nobody", _lazy("chưa giao ai"))]
TOLL = [("unpaid", _lazy("chỉ tin chưa kiểm")), ("paid", _lazy("trừ tin chưa kiểm"))]
DUE = [("late", _lazy("quá hạn")), ("open", _lazy("chưa xong")), ("waiting", _lazy("người gửi đang chờ"))]


@require_safe
def reports(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    today = local_date(request.at)

    def due(rows: Any, chosen: str) -> Any:
        if chosen == "waiting":
            return rows.filter(is_waiting=True)
        still = rows.filter(stage__in=OPEN)
        return still.filter(due_on__lt=today) if chosen == "late" else still

    def whose(rows: Any, chosen: str) -> Any:
        return rows.filter(assignee=request.officer if chosen == "mine" else None)

    page = ListPage(
        request,
        selectors.visible_reports(),
        title=_lazy("Tin báo, đơn thư"),
        columns=[
            Column("number", _lazy("Số"), lambda row: row.number, url=lambda row: row.get_absolute_url(),
                   kind="code"),
            Column("stage", _lazy("Tình trạng"), lambda row: chip_of(Stage(row.stage)), kind="chip"),
            Column("toll", _lazy("Chưa kiểm"), lambda row: _("chưa kiểm") if row.is_unpaid else "", under="number"),
            Column(
                "due", _lazy("Hạn trả lời"), lambda row: row.due_on, sort="due_on", indexed=True, kind="day",
                may_be_empty=True,
            ),
            Column("due_by", _lazy("Hạn của ai"), lambda row: row.get_due_by_display(), under="due"),
            Column("kind", _lazy("Loại"), lambda row: str(BY_CODE[row.kind].short) if row.kind in BY_CODE else ""),
            # What a sender wrote may tell who he is: it is read here and leaves in no file.
            Column("what", _lazy("Nội dung"), glance, in_file=lambda _row: ""),
            Column("alike", _lazy("Giống nhau"), told_alike, under="what", in_file=lambda _row: ""),
            Column("received", _lazy("Nhận lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("assignee", _lazy("Người xử lý"), lambda row: row.assignee.full_name if row.assignee else ""),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
            Column("channel", _lazy("Kênh"), lambda row: row.get_channel_display(), is_extra=True),
        ],
        filters=[
            Filter("due", _lazy("Việc"), due, choices=DUE),
            StateFilter("stage", _lazy("Tình trạng"), Stage),
            Filter("kind", _lazy("Loại"), lambda rows, kind: rows.filter(kind=kind),
                   choices=[(kind.code, kind.short) for kind in KINDS]),
            Filter("whose", _lazy("Người xử lý"), whose, choices=WHOSE),
            Filter("toll", _lazy("Chưa kiểm"), lambda rows, chosen: rows.filter(is_unpaid=chosen == "unpaid"),
                   choices=TOLL),
            StateFilter("channel", _lazy("Kênh"), Channel),
            DayFilter("from", _lazy("Nhận từ ngày"), lambda rows, day: rows.filter(created_at__gte=_begin(day))),
            DayFilter("until", _lazy("Nhận đến hết ngày"),
                      lambda rows, day: rows.filter(created_at__lt=_begin(day + timedelta(days=1)))),
        ],
        search=selectors.with_words,
        fold=Fold(selectors.folded, selectors.folded_count),
        empty=_lazy(
            "Tin báo, đơn thư người dân gửi qua cổng hiện ở đây. Cơ quan nhận được khi đã mở hộp thư tiếp nhận."
        ),
        export_name="tin-bao-don-thu",
    )  # fmt: skip
    return page.response()


@require_safe
def letterboxes(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_letterboxes(),
        title=_lazy("Hộp thư tiếp nhận"),
        columns=[
            Column("name", _lazy("Tên hiện cho người dân"), lambda row: row.name,
                   url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), _open_or_closed, kind="chip"),
            Column("place", _lazy("Địa bàn"), lambda row: row.place.name if row.place else _("cả nước")),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("hotline", _lazy("Đường dây nóng"), lambda row: row.hotline),
            Column("opened", _lazy("Mở lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        default_sort="-opened",
        empty=_lazy("Chưa mở hộp thư nào: người dân chưa gửi được tin cho cơ quan qua cổng."),
        export_name="hop-thu-tiep-nhan",
    )  # fmt: skip
    return page.response("intake/letterboxes.html", {"may_open": policies.keeps(request.officer, at=request.at)})


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def told_alike(row: Any) -> str:
    """Say for how many others a row stands, and when the latest of them came."""
    others = len(getattr(row, "alike_ids", ()))
    if not others:
        return ""
    shown = write_capped(others, MOST_COUNTED - 1)
    return _("và %(count)s tin giống vậy, mới nhất %(moment)s") % {
        "count": shown,
        "moment": write_moment(row.alike_last),
    }


def glance(row: Any) -> str:
    return row.what[:LETTERS] if row.kind in SHOWN else ""


def _open_or_closed(row: Any) -> tuple[str, str]:
    return (_("đã đóng"), "") if row.closed_at else (_("đang mở"), "good")
