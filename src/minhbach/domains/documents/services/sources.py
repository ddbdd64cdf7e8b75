"""Where an agency takes its numbers from, and from which day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents.drawn_elsewhere import begins_elsewhere, may_be_drawn_elsewhere
from minhbach.domains.documents.models import NumberSource
from minhbach.domains.documents.refusals import NotDrawnElsewhere, SourceAlreadySet
from minhbach.domains.documents.services import periods
from minhbach.domains.documents.types import Kind, NumberFrom
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date


@transaction.atomic
def set_number_source(
    *, agency: Agency, kind: str, source: NumberFrom, valid_from: date, officer: Officer, at: datetime
) -> None:
    """Let the numbers of an agency's papers of a KIND, or of every kind, come from SOURCE from a day on.

    Numbers already given stay as they are.

    Raises: RoleMissing, NotDrawnElsewhere, SourceAlreadySet.
    """
    require_role(officer, Role.ADMINISTRATOR, at=at, agency=agency)
    if source is NumberFrom.DRAWN and kind and not may_be_drawn_elsewhere(kind):
        raise NotDrawnElsewhere(paper=Kind(kind).label)
    _set(agency, kind, source, valid_from, officer=officer, at=at)


def hear_joined(agency: Agency, officer: Officer | None, *, at: datetime) -> None:
    """A unit that enters the system, and whose force draws its papers in a system of its own, goes on to do so."""
    if begins_elsewhere(agency) and not NumberSource.objects.filter(owner_agency=agency, kind="").exists():
        _set(agency, "", NumberFrom.DRAWN, local_date(at), officer=officer, at=at)


def _set(
    agency: Agency, kind: str, source: NumberFrom, valid_from: date, *, officer: Officer | None, at: datetime
) -> None:
    periods.set_from(
        NumberSource, agency=agency, kind=kind, valid_from=valid_from, at=at, taken=SourceAlreadySet, source=source
    )
    audit.record(
        "documents.source.set",
        officer_id=officer.id if officer else None,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"kind": kind, "source": str(source), "valid_from": valid_from.isoformat()},
    )
