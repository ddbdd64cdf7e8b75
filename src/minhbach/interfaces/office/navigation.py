"""What the navigation shows: each room, to those whose posts open it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.selectors import keeps_installation
from minhbach.domains.agencies.types import Role
from minhbach.foundation.clock import local_date
from minhbach.foundation.demo_mark import is_demo
from minhbach.foundation.office import Room, offices
from minhbach.foundation.pages.request import OfficeRequest

# The shell's own rooms, before and after those of the domains.
FIRST = Room(_lazy("Việc hôm nay"), "office:today", "sun", roles=frozenset(Role), short=_lazy("Hôm nay"))
HEALTH = Room(
    _lazy("Tình trạng hệ thống"), "office:health", "heart-rate-monitor", roles=frozenset({Role.ADMINISTRATOR})
)
LAST = Room(_lazy("Nhật ký"), "office:audit", "shield-check", roles=frozenset({Role.AUDITOR, Role.ADMINISTRATOR}))
# Set by the button of the menu itself: how a screen is arranged, and nothing about its reader.
MENU_COOKIE = "menu"


def rooms_shown() -> list[Room]:
    """Every room of the navigation, in its order."""
    declared = sorted((room for office in offices() for room in office.rooms), key=lambda room: room.place)
    return [FIRST, *declared, LAST, HEALTH]


def navigation(request: OfficeRequest) -> dict[str, Any]:
    """The context every page is given."""
    posts = getattr(request, "posts", [])
    held = {post.role for post in posts}
    seen = [
        room
        for room in rooms_shown()
        if _is_for(room, held)
        and (room is not HEALTH or keeps_installation(request.officer, on=local_date(request.at), posts=posts))
    ]
    views = {room.view for room in seen}
    rooms = [
        _shown(room, [one for one in seen if one.under == room.view], request.path, held)
        for room in seen
        if room.under not in views
    ]
    return {
        "rooms": rooms if posts else [],
        "posts": posts,
        "other_posts": len(posts) - 1,
        "is_demo": is_demo(),
        "is_menu_folded": request.COOKIES.get(MENU_COOKIE) == "folded",
        # The box at the head shows what everything was searched for, not what a list was.
        "searched": request.GET.get("q", "") if request.path == reverse("office:search") else "",
    }


def _is_for(room: Room, held: set[str]) -> bool:
    return bool(room.roles & held) if room.roles else Role.GUEST not in held


def _shown(room: Room, guests: Iterable[Room], path: str, held: set[str], depth: int = 0) -> dict[str, Any]:
    """Lay out a room with its doors and the rooms under it, for whoever stands in one of them."""
    url = reverse(room.view)
    doors = [*(one for one in room.within if _is_for(one, held)), *guests]
    is_here = _is_current(path, url)
    within = []
    if is_here or any(_is_current(path, reverse(one.view)) for one in guests):
        for one in doors:
            door = _shown(one, (), path, held, depth + 1)
            within += [door, *door["within"]]
    # Of doors side by side the one whose address says most of where one is.
    nearest = max((one["url"] for one in within if one["is_current"]), key=len, default="")
    for one in within:
        one["is_current"] = one["url"] == nearest
    return {
        "label": room.label,
        "url": url,
        "icon": room.icon,
        "is_current": is_here and not any(one["is_current"] for one in within),
        "within": within,
        "depth": depth,
        "short": room.short,
    }


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
