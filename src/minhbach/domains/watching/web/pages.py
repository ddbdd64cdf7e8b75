"""The page of a list, of an alert, of what a patrol found."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.watching import policies, selectors
from minhbach.domains.watching.types import AlertState, case_finder
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact


@require_safe
def watch_list(request: OfficeRequest, watch_id: UUID) -> HttpResponse:
    """A list of what is watched, with its reason above it."""
    found = selectors.get_list(watch_id)
    may_change = found.closed_at is None and policies.may_change(request.officer, found, at=request.at)
    page = ListPage(
        request,
        selectors.entries_of(found),
        title=found.title,
        columns=[
            Column("what", _lazy("Theo dõi"), lambda row: row.shown),
            Column("kind", _lazy("Loại"), lambda row: row.get_kind_display(), sort="kind"),
            Column("reason", _lazy("Lý do"), lambda row: row.reason),
            Column("by", _lazy("Người thêm"), lambda row: row.added_by.full_name),
            Column("at", _lazy("Thêm lúc"), lambda row: row.added_at, sort="added_at", kind="moment"),
        ],
        search=selectors.with_words,
        default_sort="-at",
        empty=_lazy("Danh sách chưa có mục nào."),
        export_name="muc-theo-doi",
        is_choosable=False,
    )
    context = {
        "watched": found,
        "may_change": may_change,
        "files": selectors.files_of(found) if policies.may_change(request.officer, found, at=request.at) else [],
        "facts": [
            Fact(_("Lý do"), found.reason),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Người giữ, được báo khi gặp"), found.keeper.full_name),
            Fact(_("Ai đọc được"), found.get_sharing_display()),
            Fact(_("Theo dõi đến hết ngày"), found.ends_on, kind="day"),
            Fact(_("Đã đóng lúc"), found.closed_at, kind="moment"),
        ],
    }
    return page.response("watching/watch_list.html", context)


@require_safe
def alert(request: OfficeRequest, alert_id: UUID) -> HttpResponse:
    found = selectors.get_alert(alert_id)
    words, url = selectors.where_met(found)
    context = {
        "alert": found,
        "title": _("Đã gặp %(what)s") % {"what": found.entry.shown},
        "above": _("Cảnh báo của tôi"),
        "above_url": reverse("watching:alerts"),
        "chips": [chip_of(AlertState(found.state))],
        "where": words,
        "where_url": url,
        "may_settle": found.state != AlertState.DONE,
        "facts": [
            Fact(_("Danh sách"), found.entry.watch_list.title, url=found.entry.watch_list.get_absolute_url()),
            Fact(_("Loại"), found.entry.get_kind_display()),
            Fact(_("Lý do theo dõi"), found.entry.reason or found.entry.watch_list.reason),
            Fact(_("Gặp lúc"), found.created_at, kind="moment"),
            Fact(_("Ghi chú"), found.note),
        ],
    }
    return render(request, "watching/alert.html", context)


@require_safe
def patrol(request: OfficeRequest, patrol_id: UUID) -> HttpResponse:
    found = selectors.get_patrol(patrol_id)
    finder = case_finder()
    name = finder.name(found.case_id) if finder and found.case_id else ""
    context = {
        "title": found.stretch,
        "above": _("Kết quả tuần tra"),
        "above_url": reverse("watching:patrols"),
        "patrol": found,
        "facts": [
            Fact(_("Ngày"), found.on, kind="day"),
            Fact(_("Địa bàn"), str(found.place or "")),
            Fact(_("Hàng hóa phát hiện"), found.goods),
            Fact(_("Trị giá"), found.value_vnd, kind="vnd"),
            Fact(_("Số người tham gia"), found.people, kind="number"),
            # Out of reach it has no name, and is not linked to.
            Fact(_("Vụ việc"), name, url=finder.url(found.case_id) if finder and found.case_id and name else ""),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Người ghi"), found.recorded_by.full_name),
        ],
    }
    return render(request, "watching/patrol.html", context)
