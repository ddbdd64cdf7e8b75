"""What is found of places, agencies and officers: what everybody may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.foundation.clock import local_date
from minhbach.foundation.search import Findable, Hit


def _place(place: Place, at: datetime) -> Hit:
    above = selectors.DayMap(local_date(at)).above(place)
    return Hit(place.name, above.name if above else "", place.get_absolute_url())


def _places(texts: Sequence[str], *, at: datetime, limit: int) -> Iterable[Place]:
    return selectors.find_places(*texts, on=local_date(at), limit=limit)


def _agency(agency: Agency, at: datetime) -> Hit:
    return Hit(agency.name, agency.parent.name if agency.parent else "", agency.get_absolute_url())


def _agencies(texts: Sequence[str], *, at: datetime, limit: int) -> Iterable[Agency]:
    rows: Iterable[Agency] = selectors.find_agencies(*texts, on=local_date(at))[:limit]
    return rows


def _officer(officer: Officer, at: datetime) -> Hit:
    posts = selectors.held_posts(officer, on=local_date(at))
    return Hit(officer.full_name, "; ".join(str(post) for post in posts[:2]), officer.get_absolute_url())


FOUND = (
    Findable(title=_lazy("Địa bàn"), view="agencies:home", place=60, hit=_place, whole=_places),
    Findable(title=_lazy("Cơ quan"), view="agencies:home", place=64, hit=_agency, whole=_agencies),
    Findable(
        title=_lazy("Cán bộ"),
        view="agencies:officers",
        place=66,
        rows=lambda officer, at: selectors.officers_by_name().filter(is_active=True),
        tokens=selectors.OFFICER_TOKENS,
        label="full_name",
        hit=_officer,
    ),
)
