"""The subjects a reader is shown."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.models import Subject


def visible_subjects() -> QuerySet[Any]:
    """List the subjects in reach that are neither withdrawn nor joined to one in reach."""
    return standing_subjects().filter(shown_nowhere_else()).select_related("keeper")


def standing_subjects() -> QuerySet[Any]:
    """List the subjects in reach that are not withdrawn, be they joined to others or not."""
    return (
        Subject.objects.filter(withdrawn_at__isnull=True)
        .select_related("place", "owner_agency")
        .order_by("sort_key", "id")
    )


def shown_nowhere_else() -> Q:
    """Keep subjects that are not joined to one in reach, which stands for them."""
    shown_elsewhere = Subject.objects.filter(pk=OuterRef("canonical_id"))
    return Q(Q(canonical__isnull=True) | ~Exists(shown_elsewhere))


def subjects_kept_by(officer: Officer, subject_ids: Collection[UUID]) -> Subject | None:
    """Return the first of some subjects that an officer keeps an eye on, if any."""
    kept: Subject | None = (
        Subject.objects.filter(pk__in=subject_ids, keeper=officer).select_related("place").order_by("id").first()
    )
    return kept
