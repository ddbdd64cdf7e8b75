"""Quyết định xử phạt: names one violator; its amounts are those of the sanction it was drafted from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Door, IssuedAct, Of, Told, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known
from minhbach.domains.cases.acts.record import party_of
from minhbach.domains.cases.types.codes import ExplanationManner, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited, OtherMeasure
from minhbach.domains.documents.papers.sanction_decision import (
    AdditionalSanction,
    Remedy,
    SanctionDecisionContent,
    SanctionedAct,
)
from minhbach.domains.documents.types import CitedDocument, Kind
from minhbach.foundation.pages.asking import ask

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
        additional_sanctions=tuple(_additional(one) for one in sanction.additional),
        remedies=tuple(_remedy(one) for one in sanction.remedies),
        payment_days=sanction.payment_days,
        payment_place=sanction.payment_place or None,
        treasury=sanction.treasury or None,
        executing=known.agency.name,
    )


def _additional(one: OtherMeasure) -> AdditionalSanction:
    return AdditionalSanction(kind=one.text, details=one.details or None, term_count=one.term, term_unit="tháng")


def _remedy(one: OtherMeasure) -> Remedy:
    return Remedy(kind=one.text, details=one.details or None, term_days=one.term)


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
            enters=True,
            draft=_lazy("Dự thảo quyết định xử phạt"),
            of_step=Step.DECISION,
        ),
    )

    def check(self, state: CaseState, line: Line, entry: Entry[Decided]) -> None:
        if line.sanction is None:
            raise refusals.NoSanctionProposed

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
