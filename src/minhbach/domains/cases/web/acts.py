"""Doing something in a case: one form, one service, back to the case; a form with errors keeps what was typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.cases import policies, services
from minhbach.domains.cases.acts import BY_CODE, BY_SLUG
from minhbach.domains.cases.acts.act import Act, Of
from minhbach.domains.cases.acts.add_subject import AddSubject, SubjectAdded
from minhbach.domains.cases.acts.remove_subject import RemoveSubject, SubjectRemoved
from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.refusals import EntryNotInCase, NothingToSubmit
from minhbach.domains.cases.replay import require_step
from minhbach.domains.cases.selectors import access_case, case_state
from minhbach.domains.cases.selectors.page import CasePage, read_case
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.cases.web.forms import make_form
from minhbach.domains.cases.web.forms.base import Setting
from minhbach.domains.cases.web.forms.opening import AddSubjectForm, ReasonForm
from minhbach.domains.cases.web.pages import page_context
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.writing import write_day


def act(request: OfficeRequest, case_id: UUID, slug: str) -> HttpResponse:
    """One act: its form, and what comes of it."""
    chosen, part = _act(slug), request.POST.get("part") or request.GET.get("part", "")
    page = read_case(request.officer, case_id, at=request.at, part=part)
    _require(chosen, request, page.case, page.state, page.part)
    if chosen.begins_matter:
        part = ""
    elif chosen.of is not Of.MATTER:
        part = page.part if chosen.of.is_parted else ""
    if request.method != "POST":
        require_step(page.state, chosen, part if chosen.of is Of.MATTER else page.part)
    form = make_form(chosen, _setting(request, page, part), request.POST if request.method == "POST" else None)

    then, _mark, signer = request.POST.get("then", "").partition(":")

    def enter() -> Case | OfficialDocument:
        entered = {
            **_common(request, page),
            "fact": form.fact(),
            "happened_on": form.day,
            "part": part,
            "press": form.press,
            "confirmed": form.confirmed,
        }
        if then == "submit":
            if (post_id := read_id(signer)) is None:
                raise NothingToSubmit
            return services.do_and_submit(**entered, signer_post_id=post_id)
        done = services.do(**entered)
        if then != "draft" or not chosen.drafts:
            return page.case
        return services.draft_paper(**_common(request, page), kind=Kind(chosen.drafts), part=done.event.part)

    def said(made: Case | OfficialDocument) -> str:
        words = str(chosen.words.done)
        if then != "submit" or not isinstance(made, OfficialDocument) or made.signer_post is None:
            return words
        to = f"{made.signer_post.title_vi} {made.signer_post.officer.full_name}"
        return _("%(done)s Đã trình %(signer)s.") % {"done": words, "signer": to}

    return handle(
        request,
        form,
        enter,
        done=said,
        template="cases/act.html",
        page=lambda: page_context(request, page, act=chosen, form=form),
    )


def preview(request: OfficeRequest, case_id: UUID, slug: str) -> HttpResponse:
    """The part of a form that depends on what is chosen in it: goods read, provisions of the class, the sum."""
    chosen = _act(slug)
    case = access_case(request.officer, case_id)
    state = case_state(case)
    given = request.POST if request.method == "POST" else request.GET
    _require(chosen, request, case, state, given.get("part", ""))
    setting = Setting.of(case, state, request.officer, request.at, part=given.get("part", ""))
    form: Any = make_form(chosen, setting, given)
    if slug == "kiem-tra":
        form.is_valid()
        return render(request, "cases/goods_read.html", {"pasted": form.pasted})
    if not hasattr(form, "silence"):  # nothing in it depends on what is chosen
        raise Http404
    form.silence()
    return render(request, chosen.template, {"form": form, "case": case, "act": chosen})


@require_POST
def add_subject(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    case = access_case(request.officer, case_id)
    _require(BY_CODE[AddSubject.code], request, case, case_state(case))
    form = AddSubjectForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn một tổ chức, cá nhân trong danh sách."))
        return redirect("cases:case", case_id)
    fact = SubjectAdded(subject_id=str(form.cleaned_data["subject"].id), role=form.cleaned_data["role"])
    services.do(officer=request.officer, at=request.at, case=case, fact=fact, press=form.press)
    messages.success(request, str(AddSubject.words.done))
    return redirect("cases:case", case_id)


@require_POST
def look_around(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """Ask for a head whether others are at work on the same; the page of the case shows him the answer."""
    case = access_case(request.officer, case_id)
    services.look_around(officer=request.officer, at=request.at, case=case)
    return redirect(case)


def remove_subject(request: OfficeRequest, case_id: UUID, subject_id: UUID) -> HttpResponse:
    page = read_case(request.officer, case_id, at=request.at)
    _require(BY_CODE[RemoveSubject.code], request, page.case, page.state)
    person = next((one for one in page.subjects if one.subject.id == subject_id), None)
    if person is None:
        raise EntryNotInCase
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.do(
            **_common(request, page),
            fact=SubjectRemoved(subject_id=str(subject_id), reason=form.cleaned_data["reason"]),
            press=form.press,
        ),
        done=RemoveSubject.words.done,
        back=page.case,
        page=_reason_page(
            page,
            _("Đưa “%(name)s” ra khỏi vụ việc") % {"name": person.subject.name},
            _("Hồ sơ vẫn lưu việc đã có trong vụ việc và lý do đưa ra."),
        ),
    )


def correct(request: OfficeRequest, case_id: UUID, event_id: UUID) -> HttpResponse:
    """A corrected entry in the place of an earlier one; the earlier one stays to be read."""
    page = read_case(request.officer, case_id, at=request.at)
    entry, chosen = _entry(page, event_id)
    _require(chosen, request, page.case, page.state, entry.part)
    if not chosen.is_correctable or not chosen.slug:
        raise EntryNotInCase
    setting = Setting.of(page.case, page.state, request.officer, request.at, part=entry.part, corrects=entry)
    form = make_form(chosen, setting, request.POST if request.method == "POST" else None)
    return handle(
        request,
        form,
        lambda: services.correct_entry(
            **_common(request, page),
            event_id=event_id,
            fact=form.fact(),
            happened_on=form.day,
            press=form.press,
            confirmed=form.confirmed,
        ),
        done=_("Đã sửa. Mục trước vẫn lưu trong hồ sơ."),
        back=page.case,
        template="cases/act.html",
        page=lambda: {**page_context(request, page, act=chosen, form=form), "corrects": entry},
    )


def annul(request: OfficeRequest, case_id: UUID, event_id: UUID) -> HttpResponse:
    page = read_case(request.officer, case_id, at=request.at)
    entry, chosen = _entry(page, event_id)
    _require(chosen, request, page.case, page.state, entry.part)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.annul_entry(
            **_common(request, page), event_id=event_id, reason=form.cleaned_data["reason"], press=form.press
        ),
        done=_("Đã hủy bỏ. Mục này vẫn lưu trong hồ sơ nhưng không còn được tính."),
        back=page.case,
        page=_reason_page(
            page,
            _("Hủy bỏ “%(entry)s” ngày %(day)s") % {"entry": chosen.label, "day": write_day(entry.happened_on)},
            _("Từ nay mục này không còn được tính. Mục và lý do vẫn lưu trong hồ sơ."),
        ),
    )


def _require(act: Act[Any], request: OfficeRequest, case: Case, state: CaseState, part: str = "") -> None:
    """Refuse at the door of the form one who would be refused at its end."""
    line = state.of(part) if part else state.line
    policies.require_to_do(act, request.officer, case, state, line, at=request.at)


def _reason_page(page: CasePage, heading: str, caution: str) -> dict[str, Any]:
    cancel = page.case.get_absolute_url()
    return {"title": heading, "button": heading, "caution": caution, "tone": "late", "cancel": cancel}


def _entry(page: CasePage, event_id: UUID) -> tuple[Entry[Any], Act[Any]]:
    line = next((one for one in page.story if one.entry.id == event_id), None)
    if line is None:
        raise EntryNotInCase
    return read_entry(CaseEvent.objects.get(id=event_id)), line.act


def _act(slug: str) -> Act[Any]:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _setting(request: OfficeRequest, page: CasePage, part: str) -> Setting:
    return Setting.of(page.case, page.state, request.officer, request.at, part=part or page.part)


def _common(request: OfficeRequest, page: CasePage) -> dict[str, Any]:
    return {"officer": request.officer, "at": request.at, "case": page.case}
