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
    """Refuse one who may not sweep, and say for which agency the others do.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, *SWEEPERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=SWEEPERS)[0].agency


def require_verifier(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *VERIFIERS, at=at)


def require_judge(officer: Officer, *, at: datetime) -> None:
    require_role(officer, *JUDGES, at=at)


def holds(posts: Iterable[Post], roles: Collection[Role]) -> bool:
    """Say whether one of the posts gives one of the roles: what a page offers; services ask again."""
    return any(post.role in roles for post in posts)


def require_lexicon_writer(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse unless the officer sweeps for an agency, and so may teach its screen words.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, *SWEEPERS, at=at, agency=agency)


def require_lexicon_approver(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse unless the officer is head, or deputy, of an agency or of one above it.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, Role.HEAD, at=at, agency=agency)


def require_lexicon_stopper(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse unless the officer writes or approves an agency's lexicon: taking back needs one pair of eyes.

    Raises: agencies.policies.RoleMissing.
    """
    require_role(officer, Role.HEAD, *SWEEPERS, at=at, agency=agency)
