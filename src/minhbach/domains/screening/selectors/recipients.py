"""Agencies that leads can be opened to or passed on to."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, QuerySet, When

from minhbach.domains.agencies.models import Agency, AgencyArea
from minhbach.domains.agencies.selectors import place_ids_within
from minhbach.domains.agencies.types import Force, PlaceLevel


def recipients(agency: Agency, *, on: date) -> QuerySet[Agency]:
    """List the agencies that work in the system within an agency's area, those that inspect traders first."""
    areas = AgencyArea.objects.filter(agency=agency).values_list("place_id", "place__level")
    within = AgencyArea.objects.all()
    # Naming all fourteen thousand places of the nation would take longer than the rest of the page.
    if not any(level == PlaceLevel.NATION for _, level in areas):
        within = within.filter(place_id__in=place_ids_within({place_id for place_id, _ in areas}))
    rows: QuerySet[Agency] = Agency.objects.on(on).filter(works_in_system=True, id__in=within.values("agency_id"))
    first = Case(When(force=Force.MARKET_SURVEILLANCE, then=0), default=1)
    return rows.exclude(id=agency.id).order_by(first, "sort_key", "id")


def inspecting_units(agency: Agency, *, on: date) -> QuerySet[Agency]:
    """List those of them that inspect traders: market surveillance and its teams."""
    return recipients(agency, on=on).filter(force=Force.MARKET_SURVEILLANCE)
