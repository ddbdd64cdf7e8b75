"""What units of the demo look ahead to: plans of inspection that overlap, a watch list, websites they classify."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from minhbach.domains.agencies.models import Agency
from minhbach.domains.inspections.services import add_item, draw_up, set_term, share
from minhbach.domains.inspections.types import PlanKind
from minhbach.domains.sites.services import enter_site, observe
from minhbach.domains.subjects.models import Subject
from minhbach.domains.watching.services import add_entry, open_list, record_patrol
from minhbach.domains.watching.types import Watched
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import TEAM_ONE
from minhbach.interfaces.demo.merchants import MerchantKind, merchants
from minhbach.interfaces.demo.scenarios import team_of
from minhbach.interfaces.demo.world.province import Staff

PLANNED, TERM, SITES = 6, 5, 8


def look_ahead(staff: Staff, subjects: Mapping[str, Subject], *, at: datetime) -> int:
    """Draw up two plans that meet at some doors, watch for goods, enter websites; return how many doors are planned."""
    head, above, today = staff["doitruong"], staff["chicuctruong"], local_date(at)
    branch = Agency.objects.get(key="qltt.20")
    set_term(officer=above, at=at, agency=branch, working_days=TERM, valid_from=today)
    known = [one for one in merchants() if one.kind is MerchantKind.ORGANISATION and team_of(one) == TEAM_ONE]
    doors = [subjects[one.key] for one in known[:PLANNED]]
    plan(staff["truongdoan"], doors, "Kế hoạch kiểm tra định kỳ quý sau", PlanKind.PERIODIC, at=at)
    plan(above, doors[:2], "Chuyên đề hàng giả dịp Tết", PlanKind.THEMATIC, at=at)
    watched = open_list(officer=head, at=at, title="Hàng nóng dịp Tết", reason="Chuẩn bị cao điểm cuối năm")
    for kind, words in ((Watched.GOODS, "bánh kẹo không nhãn phụ"), (Watched.PLACE, "lối mở sau chợ cũ")):
        add_entry(officer=head, at=at, watch_list=watched, kind=kind, value=words)
    record_patrol(
        officer=head, at=at, on=today - timedelta(days=2), stretch="Đường vòng sau chợ cũ",
        found="Hai xe máy chở hàng bỏ lại", goods="quần áo cũ, 14 bao", value_vnd=21_000_000,
    )  # fmt: skip
    enter_sites(staff, subjects, at=at)
    return len(doors)


def plan(officer: Any, doors: Sequence[Subject], title: str, kind: PlanKind, *, at: datetime) -> None:
    """Draw a plan up for the coming months and send it out."""
    begins = local_date(at) + timedelta(days=30)
    ends = begins + timedelta(days=90)
    drawn = draw_up(officer=officer, at=at, title=title, kind=kind, starts_on=begins, ends_on=ends)
    for number, door in enumerate(doors):
        day = begins + timedelta(days=7 * number)
        add_item(
            officer=officer, at=at, plan=drawn, subject=door, starts_on=day, ends_on=day + timedelta(days=4),
            grounds="Rà soát theo ngành hàng",
        )  # fmt: skip
    share(officer=officer, at=at, plan=drawn)


def enter_sites(staff: Staff, subjects: Mapping[str, Subject], *, at: datetime) -> None:
    """Enter the websites of merchants, some of them classified, one with a trick that was seen there."""
    officer, today = staff["kiemsoat"], local_date(at)
    shops = [
        (one, shop) for one in merchants() if team_of(one) == TEAM_ONE for shop in one.shops if shop.kind == "website"
    ]
    for number, (one, shop) in enumerate(shops[:SITES]):
        said: dict[str, Any] = {"kind": "direct", "notice": "none"} if number % 3 == 0 else {}
        subject = subjects[one.key]
        site = enter_site(
            officer=officer, at=at, name=shop.name, url=shop.url, subject=subject, place=subject.place, **said
        )
        if not number:
            observe(
                officer=officer, at=at, site=site, trick="split_parcels", seen_on=today,
                note="Một đơn tách thành ba gói nhỏ, ba người gửi.",
            )  # fmt: skip
