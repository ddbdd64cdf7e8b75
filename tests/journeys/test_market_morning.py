"""A market morning, whole: three shops in a day without a network, and what comes of them until the last sum closes.

Each does his own part on the pages that he is shown. What a phone writes without a network is `test_field.py`, in a
browser; here it is sent by the same calls, a day late, in no order, and twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.models import Case, FieldEntry
from minhbach.domains.cases.services import do
from minhbach.domains.cases.types import Outcome
from minhbach.domains.documents.services import set_scan_rule
from minhbach.domains.documents.types import ScanTime
from minhbach.domains.stores import selectors as stores
from minhbach.domains.subjects.services import register_subject
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import YEAR_START, World, as_officer, at, case_at, on
from tests.domains.evidence.conftest import PIXEL
from tests.domains.stores.making import keeper_of
from tests.journeys.hand import Hand

# Whom each shop is, and what its minutes say.
SHOPS = {"Sạp 12": "Lý Thị Mai", "Sạp 7": "Hoàng Văn Tích", "Sạp 3": "Nông Thị Sen"}
BAG = {"name": "Túi xách Vân Sam", "quantity": "35", "unit": "chiếc", "unit_price": "300.000"}
PURSE = {"name": "Ví da", "quantity": "10", "unit": "chiếc", "value": "1.500.000"}
BELT = {"name": "Thắt lưng", "quantity": "2", "unit": "chiếc", "value": "200.000"}
WOMAN = {"full_name": "Lý Thị Mai", "role": "present", "number": "020000000017", "address": "Số 3 ngõ 5"}
# What her card does not say: its number and her address came with the phone.
PARTY = {
    "party_paper_issued_on": "01/08/2021", "party_paper_issued_by": "Bộ Công an",
    "party_gender": "Nữ", "party_born_on": "04/05/1990", "party_occupation": "Kinh doanh",
}  # fmt: skip
LABORATORY = "Viện Khoa học sở hữu trí tuệ"


class Office:
    """Everybody who has a hand in it, and the day it is."""

    def __init__(self, world: World) -> None:
        with acting_as(SYSTEM):
            cashier = Officer.objects.create_user(username="test.ketoan", password=None, full_name="Hà Thu Giang")
            accountant = Post.objects.create(
                officer=cashier, agency=world.department, role=Role.ACCOUNTANT, title_vi="Kế toán",
                valid_from=YEAR_START,
            )  # fmt: skip
            keeper = keeper_of(world)
        self.leader, self.second, self.head = Hand(world.inspector), Hand(world.second), Hand(world.head)
        self.clerk, self.keeper, self.accountant = Hand(world.clerk), Hand(keeper), Hand(accountant)
        self.clock: Any = None

    def begin(self, days: float) -> None:
        """Let it be another day; everybody comes in anew."""
        self.end()
        self.clock = time_machine.travel(at(days), tick=False)
        self.clock.start()
        for hand in (self.leader, self.second, self.head, self.clerk, self.keeper, self.accountant):
            hand.sit_down()

    def end(self) -> None:
        if self.clock is not None:
            self.clock.stop()
            self.clock = None

    def issue(self, paper: str) -> None:
        """A paper that was put forward is signed, dated and issued, each from the desk of who does it."""
        self.head.open().follow(f"Ký: {paper}").press("Ký").reads("Đã ký")
        self.clerk.open().follow(paper)
        # A form that gives no symbol is dated, and has no number.
        is_numbered = "Cấp số và phát hành" in self.clerk.shown
        self.clerk.press("Cấp số và phát hành" if is_numbered else "Ghi ngày và phát hành").reads("Đã phát hành")

    def draw_on_the_spot(self) -> None:
        """Who draws a paper up on the spot signs, numbers and issues it himself."""
        self.leader.press("Ký và cấp số").press("Phát hành").reads("Đã phát hành")

    def move_goods(self, case: str, door: str, minutes: str, **slip: str) -> None:
        """Goods go through the store's door by two hands: asked from the case, answered from the keeper's desk."""
        self.leader.open(case).fetch("/kho/").follow("Từng dòng").follow(door)
        self.leader.press("Gửi thủ kho", **slip).reads("Đã lập phiếu, chờ thủ kho xác nhận")
        self.keeper.open().follow("Chờ thủ kho").follow("Thủ kho trả lời")
        self.keeper.press("Ghi trả lời", said="yes", minutes=minutes).reads("Đã ghi trả lời của thủ kho")


@pytest.fixture
def office(standing_case_world: World, files: Path) -> Iterator[Office]:
    world = standing_case_world
    with as_officer(world.head) as head:
        # As most offices do, which saves the clerk being asked at each paper.
        set_scan_rule(
            agency=world.department, kind="", scanned=ScanTime.LATER, valid_from=on(0), officer=head, at=at(0)
        )
    office = Office(world)
    yield office
    office.end()


def test_a_market_morning_from_the_plan_to_the_last_sum(office: Office, standing_case_world: World) -> None:
    leader, second = office.leader, office.second
    office.begin(0)
    cases = plan(office, standing_case_world)
    case = cases[0]

    office.begin(2.3)
    leader.open(case).follow("Mang theo")
    # The day is that of the order; all three are taken along by one press.
    leader.press("Đưa vào máy này", others=[one.strip("/").rpartition("/")[2] for one in cases[1:]])
    kits = leader.address.partition("#")[2].split(",")
    second.open(case).follow("Mang theo").press("Đưa vào máy này")
    hers = second.address.partition("#")[2]

    office.begin(4.3)
    come_back(office, kits, hers)
    settle_what_came_late(office)
    for number, shop in ((1, "Sạp 7"), (2, "Sạp 3")):
        leader.open().follow("Kết thúc: không có vi phạm")
        leader.reads(shop)
        assert leader.address == cases[number]
        leader.press("Kết thúc: không có vi phạm", reason="Xuất trình đủ hóa đơn").reads("không có vi phạm")

    record(office, case)
    seize(office, case)
    office.begin(7)
    open_store(office)
    office.move_goods(case, "Nhập kho", "05/BB-GN", seal_number="0001")
    ask_experts(office, case)
    office.begin(9)
    hear_experts(office, case)
    decide(office, case)
    office.begin(14)
    carry_out(office, case)
    all_is_accounted_for(standing_case_world, case)


def plan(office: Office, world: World) -> list[str]:
    """Orders to inspect the three shops: the first walked to, the others as they stand then; the cases' addresses."""
    (shop, merchant), *others = SHOPS.items()
    cases = [order(office, world, shop, merchant)]
    both = (str(world.inspector.officer_id), str(world.second.officer_id))
    for shop, merchant in others:
        with as_officer(world.inspector, at(0)) as officer:
            subject = register_subject(officer=officer, at=at(0), kind="individual", name=merchant, place=world.commune)
        case = case_at(world, "ordered", title=f"{shop} chợ Đồng Đăng", subject_id=subject.pk)
        with as_officer(world.head, at(2)) as head:
            do(officer=head, at=at(2), case=case, fact=Assigned(leader_id=both[0], officer_ids=both))
        cases.append(case.get_absolute_url())
    return cases


def order(office: Office, world: World, shop: str, merchant: str) -> str:
    """From what is known of a shop to the order to inspect it; returns the address of its case."""
    leader = office.leader
    leader.open(reverse("cases:list")).follow("Mở vụ việc").find("chon-doi-tuong", merchant)
    leader.press("Mở vụ việc", title=f"{shop} chợ Đồng Đăng", place=str(world.commune.pk))
    case = leader.address
    leader.press("Kết thúc thẩm tra, xác minh", findings="Bày bán túi xách không hóa đơn")
    leader.press(
        "Đề xuất kiểm tra và trình Chi cục trưởng Vi Văn An", scope="Hàng hóa, hóa đơn", starts_on="05/11/2026",
        place=f"{shop}, chợ Đồng Đăng", member_ids=[str(world.second.officer_id)],
    )  # fmt: skip
    office.issue("quyết định kiểm tra")
    return case


def come_back(office: Office, kits: list[str], hers: str) -> None:
    """Two phones hand in, a day late: minutes before their lines, and all that was sent once more."""
    first, second, third = kits
    goods = [written("goods", BAG, 3.05), written("goods", PURSE, 3.06)]
    person, picture = written("person", WOMAN, 3.07), written("photo", {"title": "Kệ hàng"}, 3.08)
    whole = written("minutes", minutes(3.0, 3.1, [*goods, person], has_violation=True), 3.1)
    assert send(office.leader, first, whole, person, picture, goods[1], goods[0]) == "đã vào hồ sơ"
    assert send(office.leader, first, goods[0], whole, picture) == "đã vào hồ sơ"
    man = written("person", {"full_name": "Hoàng Văn Tích", "role": "present"}, 3.15)
    assert send(office.leader, second, written("minutes", minutes(3.12, 3.16, [man]), 3.16)) == "đã đến, chờ biên bản"
    assert send(office.leader, second, man) == "đã vào hồ sơ"
    assert send(office.leader, third, written("minutes", minutes(3.17, 3.2, []), 3.2)) == "đã vào hồ sơ"
    # She counted two belts which his minutes do not have.
    assert send(office.second, hers, written("goods", BELT, 3.09)) == "chờ đối chiếu"
    for hand, kit in (*((office.leader, one) for one in kits), (office.second, hers)):
        assert hand.client.post(reverse("cases:give_back", args=[kit])).status_code == 200
    with acting_as(SYSTEM):
        assert FieldEntry.objects.count() == 9


def written(kind: str, content: dict[str, Any], made: float) -> dict[str, str]:
    return {"id": str(uuid4()), "kind": kind, "content": json.dumps(content), "made_at": at(made).isoformat()}


def minutes(start: float, end: float, lines: list[dict[str, str]], *, has_violation: bool = False) -> dict[str, Any]:
    return {
        "started_at": at(start).isoformat(), "ended_at": at(end).isoformat(), "place": "Chợ Đồng Đăng",
        "findings": "Bày bán túi xách không hóa đơn" if has_violation else "Có đủ hóa đơn",
        "has_violation": has_violation, "lines": [one["id"] for one in lines],
    }  # fmt: skip


def send(hand: Hand, kit: str, *entries: dict[str, str]) -> str:
    """Send entries as a device does; says what became of the last once all have come."""
    answers: dict[str, Any] = {}
    for one in entries:
        file = {"file": SimpleUploadedFile("a.png", PIXEL, "image/png")} if one["kind"] == "photo" else {}
        sent = {**one, "device_at": at(4.3).isoformat(), **file}
        answers |= hand.client.post(reverse("cases:send", args=[kit]), sent).json()["answers"]
    return str(answers[entries[-1]["id"]]["words"])


def settle_what_came_late(office: Office) -> None:
    """Who leads the case reads both sides and lets the line in; who sent it is told, once."""
    leader, second = office.leader, office.second
    leader.open().follow("Đối chiếu 1 mục ghi tại hiện trường").follow("dòng hàng hóa")
    leader.reads("Thắt lưng", "2 dòng, 12.000.000 ₫")
    leader.press("Cho vào hồ sơ", word="Đã đếm lại cùng chủ sạp").reads("Đã cho vào hồ sơ")
    second.open().follow("1 mục bạn gửi từ hiện trường đã được giải quyết").reads("Đã đếm lại cùng chủ sạp")
    second.press("Tôi đã đọc kết quả")
    assert "mục bạn gửi" not in second.open().told


def record(office: Office, case: str) -> None:
    """The minutes of the inspection and the record of the violation, both drawn from what the phones sent."""
    leader = office.leader
    leader.open(case).follow("Văn bản").press("Biên bản kiểm tra").reads("Túi xách Vân Sam", "Thắt lưng", "Lý Thị Mai")
    office.draw_on_the_spot()
    leader.open().follow("Lập biên bản vi phạm hành chính")
    leader.press(
        "Lập biên bản vi phạm hành chính và dự thảo biên bản vi phạm hành chính", report_category="GIAN_LAN_TM_THUE",
        **{
            "act0-violation_class": "KRNG", "act0-provision_key": "ND98-D17-ORI|a",
            "act0-goods_value_vnd": "12.200.000", **PARTY,
        },
    )  # fmt: skip
    office.draw_on_the_spot()


def seize(office: Office, case: str) -> None:
    leader = office.leader
    leader.open(case).follow("Đề nghị tạm giữ tang vật, phương tiện").press(
        "Đề nghị tạm giữ tang vật, phương tiện", goods="tất cả", reason="Ngăn tẩu tán", place="Kho Chi cục",
        legal_basis="Luật Xử lý vi phạm hành chính", seals="0001",
    )  # fmt: skip
    # The decision cites the record of whose goods they are: it goes on as it was drawn.
    leader.press("Dự thảo quyết định tạm giữ").reads("01/BB-VPHC", "020000000017", "Số 3 ngõ 5")
    leader.press("Trình ký")
    office.issue("quyết định tạm giữ")


def open_store(office: Office) -> None:
    head = office.head
    head.open(reverse("stores:list")).follow("Mở kho")
    head.press("Mở kho", name="Kho Chi cục", kind="own", address="Số 1 phố Kho").follow("Giao thủ kho")
    head.press("Giao thủ kho", officer=str(office.keeper.post.officer_id), first_day="09/11/2026", decision="02/QĐ-GN")
    head.reads("Hứa Văn Kho")


def ask_experts(office: Office, case: str) -> None:
    leader = office.leader
    leader.open(case).follow("Đề nghị trưng cầu giám định")
    # A form that nobody has sent asks nothing.
    assert "Chưa ghi gì" not in leader.told
    leader.press(
        "Đề nghị trưng cầu giám định", body=LABORATORY, questions="Hàng có giả mạo nhãn hiệu không?",
        reason="Nghi giả mạo nhãn hiệu", until="20/11/2026",
    )  # fmt: skip
    leader.follow("Ghi lấy mẫu").press("Ghi lấy mẫu", goods="1", quantity="02 chiếc", seal="M-01")
    leader.press("Dự thảo quyết định trưng cầu giám định").press("Trình ký")
    office.issue("quyết định trưng cầu giám định")
    office.move_goods(
        case, "Xuất kho", "06/BB-GN", lines="1: 2", way="sample", counterparty=LABORATORY, purpose="Giám định"
    )


def hear_experts(office: Office, case: str) -> None:
    leader = office.leader
    leader.open(case).follow("Ghi kết luận giám định")
    leader.press("Ghi kết luận giám định", conclusion="Không giả mạo nhãn hiệu", paper_number="KL 12")
    leader.follow("Ghi chi phí giám định").press("Ghi chi phí giám định", amount_vnd="1.500.000", bearer="agency")
    office.move_goods(case, "Nhập kho", "07/BB-GN", way="sample_back", lines="1: 2", counterparty=LABORATORY)


def decide(office: Office, case: str) -> None:
    leader = office.leader
    leader.open().follow("Xác định mức xử phạt")
    assert leader.address == case
    leader.reads("5.000.000 ₫ – 7.000.000 ₫")
    leader.press(
        "Xác định mức xử phạt và trình Chi cục trưởng Vi Văn An", additional_0="on",
        additional_0_details="Toàn bộ tang vật theo bảng kê", payment_place="Kho bạc Nhà nước khu vực VI",
    )  # fmt: skip
    office.issue("quyết định xử phạt")
    leader.open(case).press("Ghi nhận giao quyết định", manner="direct", receiver="Lý Thị Mai")
    leader.follow("Chuyển theo quyết định xử phạt").press("Chuyển theo quyết định xử phạt", goods="tất cả")


def carry_out(office: Office, case: str) -> None:
    """The fine comes in by a slip, the goods are destroyed, and only then nothing stands against the end."""
    leader, accountant = office.leader, office.accountant
    accountant.open(reverse("dues:list")).follow("01/QĐ-XPHC").follow("Nhập chứng từ nộp")
    # Decision, payer and what is left stand there already.
    accountant.press("Ghi chứng từ", number="CT 12", paid_on="16/11/2026").reads("1 khớp ngay")
    leader.open(case).reads("3 dòng tang vật còn trong kho")
    office.move_goods(
        case, "Xuất kho", "09/BB-TH", lines="tất cả", way="destroyed", counterparty="Hội đồng tiêu hủy",
        authority="01/QĐ-XPHC ngày 11/11/2026",
    )  # fmt: skip
    leader.open(case).fetch("/kho/").follow("Từng dòng").reads("3 dòng đã rời kho", "đủ, không thiếu dòng nào")
    # Nothing is left to bring or to take.
    assert not {"Nhập kho", "Xuất kho"} & set(leader.shown)
    assert "tang vật còn trong kho" not in leader.open(case).told
    leader.press("Kết thúc vụ việc").reads("Vụ việc đã kết thúc")


def all_is_accounted_for(world: World, case: str) -> None:
    with as_officer(world.head, at(14)):
        found = {one.title.partition(" chợ")[0]: one for one in Case.objects.all()}
        outcomes = {shop: one.outcome for shop, one in found.items()}
        sums = stores.sums_of(found["Sạp 12"])
    assert outcomes == {"Sạp 12": Outcome.EXECUTED, "Sạp 7": Outcome.NO_VIOLATION, "Sạp 3": Outcome.NO_VIOLATION}
    assert sums.closes
    assert [(one.line.name, int(one.gone["destroyed"])) for one in sums.lines] == [
        ("Túi xách Vân Sam", 35), ("Ví da", 10), ("Thắt lưng", 2),
    ]  # fmt: skip
    assert not AuditEntry.objects.filter(vouched_by="nobody").exists()
