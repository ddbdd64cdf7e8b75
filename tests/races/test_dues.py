"""Two at once with the money of a unit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from minhbach.domains.cases.selectors import case_state
from minhbach.domains.dues import refusals, services
from minhbach.domains.dues.models import Account, Slip, TreasuryAccount
from minhbach.domains.dues.selectors import cash_held
from minhbach.domains.dues.types import EntryKind
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import as_officer, at, case_at, make_world, on
from tests.domains.dues.world import Money, money_in, slip_of, take, told
from tests.races.race import Act, Done, as_read, by, race

NUMBERS = count(1)


@pytest.fixture(scope="module")
def first(shared_scratch_database: str) -> Money:
    return money_in(make_world())


@pytest.fixture
def money(first: Money) -> Money:
    """A case of its own for each race; decisions with one number are never matched by themselves."""
    return Money(first.world, first.accountant, case_at(first.world, "delivered"))


@pytest.fixture
def act(first: Money) -> Callable[..., Act]:
    def act(service: Callable[..., Any], **asked: Any) -> Act:
        post = first.accountant
        return by(lambda: as_officer(post, at(40)), lambda: service(officer=post.officer, at=at(40), **asked))

    return act


def waiting(money: Money, amount_vnd: int = 6_000_000) -> Slip:
    number = f"CT {next(NUMBERS)}"
    take(money, told(number, amount_vnd, decision_number=""))
    return slip_of(number)


def paid(money: Money) -> int:
    with acting_as(SYSTEM):
        return case_state(money.case).of(str(money.world.subject_id)).paid_vnd


def account_of(money: Money) -> Account:
    with acting_as(SYSTEM):
        return Account.unscoped.select_related("case__owner_agency", "violator").get(case=money.case)


@pytest.mark.race("dues.take_slips")
def test_two_lists_with_one_slip_write_it_once(money: Money, act: Any) -> None:
    slip = told(f"CT {next(NUMBERS)}", decision_number="")
    one = act(services.take_slips, agency=money.world.department, told=[slip], batch=uuid4())
    assert race(one, one) == (Done, Done)
    assert slip_of(slip.number).amount_vnd == slip.amount_vnd


@pytest.mark.race("dues.match_slip")
def test_a_slip_pays_once(money: Money, act: Any) -> None:
    slip, account = waiting(money, 1_000_000), account_of(money)
    one = act(services.match_slip, slip=as_read(slip), account=account)
    assert race(one, one) == (Done, refusals.SlipNotWaiting)
    assert paid(money) == 1_000_000


@pytest.mark.race("dues.match_slip", "dues.lay_aside")
def test_what_pays_a_fine_meanwhile_is_not_laid_aside(money: Money, act: Any) -> None:
    slip, account = waiting(money, 1_000_000), account_of(money)
    ends = race(
        act(services.match_slip, slip=as_read(slip), account=account),
        act(services.lay_aside, slip=as_read(slip), reason="Lệ phí"),
    )
    assert ends == (Done, refusals.SlipNotWaiting)
    assert slip_of(slip.number).state == "matched"


@pytest.mark.race("dues.undo_slip")
def test_what_was_matched_is_undone_once(money: Money, act: Any) -> None:
    slip = waiting(money, 1_000_000)
    act(services.match_slip, slip=slip, account=account_of(money))()
    one = act(services.undo_slip, slip=as_read(slip), reason="Nhầm")
    assert race(one, one) == (Done, refusals.SlipNotDone)
    assert paid(money) == 0


@pytest.mark.race("dues.add_entry")
def test_the_same_cash_leaves_the_holding_account_once(money: Money, act: Any) -> None:
    said = {"case": as_read(money.case), "on": on(12), "amount_vnd": 5_000_000, "paper_number": "GNT 1"}
    act(services.add_entry, kind=EntryKind.CASH_IN, **said)()
    out = [act(services.add_entry, kind=kind, **said) for kind in (EntryKind.CASH_RETURNED, EntryKind.CASH_FORFEITED)]
    assert race(*out) == (Done, refusals.MoreThanHeld)
    with acting_as(SYSTEM):
        assert cash_held(money.case.pk) == 0


@pytest.mark.race("dues.withdraw_entry")
def test_a_line_is_taken_back_once(money: Money, act: Any) -> None:
    case = as_read(money.case)
    said = {"on": on(12), "amount_vnd": 5_000_000, "paper_number": "GNT 1"}
    entry = act(services.add_entry, case=case, kind=EntryKind.CASH_IN, **said)()
    one = act(services.withdraw_entry, case=case, entry_id=entry.pk, reason="Nhầm")
    assert race(one, one) == (Done, refusals.EntryNotFound)


@pytest.mark.race("dues.say_treasury")
def test_an_agency_has_one_account_of_two_said_at_once(money: Money, act: Any) -> None:
    said = {"agency": money.world.department, "bank_bin": "970415", "holder": "Kho bạc"}
    saying = [act(services.say_treasury, number=number, **said) for number in ("3941012345", "3941099999")]
    assert race(*saying) == (Done, Done)
    with acting_as(SYSTEM):
        assert TreasuryAccount.unscoped.get(owner_agency=money.world.department).number == "3941099999"
