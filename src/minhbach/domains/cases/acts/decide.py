"""Quyết định xử phạt: names one violator; its amounts are those of the sanction it was drafted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Door, IssuedAct, Of, Told, Words
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.go_up import GoneUp
from minhbach.domains.cases.acts.needs import at_entry, identified, party_needs
from minhbach.domains.cases.acts.paper import CasePaper, Drawn, Known, goods_row
from minhbach.domains.cases.acts.record import ViolationRecorded, party_of
from minhbach.domains.cases.acts.sanction import SanctionProposed
from minhbach.domains.cases.acts.sanction_on_the_spot import FoundOnTheSpot
from minhbach.domains.cases.crime import suspicions
from minhbach.domains.cases.types.codes import ExplanationManner, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited, OtherMeasure
from minhbach.domains.documents.papers.sanction_decision import (
    FINE,
    AdditionalSanction,
    Remedy,
    SanctionDecisionContent,
    SanctionedAct,
)
from minhbach.domains.documents.types import CitedDocument, GoodsRow, Kind, State
from minhbach.domains.law.selectors import as_imposed, open_law
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, Weight, must, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting

# Law texts stay in the law's language on the paper.
WARNING = "Cảnh cáo"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """BY_AGENCY_ID is the higher authority that decided, where the file had gone up to one; else the unit's own line.

    Units: đồng.
    """

    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]
    fine_above_vnd: Annotated[
        int | None,
        ask(
            _lazy("Tiền phạt theo quyết định (đồng), nếu khác mức đã trình"),
            field=fields.Money,
            help=_lazy("Để trống nếu quyết định ghi đúng mức đã trình."),
        ),
    ] = None
    by_agency_id: str = ""
    fine_vnd: int = 0
    confiscated_value_vnd: int = 0
    is_warning: bool = False


def fill_decision(state: CaseState, part: str, known: Known) -> SanctionDecisionContent | None:
    """Draw the decision on a violator from his record and the sanction."""
    line = state.of(part)
    if line.violation is None or line.sanction is None:
        return None
    fact, sanction = line.violation.fact, line.sanction.fact
    entered = line.explanation.fact if line.explanation else None
    in_person = entered is not None and entered.manner == ExplanationManner.DIRECT
    return SanctionDecisionContent(
        party=party_of(fact, known),
        acts=tuple(
            SanctionedAct(
                description=offence.description,
                provision=one.provision,
                fine_vnd=None if one.is_warning else one.fine_vnd,
                **({"main_sanction": WARNING} if one.is_warning else {}),
            )
            for offence, one in zip(fact.acts, sanction.acts, strict=True)
        ),
        decree_bases=sanction.decree_bases,
        without_record=line.is_on_the_spot,
        violation_record=CitedDocument() if line.is_on_the_spot else known.paper(Kind.VIOLATION_RECORD, fact.paper),
        explanation_record=known.paper(Kind.HEARING_MINUTES, entered.paper)
        if entered is not None and in_person
        else None,
        aggravating=sanction.aggravating,
        mitigating=sanction.mitigating,
        additional_sanctions=tuple(_additional(one, _goods(state, known)) for one in sanction.additional),
        remedies=tuple(_remedy(one) for one in sanction.remedies),
        payment_days=sanction.payment_days,
        payment_place=sanction.payment_place or None,
        treasury=sanction.treasury or None,
        is_paid_on_the_spot=sanction.is_paid_on_the_spot,
        executing=known.agency.name,
    )


def _additional(one: OtherMeasure, goods: tuple[GoodsRow, ...]) -> AdditionalSanction:
    return AdditionalSanction(
        kind=as_imposed(one.text),
        details=one.details or None,
        # What the officer wrote stands instead of the inventory.
        goods=goods if is_confiscation(one.text) and not one.details else (),
        term_count=one.term,
        term_unit="tháng",
    )


def _goods(state: CaseState, known: Known) -> tuple[GoodsRow, ...]:
    """List the goods of the inventory, as the minutes do."""
    if state.inspected is None or not state.inspected.fact.goods_count:
        return ()
    return tuple(goods_row(row) for row in known.goods_of(state.inspected.id))


def _remedy(one: OtherMeasure) -> Remedy:
    return Remedy(kind=as_imposed(one.text), details=one.details or None, term_days=one.term)


def decision_needs(drawn: Drawn) -> Iterator[Unmet]:
    """List what a decision never leaves without: who, for what, on which grounds, how much, where it is paid."""
    content: SanctionDecisionContent = drawn.content
    line = drawn.state.of(drawn.part)

    def recorded(field: str) -> str:
        return at_entry(drawn.case, line.violation.id, field) if line.violation else ""

    def proposed(field: str) -> str:
        return at_entry(drawn.case, line.sanction.id, field) if line.sanction else ""

    if line.violation is not None:
        yield from suspicions(line, drawn.case, on=line.violation.happened_on, law=open_law())
    yield from identified(drawn.subject, lacks=must)
    yield from party_needs(content.party, lacks=must, where=recorded)
    if not content.without_record and not (content.violation_record.number and content.violation_record.dated):
        papers = reverse("cases:papers", args=[drawn.case.id])
        yield must("record.number", _("Biên bản vi phạm hành chính chưa có số, ngày."), url=papers)
    if not content.decree_bases:
        yield must("bases", _("Chưa ghi nghị định làm căn cứ xử phạt."), url=proposed("decree_bases"))
    for number, act in enumerate(content.acts):
        named = {"number": number + 1}
        if not act.description:
            sentence = _("Hành vi %(number)s chưa được mô tả.") % named
            yield must(f"act.description.{number}", sentence, url=recorded(f"act{number}-description"))
        if not act.provision:
            sentence = _("Hành vi %(number)s chưa ghi điểm, khoản, điều.") % named
            yield must(f"act.provision.{number}", sentence, url=proposed(f"provision_{number}"))
        if act.main_sanction == FINE and not act.fine_vnd:
            sentence = _("Hành vi %(number)s chưa có mức tiền phạt.") % named
            yield must(f"act.fine.{number}", sentence, url=proposed(f"fine_{number}"))
    for one in content.additional_sanctions:
        if is_confiscation(one.kind or "") and not (one.details or one.goods or one.not_applied_reason):
            sentence = _("Chưa ghi tang vật, phương tiện bị tịch thu gồm những gì.")
            yield must("confiscated", sentence, url=proposed("additional_0"))
    is_fined = any(act.fine_vnd for act in content.acts)
    if is_fined and not (content.payment_place or content.treasury or content.is_paid_on_the_spot):
        yield must("payment.place", _("Chưa ghi nơi nộp tiền phạt."), url=proposed("payment_place"))


def is_confiscation(words: str) -> bool:
    """Whether an additional sanction, in the law's words, takes goods or means away."""
    return words.strip().lower().startswith("tịch thu")


class Decide(IssuedAct[Decided]):
    code, slug, at = "decided", "nhap-quyet-dinh-xu-phat", (Step.DECISION,)
    words = Words(
        event=_lazy("ban hành quyết định xử phạt"),
        button=_lazy("Nhập quyết định xử phạt đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định xử phạt."),
        caution=_lazy(
            "Chỉ dùng cho quyết định ban hành ngoài hệ thống. Quyết định dự thảo ở đây được ghi nhận khi phát hành."
        ),
    )
    told = Told(_lazy("Vụ việc %(case)s: đã ban hành quyết định xử phạt"), "gavel", (_lazy("đã bị xử phạt"), "warn"))
    of, moves_to, is_above = Of.VIOLATOR, Step.EXECUTION, True
    papers = (
        CasePaper(
            Kind.SANCTION_DECISION,
            fill_decision,
            (Step.DECISION,),
            drawn_from=(ViolationRecorded, FoundOnTheSpot, ExplanationEnded, SanctionProposed, GoneUp),
            needs=decision_needs,
            enters=True,
            draft=_lazy("Dự thảo quyết định xử phạt"),
            of_step=Step.DECISION,
        ),
    )

    def check(self, state: CaseState, line: Line, entry: Entry[Decided]) -> None:
        if line.sanction is None:
            raise refusals.NoSanctionProposed
        if line.up is not None and entry.fact.by_agency_id != line.up.fact.agency_id:
            raise refusals.FileElsewhere(agency=line.up.fact.agency, day=write_day(line.up.happened_on))
        if line.up is None and entry.fact.by_agency_id:
            raise refusals.NotGoneUp

    def require(self, fact: Decided, door: Door) -> None:
        """Refuse a second decision, and one beside another that is signed and on its way out."""
        from minhbach.domains.cases.selectors.papers import papers_of

        require_open_question(door.line)
        for paper in papers_of(door.case, Kind.SANCTION_DECISION, door.part):
            if paper.state in (State.SIGNED, State.NUMBERED):
                raise refusals.PaperUnderWay(
                    paper=paper.title, state=State(paper.state).label, where=paper.get_absolute_url()
                )

    def requirements(self, fact: Decided | None, door: Door) -> Iterator[Unmet]:
        """A decision that is out on paper is asked once for what the file lacks, and blocked only by a nickname."""
        from minhbach.domains.cases.requirements import unmet_of_draft

        for one in unmet_of_draft(door.case, door.state, Kind.SANCTION_DECISION, part=door.part, at=door.at):
            yield one if one.code == "violator" or one.weight is not Weight.MUST else replace(one, weight=Weight.SHOULD)
        if fact is not None and fact.fine_above_vnd is not None and door.line.sanction is not None:
            yield from _outside_frames(fact.fine_above_vnd, door.line.sanction.fact)

    def complete(self, fact: Decided, door: Door) -> Decided:
        if door.line.sanction is None:
            return fact
        sanction, up = door.line.sanction.fact, door.line.up
        above = fact.fine_above_vnd if up is not None else None
        return replace(
            fact,
            fine_vnd=sanction.fine_vnd if above is None else above,
            fine_above_vnd=above,
            confiscated_value_vnd=sanction.confiscated_value_vnd,
            is_warning=sanction.is_warning and not above,
            by_agency_id=up.fact.agency_id if up is not None else "",
        )

    def prepare(self, form: ActForm[Decided], setting: Setting) -> None:
        super().prepare(form, setting)
        if setting.line.up is None:
            del form.fields["fine_above_vnd"]


def require_open_question(line: Line) -> None:
    """Refuse to decide on a violator who has a decision already, or whose case has ended while the file was away.

    Raises: DecidedAlready, ClosedMeanwhile.
    """
    if line.decided is not None:
        paper = line.decided.fact.paper
        raise refusals.DecidedAlready(number=paper.number, day=write_day(line.decided.happened_on))
    if line.up is not None and not line.is_open:
        outcome = line.outcome.label if line.outcome else ""
        raise refusals.ClosedMeanwhile(day=write_day(line.ended_on or line.up.happened_on), outcome=outcome)


def _outside_frames(fine_vnd: int, sanction: SanctionProposed) -> Iterator[Unmet]:
    """Ask about a fine that lies outside the frames of the acts: it is on paper, so it is entered all the same."""
    acts = [act for act in sanction.acts if not act.is_warning]
    least, most = sum(act.fine_min_vnd for act in acts), sum(act.fine_max_vnd for act in acts)
    if not least <= fine_vnd <= most:
        sentence = _("Tiền phạt %(fine)s nằm ngoài khung từ %(least)s đến %(most)s của các hành vi trong biên bản.") % {
            "fine": format_vnd(fine_vnd), "least": format_vnd(least), "most": format_vnd(most),
        }  # fmt: skip
        yield should("fine.above", sentence)
