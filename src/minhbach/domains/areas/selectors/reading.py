"""How rows of this domain are found: each within the access in force, or there is none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.areas.models import OfSubject
from minhbach.domains.areas.refusals import AreaNotFound


def one_of(rows: QuerySet[Any], record_id: UUID) -> Any:
    """Fetch one of some rows. Raises: AreaNotFound."""
    found = rows.filter(pk=record_id).first()
    if found is None:
        raise AreaNotFound
    return found


def of_seen(model: type[OfSubject]) -> QuerySet[Any]:
    """List the rows of a table that tell of a subject which is not withdrawn and lies in reach, too."""
    rows: QuerySet[Any] = model.objects.filter(subject__withdrawn_at__isnull=True)
    return rows.select_related("subject", "place", "owner_agency")
