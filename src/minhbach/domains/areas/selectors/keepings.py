"""The merchants of an area, who keeps them, what was seen there, what they hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.agencies.selectors import place_ids_within, places_to_choose
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.domains.areas.models import AreaKeeper, Keeping, Licence, Visit
from minhbach.domains.areas.selectors.reading import of_seen, one_of
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import find_subjects, matching, visible_subjects
from minhbach.foundation.clock import local_date


def visible_keepings(*, on: date) -> QuerySet[Any]:
    """List the merchants kept now, those to be looked at first first; each with who keeps its place on a day."""
    keeper = _keepers(on).values("officer__full_name")[:1]
    licence = Licence.objects.filter(subject=OuterRef("subject"), ended_on__isnull=True).order_by()
    last_days = licence.values("subject").annotate(first=Min("last_day")).values("first")
    rows: QuerySet[Any] = (
        of_seen(Keeping)
        .filter(ended_on__isnull=True)
        .select_related("subject__keeper")
        .annotate(area_keeper=Subquery(keeper), licence_until=Subquery(last_days))
        .order_by("next_look_on", "id")
    )
    return rows


def get_keeping(keeping_id: UUID) -> Keeping:
    """Raises: AreaNotFound."""
    found: Keeping = one_of(of_seen(Keeping), keeping_id)
    return found


def kept_by(rows: QuerySet[Any], officer: Officer, *, on: date) -> QuerySet[Any]:
    """Keep what an officer keeps: the merchant itself, or the place under which it stands."""
    own = Subject.objects.filter(keeper=officer).values("pk")
    return rows.filter(Q(subject__in=own) | Exists(_keepers(on).filter(officer=officer)))


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep what a text finds: the merchant by name or number, the goods, the brands."""
    named = find_subjects(text).order_by().values("id")
    return rows.filter(Q(subject_id__in=named) | Q(goods__icontains=text) | Q(brands__icontains=text))


def keepings_of(subject_ids: list[UUID]) -> QuerySet[Any]:
    return of_seen(Keeping).filter(subject_id__in=subject_ids, ended_on__isnull=True).order_by("added_on", "id")


def visits_of(subject_ids: list[UUID]) -> QuerySet[Any]:
    """List the looks at some subjects, the latest first, those taken back too."""
    rows = of_seen(Visit).filter(subject_id__in=subject_ids)
    return rows.select_related("officer", "taken_back_by").order_by("-made_on", "-created_at", "-id")


def get_visit(visit_id: UUID) -> Visit:
    """Raises: AreaNotFound."""
    found: Visit = one_of(of_seen(Visit), visit_id)
    return found


def not_kept_in(place: Place, text: str, *, agency_id: UUID) -> QuerySet[Any]:
    """List the merchants of the register in a commune who are on no list of an agency yet."""
    kept = Keeping.objects.filter(owner_agency_id=agency_id, ended_on__isnull=True).values("subject_id")
    rows: QuerySet[Any] = visible_subjects().filter(place_id__in=place_ids_within({place.pk})).exclude(pk__in=kept)
    return matching(rows, text) if text else rows


def last_look(outer: str) -> Subquery:
    """Return, for a column that names a subject, the day of the last look at it that stands."""
    looks = Visit.objects.filter(subject=OuterRef(outer), taken_back_at__isnull=True)
    return Subquery(looks.order_by("-made_on").values("made_on")[:1])


def place_kept(officer: Officer, subject_ids: Collection[UUID], *, at: datetime) -> str:
    """Name the commune that an officer keeps, under which the first of some subjects stands; empty for none."""
    kept = Keeping.objects.filter(subject_id__in=subject_ids, ended_on__isnull=True)
    mine = kept.filter(Exists(_keepers(local_date(at)).filter(officer=officer)))
    return mine.order_by("added_on", "id").values_list("place__name", flat=True).first() or ""


def visible_licences() -> QuerySet[Any]:
    """List the licences that stand, those that run out first first."""
    return of_seen(Licence).filter(ended_on__isnull=True).order_by(F("last_day").asc(nulls_last=True), "id")


def licences_with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep the licences that a text finds: by number, or by whose they are."""
    return rows.filter(Q(number__icontains=text) | Q(subject_id__in=find_subjects(text).order_by().values("id")))


def licences_of(subject_ids: list[UUID]) -> QuerySet[Any]:
    """List the licences of some subjects, those that have ended last."""
    return of_seen(Licence).filter(subject_id__in=subject_ids).order_by("ended_on", "last_day", "id")


def get_licence(licence_id: UUID) -> Licence:
    """Raises: AreaNotFound."""
    found: Licence = one_of(of_seen(Licence), licence_id)
    return found


def visible_keepers() -> QuerySet[Any]:
    """List who keeps which place, and kept it, by place."""
    rows: QuerySet[Any] = AreaKeeper.objects.select_related("place", "officer", "owner_agency", "assigned_by")
    return rows.order_by("place__sort_key", "-valid_from", "id")


def communes_to_choose(officer: Officer, *, on: date) -> list[Place]:
    """List the communes an officer writes merchants of an area under."""
    return [place for place in places_to_choose(officer, on=on) if place.level == PlaceLevel.COMMUNE]


def _keepers(on: date) -> QuerySet[Any]:
    """Who keeps, on a day, the place of the row asked about, for its agency."""
    held: QuerySet[Any] = AreaKeeper.held.on(on)
    return held.filter(owner_agency=OuterRef("owner_agency"), place=OuterRef("place"))
