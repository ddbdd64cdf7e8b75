"""Biên bản vi phạm hành chính: who, which offences, when detected. Each violator has a record of his own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Told, Words
from minhbach.domains.cases.acts.inspect import Inspected
from minhbach.domains.cases.acts.needs import at_entry, identified, party_needs
from minhbach.domains.cases.acts.paper import CasePaper, Drawn, Known
from minhbach.domains.cases.sanctions import complete_record
from minhbach.domains.cases.types.codes import Step, SubjectRole
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, NO_PARTY, Cited, Offence, PartyPapers
from minhbach.domains.documents.papers.violation_record import ExplanationRight, RecordedAct, ViolationRecordContent
from minhbach.domains.documents.types import Individual, Kind, Organization, Party
from minhbach.domains.law.selectors import cite_frame
from minhbach.domains.law.types import Offender
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, inform, must, should
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class ViolationRecorded:
    """The report counts a case under one category, chosen here."""

    violator_id: str
    offender: str
    acts: tuple[Offence, ...]
    detected_on: date
    report_category: str
    place: Annotated[str, ask(_lazy("Nơi lập biên bản"), longest=300)] = ""
    made_at: datetime | None = None
    party: PartyPapers = NO_PARTY
    goods_value_vnd: int = 0
    may_explain: bool = False
    statement: str = ""
    measures: tuple[str, ...] = ()
    is_complex: bool = False
    file_forwarded: bool = False
    paper: Cited = NO_PAPER


def fill_record(state: CaseState, part: str, known: Known) -> ViolationRecordContent | None:
    """Draw the record of a violator from its entry."""
    line = state.of(part)
    entry = line.violation
    if entry is None or line.is_on_the_spot:
        return None
    fact = entry.fact
    minutes = known.paper(Kind.INSPECTION_MINUTES, state.inspected.fact.paper if state.inspected else Cited())
    bases = []
    if state.inspected is not None:
        number = f" số {minutes.number}" if minutes.number else ""
        bases.append(f"Biên bản kiểm tra{number} ngày {write_day(state.inspected.happened_on)}")
    provisions = [cite_frame(frame) if frame else None for frame in known.frames]
    return ViolationRecordContent(
        party=party_of(fact, known),
        acts=tuple(
            RecordedAct(description=offence.description, provision=offence.provision or provision)
            for offence, provision in zip(fact.acts, provisions or [None] * len(fact.acts), strict=True)
        ),
        started_at=fact.made_at,
        place=fact.place or (state.inspected.fact.place if state.inspected else None),
        field=_field_of(known),
        bases=tuple(bases),
        maker=known.participant(str(entry.officer_id)),
        party_statement=fact.statement or None,
        measures=fact.measures,
        explanation=ExplanationRight(sent_to=known.head) if fact.may_explain else None,
    )


def _field_of(known: Known) -> str | None:
    """Name the field of the first act as the law does: “thương mại”."""
    frame = next((frame for frame in known.frames if frame), None)
    name = (known.fields or {}).get(frame.row.field, "") if frame else ""
    return f"{name[0].lower()}{name[1:]}" if name else None


def party_of(fact: ViolationRecorded, known: Known) -> Party:
    """Name the violator as the forms ask: an organisation, or a person (a household is its owner)."""
    papers: PartyPapers = fact.party
    name, address = papers.name or known.subject_name, papers.address or known.subject_address
    address = address or _not_there(papers.no_address_reason)
    number = papers.paper_number or _not_there(papers.no_paper_reason)
    if fact.offender == Offender.ORGANISATION:
        return Organization(
            name=name or None,
            head_office=address or None,
            business_code=papers.business_code or known.subject_identification or None,
            licence_number=number or None,
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
        paper_number=number or None,
        paper_issued_on=papers.paper_issued_on,
        paper_issued_by=papers.paper_issued_by or None,
    )


def _not_there(reason: str) -> str:
    """Say on paper why something is not there; law texts and papers stay in the law's language."""
    return f"không có (lý do: {reason})" if reason else ""


def record_needs(drawn: Drawn) -> Iterator[Unmet]:
    """List what a record lacks before it is signed."""
    entry = drawn.state.of(drawn.part).violation

    def where(field: str) -> str:
        return at_entry(drawn.case, entry.id, field) if entry else ""

    if any(not act.provision for act in drawn.content.acts):
        yield must("record.provision", _("Có hành vi chưa ghi điểm, khoản, điều."), url=where("act0-provision_key"))
    yield from identified(drawn.subject, lacks=inform)
    yield from party_needs(drawn.content.party, lacks=inform, where=where)


def party_in(state: CaseState, subject_id: str, known: Known) -> Party:
    """Name somebody of the case as the forms ask: as his record does, else as far as the system knows him."""
    violation = state.of(subject_id).violation
    if violation is not None:
        return party_of(violation.fact, known)
    name, address = known.subject_name or None, known.subject_address or None
    if known.is_organisation:
        code, head = known.subject_identification or None, known.representative or None
        return Organization(name=name, head_office=address, business_code=code, representative_name=head)
    return Individual(full_name=name, residence=address)


class Record(Act[ViolationRecorded]):
    """The first record begins the violators' lines; another violator's may follow while the case is open."""

    code, slug = "violation_recorded", "lap-bien-ban"
    at: ClassVar[Sequence[Step]] = (Step.VIOLATION_RECORD,)
    words = Words(
        event=_lazy("lập biên bản vi phạm hành chính"),
        button=_lazy("Lập biên bản vi phạm hành chính"),
        done=_lazy("Đã lập biên bản vi phạm hành chính."),
    )
    told = Told(_lazy("Vụ việc %(case)s: đã lập biên bản vi phạm hành chính"), "file-alert")
    of = Of.VIOLATOR
    moves_to, asks_day = Step.DECISION, False
    template: ClassVar[str] = "cases/record_fields.html"
    drafts: ClassVar[str] = Kind.VIOLATION_RECORD
    papers: ClassVar[Sequence[CasePaper]] = (
        CasePaper(
            Kind.VIOLATION_RECORD,
            fill_record,
            drawn_from=(Inspected, ViolationRecorded),
            needs=record_needs,
            of_step=Step.VIOLATION_RECORD,
        ),
    )

    def part_of(self, fact: ViolationRecorded) -> str:
        return fact.violator_id if fact else ""

    def following(self, state: CaseState, fact: ViolationRecorded) -> Step:
        return Step.EXPLANATION if fact.may_explain else Step.DECISION

    def day_of(self, fact: ViolationRecorded) -> date | None:
        return local_date(fact.made_at) if fact.made_at else None

    def check(self, state: CaseState, line: Line, entry: Entry[ViolationRecorded]) -> None:
        if not entry.fact.acts:
            raise refusals.ActsMissing
        if state.inspected is not None and not state.inspected.fact.has_violation:
            raise refusals.NoViolationFoundAtInspection
        if entry.fact.violator_id not in state.subjects:
            raise refusals.SubjectNotInCase

    def complete(self, fact: ViolationRecorded, door: Door) -> ViolationRecorded:
        return complete_record(fact, door.state, decided_on=door.on, law=door.law)

    def requirements(self, fact: ViolationRecorded | None, door: Door) -> Iterator[Unmet]:
        """Ask once for what the decision will not go out without; what the form asks is asked of its fact."""
        from minhbach.domains.subjects.selectors import subject_in_reach

        if fact is None:
            return
        subject = subject_in_reach(UUID(fact.violator_id))
        party = fact.party
        if not (party.name and (party.paper_number or party.business_code)):
            yield from identified(subject, lacks=should)
        is_organisation = fact.offender == Offender.ORGANISATION
        number = party.business_code or party.paper_number if is_organisation else party.paper_number
        if not (number or party.no_paper_reason):
            yield should("party.identity", _("Chưa ghi số giấy tờ của người vi phạm, hoặc lý do không có giấy tờ."))
        if not (party.address or party.no_address_reason):
            sentence = _("Chưa ghi địa chỉ của người vi phạm, hoặc lý do không xác định được.")
            yield should("party.address", sentence)

    def learned(self, fact: ViolationRecorded, door: Door) -> None:
        """A seller who was an account until now has a name, and a paper that proves it."""
        from minhbach.domains.cases.services.identifying import identify

        identify(fact, door)

    def apply(self, state: CaseState, entry: Entry[ViolationRecorded]) -> None:
        state.subjects[entry.fact.violator_id] = SubjectRole.VIOLATOR

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return state.inspected is not None and not state.inspected.fact.has_violation
