"""Kiểm tra: what was found, with the inventory list. It is dated by the day on which the minutes end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Told, Words
from minhbach.domains.cases.acts.needs import at_entry
from minhbach.domains.cases.acts.paper import CasePaper, Drawn, Known, goods_row, participant_of
from minhbach.domains.cases.types.codes import Step, SubjectRole
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, Answered, Cited, Goods, Person
from minhbach.domains.documents.papers.inspection_minutes import InspectionMinutesContent
from minhbach.domains.documents.types import Kind
from minhbach.domains.inspections.selectors import points_on, unmet_of_team
from minhbach.domains.inspections.services import forget_visit, note_visit
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, inform, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.inspections.models import CheckPoint


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """GOODS are lines of their own, kept beside the entry; the entry itself holds their count and value."""

    started_at: Annotated[datetime, ask(_lazy("Bắt đầu lúc"))]
    ended_at: Annotated[datetime, ask(_lazy("Kết thúc lúc"))]
    place: Annotated[str, ask(_lazy("Địa điểm"), longest=300)]
    findings: Annotated[tuple[str, ...], ask(_lazy("Nội dung phát hiện, mỗi dòng một ý"), rows=4)]
    has_violation: Annotated[
        bool,
        ask(
            _lazy("Kết luận"),
            field=fields.Either,
            yes=_lazy("có dấu hiệu vi phạm hành chính"),
            no=_lazy("không có vi phạm"),
        ),
    ]
    measures: Annotated[tuple[str, ...], ask(_lazy("Biện pháp đã áp dụng, mỗi dòng một biện pháp"), rows=2)] = ()
    statement: Annotated[str, ask(_lazy("Ý kiến của bên được kiểm tra"), rows=2, longest=2000)] = ""
    present: tuple[Person, ...] = ()
    witnesses: tuple[Person, ...] = ()
    answers: tuple[Answered, ...] = ()
    paper: Cited = NO_PAPER
    goods: tuple[Goods, ...] = field(default=(), metadata={"kept_as_rows": True})
    goods_count: int = 0
    goods_value_vnd: int = 0


def fill_minutes(state: CaseState, part: str, known: Known) -> InspectionMinutesContent | None:
    """Draw the minutes from the entry."""
    if state.inspected is None:
        return None
    fact = state.inspected.fact
    order = known.paper(Kind.INSPECTION_ORDER, state.ordered.fact.paper if state.ordered else Cited())
    return InspectionMinutesContent(
        inspected=known.inspected,
        order_number=order.number,
        order_dated=order.dated,
        order_agency=(state.ordered.fact.paper.agency if state.ordered else "") or known.agency.name,
        started_at=fact.started_at,
        ended_at=fact.ended_at,
        place=fact.place or None,
        team=tuple(known.participant(one) for one in state.officer_ids),
        present=tuple(participant_of(person) for person in fact.present),
        witnesses=tuple(participant_of(person) for person in fact.witnesses),
        findings=fact.findings,
        checked=tuple(map(str, fact.answers)),
        measures=fact.measures,
        statement=fact.statement or None,
        conclusion=(
            "Có dấu hiệu vi phạm hành chính, đề nghị lập biên bản vi phạm hành chính"
            if fact.has_violation
            else "Chưa phát hiện vi phạm"
        ),
        goods=tuple(goods_row(row) for row in known.goods_of(state.inspected.id)),
    )


def points_of(state: CaseState) -> list[CheckPoint]:
    """List what the order's lists say is to be looked at, as they stand on the day on which it begins."""
    team = state.proposed.fact if state.proposed else None
    return points_on(team.checklists, team.starts_on) if team else []


def minutes_needs(drawn: Drawn) -> Iterator[Unmet]:
    """Tell which points of the order's lists nobody has answered."""
    if drawn.state.inspected is None:
        return
    answered = {one.point for one in drawn.state.inspected.fact.answers}
    if left := [one for one in points_of(drawn.state) if one.words not in answered]:
        sentence = _("%(count)s điểm trong danh mục kiểm tra chưa được trả lời.") % {"count": len(left)}
        yield inform("inspected.points", sentence, url=at_entry(drawn.case, drawn.state.inspected.id))


class Inspect(Act[Inspected]):
    code, slug, at = "inspected", "kiem-tra", (Step.INSPECTION,)
    words = Words(event=_lazy("kiểm tra"), button=_lazy("Ghi kết quả kiểm tra"), done=_lazy("Đã ghi kết quả kiểm tra."))
    told = Told(_lazy("Vụ việc %(case)s: đã kiểm tra"), "clipboard-check")
    moves_to, asks_day = Step.VIOLATION_RECORD, False
    template, drafts = "cases/inspection_fields.html", Kind.INSPECTION_MINUTES
    papers = (
        CasePaper(
            Kind.INSPECTION_MINUTES,
            fill_minutes,
            drawn_from=(Inspected,),
            needs=minutes_needs,
            of_step=Step.INSPECTION,
        ),
    )

    def day_of(self, fact: Inspected) -> date | None:
        return local_date(fact.ended_at)

    def check(self, state: CaseState, line: Line, entry: Entry[Inspected]) -> None:
        if entry.fact.ended_at < entry.fact.started_at:
            raise refusals.InspectionEndsBeforeItStarts

    def learned(self, fact: Inspected, door: Door) -> None:
        if door.corrects is not None:
            self.done(fact, door)

    def done(self, fact: Inspected, door: Door) -> None:
        # Of a file that is entered whole, whoever was inspected is a violator by now.
        inspected = [one for one, role in door.state.subjects.items() if role != SubjectRole.RELATED]
        note_visit(source=door.case, subject_ids=inspected, on=local_date(fact.ended_at))

    def undone(self, fact: Inspected, door: Door) -> None:
        forget_visit(source=door.case)

    def requirements(self, fact: Inspected | None, door: Door) -> Iterator[Unmet]:
        proposed = door.state.proposed
        if len(door.state.officer_ids) < 2 and not (proposed and proposed.has_confirmed("team.alone")):
            yield should("team.alone", _("Hồ sơ chỉ có một cán bộ; chưa ghi thành viên nào của đoàn kiểm tra."))
        if proposed is not None:
            yield from unmet_of_team(
                door.case.owner_agency,
                (proposed.fact.leader_id, *proposed.fact.member_ids),
                on=local_date(fact.started_at) if fact else door.on,
            )
        if fact is not None and not door.law.calendar.is_working_day(local_date(fact.started_at)):
            day = {"day": write_day(local_date(fact.started_at))}
            yield should("inspected.day_off", _("Ngày kiểm tra %(day)s là ngày nghỉ.") % day)

    def complete(self, fact: Inspected, door: Door) -> Inspected:
        value = sum(goods.value_vnd or 0 for goods in fact.goods)
        return replace(fact, goods_count=len(fact.goods), goods_value_vnd=value)
