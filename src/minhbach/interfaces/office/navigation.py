"""What the navigation shows: each room, to those whose posts open it."""

from __future__ import annotations

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
FIRST = Room(_lazy("Việc hôm nay"), "office:today", "sun", short=_lazy("Hôm nay"))
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
    rooms = []
    for room in rooms_shown():
        if room.roles and not room.roles & held:
            continue
        if room is HEALTH and not keeps_installation(request.officer, on=local_date(request.at), posts=posts):
            continue
        rooms.append(_shown(room, request.path, held))
    return {
        "rooms": rooms if posts else [],
        "posts": posts,
        "other_posts": len(posts) - 1,
        "is_demo": is_demo(),
        "is_menu_folded": request.COOKIES.get(MENU_COOKIE) == "folded",
        # The box at the head shows what everything was searched for, not what a list was.
        "searched": request.GET.get("q", "") if request.path == reverse("office:search") else "",
    }


def _shown(room: Room, path: str, held: set[str]) -> dict[str, Any]:
    url = reverse(room.view)
    is_current = _is_current(path, url)
    doors = [one for one in room.within if is_current and one.roles & held]
    within = [_shown(one, path, held) for one in doors]
    is_current = is_current and not any(one["is_current"] for one in within)
    return {
        "label": room.label,
        "url": url,
        "icon": room.icon,
        "is_current": is_current,
        "within": within,
        "short": room.short,
    }


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
