"""Lists pasted from Excel or uploaded as CSV, taken in as one and taken back as one."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.refusals import ImportUnreadable
from minhbach.domains.subjects.web.forms import TEXT, ReasonForm, choice, text
from minhbach.domains.subjects.web.pasted import COLUMNS, read_list
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.scope import Sharing

LARGEST = 5 * 1024 * 1024


class ImportForm(forms.Form):
    name = text(
        _lazy("Tên danh sách"),
        length=200,
        help_text=_lazy("Ghi như nơi cung cấp gọi; tên này được dẫn bên cạnh từng thông tin."),
    )
    pasted = forms.CharField(
        label=_lazy("Dán từ Excel, kèm dòng tiêu đề"),
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_lazy("Hoặc chọn tệp CSV"),
        required=False,
        widget=forms.FileInput(attrs={**TEXT, "accept": ".csv,.txt,.tsv"}),
    )
    sharing = choice(_lazy("Phạm vi chia sẻ"), Sharing.choices, initial=Sharing.AREA)

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB; hãy chia nhỏ."))
        return file

    def content(self) -> bytes:
        file = self.cleaned_data["file"]
        content: bytes = file.read() if file else self.cleaned_data["pasted"].encode()
        return content


def imports(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    return render(request, "subjects/imports.html", {"imports": selectors.visible_imports()[:200]})


def take_in(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        content = form.content()
        try:
            taken_in = services.import_subjects(
                officer=request.officer,
                at=request.at,
                name=form.cleaned_data["name"],
                sha256=hashlib.sha256(content).hexdigest(),
                rows=read_list(content, on=local_date(request.at)),
                sharing=form.cleaned_data["sharing"],
            )
        except ImportUnreadable as refusal:
            form.add_error(None, str(refusal))
            problems = refusal.rows[:50]
        else:
            messages.success(request, _("Đã nhập %(count)s tổ chức, cá nhân.") % {"count": taken_in.row_count})
            return redirect("subjects:imports")
    context = {"form": form, "problems": problems, "columns": COLUMNS}
    return render(request, "subjects/import.html", context, status=422 if request.method == "POST" else 200)


def undo(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    taken_in = selectors.access_import(import_id)
    policies.writing_agency(request.officer, at=request.at)
    policies.require_own_import(taken_in)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = services.undo_import(
            officer=request.officer, at=request.at, taken_in=taken_in, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Đã rút lại danh sách: %(count)s thông tin được rút.") % {"count": count})
        return redirect("subjects:imports")
    context = {
        "form": form,
        "title": _("Rút lại danh sách “%(name)s”") % {"name": taken_in.name},
        "act": _("Rút lại danh sách"),
        "is_late": True,
    }
    return render(request, "subjects/form.html", context, status=422 if request.method == "POST" else 200)
