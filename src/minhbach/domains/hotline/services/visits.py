"""The book of receptions of citizens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.models import Visit
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.refusals import AnswerMissing
from minhbach.domains.hotline.services.entering import receive_as
from minhbach.domains.hotline.types import VisitEnd
from minhbach.domains.intake.models import Letterbox
from minhbach.domains.intake.types import Channel
from minhbach.foundation import audit
from minhbach.foundation.scope import Sharing


@transaction.atomic
def enter_visit(
    *,
    officer: Officer,
    at: datetime,
    letterbox: Letterbox,
    came_at: datetime,
    people: int,
    what: str,
    end: str,
    kind: str,
    press: UUID,
    where: str = "",
    told: str = "",
    person: Mapping[str, str] | None = None,
) -> Visit:
    """Write a reception down; one whose content was taken becomes a report of KIND that came in person.

    PERSON, who came, is kept with the report and never in the book; where there is none, it is not kept.

    Raises: RoleMissing, OfAnotherAgency, AnswerMissing, KindNotTaken, NameNeeded, NameNotKept, NobodyKeeps,
    ReportNotTaken.
    """
    require_own(officer, letterbox, at=at)
    report = None
    if end == VisitEnd.TAKEN:
        report = receive_as(
            Channel.IN_PERSON, letterbox=letterbox, kind=kind, said={"what": what, "where": where}, press=press,
            person=person,
        )  # fmt: skip
        known: Visit | None = Visit.objects.filter(report=report).first()
        if known is not None:
            return known
    elif not told.strip():
        raise AnswerMissing
    visit: Visit = Visit.objects.create(
        came_at=min(came_at, at), officer=officer, people=people, what=what.strip(), end=VisitEnd(end),
        told=told.strip()[:1_000], report=report, owner_agency=letterbox.owner_agency, place=letterbox.place,
        sharing=Sharing.SILENT, created_at=at,
    )  # fmt: skip
    audit.record("hotline.visit.entered", officer_id=officer.id, at=at, target_type="hotline.visit", target_id=visit.id)
    return visit
