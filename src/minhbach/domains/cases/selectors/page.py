"""A case as its page shows it: the line of steps, the present one with its clock, and what is missing for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.cases import policies
from minhbach.domains.cases.clocks import clocks_of
from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.replay import in_account, replay
from minhbach.domains.cases.selectors.access import access_case, entries_of
from minhbach.domains.cases.selectors.overlaps import Overlap, cases_on_subjects
from minhbach.domains.cases.selectors.papers import papers_of
from minhbach.domains.cases.types.codes import EventKind, Step, SubjectRole
from minhbach.domains.cases.types.facts import Cited, Fact
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.cases.wording import ClockWords, say_clock
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind, State
from minhbach.domains.law.selectors import Law, open_law
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd

PAPER_OF_STEP = {
    Step.PROPOSAL: Kind.INSPECTION_PROPOSAL,
    Step.INSPECTION_ORDER: Kind.INSPECTION_ORDER,
    Step.INSPECTION: Kind.INSPECTION_MINUTES,
    Step.VIOLATION_RECORD: Kind.VIOLATION_RECORD,
    Step.DECISION: Kind.SANCTION_DECISION,
}


@dataclass(frozen=True)
class StepLine:
    """One step of the line. STATE: done, current, skipped, ahead."""

    step: Step
    state: str
    who: str = ""
    when: date | None = None
    paper: str = ""
    paper_url: str = ""


@dataclass(frozen=True)
class Missing:
    """One thing the next step waits for, with where to do it."""

    what: str
    url: str


@dataclass(frozen=True)
class StoryLine:
    """One entry of the file, as the page tells it."""

    entry: Entry[Fact]
    who: str
    is_in_account: bool
    replaced_kind: str
    summary: str
    is_mendable: bool


@dataclass(frozen=True)
class Person:
    role: SubjectRole
    subject: Subject


@dataclass(frozen=True)
class CasePage:
    """Everything beside the forms. OVERLAPS are open cases elsewhere; RELATED adds those of the last year."""

    case: Case
    state: CaseState
    law: Law
    steps: Sequence[StepLine]
    clocks: Sequence[ClockWords]
    story: Sequence[StoryLine]
    people: Sequence[str]
    leader: str
    subjects: Sequence[Person]
    joint: Sequence[Agency]
    papers: Sequence[OfficialDocument]
    related: Sequence[Overlap]
    may_handle: bool
    may_lead: bool
    may_keep: bool
    today: date

    @property
    def missing(self) -> list[Missing]:
        return _missing(self)

    @property
    def overlaps(self) -> list[Overlap]:
        return [one for one in self.related if one.is_open]

    @property
    def step(self) -> Step:
        return self.state.step

    @property
    def paper_here(self) -> OfficialDocument | None:
        """The paper of the present step that is on its way."""
        return self.paper(PAPER_OF_STEP.get(self.state.step))

    def paper(self, kind: Kind | None) -> OfficialDocument | None:
        gone = (State.CANCELLED, State.SUPERSEDED)
        return next((one for one in reversed(self.papers) if one.kind == kind and one.state not in gone), None)


def read_case(officer: Officer, case_id: UUID, *, at: datetime) -> CasePage:
    """Read a case for its page; the look is audited, for it holds personal data.

    Raises: CaseNotFound.
    """
    case = access_case(officer, case_id)
    audit.record("cases.case.read", officer_id=officer.id, at=at, target_type="cases.case", target_id=case.id, data={})
    entries = entries_of(case)
    state = replay(entries)
    law, today = open_law(), local_date(at)
    links = list(CaseSubject.objects.filter(case=case).select_related("subject__place").order_by("id"))
    subjects = [Person(SubjectRole(link.role), link.subject) for link in links]
    papers = papers_of(case)
    names = _names(entries, state)
    return CasePage(
        case=case,
        state=state,
        law=law,
        steps=_steps(case, state, papers, names),
        clocks=[say_clock(one.clock, today=today, now=at) for one in clocks_of(state, law=law)],
        story=_story(entries, names, mendable=policies.mendable_kinds(officer, case, state, at=at)),
        people=[names.get(one, "") for one in state.officer_ids if one != state.leader_id],
        leader=names.get(state.leader_id, ""),
        subjects=subjects,
        joint=list(Agency.objects.filter(id__in=state.joint_agency_ids).order_by("sort_key", "id")),
        papers=papers,
        related=cases_on_subjects([link.subject_id for link in links], on=today, but=case),
        may_handle=policies.may_handle(officer, case, state, at=at),
        may_lead=policies.holds(officer, policies.LEADERS, case, at=at),
        may_keep=policies.holds(officer, policies.KEEPERS, case, at=at),
        today=today,
    )


def _names(entries: Sequence[Entry[Fact]], state: CaseState) -> dict[str, str]:
    ids = {str(entry.officer_id) for entry in entries if entry.officer_id} | {state.leader_id, *state.officer_ids}
    people = Officer.objects.filter(id__in=[one for one in ids if one])
    return {str(person.id): person.full_name for person in people}


def _steps(case: Case, state: CaseState, papers: Sequence[OfficialDocument], names: dict[str, str]) -> list[StepLine]:
    passed = {one.step: one.entry for one in state.passed}
    present = list(Step).index(state.step)
    lines = []
    for index, step in enumerate(Step):
        if step is Step.CLOSED and state.is_open:
            lines.append(StepLine(step, "ahead"))
            continue
        entry = passed.get(step)
        paper, url = _paper_of(step, papers, state)
        if step is state.step:
            lines.append(StepLine(step, "current", paper=paper, paper_url=url, when=state.entered_on))
        elif entry is not None:
            who = names.get(str(entry.officer_id), "")
            lines.append(StepLine(step, "done", who, entry.happened_on, paper, url))
        else:
            lines.append(StepLine(step, "skipped" if index < present else "ahead"))
    return lines


def _paper_of(step: Step, papers: Sequence[OfficialDocument], state: CaseState) -> tuple[str, str]:
    kind = PAPER_OF_STEP.get(step)
    gone = (State.CANCELLED, State.SUPERSEDED)
    found = next((one for one in reversed(papers) if one.kind == kind and one.state not in gone), None)
    if found is not None:
        return found.number_text or str(State(found.state).label), found.get_absolute_url()
    entered: dict[Step, Cited | None] = {
        Step.INSPECTION_ORDER: state.ordered.fact.paper if state.ordered else None,
        Step.INSPECTION: state.inspected.fact.paper if state.inspected else None,
        Step.VIOLATION_RECORD: state.violation.fact.paper if state.violation else None,
        Step.DECISION: state.decided.fact.paper if state.decided else None,
    }
    paper = entered.get(step)
    return (paper.number, "") if paper and paper.number else ("", "")


def _story(entries: Sequence[Entry[Fact]], names: dict[str, str], *, mendable: frozenset[EventKind]) -> list[StoryLine]:
    standing = {entry.id for entry in in_account(entries)}
    by_id = {entry.id: entry for entry in entries}
    lines = []
    for entry in reversed(entries):
        replaced = by_id.get(entry.replaces) if entry.replaces else None
        lines.append(
            StoryLine(
                entry,
                names.get(str(entry.officer_id), ""),
                entry.id in standing or entry.kind is EventKind.ANNULLED,
                str(replaced.kind.label) if replaced else "",
                summarise(entry.fact),
                entry.id in standing and entry.kind in mendable,
            )
        )
    return lines


def summarise(fact: Fact) -> str:
    """Say the heart of a fact in one line: its reason, findings, amount or paper."""
    for name in ("findings", "reason", "summary", "signs", "note", "measure"):
        value = getattr(fact, name, "")
        if value:
            return "; ".join(value) if isinstance(value, tuple) else str(value)
    amount = getattr(fact, "amount_vnd", None) or getattr(fact, "fine_vnd", None)
    paper = getattr(fact, "paper", None)
    parts = [format_vnd(amount) if amount else "", paper.number if isinstance(paper, Cited) else ""]
    return " · ".join(part for part in parts if part)


def _missing(page: CasePage) -> list[Missing]:
    case, state = page.case, page.state
    here = reverse("cases:case", args=[case.id])
    found: list[Missing] = []
    if not state.is_open:
        return found
    if not page.subjects:
        found.append(Missing(_("Thêm tổ chức, cá nhân liên quan"), f"{here}#doi-tuong"))
    unknown = [one.subject for one in page.subjects if one.subject.kind == SubjectKind.UNKNOWN]
    if unknown and state.step in (Step.VERIFICATION, Step.PROPOSAL, Step.VIOLATION_RECORD):
        url = reverse("subjects:subject", args=[unknown[0].id])
        found.append(Missing(_("Xác định ai đứng sau “%(name)s”") % {"name": unknown[0].name}, url))
    if state.step in (Step.INSPECTION_ORDER, Step.DECISION):
        found += _missing_paper(page)
    if state.step is Step.EXECUTION:
        found += _missing_execution(page)
    return found


def _missing_paper(page: CasePage) -> list[Missing]:
    found = []
    if page.step is Step.DECISION:
        record = page.paper(Kind.VIOLATION_RECORD)
        entered = page.state.violation.fact.paper.number if page.state.violation else ""
        if record is None and not entered:
            found.append(Missing(_("Lập văn bản biên bản vi phạm hành chính từ hồ sơ"), "#van-ban"))
        elif record is not None and not record.number_text:
            found.append(Missing(_("Ký, cấp số biên bản vi phạm hành chính"), record.get_absolute_url()))
    paper = page.paper_here
    if paper is not None:
        words = {
            State.DRAFT: _("Trình ký dự thảo"),
            State.RETURNED: _("Sửa dự thảo bị trả lại rồi trình lại"),
            State.SUBMITTED: _("Chữ ký của người được trình"),
            State.SIGNED: _("Văn thư cấp số, ngày"),
            State.NUMBERED: _("Văn thư phát hành"),
        }.get(State(paper.state))
        if words:
            found.append(Missing(words, paper.get_absolute_url()))
    return found


def _missing_execution(page: CasePage) -> list[Missing]:
    state, found = page.state, []
    if state.delivered is None:
        found.append(
            Missing(_("Giao quyết định xử phạt"), reverse("cases:act", args=[page.case.id, "giao-quyet-dinh"]))
        )
    if state.unpaid_vnd:
        words = _("Nộp tiền phạt %(amount)s") % {"amount": format_vnd(state.unpaid_vnd)}
        found.append(Missing(words, reverse("cases:act", args=[page.case.id, "nop-tien"])))
    if state.sanction is not None:
        for index in state.undone_remedies:
            words = _("Khắc phục hậu quả: %(text)s") % {"text": state.sanction.fact.remedies[index].text}
            found.append(Missing(words, reverse("cases:act", args=[page.case.id, "khac-phuc"])))
    return found
