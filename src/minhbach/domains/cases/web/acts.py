"""Doing something in a case: one form, one service, back to the case; a form with errors keeps what was typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.cases import services
from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import CaseEvent
from minhbach.domains.cases.refusals import EntryNotInCase
from minhbach.domains.cases.replay import require_step
from minhbach.domains.cases.selectors import access_case, case_state
from minhbach.domains.cases.selectors.page import CasePage, read_case
from minhbach.domains.cases.types.facts import Decided, Fact, Ordered, ViolationRecorded
from minhbach.domains.cases.types.state import Entry
from minhbach.domains.cases.web.forms.base import ActForm, Setting
from minhbach.domains.cases.web.forms.opening import AddSubjectForm, ReasonForm
from minhbach.domains.cases.web.pages import make_form, page_context
from minhbach.domains.cases.web.registry import ACTS, CORRECTED_BY, Act, Common
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.refusals import InvalidInput


def act(request: OfficeRequest, case_id: UUID, slug: str) -> HttpResponse:
    """One act: its form, and what comes of it."""
    chosen = _act(slug)
    page = read_case(request.officer, case_id, at=request.at)
    if request.method != "POST":
        require_step(page.state, chosen.kind)
        form = make_form(request, page, chosen)
        return _show(request, page, chosen, form)
    form = make_form(request, page, chosen, request.POST)
    if not form.is_valid():
        return _show(request, page, chosen, form, status=422)
    try:
        chosen.run(form, _common(request, page))
    except InvalidInput as refusal:
        form.add_error(None, str(refusal))
        return _show(request, page, chosen, form, status=422)
    messages.success(request, str(chosen.done))
    return redirect("cases:case", case_id)


def preview(request: OfficeRequest, case_id: UUID, slug: str) -> HttpResponse:
    """The part of a form that depends on what is chosen in it: goods read, provisions of the class, the sum."""
    chosen = _act(slug)
    case = access_case(request.officer, case_id)
    setting = Setting.of(case, case_state(case), request.officer, request.at)
    form: Any = chosen.form(request.POST if request.method == "POST" else request.GET, setting=setting)
    if slug == "kiem-tra":
        form.is_valid()
        return render(request, "cases/goods_read.html", {"pasted": form.pasted})
    form.silence()
    return render(request, chosen.template, {"form": form, "case": case, "act": chosen})


@require_POST
def add_subject(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    case = access_case(request.officer, case_id)
    form = AddSubjectForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn một tổ chức, cá nhân trong danh sách."))
        return redirect("cases:case", case_id)
    services.add_subject(
        officer=request.officer,
        at=request.at,
        case=case,
        subject_id=form.cleaned_data["subject"].id,
        role=form.cleaned_data["role"],
    )
    messages.success(request, _("Đã thêm vào vụ việc."))
    return redirect("cases:case", case_id)


def remove_subject(request: OfficeRequest, case_id: UUID, subject_id: UUID) -> HttpResponse:
    page = read_case(request.officer, case_id, at=request.at)
    person = next((one for one in page.subjects if one.subject.id == subject_id), None)
    if person is None:
        raise EntryNotInCase
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.remove_subject(**_common(request, page), subject_id=subject_id, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã đưa ra khỏi vụ việc. Hồ sơ vẫn lưu việc này và lý do."))
        return redirect("cases:case", case_id)
    heading = _("Đưa “%(name)s” ra khỏi vụ việc") % {"name": person.subject.name}
    caution = _("Hồ sơ vẫn lưu việc đã có trong vụ việc và lý do đưa ra.")
    context = {"page": page, "case": page.case, "form": form, "heading": heading, "caution": caution}
    return render(request, "cases/reason.html", context, status=422 if request.method == "POST" else 200)


def correct(request: OfficeRequest, case_id: UUID, event_id: UUID) -> HttpResponse:
    """A corrected entry in the place of an earlier one; the earlier one stays to be read."""
    page = read_case(request.officer, case_id, at=request.at)
    entry = _entry(page, event_id)
    chosen = CORRECTED_BY.get(entry.kind)
    if chosen is None:
        raise EntryNotInCase
    more: dict[str, Any] = {"initial": {**chosen.form.initial_of(entry.fact), "happened_on": entry.happened_on}}
    if isinstance(entry.fact, ViolationRecorded):
        more["acts"] = list(entry.fact.acts)
    form = make_form(request, page, chosen, request.POST if request.method == "POST" else None, **more)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_entry(
                **_common(request, page),
                event_id=event_id,
                fact=_corrected(form, entry),
                happened_on=form.day,
            )
        except InvalidInput as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã sửa. Mục trước vẫn lưu trong hồ sơ."))
            return redirect("cases:case", case_id)
    status = 422 if request.method == "POST" else 200
    return _show(request, page, chosen, form, status=status, corrects=entry)


def annul(request: OfficeRequest, case_id: UUID, event_id: UUID) -> HttpResponse:
    page = read_case(request.officer, case_id, at=request.at)
    entry = _entry(page, event_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.annul_entry(**_common(request, page), event_id=event_id, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã hủy bỏ. Mục này vẫn lưu trong hồ sơ nhưng không còn được tính."))
        return redirect("cases:case", case_id)
    heading = _("Hủy bỏ “%(entry)s” ngày %(day)s") % {
        "entry": entry.kind.label,
        "day": f"{entry.happened_on:%d/%m/%Y}",
    }
    caution = _("Từ nay mục này không còn được tính. Mục và lý do vẫn lưu trong hồ sơ.")
    context = {"page": page, "case": page.case, "form": form, "heading": heading, "caution": caution}
    return render(request, "cases/reason.html", context, status=422 if request.method == "POST" else 200)


def _show(
    request: OfficeRequest,
    page: CasePage,
    chosen: Act,
    form: ActForm,
    *,
    status: int = 200,
    corrects: Entry[Fact] | None = None,
) -> HttpResponse:
    context = {**page_context(request, page, act=chosen, form=form), "corrects": corrects}
    return render(request, "cases/act.html", context, status=status)


def _corrected(form: ActForm, entry: Entry[Fact]) -> Fact:
    fact = form.fact()
    if isinstance(entry.fact, Decided) and isinstance(fact, Ordered):
        return replace(entry.fact, paper=fact.paper)
    return fact


def _entry(page: CasePage, event_id: UUID) -> Entry[Fact]:
    event = CaseEvent.objects.filter(case=page.case, id=event_id).first()
    if event is None:
        raise EntryNotInCase
    return read_entry(event)


def _act(slug: str) -> Act:
    if slug not in ACTS:
        raise Http404
    return ACTS[slug]


def _common(request: OfficeRequest, page: CasePage) -> Common:
    return {"officer": request.officer, "at": request.at, "case": page.case}
