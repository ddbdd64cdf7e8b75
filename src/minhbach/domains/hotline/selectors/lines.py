"""The lines, and what may be chosen where one is opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import officers_of_units
from minhbach.domains.hotline.models import Line
from minhbach.domains.hotline.policies import WORKERS
from minhbach.domains.hotline.refusals import NotHere
from minhbach.domains.intake.selectors import visible_letterboxes
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import current_access


def visible_lines() -> QuerySet[Any]:
    rows: QuerySet[Any] = Line.objects.select_related("owner_agency", "keeper", "letterbox", "letterbox__place")
    return rows.order_by("-created_at", "-id")


def get_line(line_id: UUID) -> Line:
    """Raises: NotHere."""
    found: Line | None = visible_lines().filter(pk=line_id).first()
    if found is None:
        raise NotHere
    return found


def lines_to_work_at() -> list[Line]:
    """List the open lines of the officer's own agencies, the oldest first."""
    own = visible_lines().filter(closed_at__isnull=True, owner_agency_id__in=current_access().agency_ids)
    return list(own.order_by("created_at", "id"))


def letterboxes_to_choose() -> QuerySet[Any]:
    """List the open letterboxes of the officer's own agencies."""
    return visible_letterboxes().filter(closed_at__isnull=True, owner_agency_id__in=current_access().agency_ids)


def officers_to_choose(*, at: datetime) -> QuerySet[Officer]:
    """List who may sit at a desk of the officer's own agencies."""
    return officers_of_units(current_access().agency_ids, WORKERS, on=local_date(at))
