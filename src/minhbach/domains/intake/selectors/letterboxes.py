"""The ways in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.intake.models import Letterbox
from minhbach.domains.intake.refusals import LetterboxNotFound


def visible_letterboxes() -> QuerySet[Any]:
    rows: QuerySet[Any] = Letterbox.objects.select_related("owner_agency", "place", "opened_by")
    return rows.order_by("-created_at", "-id")


def get_letterbox(letterbox_id: UUID) -> Letterbox:
    """Raises: LetterboxNotFound."""
    found: Letterbox | None = visible_letterboxes().filter(pk=letterbox_id).first()
    if found is None:
        raise LetterboxNotFound
    return found
