"""Who may: the question every service asks first."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.selectors import delegations_held, has_role, posts_of
from minhbach.domains.agencies.types import Role
from minhbach.foundation.clock import local_date


def require_role(officer: Officer, *roles: Role, at: datetime, agency: Agency | None = None) -> None:
    """Refuse unless the officer holds one of the roles now, in AGENCY or one above it if given.

    Raises: RoleMissing.
    """
    if not has_role(officer, *roles, on=local_date(at), agency=agency):
        raise RoleMissing(roles=", ".join(str(role.label) for role in roles))


def require_delegator(officer: Officer, agency: Agency, *, at: datetime) -> Officer | None:
    """Refuse all but those who sign in an agency, who delegate their own right, and its administrators.

    An administrator enters the paper for others: then None is returned, else the officer.

    Raises: RoleMissing.
    """
    on = local_date(at)
    if posts_of(officer, on=on).filter(agency=agency, may_sign=True).exists():
        return officer
    if not has_role(officer, Role.ADMINISTRATOR, on=on, agency=agency):
        raise RoleMissing(roles=f"{Role.HEAD.label}, {Role.ADMINISTRATOR.label}")
    return None


def needs_second_factor(officer: Officer, *, at: datetime) -> bool:
    """Say whether an officer signs or administers and has not yet set up a one-time code."""
    on = local_date(at)
    signs_or_administers = posts_of(officer, on=on).filter(Q(may_sign=True) | Q(role=Role.ADMINISTRATOR)).exists()
    if not (signs_or_administers or delegations_held(officer, on=on).exists()):
        return False
    return not Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).exists()
