"""When an agency scans its sealed papers, and from which day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.documents.models import ScanRule
from minhbach.domains.documents.policies import REGISTER_KEEPERS
from minhbach.domains.documents.refusals import ScanRuleAlreadySet
from minhbach.domains.documents.services import periods
from minhbach.domains.documents.types import ScanTime
from minhbach.foundation import audit


@transaction.atomic
def set_scan_rule(
    *, agency: Agency, kind: str, scanned: ScanTime, valid_from: date, officer: Officer, at: datetime
) -> None:
    """Let an agency's papers of a KIND, or of every kind, be SCANNED before they are issued, or later, from a day on.

    Scanned later, one goes out without being asked about; its scan is owed until it is attached.

    Raises: RoleMissing, ScanRuleAlreadySet.
    """
    require_role(officer, *REGISTER_KEEPERS, at=at, agency=agency)
    periods.set_from(
        ScanRule, agency=agency, kind=kind, valid_from=valid_from, at=at, taken=ScanRuleAlreadySet, scanned=scanned
    )
    audit.record(
        "documents.scan_rule.set",
        officer_id=officer.id,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"kind": kind, "scanned": str(scanned), "valid_from": valid_from.isoformat()},
    )
