"""What hangs on cases: of a counterfeit mark goods held, a vehicle given back, a sample sent away; a complaint."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.cases.matters.contest import Contested, ContestKind
from minhbach.domains.cases.matters.expertise import ExpertiseProposed, SampleTaken
from minhbach.domains.cases.matters.sealing import GoodsSealed
from minhbach.domains.cases.matters.seizure import TERM, ReturnProposed, SeizureProposed
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import case_state, goods_of
from minhbach.domains.cases.services import do
from minhbach.domains.cases.types import Goods
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import clock
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.world import words
from minhbach.interfaces.demo.world.desk import Desk
from minhbach.interfaces.demo.world.papers import draft_to_sign, issue_signed

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
VEHICLE = Goods(name="Xe mô tô hai bánh dùng giao hàng", unit="chiếc", value_vnd=18_000_000)


def seize(desk: Desk, case: Case, *, at: datetime) -> str:
    """Hold what the inspection found and the vehicle it was carried with; returns the seizure."""
    day = local_date(at)
    fact = SeizureProposed(
        holder_id=str(desk.subject.id),
        legal_basis="Luật Xử lý vi phạm hành chính",
        goods=_inventory(case),
        own=(VEHICLE,),
        reason=words.SEIZED,
        place=words.STORE,
        seals=(f"NP{desk.scenario.number:05d}",),
        until=clock(TERM, day).due_on or day,
    )
    seizure = do(officer=desk.inspector, at=at, case=case, fact=fact).event.part
    _decide(desk, case, Kind.SEIZURE_DECISION, part=seizure, at=at + MINUTE)
    return seizure


def seal(desk: Desk, case: Case, *, at: datetime) -> None:
    """Close the goods that the inspection found under the seal that the seizure names."""
    fact = GoodsSealed(
        goods=_inventory(case),
        seals=(f"NP{desk.scenario.number:05d}",),
        sealed_by=desk.inspector.full_name,
        witness=words.SEAL_WITNESS,
        place=f"Kho tang vật {desk.team.name}",
        condition=words.SEALED,
    )
    do(officer=desk.inspector, at=at, case=case, fact=fact)


def give_vehicle_back(desk: Desk, case: Case, seizure: str, *, at: datetime) -> None:
    """Return the vehicle; the goods stay held."""
    held = goods_of(case_state(case).matters[seizure].first.id)
    vehicle = next(one for one in held if one.name == VEHICLE.name)
    fact = ReturnProposed(goods=(vehicle,), receiver=desk.merchant.representative, reason=words.GIVEN_BACK)
    do(officer=desk.inspector, at=at, case=case, fact=fact, part=seizure)
    _decide(desk, case, Kind.SEIZURE_RETURN, part=seizure, at=at + MINUTE)


def ask_experts(desk: Desk, case: Case, *, at: datetime) -> None:
    """Send a sample of the first goods to an expertise, whose result is still to come."""
    asked = ExpertiseProposed(
        body=words.EXPERTS, questions=words.ASKED_OF_EXPERTS, reason=words.WHY_EXPERTS, until=local_date(at) + 20 * DAY
    )
    expertise = do(officer=desk.inspector, at=at, case=case, fact=asked).event.part
    first = _inventory(case)[0]
    sample = SampleTaken(goods=(first,), quantity=f"01 {first.unit}", seal=f"NPM{desk.scenario.number:05d}")
    do(officer=desk.inspector, at=at + MINUTE, case=case, fact=sample, part=expertise)
    _decide(desk, case, Kind.EXPERTISE_DECISION, part=expertise, at=at + 2 * MINUTE)


def contest(desk: Desk, case: Case, *, at: datetime) -> None:
    """Write down that whom the decision is about complains of it, which the branch has not accepted yet."""
    fact = Contested(
        violator_id=str(desk.subject.id),
        manner=ContestKind.FIRST,
        by=desk.merchant.representative,
        body=desk.team.parent.name if desk.team.parent else desk.team.name,
        content=words.COMPLAINT,
    )
    do(officer=desk.inspector, at=at, case=case, fact=fact)


def _inventory(case: Case) -> tuple[Goods, ...]:
    inspected = case_state(case).inspected
    return goods_of(inspected.id if inspected else None)


def _decide(desk: Desk, case: Case, kind: Kind, *, part: str, at: datetime) -> None:
    document = draft_to_sign(desk, case, kind, signer=desk.order_signer, at=at, part=part)
    issue_signed(desk, document, signer=desk.order_signer, at=at + 2 * MINUTE)
