from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.reference.agencies import load_agencies
from minhbach.domains.agencies.reference.patterns import demo_members, read_agencies, read_demo_province
from minhbach.domains.agencies.reference.places import load_places
from minhbach.foundation import audit


@transaction.atomic
def load_reference(*, at: datetime) -> None:
    """Load places and the national and provincial agencies; repeating it changes nothing."""
    places = load_places()
    agencies = load_agencies(read_agencies())
    _record(places=places, agencies=agencies, at=at)


@transaction.atomic
def load_demo_province(*, at: datetime) -> None:
    """Load what the demo province has besides: communes' bodies, teams, the customs branch."""
    agencies = load_agencies(read_demo_province())
    Agency.objects.filter(key__in=demo_members(), works_in_system=False).update(works_in_system=True)
    _record(places=0, agencies=agencies, at=at)


def _record(*, places: int, agencies: int, at: datetime) -> None:
    if places or agencies:
        audit.record(
            "agencies.reference.loaded",
            officer_id=None,
            at=at,
            target_type="agencies.agency",
            target_id="",
            data={"places": places, "agencies": agencies},
        )
