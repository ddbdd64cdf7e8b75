"""What a patrol found; told to the lists, too."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.watching.models import Patrol
from minhbach.domains.watching.policies import require_writer
from minhbach.domains.watching.refusals import CaseUnknown, PatrolInFuture
from minhbach.domains.watching.services.meeting import meet
from minhbach.domains.watching.types import Thing, case_finder
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import Sharing

TARGET = "watching.patrol"


@transaction.atomic
def record_patrol(
    *,
    officer: Officer,
    at: datetime,
    on: date,
    stretch: str,
    found: str,
    place: Place | None = None,
    goods: str = "",
    value_vnd: int | None = None,
    people: int | None = None,
    case: str = "",
    sharing: Sharing | str = Sharing.AREA,
) -> Patrol:
    """Write down what a patrol found on a day that has come; where one will go is no matter of the record.

    Raises: RoleMissing, PatrolInFuture, CaseUnknown.
    """
    agency = require_writer(officer, at=at)
    if on > local_date(at):
        raise PatrolInFuture
    patrol: Patrol = Patrol.objects.create(
        on=on,
        stretch=" ".join(stretch.split()),
        found=found.strip(),
        goods=goods.strip(),
        value_vnd=value_vnd,
        people=people,
        case_id=_case(case),
        recorded_by=officer,
        owner_agency=agency,
        place=place or agency.areas.order_by("sort_key", "id").first(),
        sharing=Sharing(sharing),
        created_at=at,
    )
    thing = Thing(TARGET, patrol.pk, " \n".join((patrol.stretch, patrol.found, patrol.goods)))
    meet([thing], sees=lambda ids: Patrol.objects.filter(pk__in=ids).values_list("pk", flat=True), at=at)
    audit.record("watching.patrol.recorded", officer_id=officer.id, at=at, target_type=TARGET, target_id=patrol.id)
    return patrol


def _case(code: str) -> UUID | None:
    if not code.strip():
        return None
    finder = case_finder()
    found = finder.find(code.strip()) if finder else None
    if found is None:
        raise CaseUnknown
    return found
