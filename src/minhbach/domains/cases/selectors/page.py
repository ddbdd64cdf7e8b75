"""A case as its page shows it: the line of steps, the present one with its clock, and what is missing for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.cases import policies
from minhbach.domains.cases.acts import BY_CODE, PAPERS
from minhbach.domains.cases.acts.act import Act, Who
from minhbach.domains.cases.acts.ask_to_explain import ExplanationAsked
from minhbach.domains.cases.acts.change import Change
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.acts.deliver import Deliver
from minhbach.domains.cases.acts.do_remedy import DoRemedy
from minhbach.domains.cases.acts.go_up import GoUp
from minhbach.domains.cases.acts.hear_explanation import ExplanationHeard, HearExplanation
from minhbach.domains.cases.acts.invite_to_explain import HearingInvited, InviteToExplain
from minhbach.domains.cases.acts.pay import Pay
from minhbach.domains.cases.clocks import clocks_of
from minhbach.domains.cases.matters.restriction import BeginRestriction, not_begun
from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.replay import in_account, replay, stands_without
from minhbach.domains.cases.resting import first_of, paper_resting_on
from minhbach.domains.cases.selectors.access import access_case, entries_of
from minhbach.domains.cases.selectors.ladder import Rung, beyond
from minhbach.domains.cases.selectors.overlaps import Overlap, cases_on_subjects
from minhbach.domains.cases.selectors.papers import papers_of
from minhbach.domains.cases.types.codes import ExplanationAsk, Step, SubjectRole
from minhbach.domains.cases.types.state import ORDER, CaseState, Entry, Line
from minhbach.domains.cases.wording import SHORT_STEPS, ClockWords, say_clock
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.selectors import kinds_drawn_elsewhere
from minhbach.domains.documents.types import Kind, State
from minhbach.domains.law.selectors import Law, as_imposed, open_law
from minhbach.domains.subjects.models import Subject
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.requirements import Unmet, inform, must
from minhbach.foundation.writing import write_day, write_moment


@dataclass(frozen=True)
class StepLine:
    """One step of the line. STATE: done, current, skipped, ahead."""

    step: Step
    state: str
    who: str = ""
    when: date | None = None
    paper: str = ""
    paper_url: str = ""

    @property
    def short(self) -> str:
        """The step in a word or two, so that all of them stand on one line."""
        return str(SHORT_STEPS[self.step])

    @property
    def told(self) -> str:
        """Everything known of the step: its full name, who finished it, when, with which paper."""
        known = [str(self.step.label), write_day(self.when) if self.when else "", self.who, self.paper]
        if self.state == "skipped":
            known.append(_("không áp dụng"))
        return " · ".join(filter(None, known))


@dataclass(frozen=True)
class StoryLine:
    """One entry of the file, as the page tells it."""

    entry: Entry[Any]
    who: str
    is_in_account: bool
    replaced_kind: str
    summary: str
    is_correctable: bool
    is_annullable: bool
    # Why neither is offered, where a paper stands in the way.
    held_by: str
    act: Act[Any]
    # Of which violator, where the case has several.
    whose: str = ""


@dataclass(frozen=True)
class Person:
    role: SubjectRole
    subject: Subject


@dataclass(frozen=True)
class ViolatorLine:
    """A violator with the line of his own."""

    part: str
    name: str
    line: Line
    clock: ClockWords | None


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
    violators: Sequence[ViolatorLine]
    part: str
    who: frozenset[Who]
    today: date
    # Whether the officer is one of those whose agency the file of the line was put before.
    decides_here: bool = False
    # Where the decision would be issued, and why nobody there may sign it.
    beyond: Rung | None = None

    @property
    def waits_for(self) -> list[Unmet]:
        """What the next step waits for besides what the act itself lacks, with where it is done."""
        return [*_waiting_change(self), *(_waits_for(self) if self.line.is_open else [])]

    @property
    def overlaps(self) -> list[Overlap]:
        return [one for one in self.related if one.is_open]

    @property
    def is_unchecked(self) -> bool:
        """Whether a clock rests on a text that nobody compared with the original: said once, above them all."""
        return any(not clock.citation.is_checked for clock in self.clocks)

    @property
    def is_provisional(self) -> bool:
        """Whether a clock counts by a rule or a calendar that nobody confirmed."""
        return any(clock.is_provisional for clock in self.clocks)

    @property
    def may_handle(self) -> bool:
        return Who.HANDLER in self.who

    @property
    def may_keep(self) -> bool:
        return Who.KEEPER in self.who

    def may(self, act: Act[Any]) -> bool:
        """Whether the officer is one of those who may do an act."""
        return self.decides_here if act.is_above and self.line.up is not None else act.who in self.who

    @property
    def is_asked(self) -> bool:
        """Whether the file waits for the decision of the officer's own agency."""
        return self.decides_here and self.line.waits_above is not None

    @property
    def line(self) -> Line:
        """The line the page is about: a violator's, where the case has several and one was chosen."""
        return self.state.of(self.part) if self.part else self.state.line

    @property
    def step(self) -> Step:
        return self.line.step

    @property
    def paper_here(self) -> OfficialDocument | None:
        """The paper of the present step that is on its way."""
        here = next((paper for _act, paper in PAPERS.values() if paper.of_step is self.step), None)
        return self.paper(here.kind) if here else None

    @cached_property
    def drawn_elsewhere(self) -> frozenset[str]:
        """The kinds of paper that the unit draws in another system; a decision of a higher body is drawn here."""
        kinds = kinds_drawn_elsewhere(self.case.owner_agency, on=self.today)
        return kinds - {Kind.SANCTION_DECISION} if self.line.up is not None else kinds

    def paper(self, kind: str) -> OfficialDocument | None:
        """Return the living paper of a kind, of the violator the page is about."""
        return living_paper(_without(self.papers, self.line), kind, self.part)


def read_case(officer: Officer, case_id: UUID, *, at: datetime, part: str = "") -> CasePage:
    """Read a case for its page, about the violator that PART names; the look is audited, for it holds personal data.

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
    if part not in state.lines:
        # Where nobody was chosen the page is about the one furthest behind.
        part = next((one for one, line in state.lines.items() if line is state.line), "")
    who = frozenset(one for one in Who if policies.may(one, officer, case, state, at=at))
    violators = [
        ViolatorLine(
            one,
            next((person.subject.name for person in subjects if str(person.subject.id) == one), ""),
            line,
            _main_clock(state, line, law=law, today=today, now=at),
        )
        for one, line in state.lines.items()
    ]
    return CasePage(
        case=case,
        state=state,
        law=law,
        steps=_steps(state, part, papers, names),
        clocks=[say_clock(one.clock, today=today, now=at) for one in clocks_of(state, state.of(part), law=law)],
        story=_story(entries, names, violators, papers, mendable=policies.mendable_codes(officer, case, state, at=at)),
        people=[names.get(one, "") for one in state.officer_ids if one != state.leader_id],
        leader=names.get(state.leader_id, ""),
        subjects=subjects,
        joint=list(Agency.objects.filter(id__in=state.joint_agency_ids).order_by("sort_key", "id")),
        papers=papers,
        related=cases_on_subjects([link.subject_id for link in links], on=today, but=case),
        violators=violators,
        part=part,
        who=who,
        today=today,
        decides_here=policies.may_do(BY_CODE[Decide.code], officer, case, state, state.of(part), at=at),
        beyond=beyond(case, state.of(part), law=law, at=at),
    )


def living_paper(papers: Sequence[OfficialDocument], kind: str, part: str = "") -> OfficialDocument | None:
    """Return the latest paper of a kind that was neither given up nor replaced."""
    gone = (State.CANCELLED, State.SUPERSEDED)
    return next(
        (
            one
            for one in reversed(papers)
            if one.kind == kind and one.state not in gone and one.target_part in ("", part)
        ),
        None,
    )


def _without(papers: Sequence[OfficialDocument], line: Line) -> list[OfficialDocument]:
    """Leave out the papers of decisions on a line that were revoked."""
    return [one for one in papers if str(one.id) not in line.gone_papers]


def _main_clock(state: CaseState, line: Line, *, law: Law, today: date, now: datetime) -> ClockWords | None:
    running = next((one.clock for one in clocks_of(state, line, law=law) if one.is_main), None)
    return say_clock(running, today=today, now=now) if running else None


def _names(entries: Sequence[Entry[Any]], state: CaseState) -> dict[str, str]:
    ids = {str(entry.officer_id) for entry in entries if entry.officer_id} | {state.leader_id, *state.officer_ids}
    people = Officer.inside.filter(id__in=[one for one in ids if one])
    return {str(person.id): person.full_name for person in people}


def _steps(state: CaseState, part: str, papers: Sequence[OfficialDocument], names: dict[str, str]) -> list[StepLine]:
    line = state.of(part)
    passed = {one.step: one.entry for one in [*state.own.passed, *line.passed]}
    lines = []
    for step in Step:
        if step is Step.CLOSED and line.is_open:
            lines.append(StepLine(step, "ahead"))
            continue
        entry = passed.get(step)
        paper, url = _paper_of(step, papers, state, part)
        if step is line.step:
            lines.append(StepLine(step, "current", paper=paper, paper_url=url, when=line.entered_on))
        elif entry is not None:
            who = names.get(str(entry.officer_id), "")
            lines.append(StepLine(step, "done", who, entry.happened_on, paper, url))
        else:
            lines.append(StepLine(step, "skipped" if ORDER[step] < ORDER[line.step] else "ahead"))
    return lines


def _paper_of(step: Step, papers: Sequence[OfficialDocument], state: CaseState, part: str) -> tuple[str, str]:
    """The paper of a step: the system's own, else the one its act cites."""
    here = next(((act, paper) for act, paper in PAPERS.values() if paper.of_step is step), None)
    if here is None:
        return "", ""
    act, paper = here
    if found := living_paper(_without(papers, state.of(part)), paper.kind, part):
        return found.number_text or str(State(found.state).label), found.get_absolute_url()
    entry = state.of(part).last(act.fact) or state.own.last(act.fact)
    cited = act.paper_of(entry.fact) if entry else None
    return (cited.number, "") if cited else ("", "")


def _story(
    entries: Sequence[Entry[Any]],
    names: dict[str, str],
    violators: Sequence[ViolatorLine],
    papers: Sequence[OfficialDocument],
    *,
    mendable: frozenset[str],
) -> list[StoryLine]:
    whose = {one.part: one.name for one in violators} if len(violators) > 1 else {}
    standing = {entry.id for entry in in_account(entries)}
    by_id = {entry.id: entry for entry in entries}
    lines = []
    for entry in reversed(entries):
        act = BY_CODE[entry.kind]
        replaced = by_id.get(entry.replaces) if entry.replaces else None
        may_mend = entry.id in standing and entry.kind in mendable
        paper = paper_resting_on(first_of(entries, entry), papers) if may_mend else None
        held_by = (paper.number_text or paper.title) if paper else ""
        lines.append(
            StoryLine(
                entry,
                names.get(str(entry.officer_id), ""),
                entry.id in standing or entry.kind == "annulled",
                str(BY_CODE[replaced.kind].label) if replaced else "",
                act.summary(entry.fact),
                may_mend and entry.document_id is None and act.is_correctable and bool(act.slug),
                may_mend and entry.document_id is None and paper is None and stands_without(entries, entry),
                held_by,
                act,
                whose.get(entry.part, ""),
            )
        )
    return lines


def _waits_for(page: CasePage) -> list[Unmet]:
    if not page.subjects:
        url = reverse("cases:file", args=[page.case.id]) + "#doi-tuong"
        return [must("subjects", _("Chưa có tổ chức, cá nhân nào trong hồ sơ."), url=url)]
    if page.step is Step.EXPLANATION:
        return _waiting_hearing(page)
    if page.step in (Step.INSPECTION_ORDER, Step.DECISION):
        return _waiting_paper(page)
    return _waiting_execution(page) if page.step is Step.EXECUTION else []


def _waiting_hearing(page: CasePage) -> list[Unmet]:
    """Say what a violator who asked to be heard in person waits for."""
    line = page.line
    of = f"?part={page.part}" if len(page.violators) > 1 else ""
    asked = any(one.fact.manner == ExplanationAsk.DIRECT for one in line.all(ExplanationAsked))
    invited = line.last(HearingInvited)
    if line.last(ExplanationHeard) is not None or not (asked or invited):
        return []
    if invited is None:
        url = _act_url(page, InviteToExplain.slug) + of
        return [inform("hearing", _("Mời dự phiên giải trình trực tiếp đã được yêu cầu"), url=url)]
    told = {"when": write_moment(invited.fact.at), "place": invited.fact.place}
    words = _("Phiên giải trình trực tiếp: %(when)s, %(place)s") % told
    return [inform("hearing", words, url=_act_url(page, HearExplanation.slug) + of)]


def _waiting_paper(page: CasePage) -> list[Unmet]:
    found = []
    if page.step is Step.DECISION:
        record = page.paper(Kind.VIOLATION_RECORD)
        if record is not None and not record.number_text:
            words = _("Ký, cấp số biên bản vi phạm hành chính")
            found.append(inform("record.paper", words, url=record.get_absolute_url()))
    if page.beyond is not None:
        words = _("%(agency)s không đủ thẩm quyền (%(obstacles)s): trình người có thẩm quyền") % {
            "agency": page.beyond.agency.short_name, "obstacles": "; ".join(page.beyond.obstacles),
        }  # fmt: skip
        of = f"?part={page.part}" if len(page.violators) > 1 else ""
        found.append(inform("above", words, url=_act_url(page, GoUp.slug) + of))
    paper = page.paper_here
    words_of = {
        State.DRAFT: _("Trình ký dự thảo"),
        State.RETURNED: _("Sửa dự thảo bị trả lại rồi trình lại"),
        State.SUBMITTED: _("Chữ ký của người được trình"),
        State.SIGNED: _("Văn thư cấp số, ngày"),
        State.NUMBERED: _("Văn thư phát hành"),
    }
    if paper is not None and State(paper.state) in words_of:
        found.append(inform("paper", words_of[State(paper.state)], url=paper.get_absolute_url()))
    return found


def _waiting_execution(page: CasePage) -> list[Unmet]:
    line, found = page.line, []
    of = f"?part={page.part}" if len(page.violators) > 1 else ""
    if line.delivered is None:
        found.append(inform("delivered", _("Giao quyết định xử phạt"), url=_act_url(page, Deliver.slug) + of))
    elif line.unserved:
        words = _("Giao quyết định %(number)s sửa đổi, đính chính quyết định xử phạt") % {
            "number": line.unserved[-1].fact.paper.number
        }
        found.append(inform("delivered.change", words, url=_act_url(page, Deliver.slug) + of))
    for part, one in not_begun(page.state).values():
        if part == page.part:
            words = _("Ghi thời hạn: %(measure)s") % {"measure": as_imposed(one.text)}
            found.append(inform("restriction", words, url=_act_url(page, BeginRestriction.slug)))
    if line.unpaid_vnd:
        words = _("Nộp tiền phạt %(amount)s") % {"amount": format_vnd(line.unpaid_vnd)}
        found.append(inform("paid", words, url=_act_url(page, Pay.slug) + of))
    if line.sanction is not None:
        for index in line.undone_remedies:
            words = _("Khắc phục hậu quả: %(text)s") % {"text": line.sanction.fact.remedies[index].text}
            found.append(inform(f"remedy.{index}", words, url=_act_url(page, DoRemedy.slug) + of))
    return found


def _waiting_change(page: CasePage) -> list[Unmet]:
    """Name a change of the decision that was proposed, and money paid under a decision that is gone."""
    line, found = page.line, []
    if line.change_proposed is not None:
        url = reverse("cases:papers", args=[page.case.id]) + (f"?part={page.part}" if page.part else "")
        said = Change(line.change_proposed.fact.change).label
        found.append(inform("change", _("Ra quyết định: %(change)s quyết định xử phạt") % {"change": said}, url=url))
    if line.revoked and line.paid_vnd and line.decided is None:
        words = _(
            "Đã nộp %(paid)s theo quyết định đã hủy bỏ: tính vào quyết định mới. Việc hoàn trả chưa có trong bảng luật."
        )
        found.append(inform("change.paid", words % {"paid": format_vnd(line.paid_vnd)}))
    return found


def _act_url(page: CasePage, slug: str) -> str:
    return reverse("cases:act", args=[page.case.id, slug])
