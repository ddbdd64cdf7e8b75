"""What the navigation shows: each room, to those whose posts open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minhbach.domains.agencies.types import Role
from minhbach.domains.screening.selectors import READERS


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
    Room(_("Today's work"), "office:today", "sun"),
    Room(
        _("Leads"),
        "screening:leads",
        "radar",
        within=(
            Room(_("Sweeps"), "screening:sweeps", "history", frozenset(READERS)),
            Room(_("The office's own lexicon"), "screening:lexicon", "vocabulary", frozenset(READERS)),
        ),
    ),
    Room(_("Cases"), "cases:list", "briefcase"),
    Room(_("Subjects"), "subjects:list", "users"),
    Room(_("Documents"), "documents:list", "file-text"),
    Room(_("Reports"), "reporting:list", "chart-bar"),
    Room(_("Law"), "law:home", "scale"),
    Room(_("Agencies"), "agencies:home", "building-community"),
    Room(_("Audit log"), "office:audit", "shield-check", frozenset({Role.AUDITOR, Role.ADMINISTRATOR})),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
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
