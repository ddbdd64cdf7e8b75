"""An account follows its file: what is owed on any day, and what lets off of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import refusals as of_cases
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.pay_in_parts import PartsGranted
from minhbach.domains.cases.acts.postpone import Postponed
from minhbach.domains.cases.acts.relieve import Relieved
from minhbach.domains.cases.models import CaseEvent, CountedRow
from minhbach.domains.cases.selectors import case_state, counted_rows
from minhbach.domains.cases.services.counting import check_counts
from minhbach.domains.cases.types import Cited, PaymentKind, Relief
from minhbach.domains.dues import selectors, services
from minhbach.domains.dues.models import Account
from minhbach.domains.dues.wording import standing_chip
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import as_officer, at, case_at, on
from tests.domains.dues.world import FINE, Money

PAPER = Cited(number="21/QĐ-HQĐPT", dated=on(20), signer="Vi Văn An", signer_title="Chi cục trưởng")


def do(money: Money, fact: Any, *, day: int, who: str = "inspector") -> cases.Appended:
    with as_officer(getattr(money.world, who), at(day)) as officer:
        return cases.do(officer=officer, at=at(day), case=money.case, fact=fact, happened_on=on(day))


def owed(money: Money, day: int) -> list[tuple[str, int]]:
    with as_officer(money.world.head, at(60)):
        return [(row.decision_number, row.left_vnd) for row in selectors.owed_on(on(day))]


def test_a_decision_opens_an_account_with_the_laws_last_day(money: Money) -> None:
    account = money.account
    assert (account.decision_number, account.number_key, account.fine_vnd) == ("07/QĐ-XPHC", "7qdxphc", FINE)
    # Delivered on day 9, Wednesday 11 November: ten days on is Saturday 21, so Monday 23.
    assert (account.decided_on, account.delivered_on, account.due_on) == (on(8), on(9), date(2026, 11, 23))
    assert (account.settled_on, account.owner_agency_id) == (None, money.world.team.pk)


def test_what_is_owed_is_known_of_any_day(money: Money) -> None:
    do(money, Paid(amount_vnd=2_000_000, receipt="BL 1"), day=12)
    do(money, Paid(amount_vnd=4_000_000, receipt="BL 2"), day=30)
    whole, part = [("07/QĐ-XPHC", FINE)], [("07/QĐ-XPHC", 4_000_000)]
    assert [owed(money, day) for day in (7, 8, 11, 12, 29, 30, 50)] == [[], whole, whole, part, part, [], []]
    assert money.account.settled_on == on(30)


def test_an_account_as_of_a_day_has_its_lines_its_rest_and_its_late_interest(money: Money) -> None:
    do(money, Paid(amount_vnd=2_000_000, receipt="BL 1"), day=12)
    do(money, Paid(kind=PaymentKind.LATE, amount_vnd=4_000, receipt="BL 2"), day=24)
    with as_officer(money.world.head, at(60)):
        before = selectors.read_account(money.account, as_of=on(11))
        after = selectors.read_account(money.account, as_of=on(25))
    assert ([one.less_vnd for one in before.movements], before.left_vnd, before.late_paid_vnd) == ([0], FINE, 0)
    assert before.late is not None
    assert before.late.amount_vnd == 0
    assert [(one.less_vnd, one.late_vnd) for one in after.movements] == [(0, 0), (2_000_000, 0), (0, 4_000)]
    assert (after.left_vnd, after.late_paid_vnd) == (4_000_000, 4_000)
    assert after.late is not None
    # Due on day 21; by day 25 four days at 0.05 % of four million.
    assert (after.late.days, after.late.amount_vnd) == (4, 8_000)


def test_a_decision_taken_out_of_account_takes_its_account_along(money: Money) -> None:
    with as_officer(money.world.clerk, at(10)) as officer:
        for kind, who in (("delivered", money.world.inspector), ("decided", money.world.clerk)):
            event = CaseEvent.objects.get(case=money.case, kind=kind)
            with as_officer(who, at(10)) as acting:
                cases.annul_entry(officer=acting, at=at(10), case=money.case, event_id=event.id, reason="Nhầm số")
        assert officer
    with acting_as(SYSTEM):
        assert not Account.unscoped.filter(case=money.case).exists()


def test_a_waiver_takes_what_is_left_and_settles_the_account(money: Money) -> None:
    do(money, Paid(amount_vnd=1_000_000), day=12)
    with pytest.raises(of_cases.WaiverLeavesRest):
        do(money, Relieved(paper=PAPER, relief=Relief.REST_WAIVED, amount_vnd=4_000_000), day=20, who="clerk")
    with pytest.raises(of_cases.WaivedAfterPayment):
        do(money, Relieved(paper=PAPER, relief=Relief.ALL_WAIVED, amount_vnd=5_000_000), day=20, who="clerk")
    with pytest.raises(of_cases.PaymentExceedsFine):
        do(money, Relieved(paper=PAPER, relief=Relief.REDUCED, amount_vnd=5_000_001), day=20, who="clerk")
    assert money.account.settled_on is None
    do(money, Relieved(paper=PAPER, relief=Relief.REDUCED, amount_vnd=3_000_000), day=20, who="clerk")
    done = do(money, Relieved(paper=PAPER, relief=Relief.REST_WAIVED, amount_vnd=2_000_000), day=21, who="clerk")
    line = done.state.of(str(money.world.subject_id))
    assert (line.unpaid_vnd, line.relieved_vnd, line.paid_vnd, line.completed_on) == (0, 5_000_000, 1_000_000, on(21))
    assert money.account.settled_on == on(21)
    with acting_as(SYSTEM):
        rows = counted_rows().filter(kind="relieved").order_by("day").values_list("day", "amount", "detail")
        assert list(rows) == [(on(20), 3_000_000, "reduced"), (on(21), 2_000_000, "rest_waived")]
        # What is let off is not paid: the report's figure of money paid stays what came in.
        assert sum(row.amount for row in CountedRow.objects.filter(kind="paid", known_until=None)) == 1_000_000
        assert check_counts(at=at(30)).differing == ()


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (Postponed(paper=PAPER, until=on(50)), "hoãn đến 22/12/2026"),
        (PartsGranted(paper=PAPER, times=2, until=on(50)), "nộp nhiều lần đến 22/12/2026"),
    ],
)
def test_a_respite_is_told_and_no_late_interest_is_worked_out_without_a_rule(
    money: Money, fact: Any, words: str
) -> None:
    do(money, fact, day=20, who="clerk")
    account = money.account
    assert [standing_chip(account, on=on(day)) for day in (50, 51)] == [(words, "info"), ("quá hạn 30 ngày", "late")]
    with as_officer(money.world.head, at(60)):
        page = selectors.read_account(account, as_of=on(55))
    assert (page.has_respite, page.late, page.left_vnd) == (True, None, FINE)


@pytest.mark.parametrize(
    ("fact", "refusal"),
    [
        (PartsGranted(paper=PAPER, times=1, until=on(50)), of_cases.PartsTooFew),
        (Postponed(paper=PAPER, until=on(19)), of_cases.EndBeforeStart),
        (Relieved(paper=PAPER, relief=Relief.REDUCED, amount_vnd=0), of_cases.PaymentNotPositive),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(money: Money, fact: Any, refusal: type[Refusal]) -> None:
    with acting_as(SYSTEM):
        before = CaseEvent.objects.filter(case=money.case).count()
    with pytest.raises(refusal):
        do(money, fact, day=20, who="clerk")
    with acting_as(SYSTEM):
        assert CaseEvent.objects.filter(case=money.case).count() == before


def test_of_a_fine_that_is_paid_nothing_can_be_put_off(money: Money) -> None:
    do(money, Paid(amount_vnd=FINE), day=12)
    with pytest.raises(of_cases.NothingOwed):
        do(money, Postponed(paper=PAPER, until=on(50)), day=20, who="clerk")


def test_an_accountant_writes_what_came_in_and_nothing_else(money: Money) -> None:
    with as_officer(money.accountant, at(12)) as officer:
        cases.do(officer=officer, at=at(12), case=money.case, fact=Paid(amount_vnd=1_000_000), happened_on=on(12))
        with pytest.raises(RoleMissing):
            cases.do(officer=officer, at=at(20), case=money.case, fact=Postponed(paper=PAPER, until=on(50)))
        assert case_state(money.case).of(str(money.world.subject_id)).paid_vnd == 1_000_000


def test_who_does_not_see_a_case_does_not_see_what_is_owed_by_it(money: Money) -> None:
    with as_officer(money.world.neighbor, at(60)):
        assert list(selectors.owed_on(on(30))) == []
    with as_officer(money.world.policeman, at(60)):
        assert not selectors.visible_accounts().exists()


def test_accounts_of_an_older_installation_are_made_by_night(money: Money) -> None:
    second = case_at(money.world, "paid", days=1)
    with acting_as(SYSTEM):
        kept = Account.unscoped.order_by("case_id").values("case_id", "fine_vnd", "due_on", "settled_on")
        before = list(kept)
        Account.unscoped.all().delete()
    assert services.keep_missing(at=at(40)) == 2
    with acting_as(SYSTEM):
        assert list(kept.all()) == before
        assert Account.unscoped.get(case=second).settled_on == on(12)
    assert services.keep_missing(at=at(40)) == 0


def test_a_term_of_the_decision_that_is_longer_goes_before_the_laws(money: Money) -> None:
    from dataclasses import replace

    from tests.domains.cases.world import happening, sanction

    facts = [happening(money.world, one, days=2) for one in ("delivered",)]
    assert facts
    case = case_at(money.world, "recorded", days=2)
    with as_officer(money.world.inspector, at(9)) as officer:
        longer = replace(sanction(), payment_days=30)
        cases.do(officer=officer, at=at(9), case=case, fact=longer, happened_on=on(9))
    for name, who in (("decided", money.world.clerk), ("delivered", money.world.inspector)):
        step = happening(money.world, name, days=2)
        with as_officer(who, at(12)) as officer:
            cases.do(officer=officer, at=at(12), case=case, fact=step.fact, happened_on=step.happened_on)
    with acting_as(SYSTEM):
        assert Account.unscoped.get(case=case).due_on == on(11) + timedelta(days=30)
