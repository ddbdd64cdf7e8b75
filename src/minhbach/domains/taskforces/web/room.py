"""Errands, log and marks of a force, and a record that is handed to one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.subjects.selectors import find_subjects
from minhbach.domains.taskforces import policies, selectors, services
from minhbach.domains.taskforces.given import find_given, see_given
from minhbach.domains.taskforces.refusals import ForceNotFound
from minhbach.domains.taskforces.types import Given
from minhbach.domains.taskforces.web import forms
from minhbach.domains.taskforces.web.acts import page_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import handle

PICKED_AT_MOST = 8
# How a record is named in the address, and what kind it is.
NAMED = {"lead": Given.LEAD, "report": Given.REPORT, "case": Given.CASE}

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
def assign(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    policies.require_leads(request.officer, found, at=request.at)
    form = forms.AssignForm.of(request, people=selectors.people_of(found, on=local_date(request.at)))
    return handle(
        request,
        form,
        lambda: services.assign(officer=request.officer, at=request.at, force=found, **form.asked),
        done=_("Đã giao việc."),
        back=lambda _errand: found,
        page=page_of(found, _("Giao việc"), _("Giao")),
    )


@asks
def give(request: OfficeRequest) -> HttpResponse:
    """`?lead=<id>`, `?report=<id>` or `?case=<id>`: hand that record to a force."""
    policies.require_standing_office(request.officer, at=request.at)
    name, value = next(((one, request.GET[one]) for one in NAMED if request.GET.get(one)), ("", ""))
    try:
        given, given_id = NAMED[name], UUID(value)
    except (KeyError, ValueError):
        raise ForceNotFound from None
    record = find_given(given, given_id, officer=request.officer, at=request.at)
    form = forms.GiveForm.of(request, forces=selectors.forces_steered(request.officer, at=request.at))
    return handle(
        request,
        form,
        lambda: services.give_record(
            officer=request.officer, at=request.at, given=given, given_id=given_id, **form.asked
        ),
        done=lambda made: (
            _("Đã giao; tổ xem được hồ sơ.")
            if made[1]
            else _("Đã giao. Tổ chưa xem được hồ sơ: cơ quan đang giữ hồ sơ mở cho tổ trên trang của hồ sơ.")
        ),
        back=lambda made: made[0],
        page={
            "title": _("Giao tổ công tác"),
            "lead": record.words,
            "lead_url": record.url,
            "button": _("Giao"),
            "cancel": record.url,
        },
    )


@require_safe
def errand(request: OfficeRequest, errand_id: UUID) -> HttpResponse:
    found = selectors.get_errand(errand_id)
    force = found.force
    record = see_given(found.given, found.given_id, officer=request.officer, at=request.at)
    context = {
        "errand": found,
        "title": found.what,
        "above": str(force),
        "above_url": force.get_absolute_url(),
        "chips": [(_("đã xong"), "good")] if found.done_at else [],
        "given": Given(found.given).label if found.given else "",
        "record": record,
        "may_finish": found.done_at is None and policies.works_in(request.officer, force, at=request.at),
        "files_url": reverse("evidence:of", args=["taskforces.errand", found.pk]),
        "facts": [
            Fact(_("Giao cho"), found.assignee.full_name if found.assignee else _("cả tổ")),
            Fact(_("Hạn"), found.due_on, kind="day"),
            Fact(_("Người giao"), found.assigned_by.full_name),
            Fact(_("Giao lúc"), found.created_at, kind="moment"),
            Fact(_("Xong lúc"), found.done_at, kind="moment"),
            Fact(_("Người ghi kết quả"), found.done_by.full_name if found.done_by else ""),
        ],
    }
    return render(request, "taskforces/errand.html", context)


@asks
def finish(request: OfficeRequest, errand_id: UUID) -> HttpResponse:
    found = selectors.get_errand(errand_id)
    form = forms.ResultForm.of(request)
    return handle(
        request,
        form,
        lambda: services.finish(officer=request.officer, at=request.at, errand=found, **form.asked),
        done=_("Đã ghi kết quả."),
        back=found.force,
        page={
            "title": _("Ghi kết quả"),
            "lead": found.what,
            "button": _("Đã xong"),
            "cancel": found.get_absolute_url(),
            "above": str(found.force),
            "above_url": found.force.get_absolute_url(),
        },
    )


@asks
def write(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    policies.require_works_in(request.officer, found, at=request.at)
    form = forms.LogForm.of(request)
    return handle(
        request,
        form,
        lambda: services.write(officer=request.officer, at=request.at, force=found, **form.asked),
        done=_("Đã ghi."),
        back=f"{found.get_absolute_url()}#nhat-ky",
        page=page_of(found, _("Ghi nhật ký"), _("Ghi")),
    )


@asks
def mark(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    policies.require_works_in(request.officer, found, at=request.at)
    form = forms.MarkForm.of(request)
    return handle(
        request,
        form,
        lambda: services.mark(officer=request.officer, at=request.at, force=found, **form.asked),
        done=_("Đã thêm."),
        back=lambda _mark: found,
        template="taskforces/mark.html",
        page=page_of(found, _("Thêm đối tượng"), _("Thêm")),
    )


@require_safe
def pick_subject(request: OfficeRequest) -> HttpResponse:
    """What a search for an organization or person finds, to be picked."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = list(find_subjects(text)[:PICKED_AT_MOST]) if len(text) > 1 else []
    return render(request, "taskforces/subjects_found.html", {"found": found, "text": text})


@require_POST
def end_mark(request: OfficeRequest, force_id: UUID, marked_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    services.end_mark(officer=request.officer, at=request.at, mark=selectors.get_mark(found, marked_id))
    messages.success(request, _("Đã bỏ khỏi danh sách."))
    return redirect(found)
