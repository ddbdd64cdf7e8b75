"""What each paper of a case says, drawn from its events, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.sanctions import provision_of
from minhbach.domains.cases.types.codes import ExplanationManner
from minhbach.domains.cases.types.facts import (
    Cited,
    Goods,
    OtherMeasure,
    PartyPapers,
    Person,
    SanctionProposed,
    ViolationRecorded,
)
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.documents.papers.inspection_minutes import InspectionMinutesContent
from minhbach.domains.documents.papers.inspection_order import InspectionOrderContent
from minhbach.domains.documents.papers.inspection_proposal import InspectionProposalContent
from minhbach.domains.documents.papers.sanction_decision import (
    AdditionalSanction,
    Remedy,
    SanctionDecisionContent,
    SanctionedAct,
)
from minhbach.domains.documents.papers.violation_record import (
    ExplanationRight,
    RecordedAct,
    ViolationRecordContent,
)
from minhbach.domains.documents.types import (
    CitedDocument,
    Content,
    GoodsRow,
    Individual,
    Inspected,
    Kind,
    Organization,
    Participant,
    Party,
)
from minhbach.domains.law.types import FineFrame, Offender

# Law texts stay in the law's language on the paper.
WARNING = "Cảnh cáo"
ORDINANCE = "Pháp lệnh Quản lý thị trường ngày 08 tháng 3 năm 2016"


@dataclass(frozen=True)
class Known:
    """What a paper needs to know beyond the events: people by id, the subject, the papers already numbered."""

    agency: Agency
    participants: Mapping[str, Participant]
    subject_name: str = ""
    subject_address: str = ""
    subject_identification: str = ""
    representative: str = ""
    papers: Mapping[Kind, CitedDocument] | None = None
    frames: tuple[FineFrame | None, ...] = ()
    class_names: Mapping[str, str] | None = None
    head_title: str = ""

    def participant(self, officer_id: str) -> Participant:
        return self.participants.get(officer_id, Participant())

    def paper(self, kind: Kind, entered: Cited) -> CitedDocument:
        """A numbered document of the system, else the paper entered by hand."""
        found = (self.papers or {}).get(kind)
        return found or CitedDocument(number=entered.number or None, dated=entered.dated)


def write_paper(kind: Kind, state: CaseState, known: Known) -> Content | None:
    """Fill the content of a paper; None while the case has not come to it."""
    match kind:
        case Kind.INSPECTION_PROPOSAL if state.proposed:
            return _proposal(state, known)
        case Kind.INSPECTION_ORDER if state.proposed:
            return _order(state, known)
        case Kind.INSPECTION_MINUTES if state.inspected:
            return _minutes(state, known)
        case Kind.VIOLATION_RECORD if state.violation:
            return _record(state.violation.fact, state, known)
        case Kind.SANCTION_DECISION if state.violation and state.sanction:
            return _decision(state.violation.fact, state.sanction.fact, state, known)
        case _:
            return None


def _inspected(known: Known) -> Inspected:
    return Inspected(
        name=known.subject_name or None,
        address=known.subject_address or None,
        identification=known.subject_identification or None,
        representative=known.representative or None,
    )


def _proposal(state: CaseState, known: Known) -> InspectionProposalContent | None:
    if state.proposed is None:
        return None
    fact = state.proposed.fact
    names = known.class_names or {}
    return InspectionProposalContent(
        addressed_to=(f"{known.head_title} {known.agency.name}".strip(),),
        inspected=_inspected(known),
        reasons=fact.reasons,
        place=fact.place or None,
        scope=fact.scope or None,
        starts_on=fact.starts_on,
        duration=fact.duration or None,
        expected_acts=tuple(names.get(code, code) for code in fact.expected_classes),
        expected_goods=fact.expected_goods or None,
        team=tuple(known.participant(one) for one in (fact.leader_id, *fact.member_ids)),
    )


def _order(state: CaseState, known: Known) -> InspectionOrderContent | None:
    if state.proposed is None:
        return None
    fact, entry = state.proposed.fact, state.proposed
    return InspectionOrderContent(
        inspected=_inspected(known),
        bases=(ORDINANCE, f"Đề xuất kiểm tra ngày {entry.happened_on:%d/%m/%Y}"),
        place=fact.place or None,
        scope=fact.scope or None,
        starts_on=fact.starts_on,
        duration=fact.duration or None,
        leader=known.participant(fact.leader_id),
        members=tuple(known.participant(one) for one in fact.member_ids),
        proposed_by=known.participant(str(entry.officer_id)).full_name,
    )


def _minutes(state: CaseState, known: Known) -> InspectionMinutesContent | None:
    if state.inspected is None:
        return None
    fact = state.inspected.fact
    order = known.paper(Kind.INSPECTION_ORDER, state.ordered.fact.paper if state.ordered else Cited())
    return InspectionMinutesContent(
        inspected=_inspected(known),
        order_number=order.number,
        order_dated=order.dated,
        order_agency=(state.ordered.fact.paper.agency if state.ordered else "") or known.agency.name,
        started_at=fact.started_at,
        ended_at=fact.ended_at,
        place=fact.place or None,
        team=tuple(known.participant(one) for one in state.officer_ids),
        present=tuple(_participant(person) for person in fact.present),
        witnesses=tuple(_participant(person) for person in fact.witnesses),
        findings=fact.findings,
        measures=fact.measures,
        statement=fact.statement or None,
        conclusion=(
            "Có dấu hiệu vi phạm hành chính, đề nghị lập biên bản vi phạm hành chính"
            if fact.has_violation
            else "Chưa phát hiện vi phạm"
        ),
        goods=tuple(_goods(row) for row in fact.goods),
    )


def _record(fact: ViolationRecorded, state: CaseState, known: Known) -> ViolationRecordContent:
    minutes = known.paper(Kind.INSPECTION_MINUTES, state.inspected.fact.paper if state.inspected else Cited())
    bases = []
    if state.inspected is not None:
        number = f" số {minutes.number}" if minutes.number else ""
        bases.append(f"Biên bản kiểm tra{number} ngày {state.inspected.happened_on:%d/%m/%Y}")
    provisions = [provision_of(frame) if frame else None for frame in known.frames]
    maker = str(state.violation.officer_id) if state.violation else ""
    return ViolationRecordContent(
        party=party_of(fact, known),
        acts=tuple(
            RecordedAct(description=act.description, provision=act.provision or provision)
            for act, provision in zip(fact.acts, provisions or [None] * len(fact.acts), strict=True)
        ),
        started_at=fact.made_at,
        place=fact.place or (state.inspected.fact.place if state.inspected else None),
        bases=tuple(bases),
        maker=known.participant(maker),
        party_statement=fact.statement or None,
        measures=fact.measures,
        explanation=ExplanationRight(sent_to=f"{known.head_title} {known.agency.name}".strip())
        if fact.may_explain
        else None,
    )


def _decision(
    fact: ViolationRecorded, sanction: SanctionProposed, state: CaseState, known: Known
) -> SanctionDecisionContent:
    entered = state.explanation.fact if state.explanation else None
    in_person = entered is not None and entered.manner == ExplanationManner.DIRECT
    return SanctionDecisionContent(
        party=party_of(fact, known),
        acts=tuple(
            SanctionedAct(
                description=act.description,
                provision=one.provision,
                fine_vnd=None if one.is_warning else one.fine_vnd,
                **({"main_sanction": WARNING} if one.is_warning else {}),
            )
            for act, one in zip(fact.acts, sanction.acts, strict=True)
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


def party_of(fact: ViolationRecorded, known: Known) -> Party:
    """Name the violator as the forms ask: an organisation, or a person (a household is its owner)."""
    papers: PartyPapers = fact.party
    name, address = papers.name or known.subject_name, papers.address or known.subject_address
    if fact.offender == Offender.ORGANISATION:
        return Organization(
            name=name or None,
            head_office=address or None,
            business_code=papers.business_code or known.subject_identification or None,
            licence_number=papers.paper_number or None,
            licence_issued_on=papers.paper_issued_on,
            licence_issued_by=papers.paper_issued_by or None,
            representative_name=papers.representative_name or known.representative or None,
            representative_gender=papers.representative_gender or None,
            representative_title=papers.representative_title or None,
        )
    return Individual(
        full_name=name or None,
        gender=papers.gender or None,
        born_on=papers.born_on,
        nationality=papers.nationality or None,
        occupation=papers.occupation or None,
        residence=address or None,
        paper_number=papers.paper_number or None,
        paper_issued_on=papers.paper_issued_on,
        paper_issued_by=papers.paper_issued_by or None,
    )


def _participant(person: Person) -> Participant:
    return Participant(full_name=person.full_name or None, title=person.title or None, address=person.address or None)


def _goods(row: Goods) -> GoodsRow:
    return GoodsRow(
        name=row.name,
        unit=row.unit or None,
        quantity=row.quantity,
        unit_price_vnd=row.unit_price_vnd,
        value_vnd=row.value_vnd,
        origin=row.brand_origin or None,
    )


def _additional(one: OtherMeasure) -> AdditionalSanction:
    return AdditionalSanction(kind=one.text, details=one.details or None, term_count=one.term, term_unit="tháng")


def _remedy(one: OtherMeasure) -> Remedy:
    return Remedy(kind=one.text, details=one.details or None, term_days=one.term)
