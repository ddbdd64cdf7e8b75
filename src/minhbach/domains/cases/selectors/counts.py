"""What reports count, as rows to be filtered and summed by the database."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db.models import Q, QuerySet

from minhbach.domains.cases.counting import CountCheck
from minhbach.domains.cases.models import Case, CountedRow
from minhbach.foundation.audit.models import AuditEntry
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


def last_count_check() -> CountCheck | None:
    """Return what the last comparison of counted rows with the events found; None before the first."""
    entry = AuditEntry.objects.filter(target_type="cases.counts", target_id="sample").order_by("-at", "-id").first()
    if entry is None:
        return None
    return CountCheck(entry.at, entry.data["checked"], tuple(entry.data["differing"]))
