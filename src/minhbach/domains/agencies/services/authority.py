"""Who may write here."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.foundation.scope import current_access


def require_administrator(officer: Officer | None, *, at: datetime, agency: Agency | None = None) -> None:
    """Refuse all but an administrator of AGENCY, or of one above it, and the system itself.

    Raises: RoleMissing.
    """
    if officer is None:
        require_system(Role.ADMINISTRATOR)
    else:
        require_role(officer, Role.ADMINISTRATOR, at=at, agency=agency)


def require_system(role: Role) -> None:
    if not current_access().system:
        raise RoleMissing(roles=str(role.label))
