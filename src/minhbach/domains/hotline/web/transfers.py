"""What the national consumer line 1800.6838 hands on: the list, two ways in, and the acknowledgement of a sending."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.hotline import policies, selectors, services
from minhbach.domains.intake.types import Stage
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.forms import PageForm, handle


class _ToLetterbox(PageForm):
    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        boxes = selectors.letterboxes_to_choose()
        self.offer("letterbox", boxes)
        first = boxes.first()
        self.propose(came_on=local_date(self.at), **({"letterbox": first.pk} if first else {}))


class TransferForm(_ToLetterbox):
    number = fields.Text(label=_lazy("Số của tổng đài"), longest=60)
    name = fields.Text(label=_lazy("Họ và tên người tiêu dùng"), longest=120)
    phone = fields.Text(label=_lazy("Số điện thoại"), longest=40, required=False)
    address = fields.Text(label=_lazy("Địa chỉ"), longest=300, required=False)
    what = fields.Text(label=_lazy("Nội dung yêu cầu"), rows=4, longest=20_000)
    trader = fields.Text(label=_lazy("Người bán là ai, ở đâu?"), rows=2, longest=1_000, required=False)
    link = fields.Text(label=_lazy("Đường dẫn, nếu bán trên mạng"), longest=2_000, required=False)
    came_on = fields.Day(label=_lazy("Ngày tổng đài chuyển"))
    letterbox = fields.Record(label=_lazy("Vào hộp thư"), words=lambda box: box.name)


class TransferListForm(_ToLetterbox):
    list = fields.Text(
        label=_lazy("Dán danh sách"), rows=8, longest=1_000_000, required=False,
        help_text=_lazy(
            "Dòng đầu là tên cột: số của tổng đài, họ tên, nội dung; có thể thêm ngày, điện thoại, địa chỉ, người bán,"
            " đường dẫn."
        ),
    )  # fmt: skip
    file = fields.File(label=_lazy("Hoặc chọn tệp"), accept=".xlsx,.csv,.txt", largest=20, required=False)
    letterbox = fields.Record(label=_lazy("Vào hộp thư"), words=lambda box: box.name)


@require_safe
def transfers(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_transfers(),
        title=_lazy("Tổng đài 1800.6838 chuyển"),
        columns=[
            Column("number", _lazy("Số của tổng đài"), lambda row: row.number),
            Column("report", _lazy("Số tiếp nhận"), lambda row: row.report.number,
                   url=lambda row: row.report.get_absolute_url()),
            Column("came", _lazy("Ngày chuyển"), lambda row: row.came_on, kind="day"),
            Column("taken", _lazy("Tiếp nhận lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(Stage(row.report.stage)), kind="chip"),
            Column("due", _lazy("Hạn"), lambda row: row.report.due_on, kind="day"),
            Column("sheet", _lazy("Xác nhận"), lambda _row: _("giấy xác nhận"), in_file=lambda _row: "",
                   url=lambda row: row.get_absolute_url()),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        search=lambda rows, text: rows.filter(number__icontains=text),
        default_sort="-taken",
        empty=_lazy("Yêu cầu của người tiêu dùng do tổng đài 1800.6838 chuyển tới nhập ở đây, giữ số của tổng đài."),
        export_name="tong-dai-chuyen",
    )  # fmt: skip
    return page.response("hotline/transfers.html")


@require_http_methods(["GET", "HEAD", "POST"])
def enter_transfer(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    form = TransferForm.of(request, at=request.at)

    def act() -> services.Taken:
        asked = dict(form.asked)
        letterbox = asked.pop("letterbox")
        came_on: date = min(asked.pop("came_on"), local_date(request.at))
        handed = [services.Handed(came_on=came_on, **asked)]
        return services.take_transfers(
            officer=request.officer, at=request.at, letterbox=letterbox, handed=handed, batch=form.press
        )

    return _answer(request, form, act, _("Nhập một yêu cầu tổng đài chuyển"))


@require_http_methods(["GET", "HEAD", "POST"])
def take_transfers(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    form = TransferListForm.of(request, at=request.at)

    def act() -> services.Taken:
        file = form.asked["file"]
        handed = services.read_transfers(
            file or form.asked["list"].encode(), name=file.name if file else _("danh sách dán"), at=request.at
        )
        return services.take_transfers(
            officer=request.officer, at=request.at, letterbox=form.asked["letterbox"], handed=handed, batch=form.press
        )

    return _answer(request, form, act, _("Nhập danh sách tổng đài chuyển"))


@require_safe
def transfer(request: OfficeRequest, transfer_id: UUID) -> HttpResponse:
    """What is told to the line of one sending: its numbers, and ours."""
    policies.require_worker(request.officer, at=request.at)
    found = selectors.sent_with(transfer_id)
    return render(
        request,
        "hotline/transfer.html",
        {
            "title": _("Xác nhận tiếp nhận"),
            "above": _("Tổng đài 1800.6838 chuyển"),
            "above_url": reverse("hotline:transfers"),
            "transfers": found,
            "agency": found[0].owner_agency,
            "taken_at": found[0].created_at,
        },
    )


def _answer(request: OfficeRequest, form: PageForm, act: Any, title: str) -> HttpResponse:
    def done(taken: services.Taken) -> str:
        return _("Đã tiếp nhận %(new)d yêu cầu; %(known)d yêu cầu đã có từ trước.") % {
            "new": taken.new,
            "known": taken.known,
        }

    def back(taken: services.Taken) -> Any:
        return taken.first or reverse("hotline:transfers")

    page = {"title": title, "button": _("Tiếp nhận"), "cancel": reverse("hotline:transfers")}
    return handle(request, form, act, done=done, back=back, page=page)
