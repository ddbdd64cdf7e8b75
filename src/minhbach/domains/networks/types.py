"""Words of networks that rooms above use too."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.office import Words

_TABLE = Path(__file__).parent / "data" / "findings.toml"


class OutcomeKind(models.TextChoices):
    """What an inspection came to."""

    SANCTIONED = "sanctioned", _lazy("đã bị xử phạt vi phạm hành chính")
    PROSECUTED = "prosecuted", _lazy("đã bị khởi tố vụ án hình sự")


class FindingKind(models.TextChoices):
    """What in a network is worth telling by itself."""

    VIOLATOR_SHOP = "violator_shop", _lazy("gian hàng mới của người đã bị xử lý")
    PROVINCES = "provinces", _lazy("mạng lưới hoạt động ở nhiều tỉnh")


@dataclass(frozen=True)
class Threshold:
    """From when on, and with how much, something is found: most carriers of a value, least provinces."""

    code: str
    valid_from: date
    carriers: int
    source: str
    provinces: int = 0
    valid_until: date | None = None


@dataclass(frozen=True)
class Reason:
    """All the records that a finding rests on: who may not see each of them is not told."""

    subjects: tuple[UUID, ...]
    statements: tuple[UUID, ...]
    outcomes: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something found in a network: KEY is the same whenever the same is found. ABOUT is whom one would look at."""

    kind: FindingKind
    key: str
    at: datetime
    about: UUID
    owner_agency_id: UUID
    place_id: int | None
    reasons: tuple[Reason, ...]
    # Whom it is about besides, and provinces that it reaches.
    other: UUID | None = None
    provinces: int = 0


# A subject, a thing that it carries, since when.
Carried = tuple[UUID, UUID, date]


@dataclass(frozen=True)
class Carriers:
    """Who carries some things, but for those that more carry than were asked for; COUNTS how many do, known or not."""

    rows: Sequence[Carried]
    crowded: Collection[UUID]
    counts: Mapping[UUID, int]


@dataclass(frozen=True)
class Listing:
    """A listing as the evidence that its seller offers something: SHOWN is what it is."""

    title: str
    url: str
    where: str
    day: date
    shown: str


@dataclass(frozen=True)
class OfferKind:
    """What subjects' listings may have in common, told by the room that keeps listings, within the reader's reach.

    It ties, and never joins: who offers the same is not the same. CODE is one of engine.networks.OFFERS. CARRIED gives
    what subjects offer that another offers too; CARRIERS who offers some things, who is on no record yet counted with
    them; LISTINGS the evidence, for each (subject, thing) the earliest first.
    """

    code: str
    words: Words
    carried: Callable[[Collection[UUID]], Sequence[Carried]]
    carriers: Callable[[Collection[UUID], int], Carriers]
    listings: Callable[[Collection[UUID], Collection[UUID]], Mapping[tuple[UUID, UUID], Sequence[Listing]]]


@cache
def _table() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def threshold_on(kind: FindingKind, day: date) -> Threshold | None:
    """Return what holds on a day for a kind of finding; None where it is not looked for."""
    rows = [Threshold(**row) for row in _table()["finding"] if row["code"] == kind]  # type: ignore[arg-type]
    held = [row for row in rows if row.valid_from <= day and (row.valid_until is None or day < row.valid_until)]
    return max(held, key=lambda row: row.valid_from, default=None)


def points_of(kind: str) -> int:
    """Return how much an outcome says of whom it was about, out of 100."""
    return next((int(str(row["points"])) for row in _table()["outcome"] if row["code"] == kind), 0)
