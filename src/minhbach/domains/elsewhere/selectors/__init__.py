"""Reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.elsewhere.models import Export, Twin
from minhbach.domains.elsewhere.refusals import ExportNotFound, SystemNotFound, TwinNotFound
from minhbach.domains.elsewhere.selectors.told import (
    Difference,
    differences_of,
    open_count,
    own_case,
    told_of,
)
from minhbach.domains.elsewhere.selectors.wanted import (
    Wanted,
    all_uses,
    columns_for,
    still_wanted,
    systems_left,
    uses_on,
    wanted_of,
)
from minhbach.domains.elsewhere.types import SYSTEMS, System


def visible_exports() -> QuerySet[Any]:
    rows: QuerySet[Any] = Export.objects.select_related("owner_agency", "recorded_by").order_by("-created_at", "id")
    return rows


def get_export(export_id: UUID) -> Export:
    """Raises: ExportNotFound."""
    found: Export | None = visible_exports().filter(pk=export_id).first()
    if found is None:
        raise ExportNotFound
    return found


def visible_twins() -> QuerySet[Any]:
    """List the files kept elsewhere of which a reading stands, the last read first."""
    rows: QuerySet[Any] = Twin.objects.filter(is_standing=True).select_related("owner_agency", "case__owner_agency")
    return rows.order_by("-read_at", "id")


def get_twin(twin_id: UUID) -> Twin:
    """Raises: TwinNotFound."""
    found: Twin | None = visible_twins().filter(pk=twin_id).first()
    if found is None:
        raise TwinNotFound
    return found


def without_case(export: Export) -> QuerySet[Any]:
    """List the files that an export told of and to which no case belongs."""
    return visible_twins().filter(readings__export=export, case__isnull=True)


def get_system(code: str) -> System:
    """Raises: SystemNotFound."""
    if code not in SYSTEMS:
        raise SystemNotFound
    return SYSTEMS[code]


__all__ = [
    "Difference",
    "Wanted",
    "all_uses",
    "columns_for",
    "differences_of",
    "get_export",
    "get_system",
    "get_twin",
    "open_count",
    "own_case",
    "still_wanted",
    "systems_left",
    "told_of",
    "uses_on",
    "visible_exports",
    "visible_twins",
    "wanted_of",
    "without_case",
]
