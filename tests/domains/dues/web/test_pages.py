"""The pages of money: who owes, one account, slips, a month; each as its reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.postpone import Postponed
from minhbach.domains.cases.types import Cited
from minhbach.domains.dues import services
from minhbach.domains.dues.types import EntryKind
from tests.domains.cases.world import as_officer, at, on
from tests.domains.dues.world import Money, slip_of, take, told

Asking = Callable[..., str]


@pytest.fixture
def ask() -> Any:
    """Open an address as somebody, on day 40."""

    def open_page(post: Post, url: str, sent: dict[str, Any] | None = None, *, status: int = 200) -> str:
        client = Client()
        client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.get(url) if sent is None else client.post(url, sent, follow=True)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.content.decode()

    with time_machine.travel(at(40), tick=False):
        yield open_page


def test_who_owes_stands_in_the_list_with_what_is_left_on_the_day_asked(money: Money, ask: Asking) -> None:
    with as_officer(money.accountant, at(12)) as officer:
        cases.do(officer=officer, at=at(12), case=money.case, fact=Paid(amount_vnd=2_000_000), happened_on=on(12))
    today = ask(money.accountant, reverse("dues:list"))
    assert "07/QĐ-XPHC" in today
    assert "Cộng còn nợ đến hết ngày 12/12/2026: 4.000.000 ₫" in today
    assert "quá hạn 19 ngày" in today
    past = ask(money.accountant, f"{reverse('dues:list')}?as_of={on(11)}")
    assert "Cộng còn nợ đến hết ngày 13/11/2026: 6.000.000 ₫" in past
    assert "chưa đến hạn" in past
    for asked, found in (("standing=late", True), ("standing=soon", False), ("q=7%2Fqd-xphc", True), ("q=Khac", False)):
        assert ("07/QĐ-XPHC" in ask(money.accountant, f"{reverse('dues:list')}?{asked}")) is found, asked


def test_the_list_leaves_as_a_workbook(money: Money) -> None:
    client = Client()
    with time_machine.travel(at(40), tick=False):
        # A session begun on another day would be over.
        client.force_login(money.accountant.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.get(f"{reverse('dues:list')}?export=xlsx")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with ZipFile(BytesIO(content)) as file:
        text = b"".join(file.read(name) for name in file.namelist()).decode(errors="replace")
    assert "07/QĐ-XPHC" in text
    assert "<v>6000000</v>" in text


def test_an_account_shows_its_lines_and_late_interest_with_its_doubt(money: Money, ask: Asking) -> None:
    page = ask(money.world.inspector, money.account.get_absolute_url())
    assert "Còn nợ 6.000.000 ₫" in page
    # Due Monday 23 November; nineteen days on, each 0.05 % of six million.
    assert "57.000 ₫ đến hết ngày 12/12/2026: 19 ngày chậm, mỗi ngày 0,05% số chưa nộp" in page
    assert "Căn cứ chưa đối chiếu bản gốc." in page
    assert 'class="qr"' not in page


def test_a_respite_says_that_nothing_is_worked_out(money: Money, ask: Asking) -> None:
    fact = Postponed(paper=Cited(number="21/QĐ", dated=on(20)), until=on(50))
    with as_officer(money.world.clerk, at(20)) as officer:
        cases.do(officer=officer, at=at(20), case=money.case, fact=fact)
    page = ask(money.accountant, money.account.get_absolute_url())
    assert "Bảng luật chưa có quy tắc tính tiền chậm nộp cho trường hợp này" in page
    assert "hoãn đến 22/12/2026" in page


def test_the_code_to_pay_by_stands_there_once_an_office_has_said_where(money: Money, ask: Asking) -> None:
    said = {"agency": money.world.department.pk, "bank_bin": "970415", "number": "3941012345", "holder": "Kho bạc"}
    assert "Đã ghi tài khoản thu tiền phạt" in ask(money.accountant, reverse("dues:treasury"), said)
    page = ask(money.world.inspector, money.account.get_absolute_url())
    assert 'class="qr"' in page
    assert "3941012345" in page
    past = ask(money.world.inspector, f"{money.account.get_absolute_url()}?as_of={on(11)}")
    assert 'class="qr"' not in past


def test_a_slip_is_typed_matched_by_hand_and_undone(money: Money, ask: Asking) -> None:
    typed = {
        "number": "CT 9", "paid_on": "15/11/2026", "amount_vnd": "1.000.000", "payer": "Người nhà",
        "decision_number": "07/QĐ-XPHC", "agency": money.world.department.pk,
    }  # fmt: skip
    page = ask(money.accountant, reverse("dues:enter_slip"), typed)
    assert "Đã ghi 1 chứng từ, 0 khớp ngay; 0 chứng từ đã có từ trước." in page
    assert "Người nộp khác tên người bị xử phạt." in page
    slip = slip_of("CT 9")
    assert "CT 9" in ask(money.accountant, f"{reverse('dues:slips')}?state=waiting")
    wrong = ask(money.accountant, reverse("dues:match", args=[slip.pk]), {"decision_number": "1/QĐ"}, status=422)
    assert "Chưa rõ chứng từ nộp cho quyết định nào" in wrong
    done = ask(money.accountant, reverse("dues:match", args=[slip.pk]), {"decision_number": "07/QĐ-XPHC"})
    assert "Đã khớp; khoản nộp đã vào vụ việc." in done
    assert "VV-2026-00001" in done
    undone = ask(money.accountant, reverse("dues:undo", args=[slip.pk]), {"reason": "Nhầm"})
    assert "Đã gỡ: Nhầm" in undone
    aside = ask(money.accountant, reverse("dues:lay_aside", args=[slip.pk]), {"reason": "Lệ phí"})
    assert "Lệ phí" in aside


def test_a_pasted_list_says_what_came_of_it_and_keeps_what_was_typed_when_it_is_at_fault(
    money: Money, ask: Asking
) -> None:
    text = "Số chứng từ,Ngày nộp,Số tiền,Người nộp,Số quyết định\nCT 1,15/11/2026,1000000,Lý Thị Mai,07/QĐ-XPHC\n"
    said = {"agency": money.world.department.pk}
    bad = ask(money.accountant, reverse("dues:take_slips"), {**said, "list": text + "CT 2,hôm qua,5,,\n"}, status=422)
    assert "1 dòng có lỗi; chưa ghi dòng nào." in bad
    good = ask(money.accountant, reverse("dues:take_slips"), {**said, "list": text})
    assert "Đã ghi 1 chứng từ, 1 khớp ngay; 0 chứng từ đã có từ trước." in good


def test_a_month_is_laid_side_by_side(money: Money, ask: Asking) -> None:
    take(money, told(amount_vnd=2_000_000))
    page = ask(money.world.head, f"{reverse('dues:month')}?month=2026-11")
    for words in ("Còn nợ đầu tháng", "6.000.000 ₫", "-2.000.000 ₫", "4.000.000 ₫", "Khớp với danh sách còn nợ"):
        assert words in page, words
    assert "Tháng sau" not in ask(money.world.head, f"{reverse('dues:month')}?month=rubbish")


def test_the_money_of_a_case_stands_beside_its_papers(money: Money, ask: Asking) -> None:
    with as_officer(money.accountant, at(40)) as officer:
        cash = services.add_entry(
            officer=officer, at=at(40), case=money.case, kind=EntryKind.CASH_IN, on=on(12), amount_vnd=5_000_000,
            paper_number="GNT 1",
        )  # fmt: skip
    seen = ask(money.world.inspector, reverse("dues:of_case", args=[money.case.pk]))
    assert "Còn trong tài khoản tạm giữ: 5.000.000 ₫." in seen
    assert "Ghi chi phí, tiền tạm giữ" not in seen
    url = reverse("dues:add_entry", args=[money.case.pk])
    cost = {"kind": "storage", "on": "12/11/2026", "amount_vnd": "300.000", "paper_number": "HĐ 1"}
    assert "Hãy chọn bên chịu chi phí." in ask(money.accountant, url, cost, status=422)
    ask(money.accountant, url, {**cost, "bearer": "agency"})
    ask(money.accountant, reverse("dues:withdraw", args=[money.case.pk, cash.pk]), {"reason": "Nhầm"})
    seen = ask(money.accountant, reverse("dues:of_case", args=[money.case.pk]))
    for words in ("Cộng chi phí 300.000 ₫", "đơn vị xử lý 300.000 ₫", "đã rút", "Còn trong tài khoản tạm giữ: 0 ₫."):
        assert words in seen, words


def test_slips_are_closed_to_who_does_not_keep_the_money(money: Money, ask: Asking) -> None:
    take(money, told(decision_number=""))
    ask(money.world.inspector, reverse("dues:slips"), status=403)
    ask(money.world.inspector, slip_of().get_absolute_url(), status=404)
    ask(money.world.policeman, money.account.get_absolute_url(), status=404)
    ask(money.world.committee, reverse("dues:list"), status=403)
