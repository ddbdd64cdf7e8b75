"""A slip pays once, what it surely pays; what is in doubt waits, and what was done is undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import refusals as of_cases
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.models import CaseEvent
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import PaymentKind
from minhbach.domains.dues import refusals, selectors, services
from minhbach.domains.dues.models import Slip
from minhbach.domains.dues.types import SlipState, ToldSlip
from minhbach.domains.dues.wording import number_key
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.named_lists import ListColumnsMissing, ListEmpty, ListFaulty
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import as_officer, at, case_at, on
from tests.domains.dues.world import FINE, Money, slip_of, take, told


def paid(money: Money) -> list[tuple[str, int, str]]:
    """The payments in the file: kind, sum, number of the receipt."""
    with acting_as(SYSTEM):
        line = case_state(money.case).of(str(money.world.subject_id))
    return [(str(entry.fact.kind), entry.fact.amount_vnd, entry.fact.receipt) for entry in line.payments]


def standing(number: str = "CT 0012") -> tuple[str, str]:
    slip = slip_of(number)
    return slip.state, slip.why


def test_a_slip_with_the_decisions_number_its_payer_and_a_sum_that_fits_pays_it(money: Money) -> None:
    taken = take(money, told(decision_number="7 / qđ-xphc", payer="LÝ THỊ MAI"))
    assert (taken.new, taken.known, taken.matched) == (1, 0, 1)
    slip = slip_of()
    assert (slip.state, slip.why, slip.case, slip.violator_id) == ("matched", "", money.case, money.world.subject_id)
    assert paid(money) == [("fine", FINE, "CT 0012")]
    with acting_as(SYSTEM):
        event = CaseEvent.objects.get(pk=slip.fine_event_id)
        assert (event.officer_id, event.happened_on) == (money.accountant.officer_id, on(11))
        actions = set(
            AuditEntry.objects.filter(officer_id=money.accountant.officer_id).values_list("action", flat=True)
        )
    assert {"dues.slips.taken", "dues.slip.matched", "cases.case.paid"} <= actions
    assert money.account.settled_on == on(11)


def test_the_same_slip_twice_adds_nothing(money: Money) -> None:
    take(money, told(amount_vnd=1_000_000))
    again = take(money, told(amount_vnd=1_000_000), told("CT 0013", 2_000_000))
    assert (again.new, again.known, again.matched) == (1, 1, 1)
    assert paid(money) == [("fine", 1_000_000, "CT 0012"), ("fine", 2_000_000, "CT 0013")]


def test_the_same_number_with_another_sum_is_refused_with_all_that_came_with_it(money: Money) -> None:
    take(money, told(amount_vnd=1_000_000))
    with pytest.raises(refusals.SlipOtherwise):
        take(money, told("CT 0013", 1_000), told(amount_vnd=1_000_001))
    with acting_as(SYSTEM):
        assert list(Slip.unscoped.values_list("number", flat=True)) == ["CT 0012"]
    assert len(paid(money)) == 1


@pytest.mark.parametrize(
    ("slip", "why"),
    [
        (told(decision_number=""), "Chứng từ không ghi số quyết định."),
        (
            told(decision_number="99/QĐ-XPHC"),
            "Không có quyết định phạt tiền số này của đơn vị, ban hành trước ngày nộp.",
        ),
        (told(day=on(7)), "Không có quyết định phạt tiền số này của đơn vị, ban hành trước ngày nộp."),
        (told(payer="Lý Thị Mây"), "Người nộp khác tên người bị xử phạt."),
        (told(payer=""), "Chứng từ không ghi người nộp."),
        (
            told(amount_vnd=FINE + 1),
            "Tiền phạt chỉ còn 6.000.000 ₫ chưa nộp; không thể thu 6.000.001 ₫. Hãy kiểm tra biên lai.",
        ),
    ],
)
def test_what_is_in_doubt_waits_and_says_why(money: Money, slip: ToldSlip, why: str) -> None:
    assert take(money, slip).matched == 0
    assert standing() == ("waiting", why)
    assert paid(money) == []
    with as_officer(money.accountant, at(40)) as officer:
        (item,) = said(selectors.work_items(officer, at=at(40)))
    assert (item.what, item.count) == ("1 chứng từ nộp tiền chờ khớp", 1)
    with as_officer(money.world.inspector, at(40)) as officer:
        assert said(selectors.work_items(officer, at=at(40))) == []


def test_of_two_decisions_with_one_number_a_person_chooses(money: Money) -> None:
    second = case_at(money.world, "delivered")
    take(money, told())
    assert standing() == ("waiting", "Có 2 quyết định cùng số này.")
    with as_officer(money.accountant, at(40)) as officer:
        found = selectors.accounts_numbered("07/QĐ-XPHC", agency_id=money.world.department.pk, on=on(20))
        assert {one.case_id for one in found} == {money.case.pk, second.pk}
        services.match_slip(officer=officer, at=at(40), slip=slip_of(), account=money.account)
    assert paid(money) == [("fine", FINE, "CT 0012")]


def test_a_slip_may_be_late_interest_in_part(money: Money) -> None:
    take(money, told(amount_vnd=FINE + 9_000, day=on(24)))
    with as_officer(money.accountant, at(40)) as officer:
        with pytest.raises(refusals.LateBeyondSlip):
            services.match_slip(officer=officer, at=at(40), slip=slip_of(), account=money.account, late_vnd=FINE * 2)
        services.match_slip(officer=officer, at=at(40), slip=slip_of(), account=money.account, late_vnd=9_000)
        with pytest.raises(refusals.SlipNotWaiting):
            services.match_slip(officer=officer, at=at(40), slip=slip_of(), account=money.account)
    assert paid(money) == [("fine", FINE, "CT 0012"), ("late_interest", 9_000, "CT 0012")]


def test_what_was_matched_is_undone_and_can_be_matched_again(money: Money) -> None:
    take(money, told(amount_vnd=1_000_000))
    with as_officer(money.accountant, at(40)) as officer:
        with pytest.raises(refusals.ReasonMissing):
            services.undo_slip(officer=officer, at=at(40), slip=slip_of(), reason=" ")
        services.undo_slip(officer=officer, at=at(40), slip=slip_of(), reason="Nhầm vụ việc")
        assert paid(money) == []
        assert standing() == ("waiting", "Đã gỡ: Nhầm vụ việc")
        with pytest.raises(refusals.SlipNotDone):
            services.undo_slip(officer=officer, at=at(40), slip=slip_of(), reason="Nhầm")
        services.match_slip(officer=officer, at=at(40), slip=slip_of(), account=money.account)
    assert paid(money) == [("fine", 1_000_000, "CT 0012")]


def test_a_payment_annulled_in_the_file_lets_its_slip_wait_again(money: Money) -> None:
    take(money, told(amount_vnd=1_000_000))
    with as_officer(money.world.inspector, at(41)) as officer:
        cases.annul_entry(
            officer=officer, at=at(41), case=money.case, event_id=slip_of().fine_event_id, reason="Ghi nhầm người"
        )
    assert standing() == ("waiting", "Mục nộp tiền của chứng từ này trong vụ việc VV-2026-00001 đã bị sửa hoặc hủy.")


def test_a_payment_that_was_entered_by_hand_with_the_slips_number_is_that_payment(money: Money) -> None:
    with as_officer(money.world.inspector, at(12)) as officer:
        fact = Paid(amount_vnd=1_000_000, receipt="CT 0012")
        by_hand = cases.do(officer=officer, at=at(12), case=money.case, fact=fact, happened_on=on(11))
    assert take(money, told(amount_vnd=1_000_000)).matched == 1
    assert slip_of().fine_event_id == by_hand.event.id
    assert paid(money) == [("fine", 1_000_000, "CT 0012")]


def test_what_pays_no_fine_of_the_unit_is_laid_aside_and_may_come_back(money: Money) -> None:
    take(money, told(decision_number=""))
    with as_officer(money.accountant, at(40)) as officer:
        services.lay_aside(officer=officer, at=at(40), slip=slip_of(), reason="Lệ phí")
        assert standing() == ("aside", "Lệ phí")
        with pytest.raises(refusals.SlipNotWaiting):
            services.match_slip(officer=officer, at=at(40), slip=slip_of(), account=money.account)
        services.undo_slip(officer=officer, at=at(40), slip=slip_of(), reason="Đúng là tiền phạt")
    assert standing() == ("waiting", "Đã gỡ: Đúng là tiền phạt")


def test_only_who_keeps_the_money_of_the_agency_takes_its_slips(money: Money) -> None:
    for post in (money.world.inspector, money.world.clerk, money.world.policeman):
        with pytest.raises(RoleMissing):
            take(money, told(), by=post)
    with acting_as(SYSTEM):
        assert not Slip.unscoped.exists()


def test_slips_are_seen_in_their_agency_alone(money: Money) -> None:
    take(money, told(decision_number=""))
    for post, seen in (
        (money.accountant, 1),
        (money.world.head, 1),
        (money.world.policeman, 0),
        (money.world.committee, 0),
    ):
        with as_officer(post, at(40)):
            assert selectors.visible_slips().count() == seen


def test_what_a_slip_tells_is_never_rewritten(money: Money) -> None:
    take(money, told(decision_number=""))
    for changed in ({"amount_vnd": 1}, {"number": "CT 1"}, {"paid_on": on(1)}, {"payer": "X"}):
        with as_officer(money.accountant, at(40)), pytest.raises(DatabaseError), transaction.atomic():
            Slip.objects.filter(number="CT 0012").update(**changed)
    with as_officer(money.accountant, at(40)), pytest.raises(DatabaseError), transaction.atomic():
        Slip.objects.filter(number="CT 0012").delete()
    assert slip_of().amount_vnd == FINE


def test_numbers_of_decisions_are_compared_without_their_marks() -> None:
    same = {number_key(one) for one in ("07/QĐ-XPHC", "7/qđ-xphc", "07 QD XPHC", " 07 / QĐ - XPHC ")}
    assert same == {"7qdxphc"}
    assert number_key("70/QĐ-XPHC") != number_key("7/QĐ-XPHC")
    assert number_key("–") == ""


LIST = """Sao kê tài khoản thu,,,,
Số chứng từ,Ngày nộp,Số tiền,Người nộp,Số quyết định
CT 1,12/11/2026,"1.000.000",Lý Thị Mai,07/QĐ-XPHC
,,,,
CT 2,13/11/2026,"2,000,000",Lý Thị Mai,07/QĐ-XPHC
"""


def test_a_list_is_read_by_its_headings(money: Money) -> None:
    text = "\n".join(LIST.splitlines()[1:]).encode()
    found = services.read_slips(text, name="nop.csv", at=at(40))
    assert [(one.number, one.paid_on, one.amount_vnd, one.decision_number) for one in found] == [
        ("CT 1", date(2026, 11, 12), 1_000_000, "07/QĐ-XPHC"),
        ("CT 2", date(2026, 11, 13), 2_000_000, "07/QĐ-XPHC"),
    ]
    assert take(money, *found).matched == 2
    assert paid(money) == [("fine", 1_000_000, "CT 1"), ("fine", 2_000_000, "CT 2")]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (b" \n", ListEmpty),
        ("Số chứng từ,Ngày nộp\nCT 1,12/11/2026\n".encode(), ListColumnsMissing),
        ("Số chứng từ,Ngày nộp,Số tiền\n".encode(), ListEmpty),
    ],
)
def test_a_list_without_what_it_needs_is_refused(text: bytes, refusal: type[Exception], files: Path) -> None:
    with pytest.raises(refusal):
        services.read_slips(text, name="nop.csv", at=at(40))


def test_rows_at_fault_are_named_and_nothing_is_taken(files: Path) -> None:
    rows = ["CT 1,31/02/2026,1000", "CT 2,12/11/2026,0", "CT 3,12/11/2030,5", "CT 4,12/11/2026,nhiều", ",12/11/2026,5",
            "CT 5,12/11/2026,5", "CT 5,12/11/2026,6"]  # fmt: skip
    text = "\n".join(["Số chứng từ,Ngày nộp,Số tiền", *rows]).encode()
    with pytest.raises(ListFaulty) as faulty:
        services.read_slips(text, name="nop.csv", at=at(40))
    told_of = [(one.row, one.sentence.split(":")[0]) for one in faulty.value.rows]
    assert told_of == [
        (2, "không đọc được ngày, hoặc ngày chưa tới"),
        (3, "số tiền phải lớn hơn 0."),
        (4, "không đọc được ngày, hoặc ngày chưa tới"),
        (5, "“nhiều” không phải số tiền."),
        (6, "thiếu “Số chứng từ”."),
        (8, "số chứng từ này đã có ở dòng trên với nội dung khác."),
    ]


def test_a_payment_beyond_the_fine_is_refused_of_a_slip_as_of_a_hand(money: Money) -> None:
    take(money, told(payer=""))
    with as_officer(money.world.inspector, at(12)) as officer:
        cases.do(officer=officer, at=at(12), case=money.case, fact=Paid(kind=PaymentKind.FINE, amount_vnd=1_000_000))
    with as_officer(money.accountant, at(40)) as officer, pytest.raises(of_cases.PaymentExceedsFine):
        services.match_slip(officer=officer, at=at(40), slip=slip_of(), account=money.account)
    assert slip_of().state == SlipState.WAITING
