"""What the navigation shows: each room, to those whose posts open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.types import Role
from minhbach.domains.screening.selectors import READERS
from minhbach.foundation.pages.request import OfficeRequest


@dataclass(frozen=True)
class Room:
    """One entry: its words, its page, its icon, and the roles it is for (none: everybody)."""

    label: str | Promise
    view: str
    icon: str
    roles: frozenset[Role] = frozenset()
    # Further doors of the room, shown to whoever stands in it.
    within: tuple[Room, ...] = ()


ROOMS = (
    Room(_lazy("Việc hôm nay"), "office:today", "sun"),
    Room(
        _lazy("Thông tin cần thẩm tra"),
        "screening:leads",
        "radar",
        within=(
            Room(_lazy("Lượt quét"), "screening:sweeps", "history", frozenset(READERS)),
            Room(_lazy("Từ điển của đơn vị"), "screening:lexicon", "vocabulary", frozenset(READERS)),
        ),
    ),
    Room(_lazy("Vụ việc"), "cases:list", "briefcase"),
    Room(_lazy("Tổ chức, cá nhân"), "subjects:list", "users"),
    Room(_lazy("Văn bản"), "documents:list", "file-text"),
    Room(_lazy("Báo cáo"), "reporting:list", "chart-bar"),
    Room(_lazy("Pháp luật"), "law:home", "scale"),
    Room(_lazy("Cơ quan, địa bàn"), "agencies:home", "building-community"),
    Room(_lazy("Nhật ký"), "office:audit", "shield-check", frozenset({Role.AUDITOR, Role.ADMINISTRATOR})),
)


def navigation(request: OfficeRequest) -> dict[str, Any]:
    """The context every page is given."""
    posts = getattr(request, "posts", [])
    held = {post.role for post in posts}
    rooms = []
    for room in ROOMS:
        if room.roles and not room.roles & held:
            continue
        rooms.append(_shown(room, request.path, held))
    return {"rooms": rooms if posts else [], "posts": posts, "is_demo": settings.DEMO}


def _shown(room: Room, path: str, held: set[str]) -> dict[str, Any]:
    url = reverse(room.view)
    is_current = _is_current(path, url)
    doors = [one for one in room.within if is_current and one.roles & held]
    within = [_shown(one, path, held) for one in doors]
    is_current = is_current and not any(one["is_current"] for one in within)
    return {"label": room.label, "url": url, "icon": room.icon, "is_current": is_current, "within": within}


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
