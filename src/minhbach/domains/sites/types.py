"""Kinds by the law of the day, what must be shown, tricks, and the state at online.gov.vn."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.office import offered
from minhbach.foundation.pages.chips import ChipChoices

# The row of law that ends the confirmations given before it.
OLD_CONFIRMATIONS = "TMDT.HETHIEULUC.XACNHAN"


class NoticeState(ChipChoices):
    """What online.gov.vn says of it."""

    UNKNOWN = "unknown", "", _lazy("chưa tra cứu")
    NONE = "none", "late", _lazy("chưa thông báo, đăng ký")
    NOTIFIED = "notified", "good", _lazy("đã thông báo")
    REGISTERED = "registered", "good", _lazy("đã đăng ký")
    ENDED = "ended", "late", _lazy("đã chấm dứt, hết hiệu lực")


# What a kind of sale owes nothing at online.gov.vn says of itself.
NO_DUTY = "none"
# States under which a confirmation stands.
CONFIRMED = (NoticeState.NOTIFIED, NoticeState.REGISTERED)


class Shown(models.TextChoices):
    """Whether a thing that must be shown was found."""

    UNKNOWN = "", _lazy("chưa xem")
    YES = "yes", _lazy("có")
    NO = "no", _lazy("thiếu")


@dataclass(frozen=True)
class SiteKind:
    """What a place of sale is before the law, from a day until a day; DUTY is notify, register or none."""

    code: str
    words: str
    duty: str
    source: str
    confidence: str
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@dataclass(frozen=True)
class Trick:
    """A way of sellers that is no word of a listing, with an example."""

    code: str
    words: str
    example: str


@dataclass(frozen=True)
class MustShow:
    """What must be shown by those kinds: the row of law by its series and point, and its things in words."""

    series: str
    point: str
    kinds: tuple[str, ...]
    items: Mapping[str, str]


@dataclass(frozen=True)
class SiteAct:
    """What may be done about a site in a room above, offered to those who hold ROLES."""

    label: str | Promise
    icon: str
    roles: frozenset[str]
    url: Callable[[UUID], str]


def site_acts(roles: Collection[str]) -> list[SiteAct]:
    return [act for act in offered(SiteAct) if act.roles & set(roles)]


@cache
def site_kinds() -> Mapping[str, SiteKind]:
    return {row["code"]: SiteKind(**row) for row in _rows("kinds")["kind"]}


def kinds_on(day: date) -> list[SiteKind]:
    """List the kinds of the law of a day."""
    return [kind for kind in site_kinds().values() if kind.holds_on(day)]


@cache
def tricks() -> Mapping[str, Trick]:
    return {row["code"]: Trick(**row) for row in _rows("tricks")["trick"]}


@cache
def must_show() -> MustShow:
    table = _rows("shown")
    items = {row["code"]: row["words"] for row in table["item"]}
    return MustShow(table["series"], table["point"], tuple(table["kinds"]), items)


def _rows(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"data/{name}.toml").read_text(encoding="utf-8"))
