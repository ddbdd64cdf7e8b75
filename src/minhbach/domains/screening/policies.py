"""Who may look at leads, and who may do what with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import posts_of
from minhbach.domains.agencies.types import Role
from minhbach.foundation.clock import local_date

SWEEPERS = (Role.ANALYST, Role.COMMITTEE_OFFICER)
VERIFIERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
JUDGES = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
READERS = (*JUDGES, Role.COMMITTEE_OFFICER, Role.AUDITOR)


def require_reader(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *READERS, at=at)


def require_sweeper(officer: Officer, *, at: datetime) -> Agency:
    """This will refuse one who may not sweep, and say for which agency the others do.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, *SWEEPERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=SWEEPERS)[0].agency


def require_verifier(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *VERIFIERS, at=at)


def require_judge(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *JUDGES, at=at)


def holds(posts: Iterable[Post], roles: Collection[Role]) -> bool:
    """This will say whether one of the posts gives one of the roles: what a page offers; services ask again."""
    return any(post.role in roles for post in posts)
