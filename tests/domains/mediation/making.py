"""Disputes for tests, made as the office makes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.mediation import selectors, services
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.services import Promised
from minhbach.domains.mediation.types import CONSUMER, FIRM, Side, StepKind, Way
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened
from tests.domains.intake.naming import MAI, named
from tests.worlds import World

FIRM_NAME = "Công ty TNHH Điện máy Kỳ Lừa"
STORY = "Tủ lạnh mua ngày 2/11 hỏng sau ba hôm, cửa hàng không đổi."


def asked(world: World, letterbox: Letterbox | None = None, **more: Any) -> Report:
    """What a consumer asks of an agency, with her name."""
    box = letterbox or opened(world)
    return named(box, **{"kind": "NTD_CO_QUAN", "person": MAI, "what": STORY, "data": {"trader": FIRM_NAME}, **more})


def begun(world: World, report: Report | None = None, **more: Any) -> Dispute:
    """A dispute that waits to be passed on; the consumer has been asked who may know of her."""
    given: dict[str, Any] = {"firm": FIRM_NAME, "press": uuid4(), **more}
    report = report or asked(world)
    with world.acting(world.committee_officer):
        return services.begin(officer=world.committee_officer, at=now(), report=report, **given)


def passed(world: World, dispute: Dispute | None = None) -> Dispute:
    """A dispute that the firm has, whose term runs."""
    dispute = dispute or begun(world)
    with world.acting(world.committee_officer):
        return services.pass_on(officer=world.committee_officer, at=now(), dispute=dispute, text=STORY, press=uuid4())


def stepped(world: World, dispute: Dispute, side: Side, kind: StepKind, text: str = "", **more: Any) -> Step:
    """A step as the office writes it down, today and by letter."""
    given: dict[str, Any] = {"way": Way.LETTER, "happened_on": local_date(now()), "press": uuid4(), **more}
    with world.acting(world.committee_officer):
        return services.enter(
            officer=world.committee_officer, at=now(), dispute=dispute, side=side, kind=kind, text=text, **given
        )


def written(world: World, dispute: Dispute, *, text: str = "Đổi tủ lạnh mới.", press: UUID | None = None) -> Step:
    """A text that the two may sign: the firm changes the goods within ten days."""
    due_on = local_date(now()) + timedelta(days=10)
    with world.acting(world.committee_officer):
        return services.write_agreement(
            officer=world.committee_officer, at=now(), dispute=dispute, text=text, press=press or uuid4(),
            promises=[Promised(FIRM, "Đổi tủ lạnh mới cùng loại", due_on)],
        )  # fmt: skip


def settled(world: World, dispute: Dispute | None = None) -> Dispute:
    """A dispute whose agreement both have signed."""
    dispute = passed(world, dispute)
    stepped(world, dispute, FIRM, StepKind.OFFERED, "Đổi tủ lạnh mới.")
    stepped(world, dispute, CONSUMER, StepKind.TOOK)
    written(world, dispute)
    stepped(world, dispute, FIRM, StepKind.SIGNED)
    stepped(world, dispute, CONSUMER, StepKind.SIGNED)
    return fresh(dispute)


def fresh(dispute: Dispute) -> Dispute:
    with acting_as(SYSTEM):
        dispute.refresh_from_db()
    return dispute


def steps(dispute: Dispute) -> list[Step]:
    with acting_as(SYSTEM):
        return selectors.steps_of(dispute)


def today() -> date:
    return local_date(now())
