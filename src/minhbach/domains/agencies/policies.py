"""Who may: the question every service asks first."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role
from minhbach.foundation.clock import local_date
from minhbach.foundation.refusals import NotAllowed


class RoleMissing(NotAllowed):
    code = "agencies.role_missing"
    sentence = _("Your post does not give the right to do this. It belongs to: %(roles)s.")


def require_role(officer: Officer, *roles: Role, at: datetime, agency: Agency | None = None) -> None:
    """This will refuse unless the officer holds one of the roles now, in AGENCY or one above it if given.

    Raises: RoleMissing.
    """
    if not has_role(officer, *roles, on=local_date(at), agency=agency):
        raise RoleMissing(roles=", ".join(str(role.label) for role in roles))


def needs_second_factor(officer: Officer, *, at: datetime) -> bool:
    """This will say whether an officer signs or administers and has not yet set up a one-time code."""
    posts = posts_of(officer, on=local_date(at))
    if not posts.filter(Q(may_sign=True) | Q(role=Role.ADMINISTRATOR)).exists():
        return False
    return not Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).exists()
