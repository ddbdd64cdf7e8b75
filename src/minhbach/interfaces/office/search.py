"""One search box over every domain. Each says what it finds (`found.py`); how is one way for all (`foundation.search`).

What is found, suggested, counted and proposed follows from what the reader may see and from the language alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from urllib.parse import urlencode

from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts, narrowed_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import SearchAct, SearchGroup, Words, offered, offices
from minhbach.foundation.search import Asked, Findable, Hit, find, find_near, hold_together, slip_together

SHOWN = 8
SUGGESTED = 8
# Of one kind no more are suggested, so that others have room.
SUGGESTED_OF_ONE = 4
MEANT_SHOWN = 3
LONGEST = 200


@dataclass(frozen=True)
class Group:
    """The first hits of one kind, and where all of them stand."""

    title: Words
    hits: tuple[Hit, ...]
    count: int
    all_url: str
    has_more: bool
    is_capped: bool = False
    is_near: bool = False
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """One hit offered while its reader types, with the kind it is of."""

    hit: Hit
    kind: Words


def find_everywhere(officer: Officer, text: str, *, at: datetime, limit: int = SHOWN) -> list[Group]:
    """Search every domain within the officer's reach; groups without a hit are left out.

    Where nothing has all the words, what has them but for a slip is found instead.
    """
    asked = replace(Asked.of(text), narrowed=narrowed_of(text))
    declared = _declared()
    findable = [one for one in declared if isinstance(one, Findable)]
    hold_together(findable, asked)
    found = [(one, _found(one, officer, asked, at=at, limit=limit)) for one in declared]
    groups = [group for _, group in found if group.hits]
    if any(group.hits for one, group in found if not (isinstance(one, Findable) and one.is_long)):
        return groups
    slip_together(findable, asked)
    near = [_near(one, officer, asked, at=at, limit=limit) for one in findable]
    of_long = {group.title for group in groups}
    return [*(group for group in near if group.hits and group.title not in of_long), *groups]


def suggestions(officer: Officer, text: str, *, at: datetime) -> list[Suggestion]:
    """Offer the first hits of each kind in turn."""
    groups = find_everywhere(officer, text, at=at, limit=SUGGESTED_OF_ONE)
    in_turn = zip_longest(*([Suggestion(hit, group.title) for hit in group.hits] for group in groups))
    return [one for turn in in_turn for one in turn if one is not None][:SUGGESTED]


def meant(text: str, groups: list[Group]) -> list[str]:
    """List how those read that were found for other words than were typed: “Ý bạn là …”."""
    said = dict.fromkeys(one for group in groups for one in group.meant)
    return [one for one in said if one.casefold() != text.casefold()][:MEANT_SHOWN]


@dataclass(frozen=True)
class Act:
    """What may be done about the text besides, with its page."""

    label: Words
    icon: str
    url: str


def acts_about(officer: Officer, text: str, *, at: datetime) -> list[Act]:
    """List what rooms offer to do about a text, by the text alone: whether it was found changes nothing."""
    roles = {post.role for post in held_posts(officer, on=local_date(at))}
    offers = [one for one in offered(SearchAct) if roles & one.roles]
    return [Act(one.label, one.icon, url) for one in offers if (url := one.url(text))]


def _declared() -> list[Findable | SearchGroup]:
    return sorted((one for office in offices() for one in office.search), key=lambda one: one.place)


def _found(declared: Findable | SearchGroup, officer: Officer, asked: Asked, *, at: datetime, limit: int) -> Group:
    if isinstance(declared, SearchGroup):
        hits = tuple(declared.find(officer, asked.text, at=at, limit=limit + 1))
        shown = hits[:limit]
        return Group(declared.title, shown, len(shown), _all_url(declared.view, asked.text), len(hits) > limit)
    found = find(declared, officer, asked, at=at, limit=limit)
    all_url = _all_url(declared.view, asked.text)
    return Group(declared.title, found.hits, found.count, all_url, found.has_more, found.is_capped)


def _near(declared: Findable, officer: Officer, asked: Asked, *, at: datetime, limit: int) -> Group:
    found = find_near(declared, officer, asked, at=at, limit=limit)
    all_url = _all_url(declared.view, next(iter(found.meant), ""))
    return Group(
        declared.title, found.hits, found.count, all_url, found.has_more, found.is_capped, True, found.meant
    )  # fmt: skip


def _all_url(view: str, text: str) -> str:
    return f"{reverse(view)}?{urlencode({'q': text})}" if view else ""


def numbered(found: list[Suggestion]) -> Iterator[tuple[str, Suggestion]]:
    """Give each suggestion the name a screen reader is told it by."""
    yield from ((f"hint-{place}", one) for place, one in enumerate(found, 1))
