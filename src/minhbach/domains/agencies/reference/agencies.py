"""Agencies of the tables, written where they are missing; what an administrator changed since is left alone."""

from __future__ import annotations

from minhbach.domains.agencies.models import Agency, AgencyArea, Place
from minhbach.domains.agencies.reference.patterns import AgencyRow
from minhbach.engine.text.keys import search_key, sort_key


def load_agencies(rows: list[AgencyRow]) -> int:
    """Add the agencies that are missing and count them."""
    ids = dict(Agency.objects.values_list("key", "pk"))
    missing = [row for row in rows if row.key not in ids]
    if not missing:
        return 0
    agencies = [
        Agency(
            key=row.key,
            name=row.name,
            short_name=row.short_name,
            symbol=row.symbol,
            force=row.force,
            level=row.level,
            works_in_system=row.works_in_system,
            folded=search_key(row.name),
            sort_key=sort_key(row.name),
            source=row.source,
            confidence=row.confidence,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in missing
    ]
    Agency.objects.bulk_create(agencies)
    ids.update((agency.key, agency.pk) for agency in agencies)
    for agency, row in zip(agencies, missing, strict=True):
        agency.parent_id = ids[row.parent] if row.parent else None
        agency.successor_id = ids[row.successor] if row.successor else None
    Agency.objects.bulk_update(agencies, ["parent", "successor"], batch_size=500)
    place_ids = dict(
        Place.objects.filter(key__in={key for row in missing for key in row.areas}).values_list("key", "pk")
    )
    AgencyArea.objects.bulk_create(
        AgencyArea(agency=agency, place_id=place_ids[key])
        for agency, row in zip(agencies, missing, strict=True)
        for key in row.areas
    )
    return len(missing)
