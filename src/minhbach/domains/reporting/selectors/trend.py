"""A body's last twelve closed months, force by force."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from minhbach.domains.reporting.catalogue import forces
from minhbach.domains.reporting.models import FrozenFigures

MONTHS = 12
INDICATOR = "B389.VU"


@dataclass(frozen=True)
class Trend:
    """Cases of violation by month and force, as they were closed; forces that had none are left out."""

    months: list[str]
    series: list[tuple[str, list[int]]]


def read_trend(body_ids: Collection[UUID]) -> Trend:
    """Lay out what the bodies' reports counted, oldest month first."""
    frozen = (
        FrozenFigures.objects.filter(report__owner_agency_id__in=body_ids)
        .order_by("-report__year", "-report__month", "report_id", "-as_of")
        .distinct("report__year", "report__month", "report_id")
        .values_list("report__year", "report__month", "content__period")[:MONTHS]
    )
    rows = list(reversed(frozen))
    months = [f"{month:02}/{year}" for year, month, _ in rows]
    counted = [
        {force: value for indicator, force, category, value, _ in period if indicator == INDICATOR and not category}
        for _, _, period in rows
    ]
    series = [(force.name_vi, [month.get(force.code, 0) for month in counted]) for force in forces()]
    return Trend(months, [(name, values) for name, values in series if any(values)])
