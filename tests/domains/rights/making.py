"""Rights for tests, made as officers and owners make them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from minhbach.domains.agencies.models import Officer
from minhbach.domains.rights import services
from minhbach.domains.rights.models import Notice, Right
from minhbach.foundation.clock import local_date
from tests.worlds import AT, World, guest_of

TODAY = local_date(AT)
HOLDER = "Công ty Cổ phần Giày Mây Núi"


def holder_of(world: World, **more: Any) -> Officer:
    """The legal manager of a firm that owns a mark, for whom the team answers."""
    given = {"body": HOLDER, "code": "4900 111 222", "kind": "rights_holder", "username": "may.nui", **more}
    return guest_of(world, "Lục Thị Vy", **given)


def said(**more: Any) -> dict[str, Any]:
    return {
        "kind": "trademark", "number": "4-0312345-000", "title": "Mây Núi", "holder": HOLDER,
        "granted_on": TODAY - timedelta(days=900), "last_day": TODAY + timedelta(days=900), "classes": ("25", "18"),
        "goods": ("giày", "dép"), "source": "Giấy chứng nhận, bản sao", **more,
    }  # fmt: skip


def entered(world: World, **more: Any) -> Right:
    """A right that an inspector of the team entered."""
    with world.acting(world.inspector):
        return services.enter_right(officer=world.inspector, at=AT, **said(**more))


def proposed(world: World, by: Officer, **more: Any) -> Right:
    with world.acting(by):
        return services.enter_right(officer=by, at=AT, **said(**more))


def confirmed(world: World, by: Officer, **more: Any) -> Right:
    """A right that its owner proposed and an inspector found in the register."""
    right = proposed(world, by, **more)
    with world.acting(world.inspector):
        return services.confirm_right(officer=world.inspector, at=AT, right=right, compared_with="Sổ đăng ký, hôm nay")


def links(count: int, *, start: int = 1) -> list[str]:
    return [f"https://shopee.vn/giay-may-nui-i.{700 + number}.{number}" for number in range(start, start + count)]


def sent(world: World, officer: Officer, right: Right, lines: list[str], **more: Any) -> Notice:
    with world.acting(officer):
        return services.send_notice(officer=officer, at=AT, right=right, lines=lines, **more)
