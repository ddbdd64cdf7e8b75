"""Exports of another system: sent, looked at, tried, taken, taken back."""

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

from minhbach.domains.elsewhere import policies, selectors, services
from minhbach.domains.elsewhere.fields import TOLD
from minhbach.domains.elsewhere.models import Export
from minhbach.domains.elsewhere.services.twins import MOST_OPENED
from minhbach.domains.elsewhere.types import FileState
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.bodies import takes_up_to
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.pages.sent_lists import ColumnsForm, ListFile, Pasted, content_of

ASKING = ["GET", "HEAD", "POST"]
LARGEST, PASTED = 20, 2 * 1024 * 1024
COLUMNS = [(code, one.label) for code, one in TOLD.items()]


class SendForm(PageForm):
    file = ListFile(largest=LARGEST)
    pasted = Pasted(longest=PASTED)


class UndoForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), longest=300, attrs={"autofocus": True})


@takes_up_to(LARGEST + 1)
@require_http_methods(ASKING)
def send(request: OfficeRequest) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    form, address = SendForm.of(request), reverse("elsewhere:exports")
    return handle(
        request,
        form,
        lambda: services.receive_export(officer=request.officer, at=request.at, **content_of(form.asked)),
        page={
            "title": _("Đọc tệp xuất từ INS"),
            "lead": _("Chưa ghi gì cho đến khi bạn xem thử và bấm ghi; ghi rồi vẫn rút lại được cả tệp."),
            "button": _("Xem tệp"),
            "above": _("Tệp xuất từ INS"),
            "above_url": address,
            "cancel": address,
        },
    )


@require_safe
def export(request: OfficeRequest, other_file_id: UUID) -> HttpResponse:
    found = selectors.get_export(other_file_id)
    form = ColumnsForm(listed=found, choices=COLUMNS)
    return render(request, "elsewhere/export.html", _page(request, found, form))


@require_POST
def try_export(request: OfficeRequest, other_file_id: UUID) -> HttpResponse:
    found = _own(request, other_file_id)
    form = ColumnsForm.of(request, listed=found, choices=COLUMNS)
    return handle(
        request,
        form,
        lambda: services.try_export(officer=request.officer, at=request.at, export=found, mapping=form.mapping()),
        template="elsewhere/export.html",
        page=lambda: _page(request, found, form),
    )


@require_POST
def take_export(request: OfficeRequest, other_file_id: UUID) -> HttpResponse:
    found = _own(request, other_file_id)
    services.take_export(
        officer=request.officer, at=request.at, export=found, takes_good=request.POST.get("takes_good") == "1"
    )
    messages.success(request, _("Đã ghi nội dung tệp."))
    return redirect(found)


@require_POST
def open_all(request: OfficeRequest, other_file_id: UUID) -> HttpResponse:
    """Open a case for each file that the export told of and that has none here, so many a press."""
    found = _own(request, other_file_id)
    twins = list(selectors.without_case(found)[:MOST_OPENED])
    made = services.open_cases(officer=request.officer, at=request.at, twins=twins)
    messages.success(request, _("Đã mở %(count)s vụ việc.") % {"count": len(made)})
    return redirect(found)


@require_http_methods(ASKING)
def undo_export(request: OfficeRequest, other_file_id: UUID) -> HttpResponse:
    found = _own(request, other_file_id)
    form = UndoForm.of(request)
    return handle(
        request,
        form,
        lambda: services.undo_export(officer=request.officer, at=request.at, export=found, **form.asked),
        done=_("Đã rút lại tệp."),
        page={
            "title": _("Rút lại tệp “%(name)s”") % {"name": found.name},
            "lead": _(
                "Mọi điều tệp này nói thôi có hiệu lực; tệp gửi trước đó nói gì thì lại đứng. Vụ việc đã mở thì ở lại."
            ),
            "button": _("Rút lại"),
            "cancel": found.get_absolute_url(),
            "tone": "late",
        },
    )  # fmt: skip


def _page(request: OfficeRequest, found: Export, form: ColumnsForm) -> dict[str, Any]:
    is_own = policies.may_change(request.officer, found, at=request.at)
    is_open = is_own and found.state in (FileState.LOOKED, FileState.TRIED)
    alone = selectors.without_case(found).count() if found.state == FileState.TAKEN else 0
    return {
        "title": found.name,
        "above": _("Tệp xuất từ INS"),
        "above_url": reverse("elsewhere:exports"),
        "export": found,
        "form": form,
        "chips": [chip_of(FileState(found.state))],
        "unused": [column for column in found.columns if column not in found.mapping],
        "more_faults": found.fault_count - len(found.faults),
        "good": found.new_count + found.changed_count + found.same_count,
        "alone": alone,
        "opens": min(alone, MOST_OPENED),
        "may_map": is_open,
        "may_take": is_open and found.state == FileState.TRIED and found.new_count + found.changed_count > 0,
        "may_open": is_own and alone > 0,
        "may_undo": is_own and found.state != FileState.UNDONE,
        "facts": [
            Fact(_("Đơn vị"), found.owner_agency.name),
            Fact(_("Người gửi"), found.recorded_by.full_name),
            Fact(_("Gửi lúc"), found.created_at, kind="moment"),
            Fact(_("Ghi lúc"), found.taken_at, kind="moment"),
            Fact(_("Rút lại lúc"), found.undone_at, kind="moment"),
            Fact(_("Lý do rút lại"), found.undone_reason),
        ],
    }


def _own(request: OfficeRequest, other_file_id: UUID) -> Export:
    found = selectors.get_export(other_file_id)
    policies.require_own(request.officer, found, at=request.at)
    return found
