"""Cases that stand open, worked on in the system with their documents, each as far as its scenario says."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.acts.close import Closed
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.end_without_violation import NoViolation
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.join_agency import AgencyJoined
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.refer import Referred
from minhbach.domains.cases.acts.transfer import Transferred
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import do, open_case
from minhbach.domains.cases.types import Cited, DeliveryManner, ExplanationManner, Origin, PaymentKind, Step
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.domains.screening.services import attach_lead, link_case
from minhbach.interfaces.demo.accounts import POLICE
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.scenarios import CaseScenario, Reach
from minhbach.interfaces.demo.world import words
from minhbach.interfaces.demo.world.agenda import Story
from minhbach.interfaces.demo.world.desk import Bench, Desk
from minhbach.interfaces.demo.world.evidence import keep_photo, keep_screenshot
from minhbach.interfaces.demo.world.leads import freeze
from minhbach.interfaces.demo.world.matters import ask_experts, contest, give_vehicle_back, seal, seize
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.papers import (
    cancel_draft,
    draft_to_sign,
    file_paper,
    issue_paper,
    make_on_the_spot,
    number_paper,
    replace_decision,
    return_paper,
    sign_paper,
)
from minhbach.interfaces.demo.world.stores import bring_in

ORDER = list(Reach)
# Who signs decisions, KT. the head of the branch.
DEPUTY = "phochicuctruong"
PAPER_OF_THE_SYSTEM = Cited()
# Elsewhere the proposal was made in the system only, as small units do.
PROPOSAL_ON_PAPER = {Reach.PROPOSED, Reach.ORDER_SUBMITTED, Reach.ORDER_SIGNED, Reach.ORDER_ISSUED}
MINUTE = timedelta(minutes=1)
# The invented calendar knows weekends, not holidays.
ON_A_DAY_OFF = ("planned.day_off", "inspected.day_off")


def current_case(bench: Bench, scenario: CaseScenario) -> Story:
    """Tell a case from its opening to where it stands today."""
    desk, reach = Desk(bench, scenario), scenario.reach
    yield (at := desk.at("opened"))
    case = open_from_lead(desk, at=at)
    do(
        officer=desk.leader,
        at=at + MINUTE,
        case=case,
        fact=Assigned(leader_id=str(desk.leader.id), officer_ids=(str(desk.leader.id), str(desk.inspector.id))),
    )
    if reach is Reach.OPENED:
        return
    yield (at := desk.at("verified"))
    do(
        officer=desk.inspector,
        at=at,
        case=case,
        fact=Verified(findings=words.verification(scenario), sources=desk.sources()),
    )
    if scenario.is_electronic:
        keep_screenshot(desk, case, at=at)
    if reach is Reach.TRANSFERRED:
        reason = "Hành vi thuộc thẩm quyền điều tra của Công an."
        do(officer=desk.leader, at=at + MINUTE, case=case, fact=Transferred(to_agency=words.POLICE, reason=reason))
        return
    if reach is Reach.VERIFIED:
        return
    yield (at := desk.at("proposed"))
    do(officer=desk.inspector, at=at, case=case, fact=desk.proposal(), confirmed=ON_A_DAY_OFF)
    if reach in PROPOSAL_ON_PAPER:
        make_on_the_spot(desk, case, Kind.INSPECTION_PROPOSAL, officer=desk.inspector, at=at + MINUTE)
    if reach is Reach.PROPOSED:
        return
    yield from order(desk, case)
    if not has_come_to(reach, Reach.INSPECTED):
        return
    yield from inspect(desk, case)


def open_from_lead(desk: Desk, *, at: datetime) -> Case:
    """Open the case: from the merchant's most urgent lead where there is one."""
    scenario = desk.scenario
    lead = desk.bench.take_lead(desk.merchant) if scenario.is_electronic else None
    case = open_case(
        officer=desk.inspector,
        at=at,
        title=scenario.title,
        origin=Origin.LEAD if lead else words.origin_of(scenario),
        subject_id=desk.subject.id,
        place=desk.place,
        agency=desk.team,
        lead_id=lead.id if lead else None,
        listing=freeze(lead) if lead else None,
        is_ecommerce=scenario.is_electronic,
        platform=words.platform_of(scenario),
        presence_url=desk.url,
    )
    if lead:
        attach_lead(officer=desk.inspector, at=at, lead=lead, subject=desk.subject)
        link_case(officer=desk.inspector, at=at, lead=lead, case_id=case.id)
    return case


def has_come_to(reach: Reach, step: Reach) -> bool:
    """Say whether a case goes as far as a step; ways out lie behind the violation record."""
    return reach.is_way_out or ORDER.index(reach) >= ORDER.index(step)


def order(desk: Desk, case: Case) -> Story:
    """Draft the inspection order and take it as far as it has come."""
    reach = desk.scenario.reach
    yield (at := desk.at("ordered"))
    if reach is Reach.NO_VIOLATION:
        cancel_draft(desk, draft_to_sign(desk, case, Kind.INSPECTION_ORDER, signer="", at=at), at=at)
    document = draft_to_sign(desk, case, Kind.INSPECTION_ORDER, signer=desk.order_signer, at=at)
    if reach is Reach.ORDER_SUBMITTED:
        return
    yield (at := at + 20 * MINUTE)
    sign_paper(desk, document, signer=desk.order_signer, at=at)
    if reach is Reach.ORDER_SIGNED:
        return
    yield (at := at + 20 * MINUTE)
    number_paper(desk, document, at=at)
    if reach is Reach.ORDER_NUMBERED:
        return
    issue_paper(desk, document, at=at + MINUTE)


def inspect(desk: Desk, case: Case) -> Story:
    """Carry out the inspection, and go on from what it found."""
    reach = desk.scenario.reach
    yield (at := desk.at("inspected"))
    do(officer=desk.leader, at=at, case=case, fact=desk.inspection(PAPER_OF_THE_SYSTEM), confirmed=ON_A_DAY_OFF)
    make_on_the_spot(desk, case, Kind.INSPECTION_MINUTES, officer=desk.leader, at=at + MINUTE)
    if desk.scenario.goods:
        keep_photo(desk, case, at=at + 2 * MINUTE)
    if desk.scenario.has_matters:
        seizure = seize(desk, case, at=at + 5 * MINUTE)
        seal(desk, case, at=at + 10 * MINUTE)
        ask_experts(desk, case, at=at + 15 * MINUTE)
        bring_in(desk, case, at=at + 25 * MINUTE)
    if reach is Reach.INSPECTED:
        return
    yield (at := desk.at("recorded"))
    if reach is Reach.NO_VIOLATION:
        do(officer=desk.leader, at=at, case=case, fact=NoViolation(reason=words.NOTHING_FOUND))
        return
    recorded = do(officer=desk.leader, at=at, case=case, fact=desk.violation(PAPER_OF_THE_SYSTEM))
    make_on_the_spot(desk, case, Kind.VIOLATION_RECORD, officer=desk.leader, at=at + MINUTE)
    if desk.scenario.has_matters:
        yield (at := moment(working_day(desk.on("inspected") + timedelta(days=3)), 10))
        give_vehicle_back(desk, case, seizure, at=at)
    if reach is Reach.RECORDED:
        return
    yield (at := desk.at("explained"))
    if reach is Reach.REFERRED:
        signs = words.crime_signs(desk.scenario)
        police = Agency.objects.get(key=POLICE)
        do(
            officer=desk.leader,
            at=at,
            case=case,
            fact=AgencyJoined(agency_id=str(police.id), part="Cơ quan điều tra tiếp nhận hồ sơ"),
        )
        do(officer=desk.leader, at=at, case=case, fact=Referred(agency_id=str(police.id), signs=signs))
        return
    if recorded.state.step is Step.EXPLANATION:
        summary = words.NO_EXPLANATION
        waiver = Cited(number=f"{desk.scenario.number:02d}/GT", dated=desk.on("explained"))
        do(
            officer=desk.inspector,
            at=at,
            case=case,
            fact=ExplanationEnded(manner=ExplanationManner.WAIVED, summary=summary, paper=waiver),
        )
    if reach is Reach.EXPLAINED:
        return
    yield from decide(desk, case)


def decide(desk: Desk, case: Case) -> Story:
    """Propose the sanction, draft the decision and take it as far as it has come."""
    reach = desk.scenario.reach
    yield (at := desk.at("sanction"))
    do(officer=desk.inspector, at=at, case=case, fact=desk.sanction())
    yield (at := desk.at("decided"))
    is_draft = reach is Reach.DECISION_DRAFTED
    document = draft_to_sign(desk, case, Kind.SANCTION_DECISION, signer="" if is_draft else DEPUTY, at=at)
    if reach in {Reach.DECISION_DRAFTED, Reach.DECISION_SUBMITTED}:
        return
    yield (at := at + 20 * MINUTE)
    if reach is Reach.DECISION_RETURNED:
        return_paper(desk, document, signer=DEPUTY, at=at)
        return
    sign_paper(desk, document, signer=DEPUTY, at=at)
    if reach is Reach.DECISION_SIGNED:
        return
    yield (at := at + 20 * MINUTE)
    number_paper(desk, document, at=at)
    issue_paper(desk, document, at=at + MINUTE)
    yield from execute(desk, case, document)


def execute(desk: Desk, case: Case, document: OfficialDocument) -> Story:
    """Deliver the decision and see it carried out."""
    reach, receiver = desk.scenario.reach, desk.merchant.representative
    yield (at := desk.at("delivered"))
    delivered = do(
        officer=desk.inspector, at=at, case=case, fact=Delivered(manner=DeliveryManner.DIRECT, receiver=receiver)
    )
    if reach is Reach.DECIDED:
        contest(desk, case, at=at + 30 * MINUTE)
        return
    yield (at := desk.at("paid"))
    if unpaid := delivered.state.line.unpaid_vnd:
        receipt = f"BL{desk.scenario.number:05d}"
        do(
            officer=desk.inspector,
            at=at,
            case=case,
            fact=Paid(kind=PaymentKind.FINE, amount_vnd=unpaid, receipt=receipt),
        )
    if reach is Reach.PAID:
        if not desk.scenario.act.has_value:
            replace_decision(desk, case, at=at + MINUTE)
        return
    yield (at := desk.at("closed"))
    do(officer=desk.inspector, at=at, case=case, fact=Closed(note="Đã thi hành xong quyết định."))
    file_paper(desk, case, document, at=at + MINUTE)
