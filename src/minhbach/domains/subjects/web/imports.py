"""Lists of merchants: sent, looked at, tried, taken in, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.list_kinds import list_kind, list_kinds
from minhbach.domains.subjects.models import Import
from minhbach.domains.subjects.reading import COLUMNS, is_closed
from minhbach.domains.subjects.types import ImportPhase, ImportStep, list_panel_urls
from minhbach.domains.subjects.web.forms import ReasonForm
from minhbach.foundation import files
from minhbach.foundation.jobs import JobState, progress_of
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.bodies import takes_up_to
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.pages.sent_lists import ColumnsForm, ListFile, Pasted, content_of
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import Sharing

PASTED = 5 * 1024 * 1024
LARGEST = 500


class ImportForm(PageForm):
    kind = fields.Choice(label=_lazy("Loại danh sách"), choices=[])
    name = fields.Text(
        label=_lazy("Tên danh sách"),
        longest=200,
        help_text=_lazy("Ghi như nơi cung cấp gọi; tên này được dẫn bên cạnh từng thông tin."),
    )
    file = ListFile(
        label=_lazy("Tệp danh sách (XLSX, CSV, JSON, Parquet)"),
        accept=".xlsx,.csv,.txt,.tsv,.json,.jsonl,.parquet",
        largest=LARGEST,
    )
    pasted = Pasted(longest=PASTED)
    sharing = fields.Choice(label=_lazy("Phạm vi chia sẻ"), choices=Sharing.choices, initial=Sharing.AREA)
    purpose = fields.Text(
        label=_lazy("Mục đích sử dụng"), required=False, help_text=_lazy("Bắt buộc với danh sách của cơ quan thuế.")
    )
    basis = fields.Text(
        label=_lazy("Căn cứ cung cấp cho cơ quan khác"),
        required=False,
        help_text=_lazy("Chưa ghi căn cứ thì danh sách của cơ quan thuế chỉ cơ quan thuế được xem."),
    )

    def prepare(self) -> None:
        self.offer("kind", [(kind.code, kind.words) for kind in list_kinds().values()])

    def facts(self) -> dict[str, Any]:
        """What goes to the service."""
        return content_of(self.asked)


def _columns() -> list[tuple[str, Any]]:
    """List what a column may be said to hold."""
    return [(column.code, column.label) for column in COLUMNS.values() if not is_closed(column)]


@require_safe
def imports(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    lines = [(one, _state(one)) for one in selectors.visible_imports()[:200]]
    return render(request, "subjects/imports.html", {"imports": lines})


@takes_up_to(LARGEST + 1)
def take_in(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    form = ImportForm.of(request)
    return handle(
        request,
        form,
        lambda: services.receive_list(officer=request.officer, at=request.at, **form.facts()),
        back=_url,
        template="subjects/import.html",
        page={
            "title": _("Nhập danh sách"),
            "button": _("Xem danh sách"),
            "cancel": reverse("subjects:imports"),
            "columns": [column for column in COLUMNS.values() if column.is_shown],
        },
    )


@require_safe
def taken(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    """One list: its columns, what taking it in would come to, how far it is, what it came to."""
    found = selectors.access_import(import_id)
    return render(
        request, "subjects/import_list.html", _page(request, found, ColumnsForm(listed=found, choices=_columns()))
    )


@require_safe
def import_progress(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    """The part of the page that asks again each second while something is done with the list."""
    found = selectors.access_import(import_id)
    return render(
        request, "subjects/import_progress.html", _page(request, found, ColumnsForm(listed=found, choices=_columns()))
    )


def check_import(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    found = _own(request, import_id)
    form = ColumnsForm.of(request, listed=found, choices=_columns())
    return handle(
        request,
        form,
        lambda: services.check_list(officer=request.officer, at=request.at, taken_in=found, mapping=form.mapping()),
        back=_url(found),
        template="subjects/import_list.html",
        page=lambda: _page(request, found, form),
    )


@require_POST
def start_import(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    found = _own(request, import_id)
    services.start_import(
        officer=request.officer, at=request.at, taken_in=found, takes_good=request.POST.get("takes_good") == "1"
    )
    return redirect(_url(found))


@require_POST
def stop_import(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    found = _own(request, import_id)
    services.stop_import(officer=request.officer, at=request.at, taken_in=found)
    messages.success(request, _("Đã dừng. Phần đã nhập được giữ; có thể nhập tiếp hoặc rút lại."))
    return redirect(_url(found))


def undo(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    taken_in = _own(request, import_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.undo_import(officer=request.officer, at=request.at, taken_in=taken_in, **form.asked),
        done=_("Đang rút lại danh sách."),
        back=_url(taken_in),
        page={
            "title": _("Rút lại danh sách “%(name)s”") % {"name": taken_in.name},
            "button": _("Rút lại danh sách"),
            "cancel": _url(taken_in),
            "tone": "late",
        },
    )


@require_safe
def import_faults(request: OfficeRequest, import_id: UUID) -> FileResponse:
    """Every fault with its row, what is wrong and how to mend it."""
    found = _own(request, import_id)
    if not found.fault_file:
        raise NotFound
    return FileResponse(
        files.open_stored(found.fault_file), as_attachment=True, filename=f"dong-co-loi-{found.name}.xlsx"
    )


def _page(request: OfficeRequest, found: Import, form: ColumnsForm) -> dict[str, Any]:
    is_own = policies.is_own(found.owner_agency_id) and policies.may_write(request.officer, at=request.at)
    failure = found.failure.get("detail", "") or _("Danh sách gặp sự cố; hãy thử lại, hoặc báo quản trị.")
    return {
        "taken_in": found,
        "form": form,
        "kind": list_kind(found.kind),
        "state": _state(found),
        "progress": progress_of(found, asked_at=found.asked_at or found.created_at, at=request.at, failure=failure),
        "unused": [column for column in found.columns if column not in found.mapping],
        "closed": [column for column, code in found.mapping.items() if code in COLUMNS and is_closed(COLUMNS[code])],
        "faults": [_fault(kind) for kind in found.fault_kinds if not kind["is_remark"]],
        "remarks": [_fault(kind) for kind in found.fault_kinds if kind["is_remark"]],
        "good_count": found.row_count - found.fault_count,
        "is_own": is_own,
        "panels": list_panel_urls(found.pk) if found.phase == ImportPhase.TAKEN and not found.is_under_way else [],
        "may_stop": is_own and found.step != ImportStep.UNDO and found.is_stoppable(at=request.at),
        "may_map": is_own and not found.is_under_way and not found.has_begun and found.undone_at is None,
        "may_start": is_own and not found.is_under_way and found.phase == ImportPhase.CHECKED and not found.undone_at,
        "may_undo": is_own and not found.is_under_way and (found.undone_at is None or found.state == JobState.FAILED),
    }


def _fault(kind: dict[str, Any]) -> dict[str, Any]:
    return {**kind, "rows": ", ".join(kind["rows"]), "more": kind["count"] - len(kind["rows"])}


def _state(found: Import) -> tuple[str, str]:
    if found.is_under_way:
        return str(ImportStep(found.step).label), "warn"
    if found.state == JobState.FAILED:
        return _("gặp sự cố"), "late"
    if found.state == JobState.CANCELED:
        return _("đã dừng"), "warn"
    if found.undone_at is not None:
        return str(ImportPhase.UNDONE.label), ""
    return str(ImportPhase(found.phase).label), "good" if found.phase == ImportPhase.TAKEN else ""


def _own(request: OfficeRequest, import_id: UUID) -> Import:
    found = selectors.access_import(import_id)
    policies.writing_agency(request.officer, at=request.at)
    policies.require_own_import(found)
    return found


def _url(found: Import) -> str:
    return reverse("subjects:taken", args=[found.pk])
