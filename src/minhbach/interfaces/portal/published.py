"""What stands published now, as the record's functions tell it, and the number that changes with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _
from psycopg_pool import ConnectionPool

from minhbach.domains.outreach.kinds import BY_CODE, OPEN, Kind, read_content
from minhbach.foundation.database.bounds import BOUNDS
from minhbach.interfaces.portal.record import CONNECTIONS, WAIT_SECONDS, require_closed

PAGE = 20


@dataclass(frozen=True)
class Reply:
    party: str
    text: str
    dated: date


@dataclass(frozen=True)
class Head:
    """What lists and look-ups tell of a publication."""

    kind: Kind
    slug: str
    title: str
    summary: str
    summary_en: str
    published_at: datetime
    ends_at: datetime | None
    office: str
    is_person: bool
    is_correction: bool
    # Where it is from, and of which day: with what is said of a seller both are told wherever it is.
    source: str
    dated: date | None
    replies: tuple[Reply, ...]

    @property
    def path(self) -> str:
        return f"/cong-bo/{self.kind.slug}/{self.slug}/"


@dataclass(frozen=True)
class Picture:
    alt: str
    width: int
    height: int
    path: str


@dataclass(frozen=True)
class Pair:
    """What is genuine beside what is fake."""

    caption: str
    genuine: Picture
    fake: Picture

    @property
    def sides(self) -> tuple[Picture, Picture]:
        return self.genuine, self.fake


@dataclass(frozen=True)
class Whole:
    """A publication with its content, and by what of it that is no personal number it is found."""

    head: Head
    content: Any
    found_by: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Gone:
    """What stood and stands no more: nothing of what it said. INSTEAD is the slug of what corrects it."""

    kind: Kind
    how: str
    published_at: datetime
    down_at: datetime | None
    reason: str
    instead: str


@dataclass(frozen=True)
class Partner:
    id: str
    per_second: int


def edition() -> str:
    """Return what changes whenever any of the answers below may have."""
    return str(_ask("select portal.edition()", []))


def listed(kind: Kind | None = None, *, skipped: int = 0, most: int = PAGE) -> list[Head]:
    """List what stands of a kind, or of all, the latest first."""
    return [
        _head(one) for one in _ask("select portal.published(%s, %s, %s)", [kind.code if kind else "", skipped, most])
    ]


def one(kind: Kind, slug: str) -> Whole | Gone | None:
    """Return a publication, or that it is gone; None where there never was one."""
    told = _ask("select portal.publication(%s)", [slug])
    if not told or told["kind"] != kind.code:
        return None
    if "gone" in told:
        return Gone(
            kind=kind,
            how=told["gone"],
            published_at=datetime.fromisoformat(told["published_at"]),
            down_at=datetime.fromisoformat(told["down_at"]) if told["down_at"] else None,
            reason=told["reason"],
            instead=told["instead"] or "",
        )
    found_by = tuple(one["value"] for one in told["found_by"] if one["kind"] in OPEN)
    head = _head(told)
    return Whole(head, read_content(told["kind"], told["content"]), found_by, tuple(_pairs(head, told["pictures"])))


def picture(slug: str, pair: int, *, is_genuine: bool) -> bytes | None:
    """Return a picture of a publication that stands."""
    found: bytes | None = _ask("select portal.picture(%s, %s, %s)", [slug, pair, is_genuine])
    return found


def look_up(keys: Sequence[str]) -> list[Head]:
    """List what stands under any of some keys."""
    return [_head(one) for one in _ask("select portal.look_up(%s)", [list(keys)])] if keys else []


def partner(digest: str) -> Partner | None:
    """Return who asks with the key of a digest, if it is in use now."""
    told = _ask("select portal.partner(%s)", [digest])
    return Partner(told["id"], told["per_second"]) if told else None


def _pairs(head: Head, told: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    """Put what is genuine beside what is fake; they come in pairs, what is genuine first."""
    for genuine, fake in zip(told[::2], told[1::2], strict=True):
        yield Pair(
            genuine["caption"],
            *(
                Picture(one["alt"], one["width"], one["height"], f"{head.path}anh/{one['pair']}-{side}.jpg")
                for side, one in (("that", genuine), ("gia", fake))
            ),
        )


def _head(told: Mapping[str, Any]) -> Head:
    return Head(
        kind=BY_CODE[told["kind"]],
        slug=told["slug"],
        title=told["title"],
        summary=told["summary"],
        summary_en=told["summary_en"],
        published_at=datetime.fromisoformat(told["published_at"]),
        ends_at=datetime.fromisoformat(told["ends_at"]) if told["ends_at"] else None,
        office=told["office"],
        is_person=told["is_person"],
        is_correction=told["is_correction"],
        source=told["source"] or _("Số %(number)s, %(agency)s") % {"number": told["number"], "agency": told["by"]}
        if told["source"] or told["number"]
        else "",
        dated=date.fromisoformat(told["dated"]) if told["dated"] else None,
        replies=tuple(Reply(one["party"], one["text"], date.fromisoformat(one["dated"])) for one in told["replies"]),
    )


def _ask(query: str, values: Sequence[Any]) -> Any:
    """Ask one thing; a connection that died meanwhile is found out by asking, and what only reads is asked again."""
    for is_last in (False, True):
        try:
            with _pool(settings.PORTAL_DATABASE_URL).connection(timeout=WAIT_SECONDS) as connection:
                row = connection.execute(query, values).fetchone()
            return row[0] if row else None
        except psycopg.OperationalError:
            if is_last:
                raise
    raise AssertionError


@cache
def _pool(address: str) -> ConnectionPool[psycopg.Connection[Any]]:
    """Return this process's connections for reading; not tried before each question, which would be another journey."""
    return ConnectionPool(
        address,
        min_size=1,
        max_size=CONNECTIONS,
        kwargs={**BOUNDS, "autocommit": True},
        configure=require_closed,
        open=True,
    )
