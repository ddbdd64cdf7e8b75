"""One search box over every domain. Each finds its own within reach; this page only puts them together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import Hit, SearchAct, SearchGroup, Words, offered, offices

SHOWN = 8


@dataclass(frozen=True)
class Group:
    """The first hits of one domain, and where all of them stand."""

    title: Words
    hits: list[Hit]
    all_url: str
    has_more: bool


def find_everywhere(officer: Officer, text: str, *, at: datetime) -> list[Group]:
    """Search every domain within the officer's reach; groups without a hit are left out."""
    declared = sorted((group for office in offices() for group in office.search), key=lambda group: group.place)
    groups = [_found(one, officer, text, at=at) for one in declared]
    return [group for group in groups if group.hits]


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


def _found(declared: SearchGroup, officer: Officer, text: str, *, at: datetime) -> Group:
    hits = list(declared.find(officer, text, at=at, limit=SHOWN + 1))
    all_url = f"{reverse(declared.view)}?{urlencode({'q': text})}"
    return Group(declared.title, hits[:SHOWN], all_url, len(hits) > SHOWN)
