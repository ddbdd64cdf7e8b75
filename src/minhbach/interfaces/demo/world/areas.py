"""The area of team 1 as its inspector keeps it: merchants, looks, licences, a point, an informant, a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.areas import services
from minhbach.domains.areas.services import Held, Kept
from minhbach.domains.areas.types import Ground
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import acting_as
from minhbach.interfaces.demo.accounts import TEAM_ONE
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.merchants import Conduct, DemoMerchant, MerchantKind, merchants
from minhbach.interfaces.demo.scenarios import team_of
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff

GOODS = {
    "market_trader": ("Quần áo, giày dép", "Sao Mây, Đồi Thông"),
    "tourist_street": ("Túi xách, ví da", "Mây Tím"),
    "retail": ("Mỹ phẩm, thực phẩm chức năng", "Hoa Ban"),
    "ecommerce": ("Mỹ phẩm bán qua mạng", "Hoa Ban, Suối Bạc"),
}
LOOKED = (
    "Bày bán đúng mặt hàng đã đăng ký, có hóa đơn mua vào.",
    "Có hàng chưa rõ nguồn gốc, đã nhắc nhở; chủ hộ hứa trả lại người giao.",
    "Đóng cửa lúc đến; hàng bên cạnh nói vẫn bán buổi tối.",
)
KEPT = 36


def keep_area(staff: Staff, subjects: Mapping[str, Subject], *, at: datetime) -> int:
    """Keep the merchants of team 1, as if since spring; return how many."""
    today, chance = local_date(at), chance_for("area")
    inspector, head = staff[staff.inspector_of(TEAM_ONE)], staff["doitruong"]
    own = [one for one in merchants() if team_of(one) == TEAM_ONE]
    named = [one for one in own if one.kind is not MerchantKind.UNKNOWN][:KEPT]
    begun = moment(working_day(today - timedelta(days=150)), 8)
    for place in {subjects[one.key].place_id: subjects[one.key].place for one in named}.values():
        if place is not None:
            services.assign_area(officer=head, at=begun, place=place, keeper=inspector)
    for one in named:
        subject, group = subjects[one.key], _group(one)
        goods, brands = GOODS[group]
        same: dict[str, Any] = {"officer": inspector, "subject": subject}
        services.keep(at=begun, kept=Kept(group=group, goods=goods, brands=brands), **same)
        if chance.random() < 0.7:
            day = working_day(today - timedelta(days=chance.randrange(3, 140)))
            services.record_visit(at=moment(day, 16), made_on=day, seen=chance.choice(LOOKED), met="Chủ hộ", **same)
        if chance.random() < 0.3:
            last = today + timedelta(days=chance.randrange(-10, 400))
            held = Held(kind="food_safety", number=f"{chance.randrange(10, 900)}/GCN-ATTP", last_day=last)
            services.record_licence(at=begun, held=held, **same)
    _rest(staff, own, subjects, at=at)
    return len(named)


def _group(merchant: DemoMerchant) -> str:
    if merchant.shops and not merchant.premises:
        return "ecommerce"
    return {MerchantKind.HOUSEHOLD: "market_trader", MerchantKind.ORGANISATION: "retail"}.get(
        merchant.kind, "tourist_street"
    )


def _rest(staff: Staff, own: list[DemoMerchant], subjects: Mapping[str, Subject], *, at: datetime) -> None:
    """A gathering point, an informant, a plan for the worst, and who looks for a seller."""
    today = local_date(at)
    inspector, leader = staff[staff.inspector_of(TEAM_ONE)], staff[staff.leader_of(TEAM_ONE)]
    [place, *_others] = [place for one in own if (place := subjects[one.key].place) is not None]
    lately = moment(working_day(today - timedelta(days=6)), 9)
    services.add_point(
        officer=inspector, at=lately, kind="yard", name="Bãi xe sau chợ cũ", place=place, address="Ngõ cụt cạnh chợ",
        goods="Quần áo, đồ điện", note="Ba xe tải nhỏ sang hàng lúc trời chưa sáng.",
    )  # fmt: skip
    # An informant is written by the officer who runs it alone: not even the demo's builder sees the row.
    with acting_as(access_of(inspector, at=lately)):
        source = services.open_source(officer=inspector, at=lately, alias="Cây Hồi")
        services.note_source(officer=inspector, at=lately, source=source, words="Hàng mới về bãi xe vào thứ năm.")
    serial = next((one for one in own if one.conduct is Conduct.SERIAL), own[0])
    plan = services.open_plan(
        officer=inspector, at=lately, subject=subjects[serial.key], ground=Ground.OTHER,
        about="Bán lại sau khi đã bị xử phạt và nhắc nhở nhiều lần; cần dứt điểm trước Tết.",
    )  # fmt: skip
    services.set_measure(
        officer=inspector, at=lately, plan=plan, what="Phối hợp với công an phường kiểm tra kho sau nhà",
        assignee=leader, due_on=working_day(today + timedelta(days=10)),
    )  # fmt: skip
    unknown = next((one for one in own if one.kind is MerchantKind.UNKNOWN), None)
    if unknown is not None:
        services.pursue(
            officer=inspector, at=lately, subject=subjects[unknown.key], assignee=inspector,
            next_step="Hỏi đơn vị vận chuyển về người gửi", next_on=working_day(today + timedelta(days=1)),
            found="Đã xem các gian hàng dùng cùng ảnh.",
        )  # fmt: skip
