"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope` and the domain's migrations."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.screening.selectors import READERS
from minhbach.foundation.clock import local_date

# As screening's own: who sweeps sends the pictures of a sweep, who judges leads judges what their pictures met.
SWEEPERS = (Role.ANALYST, Role.COMMITTEE_OFFICER)
JUDGES = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
KEEPERS = (*SWEEPERS, Role.LEGAL_OFFICER)
UPLOAD_READERS = (*READERS, Role.LEGAL_OFFICER)


def require_reader(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *READERS, at=at)


def require_upload_reader(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *UPLOAD_READERS, at=at)


def require_keeper(officer: Officer, *, at: datetime) -> Agency:
    """Refuse one who keeps no known pictures, and return the agency the others keep them for.

    Raises: RoleMissing.
    """
    require_role(officer, *KEEPERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=KEEPERS)[0].agency


def require_keeper_of(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *KEEPERS, at=at, agency=agency)


def require_sweeper(officer: Officer, *, at: datetime, agency: Agency | None = None) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *SWEEPERS, at=at, agency=agency)


def require_judge(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *JUDGES, at=at)


def may_keep(officer: Officer, *, at: datetime, agency: Agency | None = None) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at), agency=agency)


def may_sweep(officer: Officer, *, at: datetime, agency: Agency | None = None) -> bool:
    return has_role(officer, *SWEEPERS, on=local_date(at), agency=agency)


def may_judge(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *JUDGES, on=local_date(at))


def may_read(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *READERS, on=local_date(at))


RULES = (
    Rule("list what met", ("matches",), READERS),
    Rule("look at two pictures that met", ("match", "of_lead", "match_small"), READERS, Whose.SEEN),
    Rule("say whether they are one", ("judge",), JUDGES, Whose.SEEN),
    Rule("look at known pictures, take their bits along", ("known_list", "known", "known_small", "hashes")),
    Rule("keep known pictures", ("send_known",), KEEPERS),
    Rule("withdraw a known picture", ("withdraw",), KEEPERS, Whose.OWN),
    Rule("send the pictures of a sweep's listings", ("send",), SWEEPERS),
    Rule("see how far a file of pictures is", ("upload", "progress"), UPLOAD_READERS, Whose.SEEN),
    Rule("list the files of pictures that were sent", ("uploads",), UPLOAD_READERS),
    Rule("take a file of pictures back", ("undo",), KEEPERS, Whose.OWN),
)
