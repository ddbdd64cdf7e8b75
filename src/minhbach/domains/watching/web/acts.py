"""What is done to a list, an alert, and written down of a patrol."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.subjects.selectors import find_subjects, visible_subjects
from minhbach.domains.subjects.types import STATED_KINDS
from minhbach.domains.watching import policies, selectors, services
from minhbach.domains.watching.models import WatchList
from minhbach.domains.watching.types import READ_BY, WORDED_CHOICES, AlertState, Watched
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.scope import Sharing

ASKING = ["GET", "HEAD", "POST"]
PICKED_AT_MOST = 8
BANKS = [("", "—"), *sorted(((bank.bin, bank.name) for bank in banks().values()), key=lambda pair: pair[1].casefold())]
# An entry is one of these: words of a kind, or a value of a kind.
KINDS = [*WORDED_CHOICES, *((f"{Watched.IDENTIFIER}:{code}", words) for code, words in STATED_KINDS)]


class OpenForm(PageForm):
    title = fields.Text(label=_lazy("Tên danh sách"), longest=200, attrs={"autofocus": True})
    reason = fields.Text(label=_lazy("Lý do theo dõi"), rows=3, longest=1000)
    sharing = fields.Choice(
        label=_lazy("Ai đọc được"),
        choices=READ_BY,
        initial=Sharing.FORCE,
        help_text=_lazy("Cảnh báo chỉ báo cho người giữ danh sách, và chỉ về hồ sơ người đó được xem."),
    )
    ends_on = fields.Day(label=_lazy("Theo dõi đến hết ngày"), required=False)


class KindForm(PageForm):
    """What kind of thing is watched for."""

    kind = fields.Choice(label=_lazy("Loại"), choices=KINDS)

    @property
    def asked(self) -> dict[str, Any]:
        said = super().asked
        kind, _colon, identifier_kind = said["kind"].partition(":")
        return {**said, "kind": kind, "identifier_kind": identifier_kind}


class EntryForm(KindForm):
    value = fields.Text(label=_lazy("Điều cần theo dõi"), attrs={"autofocus": True})
    bank = fields.Choice(
        label=_lazy("Ngân hàng"), choices=BANKS, required=False, help_text=_lazy("Khi là số tài khoản.")
    )
    reason = fields.Text(label=_lazy("Lý do riêng"), required=False)


class LinesForm(KindForm):
    lines = fields.Lines(
        label=_lazy("Danh sách, mỗi dòng một mục"),
        rows=10,
        help_text=_lazy("Dán một cột từ bảng tính; nhiều nhất 1.000 dòng. Mục đã có được bỏ qua."),
    )
    reason = fields.Text(label=_lazy("Lý do riêng"), required=False)


class SubjectForm(PageForm):
    subject = fields.Record(label=_lazy("Tổ chức, cá nhân"), widget=forms.HiddenInput)
    reason = fields.Text(label=_lazy("Lý do riêng"), required=False)

    def prepare(self) -> None:
        self.offer("subject", visible_subjects())


class NoteForm(PageForm):
    note = fields.Text(label=_lazy("Đã làm gì"), rows=3, longest=500, required=False)


class PatrolForm(PageForm):
    on = fields.Day(label=_lazy("Ngày tuần tra"))
    stretch = fields.Text(label=_lazy("Tuyến, đoạn"))
    found = fields.Text(label=_lazy("Kết quả"), rows=4, longest=2000)
    goods = fields.Text(label=_lazy("Hàng hóa phát hiện"), rows=2, longest=1000, required=False)
    value_vnd = fields.Money(label=_lazy("Trị giá (đồng)"), required=False)
    people = fields.Whole(label=_lazy("Số người tham gia"), least=1, most=999, required=False)
    case = fields.Text(label=_lazy("Mã vụ việc đã mở"), required=False, longest=60)


@require_http_methods(ASKING)
def open_one(request: OfficeRequest) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    form = OpenForm.of(request)
    return handle(
        request,
        form,
        lambda: services.open_list(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã mở danh sách."),
        page={"title": _("Mở danh sách theo dõi"), "button": _("Mở"), "cancel": reverse("watching:list")},
    )


@require_http_methods(ASKING)
def add(request: OfficeRequest, watch_id: UUID) -> HttpResponse:
    found = _own(request, watch_id)
    form = EntryForm.of(request)
    return handle(
        request,
        form,
        lambda: services.add_entry(officer=request.officer, at=request.at, watch_list=found, **form.asked),
        done=_("Đã thêm."),
        back=found,
        page=_page(found, _("Thêm mục theo dõi"), _("Thêm")),
    )


@require_http_methods(ASKING)
def add_lines(request: OfficeRequest, watch_id: UUID) -> HttpResponse:
    found = _own(request, watch_id)
    form = LinesForm.of(request)
    return handle(
        request,
        form,
        lambda: services.add_lines(officer=request.officer, at=request.at, watch_list=found, **form.asked),
        done=lambda count: _("Đã thêm %(count)s mục.") % {"count": count},
        back=lambda _count: found,
        page=_page(found, _("Thêm nhiều mục"), _("Thêm")),
    )


@require_http_methods(ASKING)
def add_subject(request: OfficeRequest, watch_id: UUID) -> HttpResponse:
    found = _own(request, watch_id)
    form = SubjectForm.of(request)
    return handle(
        request,
        form,
        lambda: services.watch_subject(officer=request.officer, at=request.at, watch_list=found, **form.asked),
        done=_("Đã thêm."),
        back=found,
        template="watching/add_subject.html",
        page=_page(found, _("Theo dõi một tổ chức, cá nhân"), _("Thêm")),
    )


@require_safe
def pick_subject(request: OfficeRequest) -> HttpResponse:
    """What a search for an organization or person finds, to be picked."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = list(find_subjects(text)[:PICKED_AT_MOST]) if len(text) > 1 else []
    return render(request, "watching/subjects_found.html", {"found": found, "text": text})


@require_POST
def end_entry(request: OfficeRequest, watch_id: UUID, watched_id: UUID) -> HttpResponse:
    found = _own(request, watch_id)
    services.end_entry(officer=request.officer, at=request.at, entry=selectors.get_entry(found, watched_id))
    messages.success(request, _("Đã bỏ khỏi danh sách."))
    return redirect(found)


@require_POST
def close(request: OfficeRequest, watch_id: UUID) -> HttpResponse:
    found = _own(request, watch_id)
    services.close_list(officer=request.officer, at=request.at, watch_list=found)
    messages.success(request, _("Đã đóng danh sách."))
    return redirect(found)


@require_POST
def settle_old(request: OfficeRequest, watch_id: UUID) -> HttpResponse:
    found = _own(request, watch_id)
    count = services.settle_old(officer=request.officer, at=request.at, watch_list=found)
    messages.success(request, _("Đã ghi là đã đọc: %(count)s cảnh báo.") % {"count": count})
    return redirect("watching:alerts")


@require_http_methods(ASKING)
def settle(request: OfficeRequest, alert_id: UUID) -> HttpResponse:
    found = selectors.get_alert(alert_id)
    form = NoteForm.of(request)
    return handle(
        request,
        form,
        lambda: services.settle(
            officer=request.officer, at=request.at, alert=found, state=AlertState.DONE, **form.asked
        ),
        done=_("Đã ghi là xử lý xong."),
        back=reverse("watching:alerts"),
        page={
            "title": _("Đã xử lý xong cảnh báo"),
            "lead": found.entry.shown,
            "button": _("Ghi"),
            "cancel": found.get_absolute_url(),
        },
    )


@require_http_methods(ASKING)
def record_patrol(request: OfficeRequest) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    form = PatrolForm.of(request)
    return handle(
        request,
        form,
        lambda: services.record_patrol(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã ghi kết quả tuần tra."),
        page={
            "title": _("Ghi kết quả tuần tra"),
            "lead": _("Chỉ ghi việc đã làm. Kế hoạch, lịch và tuyến sắp tuần tra không lưu trong hệ thống."),
            "button": _("Ghi"),
            "cancel": reverse("watching:patrols"),
        },
    )


def _own(request: OfficeRequest, watch_id: UUID) -> WatchList:
    found = selectors.get_list(watch_id)
    policies.require_own_list(request.officer, found, at=request.at)
    return found


def _page(found: WatchList, title: str, button: str) -> dict[str, Any]:
    url = found.get_absolute_url()
    return {"title": title, "button": button, "cancel": url, "above": found.title, "above_url": url}
