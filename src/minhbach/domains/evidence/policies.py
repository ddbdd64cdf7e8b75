"""Who may add evidence and record its custody."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.evidence.refusals import EvidenceOfAnotherAgency
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import current_access

# The records clerk attaches the scan of the sealed paper.
WRITERS = (
    Role.ANALYST,
    Role.INSPECTOR,
    Role.INSPECTION_LEADER,
    Role.HEAD,
    Role.COMMITTEE_OFFICER,
    Role.RECORDS_CLERK,
)


def require_writer(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *WRITERS, at=at)


def may_write(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def is_own(item: EvidenceItem) -> bool:
    access = current_access()
    return access.system or item.owner_agency_id in access.agency_ids


def require_own(item: EvidenceItem) -> None:
    """Raises: EvidenceOfAnotherAgency."""
    if not is_own(item):
        raise EvidenceOfAnotherAgency(agency=item.owner_agency.name)


RULES = (
    Rule("list", ("list",)),
    Rule("read evidence, and prove that it is unchanged", ("of", "item", "download", "picture", "verify"),
         whose=Whose.SEEN),
    Rule("add evidence to what one sees", ("add",), WRITERS, Whose.SEEN),
    Rule("write down its custody, put it aside", ("custody", "set_aside"), WRITERS, Whose.OWN),
)  # fmt: skip
