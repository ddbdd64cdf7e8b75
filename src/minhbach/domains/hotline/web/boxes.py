"""Letter boxes: the list, the page with its openings, and what two people do there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.hotline import policies, selectors, services
from minhbach.domains.hotline.models import Box
from minhbach.foundation.pages import Column, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle


class BoxForm(PageForm):
    name = fields.Text(label=_lazy("Gọi là"), longest=120, help_text=_lazy("Ví dụ: Hòm thư chợ Đông Kinh."))
    spot = fields.Text(label=_lazy("Đặt ở"), longest=300)
    letterbox = fields.Record(label=_lazy("Tin vào hộp thư"), words=lambda box: box.name)
    first_key = fields.Record(label=_lazy("Người giữ chìa thứ nhất"), words=lambda officer: officer.full_name)
    second_key = fields.Record(label=_lazy("Người giữ chìa thứ hai"), words=lambda officer: officer.full_name)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        boxes = selectors.letterboxes_to_choose()
        self.offer("letterbox", boxes)
        for key in ("first_key", "second_key"):
            self.offer(key, selectors.officers_to_choose(at=self.at))
        if (only := boxes.first()) is not None:
            self.propose(letterbox=only.pk)


class OpeningForm(PageForm):
    letters = fields.Whole(label=_lazy("Số lá thư trong hòm"), least=0, most=2_000)
    note = fields.Text(
        label=_lazy("Ghi thêm"), required=False, longest=500, help_text=_lazy("Khóa, niêm phong còn nguyên không.")
    )


@require_safe
def boxes(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_boxes(),
        title=_lazy("Hòm thư"),
        columns=[
            Column("name", _lazy("Hòm thư"), lambda row: row.name, url=lambda row: row.get_absolute_url()),
            Column("at", _lazy("Đặt ở"), lambda row: row.stands_at),
            Column("state", _lazy("Tình trạng"), _state, kind="chip"),
            Column("first", _lazy("Giữ chìa thứ nhất"), lambda row: row.first_key.full_name),
            Column("second", _lazy("Giữ chìa thứ hai"), lambda row: row.second_key.full_name),
            Column("opened", _lazy("Đặt lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        default_sort="-opened",
        empty=_lazy("Chưa có hòm thư nào. Mỗi hòm có hai chìa khóa, hai người cùng mở."),
        export_name="hom-thu",
    )  # fmt: skip
    return page.response("hotline/boxes.html", {"may_put_up": policies.keeps(request.officer, at=request.at)})


@require_safe
def box(request: OfficeRequest, box_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return render(request, "hotline/box.html", _context(request, selectors.get_box(box_id)))


def _context(request: OfficeRequest, found: Box, **forms: PageForm) -> dict[str, Any]:
    is_open = found.closed_at is None
    works = policies.may_work_at(request.officer, found, at=request.at)
    openings = selectors.openings_of(found)
    return {
        "box": found,
        "title": found.name,
        "above": _("Hòm thư"),
        "above_url": reverse("hotline:boxes"),
        "openings": openings,
        "to_enter": works and selectors.opening_to_enter(found) is not None,
        "may_write": works and is_open and request.officer.pk in (found.first_key_id, found.second_key_id),
        "may_sign": any(one.with_officer_id == request.officer.pk and one.signed_at is None for one in openings),
        "may_take_down": is_open and policies.may_keep(request.officer, found, at=request.at),
        "opening_form": OpeningForm(),
        "facts": [
            Fact(_("Đặt ở"), found.stands_at),
            Fact(_("Giữ chìa thứ nhất"), found.first_key.full_name),
            Fact(_("Giữ chìa thứ hai"), found.second_key.full_name),
            Fact(_("Tin vào hộp thư"), found.letterbox.name),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Đặt lúc"), found.created_at, kind="moment"),
            Fact(_("Thôi dùng lúc"), found.closed_at, kind="moment"),
        ],
        **forms,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def put_up(request: OfficeRequest) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    form = BoxForm.of(request, at=request.at)
    return handle(
        request,
        form,
        lambda: services.put_up_box(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã ghi hòm thư."),
        page={"title": _("Đặt hòm thư"), "button": _("Ghi"), "cancel": reverse("hotline:boxes")},
    )


@require_POST
def take_down(request: OfficeRequest, box_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = services.take_down_box(officer=request.officer, at=request.at, box=selectors.get_box(box_id))
    messages.success(request, _("Đã thôi dùng hòm thư."))
    return redirect(found)


@require_POST
def write_opening(request: OfficeRequest, box_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_box(box_id)
    policies.require_own(request.officer, found, at=request.at)
    form = OpeningForm.of(request)
    return handle(
        request,
        form,
        lambda: services.write_opening(officer=request.officer, at=request.at, box=found, **form.asked),
        done=_("Đã lập biên bản; chờ người thứ hai ký."),
        back=found,
        template="hotline/box.html",
        page=lambda: _context(request, found, opening_form=form),
    )


@require_POST
def sign_opening(request: OfficeRequest, box_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_box(box_id)
    services.sign_opening(officer=request.officer, at=request.at, box=found)
    messages.success(request, _("Đã ký biên bản; thư nhập được từ bây giờ."))
    return redirect(found)


def _state(row: Any) -> tuple[str, str]:
    return (_("thôi dùng"), "") if row.closed_at else (_("đang dùng"), "good")
