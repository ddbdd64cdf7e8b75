"""“Tra cả danh sách”: who is known among many numbers at once. Pasted or sent as a file, whatever sent it here."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects import services
from minhbach.domains.subjects.reading.values import MOST_VALUES
from minhbach.domains.subjects.selectors.known import KnownValue
from minhbach.domains.subjects.types.purposes import purposes_on
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.untrusted import look_at_rows

PASTED = 100_000
LARGEST = 5
# Rows of a file that are read: more values than are looked up at once.
ROWS = 2 * MOST_VALUES


class ListForm(PageForm):
    pasted = fields.Text(
        label=_lazy("Danh sách số, tài khoản, địa chỉ"),
        required=False,
        longest=PASTED,
        rows=8,
        strip=False,
        attrs={"spellcheck": "false"},
        help_text=_lazy("Mỗi dòng một giá trị, hoặc cách nhau bằng dấu chấm phẩy; viết kiểu nào cũng được."),
    )
    file = fields.File(
        label=_lazy("Hoặc tệp (XLSX, CSV)"), required=False, accept=".xlsx,.csv,.txt,.tsv", largest=LARGEST
    )
    purpose = fields.Choice(label=_lazy("Tra để làm gì"), choices=[], required=False)
    reference = fields.Code(
        r"[\w./\-\s]{2,60}",
        shape=_lazy("Ghi số như trên văn bản, ví dụ VV-2026-00012 hoặc 15/QĐ-QLTT; không ghi tên người."),
        label=_lazy("Số vụ việc, văn bản"),
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("purpose", [("", "—"), *((one.code, one.words) for one in purposes_on(on))])

    def cells(self) -> list[str]:
        """Return what was pasted, else what stands in the file."""
        file = self.asked["file"]
        return _cells_of(file) if file else [self.asked["pasted"]]


def look_up(request: OfficeRequest) -> HttpResponse:
    form = ListForm.of(request, on=local_date(request.at))
    form.propose(pasted=request.GET.get("ds", "").replace("\x00", "").replace("; ", "\n")[:PASTED])
    found: list[list[KnownValue]] = []

    def look() -> str:
        given = form.asked
        found.append(
            services.look_list_up(
                officer=request.officer,
                at=request.at,
                cells=form.cells(),
                purpose=given["purpose"],
                reference=given["reference"],
            )
        )
        return reverse("subjects:look_up")

    page = {
        "title": _("Tra cả danh sách"),
        "button": _("Tra"),
        "cancel": reverse("subjects:list"),
        "lead": _("Tối đa %(most)s giá trị một lần. Chỉ tra trong phạm vi bạn được xem; lượt tra được ghi vào nhật ký.")
        % {"most": MOST_VALUES},
    }
    response = handle(request, form, look, back=None, page=page)
    if found:
        known = sum(bool(one.count) for one in found[0])
        return render(request, "subjects/known.html", {"lines": found[0], "known": known, "title": page["title"]})
    return response


def _cells_of(file: Any) -> list[str]:
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=Path(file.name).suffix) as kept:
        for part in file.chunks():
            kept.write(part)
        kept.flush()
        looked = look_at_rows(Path(kept.name), rows=ROWS, how={}, known=[], name=file.name)
    # A list of one column may begin with its first value, without a heading.
    rows = (row.values() for row in looked["sample"])
    return [str(cell) for row in (looked["columns"], *rows) for cell in row if cell]
