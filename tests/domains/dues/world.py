"""The department of the cases' world with its accountant; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.dues import services
from minhbach.domains.dues.models import Account, Slip
from minhbach.domains.dues.types import ToldSlip
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import YEAR_START, World, as_officer, at, case_at, on

FINE, NUMBER, PAYER = 6_000_000, "07/QĐ-XPHC", "Lý Thị Mai"


@dataclass(frozen=True)
class Money:
    """The world, its accountant, and a case whose decision was delivered on day 9 and not paid."""

    world: World
    accountant: Post
    case: Case

    @property
    def account(self) -> Account:
        with acting_as(SYSTEM):
            return Account.unscoped.select_related("case__owner_agency", "violator").get(case=self.case)


def money_in(world: World) -> Money:
    officer = Officer.objects.create_user(username="test.ketoan", password=None, full_name="Hà Thu Giang")
    accountant = Post.objects.create(
        officer=officer, agency=world.department, role=Role.ACCOUNTANT, title_vi="Kế toán", valid_from=YEAR_START
    )
    return Money(world, accountant, case_at(world, "delivered"))


def told(number: str = "CT 0012", amount_vnd: int = FINE, *, day: date | None = None, **more: Any) -> ToldSlip:
    said = {"payer": PAYER, "decision_number": NUMBER, **more}
    return ToldSlip(number=number, paid_on=day or on(11), amount_vnd=amount_vnd, **said)


def take(money: Money, *slips: ToldSlip, moment: datetime | None = None, by: Post | None = None) -> services.Taken:
    moment, post = moment or at(40), by or money.accountant
    with as_officer(post, moment) as officer:
        return services.take_slips(
            officer=officer, at=moment, agency=money.world.department, told=slips, batch=uuid4()
        )  # fmt: skip


def slip_of(number: str = "CT 0012") -> Slip:
    with acting_as(SYSTEM):
        return Slip.unscoped.select_related("owner_agency", "case", "violator").get(number=number)
