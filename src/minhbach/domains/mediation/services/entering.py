"""The office writes down what one of the two did, or does itself: by letter, by telephone, face to face."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.policies import require_own
from minhbach.domains.mediation.refusals import NoSuchStep
from minhbach.domains.mediation.services.opening import refuse_what_tells
from minhbach.domains.mediation.services.steps import Given, held, take_step
from minhbach.domains.mediation.types import OFFICE, Side, State, StepKind, Way

# What has an act of its own, with more to it than words.
ELSEWHERE = (StepKind.ASKED, StepKind.PASSED, StepKind.WRITTEN)


@transaction.atomic
def enter(
    *,
    officer: Officer,
    at: datetime,
    dispute: Dispute,
    kind: StepKind | str,
    side: Side | str,
    way: Way | str,
    happened_on: date,
    press: UUID,
    text: str = "",
    told: tuple[str, ...] = (),
    promise: UUID | None = None,
    no_reason: bool = False,
    scan: bytes = b"",
) -> Step:
    """Write a step down as it came; what the firm will read of it tells no more of the consumer than he allows.

    Raises: RoleMissing, DisputeOfAnotherAgency, TellsWhoHeIs, and what `steps.take_step` raises.
    """
    require_own(officer, dispute, at=at)
    kind, side = StepKind(kind), Side(side)
    dispute = held(dispute)
    if kind in ELSEWHERE:
        raise NoSuchStep(state=str(State(dispute.state).label))
    refuse_what_tells(dispute, text)
    given = Given(
        kind=kind, side=side, way=Way.OFFICE if side == OFFICE else Way(way), happened_on=happened_on, press=press,
        text=text, told=told, promise=promise, no_reason=no_reason, scan=scan,
    )  # fmt: skip
    return take_step(dispute, given, officer=officer, at=at)
