"""The books of a case and of a month close."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.relieve import Relieved
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Cited, Relief
from minhbach.domains.dues import refusals, selectors, services
from minhbach.domains.dues.models import Entry
from minhbach.domains.dues.types import EntryKind
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import as_officer, at, case_at, on
from tests.domains.dues.world import Money, slip_of, take, told


def add(money: Money, kind: EntryKind, amount_vnd: int, **more: Any) -> Entry:
    said = {"on": on(12), "paper_number": "HĐ 05", "bearer": "agency", **more}
    with as_officer(money.accountant, at(40)) as officer:
        return services.add_entry(
            officer=officer, at=at(40), case=money.case, kind=kind, amount_vnd=amount_vnd, **said
        )  # fmt: skip


def read(money: Money) -> selectors.CaseMoney:
    with as_officer(money.world.inspector, at(40)):
        return selectors.money_of(money.case.pk, case_state(money.case))


def test_costs_are_summed_by_who_bears_them(money: Money) -> None:
    add(money, EntryKind.STORAGE, 300_000)
    add(money, EntryKind.DESTRUCTION, 200_000, bearer="violator")
    gone = add(money, EntryKind.OTHER, 50_000)
    with as_officer(money.accountant, at(41)) as officer:
        services.withdraw_entry(officer=officer, at=at(41), case=money.case, entry_id=gone.id, reason="Ghi trùng")
        with pytest.raises(refusals.EntryNotFound):
            services.withdraw_entry(officer=officer, at=at(41), case=money.case, entry_id=gone.id, reason="Lại")
    found = read(money)
    assert found.by_bearer == (("đơn vị xử lý", 300_000), ("người vi phạm", 200_000))
    assert (found.costs_vnd, len(found.costs), found.held_vnd) == (500_000, 3, 0)


def test_no_more_cash_leaves_the_holding_account_than_is_in_it(money: Money) -> None:
    put = add(money, EntryKind.CASH_IN, 5_000_000)
    add(money, EntryKind.CASH_RETURNED, 2_000_000)
    with pytest.raises(refusals.MoreThanHeld):
        add(money, EntryKind.CASH_FORFEITED, 3_000_001)
    with as_officer(money.accountant, at(41)) as officer, pytest.raises(refusals.MoreThanHeld):
        services.withdraw_entry(officer=officer, at=at(41), case=money.case, entry_id=put.id, reason="Nhầm")
    assert read(money).held_vnd == 3_000_000
    add(money, EntryKind.CASH_FORFEITED, 3_000_000)
    found = read(money)
    assert (found.held_vnd, len(found.cash), found.costs_vnd) == (0, 3, 0)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"amount_vnd": 0}, refusals.AmountNotPositive),
        ({"on": on(60)}, refusals.SlipOfLaterDay),
        ({"bearer": ""}, refusals.BearerMissing),
    ],
)
def test_an_entry_that_cannot_be_is_refused(money: Money, more: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        add(money, EntryKind.STORAGE, **{"amount_vnd": 1_000, **more})
    assert read(money).is_empty


def test_a_press_writes_one_line(money: Money) -> None:
    press = add(money, EntryKind.STORAGE, 1_000).id
    assert add(money, EntryKind.STORAGE, 1_000, press=press).id == press
    assert len(read(money).costs) == 1


def test_the_money_of_a_case_is_its_units(money: Money) -> None:
    with as_officer(money.world.inspector, at(40)) as officer, pytest.raises(RoleMissing):
        services.add_entry(
            officer=officer, at=at(40), case=money.case, kind=EntryKind.OTHER, on=on(12), amount_vnd=1,
            paper_number="1", bearer="agency",
        )  # fmt: skip
    assert read(money).is_empty


def test_a_line_is_never_rewritten_nor_removed(money: Money) -> None:
    entry = add(money, EntryKind.STORAGE, 1_000)
    with as_officer(money.accountant, at(40)):
        for act in (lambda rows: rows.update(amount_vnd=2), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                act(Entry.objects.filter(pk=entry.pk))
    with acting_as(SYSTEM):
        assert Entry.objects.get(pk=entry.pk).amount_vnd == 1_000


def test_a_month_closes_and_is_the_same_whenever_it_is_asked(money: Money) -> None:
    # November: two decisions of six million; one million let off, five paid. December: the second pays two.
    second = case_at(money.world, "delivered", days=1)
    take(money, told("CT 1", 5_000_000, decision_number=""), told("CT 2", 70_000, decision_number="", day=on(12)))
    with as_officer(money.world.clerk, at(13)) as officer:
        paper = Cited(number="21/QĐ", dated=on(13))
        fact = Relieved(paper=paper, relief=Relief.REDUCED, amount_vnd=1_000_000)
        cases.do(officer=officer, at=at(13), case=money.case, fact=fact)
    with as_officer(money.accountant, at(40)) as officer:
        services.match_slip(officer=officer, at=at(40), slip=slip_of("CT 1"), account=money.account)
        november = selectors.month_of(money.world.department, date(2026, 11, 1))
    assert (november.last, november.owed_before_vnd, november.decided_vnd) == (date(2026, 11, 30), 0, 12_000_000)
    assert (november.relieved_vnd, november.paid_vnd, november.owed_after_vnd) == (1_000_000, 5_000_000, 6_000_000)
    assert (november.owed_by_accounts_vnd, november.difference_vnd) == (6_000_000, 0)
    assert (november.slips, november.slips_vnd, november.matched_vnd) == (2, 5_070_000, 5_000_000)
    assert (november.waiting, november.waiting_vnd) == (1, 70_000)
    with acting_as(SYSTEM):
        account = type(money.account).unscoped.select_related("case__owner_agency", "violator").get(case=second)
    take(money, told("CT 3", 2_000_000, decision_number="", day=on(35)))
    with as_officer(money.accountant, at(40)) as officer:
        services.match_slip(officer=officer, at=at(40), slip=slip_of("CT 3"), account=account)
        december = selectors.month_of(money.world.department, date(2026, 12, 1))
        assert selectors.month_of(money.world.department, date(2026, 11, 1)) == november
    assert (december.owed_before_vnd, december.decided_vnd, december.paid_vnd) == (6_000_000, 0, 2_000_000)
    assert (december.owed_after_vnd, december.difference_vnd) == (4_000_000, 0)


def test_an_agency_without_an_account_of_its_own_uses_the_one_above(money: Money) -> None:
    with as_officer(money.world.inspector, at(40)):
        assert selectors.treasury_for(money.world.team) is None
    with as_officer(money.accountant, at(40)) as officer:
        said = {"officer": officer, "at": at(40), "agency": money.world.department, "holder": "Kho bạc Nhà nước"}
        with pytest.raises(refusals.BankUnknown):
            services.say_treasury(**said, bank_bin="123456", number="3941012345")
        with pytest.raises(refusals.AccountNumberUnusable):
            services.say_treasury(**said, bank_bin="970415", number="39.41/012")
        services.say_treasury(**said, bank_bin="970415", number="3941 0123 45")
        services.say_treasury(**said, bank_bin="970415", number="3941099999")
    with as_officer(money.world.inspector, at(40)):
        found = selectors.treasury_for(money.world.team)
    assert found is not None
    assert (found.number, found.owner_agency_id) == ("3941099999", money.world.department.pk)
