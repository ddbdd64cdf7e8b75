"""Agencies that leads can be opened to or passed on to, and those that must not lose one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, QuerySet, When

from minhbach.domains.agencies.models import Agency, AgencyArea, Post
from minhbach.domains.agencies.selectors import place_ids_within
from minhbach.domains.agencies.types import Force, PlaceLevel
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.policies import VERIFIERS
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope.models import Share


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


def opened_with(lead: Lead) -> set[UUID]:
    """List the agencies that see a lead because they see its sweep: none once it goes by itself."""
    if lead.is_apart or lead.sweep_id is None:
        return set()
    return set(Share.objects.filter(record_id=lead.sweep_id).values_list("agency_id", flat=True))


def agencies_at_work(lead: Lead, *, at: datetime | None = None) -> set[UUID]:
    """List the agencies that verify a lead, or were given it: while they do, it is not closed to them."""
    found = {lead.assigned_unit_id} if lead.assigned_unit_id is not None else set()
    if lead.taken_by_id is not None:
        posts = Post.objects.on(local_date(at or now())).filter(officer_id=lead.taken_by_id, role__in=VERIFIERS)
        found |= set(posts.values_list("agency_id", flat=True))
    return found - {lead.owner_agency_id}
