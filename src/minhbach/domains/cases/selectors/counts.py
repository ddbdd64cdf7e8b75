"""What reports count, as rows to be filtered and summed by the database."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db.models import Q, QuerySet

from minhbach.domains.cases.models import Case, CountedRow
from minhbach.foundation.scope.access import current_access


def counted_rows(*, as_of: datetime | None = None) -> QuerySet[CountedRow]:
    """Give the rows of the cases within the reach in force, as they were known AS_OF a moment; now, if not given."""
    rows = CountedRow.objects.filter(known_until=None)
    if as_of is not None:
        still = Q(known_until=None) | Q(known_until__gt=as_of)
        rows = CountedRow.objects.filter(still, known_from__lte=as_of)
    if not current_access().system:
        rows = rows.filter(case__in=Case.objects.values("id"))
    return cast("QuerySet[CountedRow]", rows)
