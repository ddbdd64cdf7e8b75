"""Gathering points, and informants: the latter read by the officer who runs them alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from minhbach.domains.areas.models import GatheringPoint, Source
from minhbach.domains.areas.selectors.reading import one_of


def visible_points() -> QuerySet[Any]:
    """List the gathering points in reach, what was noted last first."""
    rows: QuerySet[Any] = GatheringPoint.objects.select_related("place", "owner_agency", "recorded_by")
    return rows.order_by("-noted_at", "id")


def get_point(point_id: UUID) -> GatheringPoint:
    """Raises: AreaNotFound."""
    found: GatheringPoint = one_of(visible_points(), point_id)
    return found


def points_with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(name__icontains=text) | Q(address__icontains=text) | Q(goods__icontains=text))


def own_sources() -> QuerySet[Any]:
    """List the informants of whoever asks: the database shows nobody another's."""
    rows: QuerySet[Any] = Source.objects.annotate(noted_at=Max("notes__at")).select_related("owner_agency", "place")
    return rows.order_by("alias", "id")


def get_source(source_id: UUID) -> Source:
    """Raises: AreaNotFound."""
    found: Source = one_of(own_sources(), source_id)
    return found
