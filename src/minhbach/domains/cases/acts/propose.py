"""Đề xuất kiểm tra: why, what, where, who; another open file on the same subject must have been weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Words
from minhbach.domains.cases.acts.needs import identified
from minhbach.domains.cases.acts.paper import CasePaper, Known
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.documents.papers.inspection_proposal import InspectionProposalContent
from minhbach.domains.documents.types import Kind
from minhbach.domains.inspections.selectors import groups_on, unmet_of_team
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class Proposed:
    reasons: Annotated[tuple[str, ...], ask(_lazy("Lý do, mỗi dòng một lý do"), rows=4)]
    scope: Annotated[str, ask(_lazy("Nội dung kiểm tra"), rows=2, longest=2000)]
    place: Annotated[str, ask(_lazy("Địa điểm kiểm tra"), longest=300)] = ""
    starts_on: Annotated[date, ask(_lazy("Bắt đầu kiểm tra ngày"))]
    duration: Annotated[str, ask(_lazy("Thời gian kiểm tra"), longest=60, initial="02 ngày làm việc")]
    leader_id: Annotated[str, ask(_lazy("Trưởng đoàn kiểm tra"), field=fields.Person)]
    member_ids: Annotated[tuple[str, ...], ask(_lazy("Thành viên đoàn"), field=fields.People)] = ()
    expected_classes: Annotated[tuple[str, ...], ask(_lazy("Hành vi dự kiến"), field=fields.Choices)] = ()
    expected_goods: Annotated[str, ask(_lazy("Tang vật dự kiến"), longest=300)] = ""
    checklists: Annotated[
        tuple[str, ...],
        ask(
            _lazy("Danh mục điểm kiểm tra"),
            field=fields.Choices,
            help=_lazy("Theo nhóm hàng; đoàn trả lời từng điểm khi kiểm tra, cả trên điện thoại không có mạng."),
        ),
    ] = ()
    # An overlap that was shown and knowingly accepted, with the reason given.
    overlap_reason: Annotated[str, ask(_lazy("Lý do cần kiểm tra thêm"), rows=2, longest=1000)] = ""


def fill_proposal(state: CaseState, part: str, known: Known) -> InspectionProposalContent | None:
    """Draw the proposal from the entry."""
    if state.proposed is None:
        return None
    fact, names = state.proposed.fact, known.class_names or {}
    return InspectionProposalContent(
        addressed_to=(known.head,),
        inspected=known.inspected,
        reasons=fact.reasons,
        place=fact.place or None,
        scope=fact.scope or None,
        starts_on=fact.starts_on,
        duration=fact.duration or None,
        expected_acts=tuple(names.get(code, code) for code in fact.expected_classes),
        expected_goods=fact.expected_goods or None,
        team=tuple(known.participant(one) for one in (fact.leader_id, *fact.member_ids)),
    )


class Propose(Act[Proposed]):
    code, slug, at = "proposed", "de-xuat", (Step.PROPOSAL,)
    words = Words(
        event=_lazy("đề xuất kiểm tra"),
        button=_lazy("Đề xuất kiểm tra"),
        done=_lazy("Đã đề xuất kiểm tra."),
        day=_lazy("Ngày đề xuất"),
    )
    moves_to, drafts = Step.INSPECTION_ORDER, Kind.INSPECTION_ORDER
    papers = (
        CasePaper(
            Kind.INSPECTION_PROPOSAL,
            fill_proposal,
            (Step.INSPECTION_ORDER,),
            drawn_from=(Proposed,),
            of_step=Step.PROPOSAL,
        ),
    )

    def clean(self, fact: Proposed) -> Proposed:
        whole = super().clean(fact)
        return replace(whole, member_ids=tuple(one for one in whole.member_ids if one != whole.leader_id))

    def check(self, state: CaseState, line: Line, entry: Entry[Proposed]) -> None:
        if not state.subjects:
            raise refusals.SubjectNeeded

    def require(self, fact: Proposed, door: Door) -> None:
        from minhbach.domains.cases.selectors.overlaps import overlaps_of

        if not fact.overlap_reason and (overlaps := overlaps_of(door.case, on=door.on)):
            raise refusals.OverlapNotWeighed(cases=", ".join(overlap.label for overlap in overlaps))

    def requirements(self, fact: Proposed | None, door: Door) -> Iterator[Unmet]:
        from minhbach.domains.cases.selectors.papers import main_subject

        yield from identified(main_subject(door.case), lacks=should)
        if fact is None:
            return
        team = (fact.leader_id, *fact.member_ids)
        yield from unmet_of_team(door.case.owner_agency, team, on=fact.starts_on)
        if not fact.member_ids:
            yield should("team.alone", _("Đoàn kiểm tra chỉ có trưởng đoàn, không có thành viên."))
        if not door.law.calendar.is_working_day(fact.starts_on):
            day = {"day": write_day(fact.starts_on)}
            yield should("planned.day_off", _("Ngày bắt đầu kiểm tra %(day)s là ngày nghỉ.") % day)

    def apply(self, state: CaseState, entry: Entry[Proposed]) -> None:
        fact = entry.fact
        state.leader_id = fact.leader_id
        state.officer_ids = tuple(dict.fromkeys((fact.leader_id, *fact.member_ids, *state.officer_ids)))

    def prepare(self, form: ActForm[Proposed], setting: Setting) -> None:
        from minhbach.domains.cases.selectors.known import party_known, team_known
        from minhbach.domains.cases.selectors.overlaps import overlaps_of
        from minhbach.domains.cases.selectors.papers import main_subject

        form.offer("leader_id", setting.crew)
        form.offer("member_ids", setting.crew)
        form.offer("expected_classes", setting.classes)
        groups = groups_on(setting.today)
        if groups:
            chosen = setting.corrects.fact.checklists if setting.corrects else ()
            form.offer("checklists", [(one, one) for one in dict.fromkeys((*chosen, *groups))])
        else:
            del form.fields["checklists"]
        leader, offered = setting.state.leader_id, {code for code, _words in setting.crew}
        members = [one for one in setting.state.officer_ids if one != leader]
        if not members and setting.corrects is None:
            members = [one for one in team_known(setting.case.owner_agency, leader) if one in offered]
            if members:
                form.fields["member_ids"].help_text = _lazy("Chọn sẵn theo đoàn gần nhất của người phụ trách.")
        form.propose(leader_id=leader, member_ids=members)
        subject = main_subject(setting.case)
        form.propose(
            starts_on=setting.law.calendar.next_working_day(setting.today),
            place=party_known(str(subject.id)).address if subject else "",
        )
        if setting.state.verified:
            form.propose(reasons=(setting.state.verified.fact.findings,))
        if overlaps := overlaps_of(setting.case, on=setting.today):
            form.fields["overlap_reason"].required = True
            form.fields["overlap_reason"].help_text = _lazy(
                "Đang có hồ sơ khác về cùng tổ chức, cá nhân: %(cases)s. Hãy phối hợp với đơn vị đó trước."
            ) % {"cases": ", ".join(overlap.label for overlap in overlaps)}
        elif not form.initial.get("overlap_reason"):
            del form.fields["overlap_reason"]
