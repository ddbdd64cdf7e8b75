"""What is owed follows the decision as it stood on a day."""

from __future__ import annotations

from dataclasses import replace

from minhbach.domains.cases.acts.amend_decision import DecisionAmended
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.cases.acts.revoke_decision import DecisionRevoked
from minhbach.domains.cases.types import DeliveryManner
from minhbach.domains.dues import selectors
from minhbach.domains.dues.models import Account
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.test_changes import GONE, LOWER, PAPER
from tests.domains.cases.world import as_officer, at, on
from tests.domains.dues.test_accounts import do, owed
from tests.domains.dues.world import Money

NUMBER = "07/QĐ-XPHC"


def change(money: Money, asked: ChangeProposed, *, day: int) -> None:
    do(money, asked, day=day)
    fact = DecisionRevoked if asked is GONE else DecisionAmended
    do(money, fact(paper=replace(PAPER, dated=on(day))), day=day, who="clerk")


def test_less_is_owed_from_the_day_of_the_amendment(money: Money) -> None:
    change(money, LOWER, day=15)
    assert [owed(money, day) for day in (8, 14, 15, 30)] == [
        [(NUMBER, 6_000_000)], [(NUMBER, 6_000_000)], [(NUMBER, 5_000_000)], [(NUMBER, 5_000_000)],
    ]  # fmt: skip
    assert money.account.fine_vnd == 5_000_000


def test_an_amendment_down_to_what_was_paid_settles_the_account_on_its_day(money: Money) -> None:
    do(money, Paid(amount_vnd=5_000_000, receipt="BL 1"), day=12)
    change(money, LOWER, day=15)
    assert money.account.settled_on == on(15)
    assert [owed(money, day) for day in (12, 14, 15)] == [[(NUMBER, 1_000_000)], [(NUMBER, 1_000_000)], []]


def test_an_account_tells_the_amendment_as_a_line_of_its_own(money: Money) -> None:
    change(money, LOWER, day=15)
    change(money, replace(LOWER, fine_vnd=5_500_000), day=20)
    with as_officer(money.accountant, at(60)):
        page = selectors.read_account(money.account, as_of=on(25))
        before = selectors.read_account(money.account, as_of=on(14))
    assert [(one.day, one.added_vnd, one.less_vnd) for one in page.movements] == [
        (on(8), 6_000_000, 0), (on(15), 0, 1_000_000), (on(20), 500_000, 0),
    ]  # fmt: skip
    assert (page.left_vnd, before.left_vnd) == (5_500_000, 6_000_000)


def test_the_time_to_pay_runs_anew_once_the_amendment_is_handed_over(money: Money) -> None:
    change(money, LOWER, day=15)
    assert money.account.delivered_on == on(9)
    do(money, Delivered(manner=DeliveryManner.DIRECT), day=17)
    assert (money.account.delivered_on, money.account.due_on) == (on(17), on(28))


def test_under_a_decision_that_is_revoked_nothing_is_owed(money: Money) -> None:
    change(money, GONE, day=15)
    with acting_as(SYSTEM):
        assert not Account.unscoped.filter(case=money.case).exists()
    assert owed(money, 30) == []
