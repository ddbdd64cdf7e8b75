"""Cases of the past, entered as the teams' paper files of those years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.acts.close import Closed
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.end_without_violation import NoViolation
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.open import Opened
from minhbach.domains.cases.acts.order import Ordered
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.refer import Referred
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.services import Happening, enter_history
from minhbach.domains.cases.types import DeliveryManner, ExplanationManner, Origin, PaymentKind, SubjectRole
from minhbach.domains.law.selectors import Law, fine_frame, open_law
from minhbach.domains.law.types import ActTime, FineFrame, FineQuestion, Offender
from minhbach.interfaces.demo.scenarios import CaseScenario, Reach
from minhbach.interfaces.demo.world import words
from minhbach.interfaces.demo.world.desk import Bench, Desk


def enter_past(bench: Bench, scenarios: Sequence[CaseScenario], *, at: datetime) -> None:
    """Enter every case of the past, the oldest first, so that codes and numbers follow the calendar."""
    law = open_law()
    for scenario in sorted(scenarios, key=lambda one: (one.opened_on, one.number)):
        desk = Desk(bench, scenario)
        enter_history(
            officer=desk.inspector,
            at=at,
            agency=desk.team,
            happenings=list(happenings(desk, law)),
            place=desk.place,
            law=law,
        )


def happenings(desk: Desk, law: Law) -> Iterator[Happening]:
    """Tell a case from its opening to its end."""
    scenario, bench, team = desk.scenario, desk.bench, desk.scenario.team

    def happened(step: str, fact: object, officer: Officer | None = None) -> Happening:
        return Happening(fact=fact, happened_on=desk.on(step), recorded_at=desk.at(step), officer=officer)

    crew = (str(desk.leader.id), str(desk.inspector.id))
    yield happened("opened", opening(desk))
    yield happened("opened", Assigned(leader_id=crew[0], officer_ids=crew))
    yield happened("opened", SubjectAdded(subject_id=str(desk.subject.id), role=SubjectRole.INSPECTED))
    yield happened("verified", Verified(findings=words.verification(scenario), sources=desk.sources()))
    yield happened("proposed", desk.proposal())
    yield happened("ordered", Ordered(paper=bench.cite(team, "QĐ-KT", desk.on("ordered"))))
    yield happened("inspected", desk.inspection(bench.cite(team, "BB-KT", desk.on("inspected"))), desk.leader)
    if scenario.reach is Reach.NO_VIOLATION:
        yield happened("recorded", NoViolation(reason=words.NOTHING_FOUND), desk.leader)
        return
    yield happened("recorded", desk.violation(bench.cite(team, "BB-VPHC", desk.on("recorded"))), desk.leader)
    if scenario.reach is Reach.REFERRED:
        yield happened("explained", Referred(to_agency=words.INVESTIGATORS, signs=words.crime_signs(scenario)))
        return
    frame = frame_of(desk, law)
    if frame.explanation_eligible:
        yield happened("explained", ExplanationEnded(manner=ExplanationManner.WAIVED, summary=words.NO_EXPLANATION))
    fine = frame.proposed_vnd or 0
    yield happened("sanction", desk.sanction())
    yield happened("decided", Decided(paper=bench.cite(team, "QĐ-XPHC", desk.on("decided")), fine_vnd=0))
    yield happened("delivered", Delivered(manner=DeliveryManner.DIRECT, receiver=desk.merchant.representative))
    if fine:
        receipt = f"BL{scenario.number:05d}"
        yield happened("paid", Paid(kind=PaymentKind.FINE, amount_vnd=fine, receipt=receipt))
    yield happened("closed", Closed(note="Đã thi hành xong quyết định."))


def opening(desk: Desk) -> Opened:
    """Write the first entry of a file."""
    return Opened(
        title=desk.scenario.title,
        origin=Origin(words.origin_of(desk.scenario)),
        is_ecommerce=desk.scenario.is_electronic,
        platform=words.platform_of(desk.scenario),
        presence_url=desk.url,
    )


def frame_of(desk: Desk, law: Law) -> FineFrame:
    """Ask the law what the act costs, to know what was paid."""
    act, value = desk.scenario.act, desk.scenario.goods_value_vnd
    question = FineQuestion(
        time=ActTime(detected_on=desk.on("recorded")),
        decided_on=desk.on("sanction"),
        offender=Offender(desk.offender),
        series=act.series,
        point=act.point,
        goods=act.goods_code,
        measures={"goods_value_vnd": Decimal(value)} if value else {},
        measure="goods_value_vnd" if act.has_value else "",
        exhibit_value_vnd=value or None,
    )
    return fine_frame(question, law=law)
