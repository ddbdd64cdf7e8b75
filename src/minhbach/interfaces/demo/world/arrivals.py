"""What arrived at the branch lately: waiting for the head's word, given, late, dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.arrivals.services import finish_arrival, instruct, register_arrival
from minhbach.domains.arrivals.types import Urgency, Written
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import BRANCH
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff


@dataclass(frozen=True)
class Came:
    """A letter: how many days ago, from whom, what about; to whom it went, due so many days after, and how it ended."""

    days_ago: int
    sender: str
    symbol: str
    abstract: str
    urgency: Urgency = Urgency.ORDINARY
    to: str = ""
    due_after: int = 0
    outcome: str = ""


LETTERS = (
    Came(18, "Ủy ban nhân dân phường Kỳ Lừa", "412/UBND-KT", "Công văn về việc phối hợp kiểm tra chợ đêm",
         to="kiemsoat", due_after=7, outcome="Đã cử kiểm soát viên tham gia đoàn của phường."),
    Came(12, "Cục Thuế", "1188/CT-TTKT", "Công văn cung cấp thông tin đăng ký thuế của hộ kinh doanh",
         to="kiemsoat", due_after=5),
    Came(5, "Chi cục Hải quan khu vực VI", "97/HQ-KSHQ", "Công văn đề nghị xác minh nguồn gốc lô hàng tạm giữ",
         Urgency.URGENT, to="doitruong", due_after=10),
    Came(2, "Văn phòng Thường trực Ban Chỉ đạo 389", "56/BCĐ389-VPTT", "Công văn đôn đốc báo cáo chuyên đề"),
    Came(1, "Sở Y tế", "733/SYT-QLD", "Thông báo thu hồi lô mỹ phẩm không đạt chất lượng", Urgency.EXPRESS),
)  # fmt: skip


def letters(staff: Staff, *, at: datetime) -> int:
    """Register what arrived, in the order of the days, and let the head and others deal with it."""
    branch, today = Agency.objects.get(key=BRANCH), local_date(at)
    for came in LETTERS:
        day = working_day(today - timedelta(days=came.days_ago))
        day = min(day, today)
        _tell(came, branch, staff, day=day, at=min(moment(day, 8, 20), at))
    return len(LETTERS)


def _tell(came: Came, branch: Agency, staff: Staff, *, day: date, at: datetime) -> None:
    head, person = staff["chicuctruong"], _person(staff, came.to)
    arrival = register_arrival(
        officer=staff["vanthu"],
        at=at,
        agency=branch,
        written=Written(
            arrived_on=day, sender=came.sender, symbol=came.symbol, dated=day - timedelta(days=2),
            abstract=came.abstract, urgency=came.urgency,
        ),
    )  # fmt: skip
    if person is None:
        return
    due_on = working_day(day + timedelta(days=came.due_after))
    words = "Giao nghiên cứu, xử lý và báo cáo kết quả."
    instruct(officer=head, at=at, arrival=arrival, instruction=words, assignee=person, due_on=due_on)
    if came.outcome:
        finish_arrival(officer=person, at=at, arrival=arrival, outcome=came.outcome)


def _person(staff: Staff, username: str) -> Officer | None:
    return staff[username] if username else None
