"""The subjects a reader is shown."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from minhbach.domains.subjects.models import Subject


def visible_subjects() -> QuerySet[Any]:
    """List the subjects in reach that are neither withdrawn nor joined to one in reach."""
    shown_elsewhere = Subject.objects.filter(pk=OuterRef("canonical_id"))
    return (
        Subject.objects.filter(withdrawn_at__isnull=True)
        .filter(Q(canonical__isnull=True) | ~Exists(shown_elsewhere))
        .select_related("place", "owner_agency", "keeper")
        .order_by("sort_key", "id")
    )
