"""The page of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from minhbach.domains.cases.selectors.page import PAPER_OF_STEP, CasePage, read_case
from minhbach.domains.cases.types.codes import EventKind, Outcome, Step
from minhbach.domains.cases.web.forms.base import ActForm, Setting
from minhbach.domains.cases.web.forms.opening import AddSubjectForm
from minhbach.domains.cases.web.registry import ACTS, Act
from minhbach.domains.documents.types import PAPERS, Kind, State
from minhbach.domains.evidence.selectors import attachments
from minhbach.foundation.pages.request import OfficeRequest


@dataclass(frozen=True)
class Primary:
    """The one button of the page: an act with its form, a paper to draft, or a document to open."""

    label: str | Promise
    act: Act | None = None
    draft: str = ""
    url: str = ""


def case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    page = read_case(request.officer, case_id, at=request.at)
    return render(request, "cases/case.html", page_context(request, page))


def page_context(
    request: OfficeRequest, page: CasePage, *, act: Act | None = None, form: ActForm | None = None
) -> dict[str, Any]:
    """What the page shows; ACT and FORM stand in for the step's own when somebody has sent one in."""
    primary = primary_of(page)
    shown = act or (primary.act if primary else None)
    if form is None and shown is not None and page.may_handle:
        form = make_form(request, page, shown)
    return {
        "page": page,
        "case": page.case,
        "state": page.state,
        "primary": primary,
        "act": shown,
        "form": form,
        "other_acts": other_acts(page, primary),
        "ways_out": [one for one in acts_now(page) if one.is_way_out],
        "printable": printable(page),
        "subject_form": AddSubjectForm() if page.may_handle and page.state.is_open else None,
        "evidence": attachments(
            page.case,
            officer=request.officer,
            at=request.at,
            may_add=page.may_handle or page.may_keep,
        ),
        "classes": {row.code: row.name_vi for row in page.law.book.classes},
    }


def make_form(request: OfficeRequest, page: CasePage, act: Act, data: Any = None, **more: Any) -> ActForm:
    """Make the form of an act, bound to DATA where somebody has sent it in."""
    setting = Setting.of(page.case, page.state, request.officer, request.at)
    if act.kind is EventKind.SANCTION_PROPOSED and page.state.sanction is not None:
        more.setdefault("initial", act.form.initial_of(page.state.sanction.fact))
    return act.form(data, setting=setting, **more)


def primary_of(page: CasePage) -> Primary | None:
    """Decide the one next act of a case for whoever looks at it."""
    state, step = page.state, page.step
    if not page.may_handle or not state.is_open:
        return None
    match step:
        case Step.INSPECTION_ORDER:
            return _paper(page, _("Dự thảo quyết định kiểm tra"))
        case Step.VIOLATION_RECORD if state.inspected is not None and not state.inspected.fact.has_violation:
            return _act("khong-vi-pham")
        case Step.DECISION if state.sanction is not None:
            return _paper(page, _("Dự thảo quyết định xử phạt"))
        case Step.EXECUTION:
            return _act(_execution_slug(page))
        case _:
            slug = {
                Step.VERIFICATION: "tham-tra",
                Step.PROPOSAL: "de-xuat",
                Step.INSPECTION: "kiem-tra",
                Step.VIOLATION_RECORD: "lap-bien-ban",
                Step.EXPLANATION: "giai-trinh",
                Step.DECISION: "muc-phat",
            }[step]
            return _act(slug)


def _execution_slug(page: CasePage) -> str:
    state = page.state
    if state.delivered is None:
        return "giao-quyet-dinh"
    if state.unpaid_vnd:
        return "nop-tien"
    return "khac-phuc" if state.undone_remedies else "ket-thuc"


def _act(slug: str) -> Primary:
    return Primary(ACTS[slug].label, act=ACTS[slug])


def _paper(page: CasePage, label: str) -> Primary:
    kind = PAPER_OF_STEP[page.step]
    paper = page.paper(kind)
    if paper is None:
        return Primary(label, draft=kind)
    words = {
        State.DRAFT: _("Mở dự thảo để trình ký"),
        State.RETURNED: _("Mở dự thảo bị trả lại"),
        State.SUBMITTED: _("Mở văn bản chờ ký"),
        State.SIGNED: _("Mở văn bản chờ cấp số"),
        State.NUMBERED: _("Mở văn bản chờ phát hành"),
    }
    return Primary(words.get(State(paper.state), _("Mở văn bản")), url=paper.get_absolute_url())


def acts_now(page: CasePage) -> list[Act]:
    """List the acts that the present step and this officer's posts allow."""
    found = []
    for one in ACTS.values():
        if page.step not in one.steps:
            continue
        if _is_pointless(one.slug, page):
            continue
        allowed = page.may_keep if one.is_for_keepers else page.may_lead if one.is_for_leaders else page.may_handle
        if allowed:
            found.append(one)
    return found


def _is_pointless(slug: str, page: CasePage) -> bool:
    """What the step allows, yet this case has no use for."""
    state = page.state
    return {
        "khoi-to": state.outcome is not Outcome.REFERRED or state.prosecuted is not None,
        "nhan-lai": state.outcome is not Outcome.REFERRED,
        "go-bo": not page.case.is_ecommerce,
        "giao-quyet-dinh": state.delivered is not None,
        "khac-phuc": not state.undone_remedies,
        "ket-thuc": bool(state.unpaid_vnd or state.undone_remedies),
    }.get(slug, False)


def other_acts(page: CasePage, primary: Primary | None) -> list[Act]:
    first = primary.act.slug if primary and primary.act else ""
    return [one for one in acts_now(page) if not one.is_way_out and one.slug != first]


def printable(page: CasePage) -> list[tuple[str, str, str]]:
    """List the papers that can be filled from the case now: (kind, words, address)."""
    if not page.may_handle:
        return []
    state = page.state
    found: list[tuple[str, str, str]] = []
    ready = {
        Kind.INSPECTION_PROPOSAL: state.proposed is not None and page.step is Step.INSPECTION_ORDER,
        Kind.INSPECTION_MINUTES: state.inspected is not None,
        Kind.VIOLATION_RECORD: state.violation is not None,
    }
    for kind in PAPER_OF_STEP.values():
        paper = page.paper(kind)
        url = reverse("cases:draft_paper", args=[page.case.id, kind])
        if paper is None and ready.get(kind):
            found.append((kind, PAPERS[kind].title_vi, url))
        elif paper is not None and paper.state in (State.DRAFT, State.RETURNED):
            words = _("Điền lại “%(paper)s” từ hồ sơ") % {"paper": PAPERS[kind].title_vi}
            found.append((kind, words, url))
    return found
