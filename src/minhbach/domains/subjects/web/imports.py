"""Lists pasted from Excel or uploaded as CSV, taken in as one and taken back as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.models import Import
from minhbach.domains.subjects.reading import COLUMNS, Fault, MerchantList, read_list, told_by_kind
from minhbach.domains.subjects.web.forms import ReasonForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.requirements import Unmet, require, should
from minhbach.foundation.scope import Sharing

LARGEST = 5 * 1024 * 1024


class ImportForm(PageForm):
    name = fields.Text(
        label=_lazy("Tên danh sách"),
        longest=200,
        help_text=_lazy("Ghi như nơi cung cấp gọi; tên này được dẫn bên cạnh từng thông tin."),
    )
    pasted = fields.Text(
        label=_lazy("Dán từ Excel, kèm dòng tiêu đề"),
        required=False,
        longest=LARGEST,
        rows=8,
        strip=False,
        attrs={"spellcheck": "false"},
    )
    file = fields.File(
        label=_lazy("Hoặc chọn tệp XLSX hoặc CSV"), required=False, accept=".xlsx,.csv,.txt,.tsv", largest=5
    )
    sharing = fields.Choice(label=_lazy("Phạm vi chia sẻ"), choices=Sharing.choices, initial=Sharing.AREA)

    def content(self) -> bytes:
        file = self.cleaned_data["file"]
        content: bytes = file.read() if file else self.cleaned_data["pasted"].encode()
        return content

    @property
    def file_name(self) -> str:
        file = self.cleaned_data["file"]
        return file.name if file else ""


def imports(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    return render(request, "subjects/imports.html", {"imports": selectors.visible_imports()[:200]})


def take_in(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    form = ImportForm.of(request)
    remarks: list[Fault] = []
    return handle(
        request,
        form,
        lambda: _take_in(request, form, remarks),
        done=lambda taken_in: _done(taken_in, remarks),
        back="subjects:imports",
        template="subjects/import.html",
        page={
            "title": _("Nhập danh sách"),
            "button": _("Nhập vào hồ sơ"),
            "cancel": reverse("subjects:imports"),
            "columns": [column for column in COLUMNS.values() if column.is_shown],
        },
    )


def _take_in(request: OfficeRequest, form: ImportForm, remarks: list[Fault]) -> Import:
    content = form.content()
    read = read_list(content, on=local_date(request.at), name=form.file_name)
    require(_left_out(read), confirmed=form.confirmed)
    remarks += read.remarks
    return services.import_subjects(
        officer=request.officer,
        at=request.at,
        name=form.asked["name"],
        sha256=hashlib.sha256(content).hexdigest(),
        rows=read.rows,
        sharing=form.asked["sharing"],
    )


def _left_out(read: MerchantList) -> Iterator[Unmet]:
    """Name the columns that would not be kept, before anything is."""
    for header in read.unknown:
        sentence = _("Cột “%(column)s” chưa biết là gì và sẽ không được nhập: hãy đổi tên cột, hoặc bỏ qua cột này.")
        yield should(f"subjects.import.unknown.{header}", sentence % {"column": header})
    for header in read.closed:
        sentence = _("Cột “%(column)s” chứa số định danh cá nhân, chưa lưu ở đây, và sẽ không được nhập.")
        yield should(f"subjects.import.closed.{header}", sentence % {"column": header})


def _done(taken_in: Import, remarks: Sequence[Fault]) -> str:
    done = _("Đã nhập %(count)s tổ chức, cá nhân.") % {"count": taken_in.row_count}
    told = [f"{_('Dòng')} {one.row}: {one.sentence}" for one in told_by_kind(remarks)]
    return " ".join([done, *told])


def undo(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    taken_in = selectors.access_import(import_id)
    policies.writing_agency(request.officer, at=request.at)
    policies.require_own_import(taken_in)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.undo_import(officer=request.officer, at=request.at, taken_in=taken_in, **form.asked),
        done=lambda count: _("Đã rút lại danh sách: %(count)s thông tin được rút.") % {"count": count},
        back="subjects:imports",
        page={
            "title": _("Rút lại danh sách “%(name)s”") % {"name": taken_in.name},
            "button": _("Rút lại danh sách"),
            "cancel": reverse("subjects:imports"),
            "tone": "late",
        },
    )
