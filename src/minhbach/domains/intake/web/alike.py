"""What is like a report, what that is worth, and one answer to all who sent it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.intake import policies, selectors, services
from minhbach.domains.intake.models import GroupAnswer
from minhbach.domains.intake.types import OPEN, GroupAnswerState, Stage
from minhbach.domains.intake.web.forms import GroupAnswerForm
from minhbach.domains.intake.web.lists import glance
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.writing import write_number


@require_safe
def alike(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    report = selectors.get_report(tip_id)
    page = ListPage(
        request,
        selectors.alike_to(report).select_related("owner_agency", "assignee"),
        title=_lazy("Tin giống nhau"),
        columns=[
            Column("number", _lazy("Số"), lambda row: row.number, url=lambda row: row.get_absolute_url(),
                   kind="code"),
            Column("stage", _lazy("Tình trạng"), lambda row: chip_of(Stage(row.stage)), kind="chip"),
            Column("what", _lazy("Nội dung"), glance, in_file=lambda _row: ""),
            Column("where", _lazy("Ở đâu"), lambda row: row.where_said, in_file=lambda _row: ""),
            Column("toll", _lazy("Chưa kiểm"), lambda row: _("chưa kiểm") if row.is_unpaid else ""),
            Column("received", _lazy("Nhận lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("assignee", _lazy("Người xử lý"), lambda row: row.assignee.full_name if row.assignee else ""),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
        ],
        filters=[StateFilter("stage", _lazy("Tình trạng"), Stage)],
        default_sort="received",
        empty=_lazy("Không có tin nào giống tin này."),
        export_name="tin-giong-nhau",
    )  # fmt: skip
    context = {
        "report": report,
        "company": selectors.company_of(report),
        "answers": [(one, chip_of(GroupAnswerState(one.state))) for one in selectors.group_answers_to(report)],
        "may_answer": policies.may_change(request.officer, report, at=request.at),
    }
    return page.response("intake/alike.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_group(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    report = selectors.get_report(tip_id)
    policies.require_own_report(request.officer, report, at=request.at)
    form = GroupAnswerForm.of(request)
    form.initial["until"] = request.at.isoformat()
    rows = selectors.alike_to(report).filter(owner_agency=report.owner_agency_id, stage__in=OPEN)
    return handle(
        request,
        form,
        lambda: services.answer_group(
            officer=request.officer, at=request.at, report=report, text=form.asked["text"],
            until=_moment(form.asked["until"], request.at),
        ),
        done=_("Trả lời sẽ đi sau mười phút; tới lúc đó còn thu hồi được trọn vẹn."),
        page=lambda: {
            "title": _("Trả lời cả nhóm: %(count)s tin đang mở") % {"count": write_number(rows.count())},
            "lead": _(
                "Mỗi người gửi nhận cùng một lời; {số}, {ngày nhận}, {hạn trả lời} điền theo từng tin. "
                "Tin tới sau khi mở trang này không được trả lời theo."
            ),
            "button": _("Gửi cho cả nhóm"),
            "cancel": reverse("intake:alike", args=[report.pk]),
        },
    )  # fmt: skip


@require_safe
def group_answer(request: OfficeRequest, group_answer_id: UUID) -> HttpResponse:
    return render(request, "intake/group_answer.html", _context(request, group_answer_id))


@require_safe
def progress(request: OfficeRequest, group_answer_id: UUID) -> HttpResponse:
    """The part of the page that asks again while the answer waits or goes out."""
    return render(request, "intake/group_answer_progress.html", _context(request, group_answer_id))


@require_POST
def recall(request: OfficeRequest, group_answer_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_group_answer(group_answer_id)
    services.recall_group_answer(officer=request.officer, at=request.at, group_answer=found)
    messages.success(request, _("Đã thu hồi: chưa gửi thì không gửi nữa."))
    return redirect(found)


def _context(request: OfficeRequest, group_answer_id: UUID) -> dict[str, Any]:
    policies.require_reader(request.officer, at=request.at)
    found: GroupAnswer = selectors.get_group_answer(group_answer_id)
    may = policies.may_change(request.officer, found.about, at=request.at)
    return {
        "answer": found,
        "title": _("Trả lời cả nhóm"),
        "above": _("Tin giống nhau"),
        "above_url": reverse("intake:alike", args=[found.about_id]),
        "chip": chip_of(GroupAnswerState(found.state)),
        "count": len(found.report_ids),
        "answered": found.handled - sum(found.passed_over.values()),
        "progress": selectors.progress_of_answer(found, at=request.at),
        "may_recall": may and found.is_stoppable(at=request.at),
    }


def _moment(written: str, at: datetime) -> datetime:
    """Read the moment a page was made; one that cannot be read, or lies ahead, is now."""
    try:
        shown = parse_datetime(written)
    except ValueError:
        shown = None
    return at if shown is None or shown.tzinfo is None else min(shown, at)
