"""The texts an agency keeps for its answers: the list, the page with its versions, and what is done with them."""

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

from minhbach.domains.intake import policies, selectors, services
from minhbach.domains.intake.kinds import BY_CODE, KINDS
from minhbach.domains.intake.models import Template
from minhbach.domains.intake.placeholders import SHOWN
from minhbach.domains.intake.types import Stage
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle

ANY_KIND, ANY_STAGE = _lazy("mọi loại"), _lazy("mọi lúc")


class TemplateForm(PageForm):
    name = fields.Text(label=_lazy("Tên"), longest=80, help_text=_lazy("Hiện trên nút bấm; ví dụ: Xin thêm địa chỉ."))
    kind = fields.Choice(label=_lazy("Dùng cho loại"), required=False)
    stage = fields.Choice(label=_lazy("Dùng khi"), required=False)
    text = fields.Text(
        label=_lazy("Lời"),
        rows=8,
        longest=5_000,
        help_text=_lazy("Chỗ điền tự động viết trong ngoặc nhọn: %(known)s.") % {"known": SHOWN},
    )

    def prepare(self) -> None:
        self.offer("kind", [("", ANY_KIND), *((kind.code, kind.short) for kind in KINDS if not kind.off)])
        self.offer("stage", [("", ANY_STAGE), *Stage.choices])


class ChangeTemplateForm(TemplateForm):
    def __init__(self, *given: Any, template: Template) -> None:
        told = ("name", "kind", "stage", "text")
        super().__init__(*given, initial={field: getattr(template, field) for field in told})


@require_safe
def templates(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_templates(),
        title=_lazy("Văn bản mẫu"),
        columns=[
            Column("name", _lazy("Tên"), lambda row: row.name, url=lambda row: row.get_absolute_url()),
            Column("kind", _lazy("Loại"), lambda row: _kind(row.kind)),
            Column("stage", _lazy("Dùng khi"), lambda row: _stage(row.stage)),
            Column("agency", _lazy("Cơ quan"), lambda row: row.agency.short_name),
            Column("made", _lazy("Có hiệu lực từ"), lambda row: row.made_at, sort="made_at", indexed=True,
                   kind="moment"),
            Column("version", _lazy("Bản thứ"), lambda row: row.version, kind="number", under="made"),
            Column("by", _lazy("Người viết"), lambda row: row.made_by.full_name, is_extra=True),
        ],
        filters=[
            Filter("kind", _lazy("Loại"), lambda rows, kind: rows.filter(kind=kind),
                   choices=[(kind.code, kind.short) for kind in KINDS if not kind.off]),
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        default_sort="-made",
        empty=_lazy("Chưa có văn bản mẫu nào. Mẫu của cấp trên cũng hiện ở đây và dùng được."),
        export_name="van-ban-mau",
    )  # fmt: skip
    return page.response("intake/templates.html", {"may_keep": policies.keeps(request.officer, at=request.at)})


@require_safe
def template(request: OfficeRequest, series: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_template(series)
    context = {
        "template": found,
        "title": found.name,
        "above": _("Văn bản mẫu"),
        "above_url": reverse("intake:templates"),
        "versions": selectors.versions_of(found),
        "example": selectors.example_of(found, at=request.at),
        "may_change": found.ended_at is None and policies.keeps_template(request.officer, found, at=request.at),
        "facts": [
            Fact(_("Dùng cho loại"), _kind(found.kind)),
            Fact(_("Dùng khi"), _stage(found.stage)),
            Fact(_("Cơ quan"), found.agency.name),
            Fact(_("Đã cất đi lúc"), found.ended_at, kind="moment"),
        ],
    }
    return render(request, "intake/template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_template(request: OfficeRequest) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    form = TemplateForm.of(request)
    return handle(
        request,
        form,
        lambda: services.keep_template(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã giữ mẫu; cơ quan bạn và các đơn vị cấp dưới dùng được từ bây giờ."),
        page={"title": _("Viết văn bản mẫu"), "button": _("Giữ mẫu"), "cancel": reverse("intake:templates")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_template(request: OfficeRequest, series: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_template(series)
    policies.require_own_template(request.officer, found, at=request.at)
    form = ChangeTemplateForm.of(request, template=found)
    return handle(
        request,
        form,
        lambda: services.change_template(officer=request.officer, at=request.at, template=found, **form.asked),
        done=_("Đã có bản mới; điều đã gửi đi giữ nguyên như lúc gửi."),
        page={"title": _("Sửa văn bản mẫu"), "button": _("Giữ bản mới"), "cancel": found.get_absolute_url()},
        edits=Edits(found, lambda: ChangeTemplateForm(template=selectors.get_template(series))),
    )


@require_POST
def put_away_template(request: OfficeRequest, series: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_template(series)
    services.put_away_template(officer=request.officer, at=request.at, template=found)
    messages.success(request, _("Đã cất mẫu; không còn chọn được khi trả lời."))
    return redirect(found)


def _kind(code: str) -> str:
    return str(BY_CODE[code].short if code in BY_CODE else ANY_KIND)


def _stage(code: str) -> str:
    return str(Stage(code).label if code else ANY_STAGE)
