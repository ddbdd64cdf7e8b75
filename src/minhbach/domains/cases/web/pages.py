"""The page of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts import ACTS, PAPERS
from minhbach.domains.cases.acts.act import OPEN, Act, Door, Of, Text, Who
from minhbach.domains.cases.acts.paper import CasePaper
from minhbach.domains.cases.acts.record import Record
from minhbach.domains.cases.goods_lines import first_goods_of
from minhbach.domains.cases.requirements import unmet_of_draft, unmet_of_paper
from minhbach.domains.cases.selectors.decisions import decisions_through_time
from minhbach.domains.cases.selectors.field import field_entries_of, unread_answers
from minhbach.domains.cases.selectors.ladder import issuer_of
from minhbach.domains.cases.selectors.looking import around_of
from minhbach.domains.cases.selectors.page import CasePage, read_case
from minhbach.domains.cases.selectors.referrals import referral_of
from minhbach.domains.cases.selectors.signers import signers_of_paper
from minhbach.domains.cases.types.panels import matter_panel_urls, panel_urls
from minhbach.domains.cases.web.forms import make_form
from minhbach.domains.cases.web.forms.base import CaseForm, Setting
from minhbach.domains.cases.web.forms.opening import AddSubjectForm
from minhbach.domains.cases.web.matters import matters_of
from minhbach.domains.documents.types import PAPERS as FORMS
from minhbach.domains.documents.types import Kind, SignedBy, State
from minhbach.domains.evidence.selectors import attachments
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.requirements import Unmet, inform


@dataclass(frozen=True)
class Primary:
    """The one button of the page: an act with its form, a paper to draft, or a document to open."""

    label: Text
    act: Act[Any] | None = None
    draft: str = ""
    url: str = ""


_STILL_DRAFTS = (State.DRAFT, State.RETURNED)
# The tabs of a case: address, words.
TABS = (
    ("case", _lazy("Việc của bước này")),
    ("file", _lazy("Hồ sơ")),
    ("papers", _lazy("Văn bản")),
    ("evidence", _lazy("Chứng cứ")),
    ("story", _lazy("Diễn biến")),
)


def case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The act of the step a case stands at, with what it lacks."""
    page = _read(request, case_id)
    return render(request, "cases/case.html", page_context(request, page))


def file(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """What the case is: listing, goods, violation, sanction, people, what hangs on it."""
    page = _read(request, case_id)
    inspected = page.state.inspected
    return _tab(
        request,
        page,
        "file",
        {
            "matters": matters_of(page),
            "begins_matter": _begins_matter(page),
            "decisions": decisions_through_time(page.line),
            "goods": first_goods_of(inspected.id) if inspected and inspected.fact.goods_count else (),
            "classes": {row.code: row.name_vi for row in page.law.book.classes},
        },
    )


def case_papers(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The papers of a case, and those that can be filled from it now."""
    page = _read(request, case_id)
    return _tab(request, page, "papers", {"printable": printable(page), "panels": panel_urls(page.case.id)})


def evidence(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The evidence of a case."""
    page = _read(request, case_id)
    may_add = page.may_handle or page.may_keep
    found = attachments(page.case, officer=request.officer, at=request.at, may_add=may_add)
    beside = {"field": field_entries_of(page.case), "unread": unread_answers(request.officer, page.case)}
    return _tab(request, page, "evidence", {"evidence": found, **beside})


def story(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """Everything that was written into a case, the latest first."""
    return _tab(request, _read(request, case_id), "story", {})


def _read(request: OfficeRequest, case_id: UUID) -> CasePage:
    return read_case(request.officer, case_id, at=request.at, part=request.GET.get("part", ""))


def _tab(request: OfficeRequest, page: CasePage, tab: str, more: dict[str, Any]) -> HttpResponse:
    return render(request, f"cases/tab_{tab}.html", {**head_context(page, tab=tab), **more})


def head_context(page: CasePage, *, tab: str = "") -> dict[str, Any]:
    """What every page of a case shows: its head, its tabs, its people."""
    return {
        "page": page,
        "case": page.case,
        "state": page.state,
        "line": page.line,
        "tabs": [(reverse(f"cases:{name}", args=[page.case.id]), words, name == tab) for name, words in TABS],
        "subject_form": AddSubjectForm() if page.may_handle and page.state.is_open else None,
    }


def page_context(
    request: OfficeRequest, page: CasePage, *, act: Act[Any] | None = None, form: CaseForm | None = None
) -> dict[str, Any]:
    """What the page of a step shows; ACT and FORM stand in for the step's own when somebody has sent one in."""
    primary = primary_of(page)
    shown = act or (primary.act if primary else None)
    if form is None and shown is not None and page.may_handle:
        setting = Setting.of(page.case, page.state, request.officer, request.at, part=page.part)
        form = make_form(shown, setting)
    acts = [one for one in acts_now(page) if primary is None or one is not primary.act]
    return {
        **head_context(page, tab="case"),
        "primary": primary,
        "act": shown,
        "may_act": shown is not None and page.may(shown),
        "form": form,
        **_then(page, shown, form, at=request.at),
        "unmet": unmet_now(request, page, primary) if act is None else lacking(request, page, act),
        "acts_here": [one for one in acts if not is_rare(one) or _enters_elsewhere(page, one)],
        "acts_rare": [one for one in acts if is_rare(one) and not _enters_elsewhere(page, one)],
        "matters": [one for one in matters_of(page) if not one.matter.is_ended],
        "begins_matter": _begins_matter(page),
        "referral": referral_of(page.state, page.part),
        "around": around_of(request.officer, page.case, at=request.at),
        "panels": matter_panel_urls(page.case.id, {one.kind for one in page.state.matters.values()}),
    }


def _then(page: CasePage, act: Act[Any] | None, form: CaseForm | None, *, at: datetime) -> dict[str, Any]:
    """Name the paper that the act's press drafts at once, and before whom it may be put in the same press.

    Nothing where one is on its way already.
    """
    if act is None or not act.drafts or not page.may_handle:
        return {"then_drafts": ""}
    kind, paper = Kind(act.drafts), page.paper(act.drafts)
    if paper is None and kind in page.drawn_elsewhere:
        return {"then_drafts": ""}
    if paper is not None and paper.state not in _STILL_DRAFTS:
        return {"then_drafts": ""}
    found: dict[str, Any] = {"then_drafts": str(FORMS[kind].name)}
    if FORMS[kind].signed_by == SignedBy.AUTHORITY:
        frames = getattr(form, "frames", ())
        issuer = issuer_of(page.case, page.state, page.part, kind, at=at)
        found["signers"] = signers_of_paper(page.case, kind, frames, law=page.law, at=at, issuer=issuer)
    return found


def is_rare(act: Act[Any]) -> bool:
    """Whether an act is folded away: ways out, what is not of this step, what was done on paper elsewhere."""
    return act.is_way_out or act.is_beside or act.who not in (Who.HANDLER, Who.CASHIER, Who.RECEIVER) or act.at == OPEN


def unmet_now(request: OfficeRequest, page: CasePage, primary: Primary | None) -> list[Unmet]:
    """List what the next act, or the paper of the step, lacks as the case stands; the act itself asks the same."""
    found = list(page.waits_for)
    if primary is None:
        return [*found, *_awaited_elsewhere(page)]
    if primary.act is not None:
        return [*found, *lacking(request, page, primary.act)]
    paper = page.paper_here
    if paper is not None:
        return [*found, *unmet_of_paper(paper, State(paper.state), request.at)]
    kind = Kind(primary.draft)
    return [*found, *unmet_of_draft(page.case, page.state, kind, part=page.part, at=request.at)]


def lacking(request: OfficeRequest, page: CasePage, act: Act[Any]) -> list[Unmet]:
    """List what an act lacks before anything is filled in."""
    door = Door(page.case, page.state, page.part, request.officer, request.at, page.today, page.law)
    return list(act.requirements(None, door))


def _begins_matter(page: CasePage) -> list[Act[Any]]:
    return [
        one
        for one in ACTS
        if one.begins_matter
        and page.may(one)
        and (page.state.is_open or one.outlives)
        and not one.is_pointless(page.state, page.line)
    ]


def primary_of(page: CasePage) -> Primary | None:
    """Decide the one next act of a case for whoever looks at it."""
    if not page.may_handle or not page.line.is_open:
        return None
    state, line = page.state, page.line
    first = [act for act in ACTS if line.step in act.at and act.is_first_choice(state, line)]
    if first:
        useful = [act for act in first if not act.is_pointless(state, line)] or first
        return Primary(useful[0].words.button, act=useful[0])
    drafted = _paper_of_step(page)
    return _paper(page, drafted) if drafted and not _is_elsewhere(page, drafted) else None


def _paper_of_step(page: CasePage) -> CasePaper | None:
    step = page.line.step
    return next((paper for _act, paper in PAPERS.values() if paper.draft and paper.of_step is step), None)


def _is_elsewhere(page: CasePage, drafted: CasePaper) -> bool:
    """Whether the unit draws a paper in another system, and none was drafted here before."""
    return drafted.kind in page.drawn_elsewhere and page.paper(drafted.kind) is None


def _enters_elsewhere(page: CasePage, act: Act[Any]) -> bool:
    """Whether an act is how a paper that is drawn elsewhere comes into the file."""
    drafted = _paper_of_step(page)
    return drafted is not None and PAPERS[drafted.kind][0] is act and _is_elsewhere(page, drafted)


def _awaited_elsewhere(page: CasePage) -> list[Unmet]:
    """Say of the paper of the step that it is drawn elsewhere, and where its number is then written down."""
    drafted = _paper_of_step(page)
    if drafted is None or not page.may_handle or not page.line.is_open or not _is_elsewhere(page, drafted):
        return []
    act = PAPERS[drafted.kind][0]
    words = _("%(paper)s lập và lấy số trong INS; văn thư hoặc thủ trưởng ghi số, ngày vào vụ việc ở “%(act)s”.")
    url = reverse("cases:act", args=[page.case.id, act.slug]) if page.may(act) else ""
    said = words % {"paper": FORMS[drafted.kind].title_vi, "act": act.words.button}
    return [inform(f"cases.elsewhere.{drafted.kind}", said, url=url)]


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
        if act.of is Of.MATTER or (paper is None and one.kind in page.drawn_elsewhere):
            continue
        is_here = _is_told(page, act) and (not one.steps or page.step in one.steps)
        is_due = one.is_due(page.line) if one.is_due is not None else not one.draft and is_here
        if is_due and (paper is None or (one.is_repeated and paper.state in (State.ISSUED, State.FILED))):
            found.append((one.kind, FORMS[one.kind].title_vi, url))
        elif paper is not None and paper.state in (State.DRAFT, State.RETURNED):
            words = _("Điền lại “%(paper)s” từ hồ sơ") % {"paper": FORMS[one.kind].title_vi}
            found.append((one.kind, words, url))
    return found


def _is_told(page: CasePage, act: Act[Any]) -> bool:
    return (page.line.last(act.fact) or page.state.own.last(act.fact)) is not None
