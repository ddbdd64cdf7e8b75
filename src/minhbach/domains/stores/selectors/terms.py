"""Until when seized goods are held, as rows in reach; and what the law gives for the first seizure."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from minhbach.domains.cases.matters.seizure import TERM
from minhbach.domains.cases.models import HeldTerm
from minhbach.domains.law.selectors import Law, NoClockInForce, clock
from minhbach.domains.law.types import Clock


def visible_terms() -> QuerySet[Any]:
    """List the seizures in force of the cases in reach, the first to end first."""
    rows: QuerySet[Any] = HeldTerm.objects.select_related("case__owner_agency").order_by("until", "id")
    return rows


def lawful_until(since: date, *, law: Law) -> Clock | None:
    """Return the clock of a seizure that nobody prolonged; None where the tables hold none in force."""
    try:
        return clock(TERM, since, law=law)
    except NoClockInForce:
        return None
