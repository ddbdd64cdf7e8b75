"""Who works on a case, for rooms above whose acts are theirs, too."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.access import case_state


def works_on(officer: Officer, case: Case, *, at: datetime) -> bool:
    """Say whether an officer is assigned to a case, or heads a unit that owns it."""
    return policies.may_handle(officer, case, case_state(case), at=at)


def require_works_on(officer: Officer, case: Case, *, at: datetime) -> None:
    """Refuse one who does not work on a case.

    Raises: RoleMissing, OfficerNotOnCase.
    """
    policies.require_handler(officer, case, case_state(case), at=at)
