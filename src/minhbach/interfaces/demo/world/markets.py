"""An invented market of the demo: its plan from two lists of the board, a third waiting, a round under way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from minhbach.domains.agencies.models import Place
from minhbach.domains.markets.models import Stall
from minhbach.domains.markets.services import Noted, apply_plan, note_marks, open_market, open_round, try_plan
from minhbach.domains.markets.types import ListScope, MarkKind
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import TEAM_ONE
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.merchants import DemoMerchant, MerchantKind, merchants
from minhbach.interfaces.demo.scenarios import team_of
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff

COMMUNE = "2025:06187"
ROWS = {"A": ("Vải, chăn ga", 10), "B": ("Giày dép, túi xách", 8), "C": ("Mỹ phẩm", 6)}
HEADER = "Dãy,Ô số,Họ và tên,Điện thoại,Ngành hàng,Tổ trưởng"
# What a round found at the first stalls of row A.
FOUND = (MarkKind.SIGNED, MarkKind.SIGNED, MarkKind.NOT_MET, MarkKind.RECHECK, MarkKind.SIGNED, MarkKind.CLOSED)


def keep_market(staff: Staff, *, at: datetime) -> int:
    """Let the team of the ward keep its night market; says how many stalls it has."""
    officer, today = staff["kiemsoat"], local_date(at)
    begun, changed = today - timedelta(days=75), today - timedelta(days=30)
    traders = [
        one
        for one in merchants()
        if one.kind is MerchantKind.HOUSEHOLD and one.first("phone") and team_of(one) == TEAM_ONE
    ]
    stalls = [(row, number, goods) for row, (goods, count) in ROWS.items() for number in range(1, count + 1)]
    chosen = chance_for("market").sample(traders, len(stalls) + 2)
    market = open_market(
        officer=officer,
        at=moment(begun, 8),
        name="Chợ đêm Bến Đá",
        place=Place.objects.get(key=COMMUNE),
        address="Phố Bến Đá, phường Kỳ Lừa",
        rules_signed_on=begun,
    )
    whole = [
        _line(row, number, goods, trader if number % 7 else None, is_leader=number == 1)
        for (row, number, goods), trader in zip(stalls, chosen, strict=False)
    ]
    lists = (
        (begun, "Danh sách ô ban đầu của ban quản lý", ListScope.WHOLE, whole),
        (
            changed,
            "Thay đổi tháng trước",
            ListScope.CHANGES,
            [_line("B", 2, "Túi xách", None), _line("A", 7, "Vải", chosen[-1])],
        ),
        (today, "Thay đổi tháng này", ListScope.CHANGES, [_line("C", 3, "Nước hoa", chosen[-2])]),
    )
    for day, name, scope, lines in lists:
        told: dict[str, Any] = {"officer": officer, "at": min(moment(day, 9), at)}
        change = try_plan(
            **told, market=market, name=name, content="\n".join([HEADER, *lines]).encode(), file_name="danh-sach.csv",
            scope=scope, effective_on=day,
        )  # fmt: skip
        if day != today:
            apply_plan(**told, change=change)
    walked = open_round(officer=officer, at=at - timedelta(hours=2), market=market, purpose="Vận động ký cam kết")
    first = Stall.objects.filter(market=market, row="A").order_by("key")[: len(FOUND)]
    noted = [Noted(stall.pk, kind.value) for stall, kind in zip(first, FOUND, strict=True)]
    note_marks(officer=officer, at=at - timedelta(hours=1), walked=walked, noted=noted)
    return len(stalls)


def _line(row: str, number: int, goods: str, trader: DemoMerchant | None, *, is_leader: bool = False) -> str:
    phone = trader.first("phone") if trader else None
    name = trader.name if trader else "trống"
    return ",".join(
        [row, str(number), f'"{name}"', phone.value if phone else "", f'"{goods}"', "x" if is_leader else ""]
    )
