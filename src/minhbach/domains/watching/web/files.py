"""Things to watch that come as a file: sent, looked at, tried, taken, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.watching import policies, selectors, services
from minhbach.domains.watching.models import WatchFile
from minhbach.domains.watching.reading import watch_columns
from minhbach.domains.watching.types import FileState
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.bodies import takes_up_to
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.pages.sent_lists import ColumnsForm, ListFile, Pasted, content_of

ASKING = ["GET", "HEAD", "POST"]
LARGEST, PASTED = 20, 2 * 1024 * 1024


class FileForm(PageForm):
    file = ListFile(largest=LARGEST)
    pasted = Pasted(longest=PASTED)

    def facts(self) -> dict[str, Any]:
        """What goes to the service."""
        return content_of(self.asked)


def _columns() -> list[tuple[str, str]]:
    """List what a column may be said to hold."""
    return [(one.code, one.label) for one in watch_columns().values()]


class UndoForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), longest=300, attrs={"autofocus": True})


@takes_up_to(LARGEST + 1)
@require_http_methods(ASKING)
def send(request: OfficeRequest, watch_id: UUID) -> HttpResponse:
    found = selectors.get_list(watch_id)
    policies.require_own_list(request.officer, found, at=request.at)
    form = FileForm.of(request)
    return handle(
        request,
        form,
        lambda: services.receive_file(officer=request.officer, at=request.at, watch_list=found, **form.facts()),
        page={
            "title": _("Nhập mục theo dõi từ tệp"),
            "lead": _("Mỗi cột là một loại: số điện thoại, mã số thuế, hàng hóa, lô hàng, tờ khai, mã HS…"),
            "button": _("Xem danh sách"),
            "above": found.title,
            "above_url": found.get_absolute_url(),
            "cancel": found.get_absolute_url(),
        },
    )


@require_safe
def file(request: OfficeRequest, watch_id: UUID, sent_id: UUID) -> HttpResponse:
    """One file: its columns, what taking it would come to, what it came to."""
    taken = _own(request, watch_id, sent_id)
    return render(request, "watching/file.html", _page(taken, ColumnsForm(listed=taken, choices=_columns())))


@require_POST
def try_file(request: OfficeRequest, watch_id: UUID, sent_id: UUID) -> HttpResponse:
    taken = _own(request, watch_id, sent_id)
    form = ColumnsForm.of(request, listed=taken, choices=_columns())
    return handle(
        request,
        form,
        lambda: services.try_file(officer=request.officer, at=request.at, taken=taken, mapping=form.mapping()),
        template="watching/file.html",
        page=lambda: _page(taken, form),
    )


@require_POST
def take_file(request: OfficeRequest, watch_id: UUID, sent_id: UUID) -> HttpResponse:
    taken = _own(request, watch_id, sent_id)
    services.take_file(
        officer=request.officer, at=request.at, taken=taken, takes_good=request.POST.get("takes_good") == "1"
    )
    messages.success(request, _("Đã ghi vào danh sách theo dõi."))
    return redirect(taken)


@require_http_methods(ASKING)
def undo_file(request: OfficeRequest, watch_id: UUID, sent_id: UUID) -> HttpResponse:
    taken = _own(request, watch_id, sent_id)
    form = UndoForm.of(request)
    return handle(
        request,
        form,
        lambda: services.undo_file(officer=request.officer, at=request.at, taken=taken, **form.asked),
        done=_("Đã rút lại tệp."),
        page={
            "title": _("Rút lại tệp “%(name)s”") % {"name": taken.name},
            "lead": _("Mọi mục đến từ tệp này thôi được theo dõi; cảnh báo chưa đọc của chúng được khép lại."),
            "button": _("Rút lại"),
            "cancel": taken.get_absolute_url(),
            "tone": "late",
        },
    )


def _page(taken: WatchFile, form: ColumnsForm) -> dict[str, Any]:
    is_open = taken.state in (FileState.LOOKED, FileState.TRIED) and taken.watch_list.closed_at is None
    return {
        "title": taken.name,
        "above": taken.watch_list.title,
        "above_url": taken.watch_list.get_absolute_url(),
        "taken": taken,
        "form": form,
        "chips": [chip_of(FileState(taken.state))],
        "unused": [column for column in taken.columns if column not in taken.mapping],
        "more_faults": taken.fault_count - len(taken.faults),
        "may_map": is_open,
        "may_take": is_open and taken.state == FileState.TRIED and taken.new_count > 0,
        "may_undo": taken.state != FileState.UNDONE and taken.watch_list.closed_at is None,
        "undo_url": reverse("watching:undo_file", args=[taken.watch_list_id, taken.pk]),
    }


def _own(request: OfficeRequest, watch_id: UUID, sent_id: UUID) -> WatchFile:
    found = selectors.get_list(watch_id)
    policies.require_own_list(request.officer, found, at=request.at)
    return selectors.get_file(found, sent_id)
