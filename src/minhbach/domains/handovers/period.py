"""What a book or an answer is asked for: which units, which days, as it was known at the end of which day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import held_posts, units_below
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.formats import read_day


@dataclass(frozen=True)
class Period:
    """UNITS and days, LAST included; KNOWN is the moment up to which what was written down counts, None for now."""

    units: frozenset[UUID]
    first: date | None
    last: date | None
    known: datetime | None

    def days(self, column: str) -> Q:
        """Keep the days of the period, of a column that holds a day."""
        kept = Q()
        if self.first:
            kept &= Q(**{f"{column}__gte": self.first})
        if self.last:
            kept &= Q(**{f"{column}__lte": self.last})
        return kept

    def moments(self, column: str) -> Q:
        """Keep the days of the period as Vietnam counts them, of a column that holds a moment."""
        kept = Q()
        if self.first:
            kept &= Q(**{f"{column}__gte": start_of(self.first)})
        if self.last:
            kept &= Q(**{f"{column}__lt": start_of(self.last + timedelta(days=1))})
        return kept

    def written(self, column: str) -> Q:
        """Keep what had been written down by then."""
        return Q(**{f"{column}__lt": self.known}) if self.known else Q()


def start_of(day: date) -> datetime:
    """Give the moment at which a day begins in Vietnam."""
    return datetime.combine(day, time(), tzinfo=VIETNAM)


def units_to_choose(officer: Officer, roles: Collection[str], *, at: datetime) -> list[Agency]:
    """List the units whose books an officer reads: those in which one of ROLES is held, and those below them."""
    held = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role in roles}
    return list(Agency.objects.filter(pk__in=units_below(held)).order_by("sort_key", "id"))


def asked_of(request: OfficeRequest, units: Collection[Agency], *, first: str, last: str, known: str = "") -> Period:
    """Read what a page was asked for: a unit of those offered with the units below it, else all of them."""
    chosen = request.GET.get("unit", "")
    ids = {unit.pk for unit in units}
    one = next((unit.pk for unit in units if str(unit.pk) == chosen), None)
    day = read_day(known)
    return Period(
        units=frozenset(ids & units_below({one}) if one else ids),
        first=read_day(first),
        last=read_day(last),
        known=start_of(day + timedelta(days=1)) if day else None,
    )


def latest(rows: Any, column: str) -> Any:
    """Take of ROWS, newest first by COLUMN, the first."""
    return rows.order_by(f"-{column}", "-id")[:1]
