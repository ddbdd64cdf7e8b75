"""Quyết định xử phạt: names one violator; its amounts are those of the sanction it was drafted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Door, IssuedAct, Of, Told, Words
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.needs import at_entry, identified, party_needs
from minhbach.domains.cases.acts.paper import CasePaper, Drawn, Known, goods_row
from minhbach.domains.cases.acts.record import ViolationRecorded, party_of
from minhbach.domains.cases.acts.sanction import SanctionProposed
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
from minhbach.domains.documents.types import CitedDocument, GoodsRow, Kind
from minhbach.domains.law.selectors import as_imposed, open_law
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, Weight, must

# Law texts stay in the law's language on the paper.
WARNING = "Cảnh cáo"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Units: đồng."""

    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]
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
        violation_record=known.paper(Kind.VIOLATION_RECORD, fact.paper),
        explanation_record=CitedDocument(number=entered.paper.number or None, dated=entered.paper.dated)
        if entered is not None and in_person
        else None,
        aggravating=sanction.aggravating,
        mitigating=sanction.mitigating,
        additional_sanctions=tuple(_additional(one, _goods(state, known)) for one in sanction.additional),
        remedies=tuple(_remedy(one) for one in sanction.remedies),
        payment_days=sanction.payment_days,
        payment_place=sanction.payment_place or None,
        treasury=sanction.treasury or None,
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
    if not (content.violation_record.number and content.violation_record.dated):
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
    of, moves_to = Of.VIOLATOR, Step.EXECUTION
    papers = (
        CasePaper(
            Kind.SANCTION_DECISION,
            fill_decision,
            (Step.DECISION,),
            drawn_from=(ViolationRecorded, ExplanationEnded, SanctionProposed),
            needs=decision_needs,
            enters=True,
            draft=_lazy("Dự thảo quyết định xử phạt"),
            of_step=Step.DECISION,
        ),
    )

    def check(self, state: CaseState, line: Line, entry: Entry[Decided]) -> None:
        if line.sanction is None:
            raise refusals.NoSanctionProposed

    def requirements(self, fact: Decided | None, door: Door) -> Iterator[Unmet]:
        """A decision that is out on paper is asked once for what the file lacks, and blocked only by a nickname."""
        from minhbach.domains.cases.requirements import unmet_of_draft

        for one in unmet_of_draft(door.case, door.state, Kind.SANCTION_DECISION, part=door.part, at=door.at):
            yield one if one.code == "violator" or one.weight is not Weight.MUST else replace(one, weight=Weight.SHOULD)

    def complete(self, fact: Decided, door: Door) -> Decided:
        if door.line.sanction is None:
            return fact
        sanction = door.line.sanction.fact
        return replace(
            fact,
            fine_vnd=sanction.fine_vnd,
            confiscated_value_vnd=sanction.confiscated_value_vnd,
            is_warning=sanction.is_warning,
        )
