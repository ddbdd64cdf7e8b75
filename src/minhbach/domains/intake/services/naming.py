"""Who sent a report: closed where an office enters it, looked at for a purpose, or asked of the custodians."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.custody import sealing
from minhbach.domains.custody.selectors import keys_for
from minhbach.domains.custody.services import ask_to_open
from minhbach.domains.intake.kinds import Keeping, Kind
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.policies import require_own_report
from minhbach.domains.intake.refusals import NobodyKeeps, PersonUnknown
from minhbach.domains.intake.selectors.persons import person_of
from minhbach.domains.subjects.services import require_purpose
from minhbach.foundation import audit


def closed(told: Mapping[str, str], *, kind: Kind, agency: Agency) -> dict[str, Any]:
    """Return what an office may hand in of a sender who told it: plain where the kind is open, else sealed.

    Raises: NobodyKeeps.
    """
    told = {name: value.strip() for name, value in told.items() if value.strip()}
    if not told or kind.person is Keeping.OPEN:
        return dict(told)
    keys = keys_for(agency)
    if not keys:
        raise NobodyKeeps
    return {"sealed": sealing.seal(told, keys)}


@transaction.atomic
def open_person(*, officer: Officer, at: datetime, report: Report, purpose: str, reference: str = "") -> None:
    """Note for what an officer looks at who sent a report of a kind that is open to its office.

    Raises: RoleMissing, ReportOfAnotherAgency, PersonUnknown, PurposeUnknown, ReferenceMissing.
    """
    require_own_report(officer, report, at=at)
    found = person_of(report)
    if found is None or found.box_id is not None or found.blanked_at is not None:
        raise PersonUnknown
    require_purpose(purpose, reference, at=at)
    audit.record(
        "intake.person.opened",
        officer_id=officer.id,
        at=at,
        target_type="intake.report",
        target_id=report.id,
        data={"purpose": purpose, "reference": reference},
    )


@transaction.atomic
def ask_for_person(*, officer: Officer, at: datetime, report: Report, press: UUID, purpose: str, reason: str) -> UUID:
    """Ask the custodians who sent a report; two of them decide, and one opens.

    Raises: RoleMissing, ReportOfAnotherAgency, PersonUnknown, ReasonMissing, NothingWaiting.
    """
    require_own_report(officer, report, at=at)
    found = person_of(report)
    if found is None or found.box_id is None or found.blanked_at is not None:
        raise PersonUnknown
    return ask_to_open(officer=officer, at=at, box_id=found.box_id, press=press, purpose=purpose, reason=reason)
