"""Who may write here. OFFICER is None for the system itself, which needs its access."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies import policies
from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.foundation.scope import current_access


def require_administrator(officer: Officer | None, *, at: datetime, agency: Agency | None = None) -> None:
    """Refuse all but an administrator of AGENCY, or of one above it, and the system itself.

    Raises: RoleMissing, AdministratorElsewhere.
    """
    if officer is None:
        require_system(Role.ADMINISTRATOR)
    else:
        policies.require_administrator(officer, agency, at=at)


def require_administrator_above(officer: Officer | None, agency: Agency, *, at: datetime) -> None:
    """Refuse all but an administrator of the agency above, and the system itself.

    Raises: RoleMissing, AdministratorElsewhere.
    """
    if officer is None:
        require_system(Role.ADMINISTRATOR)
    else:
        policies.require_administrator_above(officer, agency, at=at)


def require_answers_for(officer: Officer | None, person: Officer, *, at: datetime) -> None:
    """Refuse all but an administrator above every post of another person, and the system itself.

    Raises: RoleMissing, AdministratorElsewhere, AdministratorNowhere, ActsOnOneself.
    """
    if officer is None:
        require_system(Role.ADMINISTRATOR)
    else:
        policies.require_answers_for(officer, person, at=at)


def require_system(role: Role) -> None:
    if not current_access().system:
        raise RoleMissing(roles=str(role.label))
