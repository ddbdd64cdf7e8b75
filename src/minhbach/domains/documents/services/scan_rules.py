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
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing


@transaction.atomic
def set_scan_rule(
    *, agency: Agency, kind: str, scanned: ScanTime, valid_from: date, officer: Officer, at: datetime
) -> ScanRule:
    """Let an agency's papers of a KIND, or of every kind, be SCANNED before they are issued, or later, from a day on.

    Scanned later, one goes out without being asked about; its scan is owed until it is attached.

    Raises: RoleMissing, ScanRuleAlreadySet.
    """
    require_role(officer, *REGISTER_KEEPERS, at=at, agency=agency)
    # Held while it is read and written, so that two who set at once make no two for one day.
    hold(agency)
    rows = ScanRule.objects.filter(owner_agency=agency, kind=kind)
    until = periods.begin(rows, valid_from, taken=ScanRuleAlreadySet)
    made: ScanRule = ScanRule.unscoped.create(
        owner_agency=agency,
        # Whoever issues for an agency must know, wherever their unit stands.
        sharing=Sharing.NETWORK,
        kind=kind,
        scanned=scanned,
        valid_from=valid_from,
        valid_until=until,
        created_at=at,
    )
    audit.record(
        "documents.scan_rule.set",
        officer_id=officer.id,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"kind": kind, "scanned": str(scanned), "valid_from": valid_from.isoformat()},
    )
    return made
