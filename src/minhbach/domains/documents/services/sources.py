"""Where an agency takes its numbers from, and from which day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents.models import NumberSource
from minhbach.domains.documents.refusals import SourceAlreadySet
from minhbach.domains.documents.services import periods
from minhbach.domains.documents.types import NumberFrom
from minhbach.foundation import audit


@transaction.atomic
def set_number_source(
    *, agency: Agency, kind: str, source: NumberFrom, valid_from: date, officer: Officer, at: datetime
) -> None:
    """Let the numbers of an agency's papers of a KIND, or of every kind, come from SOURCE from a day on.

    Numbers already given stay as they are.

    Raises: RoleMissing, SourceAlreadySet.
    """
    require_role(officer, Role.ADMINISTRATOR, at=at, agency=agency)
    periods.set_from(
        NumberSource, agency=agency, kind=kind, valid_from=valid_from, at=at, taken=SourceAlreadySet, source=source
    )
    audit.record(
        "documents.source.set",
        officer_id=officer.id,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"kind": kind, "source": str(source), "valid_from": valid_from.isoformat()},
    )
