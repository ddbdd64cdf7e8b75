"""Who may judge whether two records are one: whoever writes to the shared record, of records he sees both."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import current_access

JUDGES = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)

# On whose desk the month's sample stands.
READERS = (Role.ANALYST, Role.HEAD, Role.COMMITTEE_OFFICER)


def require_judge(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *JUDGES, at=at)


def may_judge(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *JUDGES, on=local_date(at))


def reads_samples(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *READERS, on=local_date(at))


def is_own(owner_agency_id: UUID) -> bool:
    """Say whether a record belongs to an agency of the officer's own, or to one below it."""
    access = current_access()
    return access.system or owner_agency_id in access.agency_ids


RULES = (
    Rule("find the pairs to judge", ("list",), JUDGES),
    Rule("find the pairs of a list", ("pairs_of_import",), JUDGES, Whose.SEEN),
    Rule("see how many pairs a list has", ("of_import",), whose=Whose.SEEN),
    Rule("read a pair, judge it", ("pair", "judge"), JUDGES, Whose.SEEN),
    Rule("take a judgement back", ("take_back",), JUDGES, Whose.SEEN),
    Rule("see how often linkage is wrong", ("quality",), JUDGES),
    Rule("read a sampled pair, say what one reads", ("sampled", "read_sampled"), JUDGES, Whose.SEEN),
    Rule("see what may be one with a subject", ("of_subject",), whose=Whose.SEEN),
)
