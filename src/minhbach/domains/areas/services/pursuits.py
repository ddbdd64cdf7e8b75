"""Who looks for a seller whom nobody has identified, and what comes next."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.areas.models import Pursuit, PursuitNote
from minhbach.domains.areas.policies import keeping_agency, require_own
from minhbach.domains.areas.refusals import DueInThePast, EndedAlready, Identified
from minhbach.domains.areas.services.keepings import require_of_agency
from minhbach.domains.areas.services.reach import owned, tell
from minhbach.domains.areas.types import PursuitEnd
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.writing import write_day


@transaction.atomic
def pursue(
    *,
    officer: Officer,
    at: datetime,
    subject: Subject,
    assignee: Officer,
    next_step: str,
    next_on: date,
    found: str = "",
) -> Pursuit:
    """Say who looks for a seller, what comes next and by when; what was FOUND till now is added to the notes.

    Raises: RoleMissing, Identified, DueInThePast, OfficerElsewhere.
    """
    agency, today = keeping_agency(officer, at=at), local_date(at)
    if subject.is_identified:
        raise Identified
    if next_on < today:
        raise DueInThePast(today=write_day(today))
    require_of_agency(assignee, agency, on=today)
    wait_turn("areas.pursuit", agency.pk, subject.pk)
    known = Pursuit.objects.filter(owner_agency=agency, subject=subject, ended_on__isnull=True).first()
    given = {"officer": assignee, "next_step": next_step, "next_on": next_on}
    if known is None:
        pursuit: Pursuit = Pursuit.unscoped.create(**owned(subject, agency, at=at), **given)
    else:
        pursuit = known
        for name, value in given.items():
            setattr(pursuit, name, value)
        pursuit.save(update_fields=list(given))
    if found:
        PursuitNote.objects.create(pursuit=pursuit, at=at, officer=officer, words=found)
    story = "pursued" if known is None else ""
    tell("areas.pursuit.set", pursuit, officer=officer, at=at, story=story, data={"assignee": str(assignee.pk)})
    return pursuit


@transaction.atomic
def end_pursuit(*, officer: Officer, at: datetime, pursuit: Pursuit, end: PursuitEnd | str) -> Pursuit:
    """Stop looking for a seller, for a reason; one who is identified is looked for no more without this.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready.
    """
    require_own(officer, pursuit, at=at)
    held: Pursuit = hold(pursuit)
    if held.ended_on is not None:
        raise EndedAlready
    held.ended_on, held.end = local_date(at), PursuitEnd(end).value
    held.save(update_fields=["ended_on", "end"])
    tell("areas.pursuit.ended", held, officer=officer, at=at, data={"end": held.end})
    return held
