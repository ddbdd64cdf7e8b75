"""The page of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.cases.acts import ACTS, PAPERS
from minhbach.domains.cases.acts.act import Act, Of, Text
from minhbach.domains.cases.acts.paper import CasePaper
from minhbach.domains.cases.acts.record import Record
from minhbach.domains.cases.goods_lines import first_goods_of
from minhbach.domains.cases.selectors.page import CasePage, read_case
from minhbach.domains.cases.web.forms import make_form
from minhbach.domains.cases.web.forms.base import CaseForm, Setting
from minhbach.domains.cases.web.forms.opening import AddSubjectForm
from minhbach.domains.cases.web.matters import matters_of
from minhbach.domains.documents.types import PAPERS as FORMS
from minhbach.domains.documents.types import State
from minhbach.domains.evidence.selectors import attachments
from minhbach.foundation.pages.request import OfficeRequest


@dataclass(frozen=True)
class Primary:
    """The one button of the page: an act with its form, a paper to draft, or a document to open."""

    label: Text
    act: Act[Any] | None = None
    draft: str = ""
    url: str = ""


def case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    page = read_case(request.officer, case_id, at=request.at, part=request.GET.get("part", ""))
    return render(request, "cases/case.html", page_context(request, page))


def page_context(
    request: OfficeRequest, page: CasePage, *, act: Act[Any] | None = None, form: CaseForm | None = None
) -> dict[str, Any]:
    """What the page shows; ACT and FORM stand in for the step's own when somebody has sent one in."""
    primary = primary_of(page)
    shown = act or (primary.act if primary else None)
    if form is None and shown is not None and page.may_handle:
        setting = Setting.of(page.case, page.state, request.officer, request.at, part=page.part)
        form = make_form(shown, setting)
    acts = acts_now(page)
    first = primary.act if primary else None
    inspected = page.state.inspected
    return {
        "page": page,
        "case": page.case,
        "state": page.state,
        "line": page.line,
        "primary": primary,
        "act": shown,
        "may_act": shown is not None and page.may(shown),
        "form": form,
        "other_acts": [one for one in acts if not one.is_way_out and one is not first],
        "ways_out": [one for one in acts if one.is_way_out],
        "printable": printable(page),
        "matters": matters_of(page),
        "begins_matter": [one for one in ACTS if one.begins_matter and page.may(one) and page.state.is_open],
        "subject_form": AddSubjectForm() if page.may_handle and page.state.is_open else None,
        "goods": first_goods_of(inspected.id) if inspected and inspected.fact.goods_count else (),
        "evidence": attachments(
            page.case,
            officer=request.officer,
            at=request.at,
            may_add=page.may_handle or page.may_keep,
        ),
        "classes": {row.code: row.name_vi for row in page.law.book.classes},
    }


def primary_of(page: CasePage) -> Primary | None:
    """Decide the one next act of a case for whoever looks at it."""
    if not page.may_handle or not page.line.is_open:
        return None
    state, line = page.state, page.line
    first = [act for act in ACTS if line.step in act.at and act.is_first_choice(state, line)]
    if first:
        useful = [act for act in first if not act.is_pointless(state, line)] or first
        return Primary(useful[0].words.button, act=useful[0])
    drafted = next((paper for _act, paper in PAPERS.values() if paper.draft and paper.of_step is line.step), None)
    return _paper(page, drafted) if drafted else None


def _paper(page: CasePage, drafted: CasePaper) -> Primary:
    paper = page.paper(drafted.kind)
    if paper is None:
        return Primary(drafted.draft, draft=drafted.kind)
    words = {
        State.DRAFT: _("Mở dự thảo để trình ký"),
        State.RETURNED: _("Mở dự thảo bị trả lại"),
        State.SUBMITTED: _("Mở văn bản chờ ký"),
        State.SIGNED: _("Mở văn bản chờ cấp số"),
        State.NUMBERED: _("Mở văn bản chờ phát hành"),
    }
    return Primary(words.get(State(paper.state), _("Mở văn bản")), url=paper.get_absolute_url())


def acts_now(page: CasePage) -> list[Act[Any]]:
    """List the acts that the present step and this officer's posts allow."""
    return [act for act in ACTS if act.slug and act.of is not Of.MATTER and page.may(act) and _is_possible(page, act)]


def _is_possible(page: CasePage, act: Act[Any]) -> bool:
    state, line = page.state, page.line
    if isinstance(act, Record):
        # A further violator: somebody of the case without a record yet.
        others = [one for one in state.subjects if one not in state.lines]
        return bool(others) and state.is_open and state.own.step in act.at and not act.is_pointless(state, line)
    stands = state.own if act.of is Of.CASE else line
    return act.may_stand_at(stands if state.is_open else line) and not act.is_pointless(state, line)


def printable(page: CasePage) -> list[tuple[str, str, str]]:
    """List the papers that can be filled from the case now: (kind, words, address)."""
    if not page.may_handle:
        return []
    found: list[tuple[str, str, str]] = []
    for act, one in PAPERS.values():
        paper = page.paper(one.kind)
        url = reverse("cases:draft_paper", args=[page.case.id, one.kind])
        if act.of is Of.MATTER:
            continue
        if paper is None and not one.draft and _is_told(page, act) and (not one.steps or page.step in one.steps):
            found.append((one.kind, FORMS[one.kind].title_vi, url))
        elif paper is not None and paper.state in (State.DRAFT, State.RETURNED):
            words = _("Điền lại “%(paper)s” từ hồ sơ") % {"paper": FORMS[one.kind].title_vi}
            found.append((one.kind, words, url))
    return found


def _is_told(page: CasePage, act: Act[Any]) -> bool:
    return (page.line.last(act.fact) or page.state.own.last(act.fact)) is not None
