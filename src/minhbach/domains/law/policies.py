"""Who may change law. Reading it is open to every officer."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role
from minhbach.foundation.clock import local_date


def require_law_keeper(officer: Officer, *, at: datetime) -> None:
    """Refuse all but legal officers.

    Raises: RoleMissing.
    """
    require_role(officer, Role.LEGAL_OFFICER, at=at)


def keeps_law(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, Role.LEGAL_OFFICER, on=local_date(at))
