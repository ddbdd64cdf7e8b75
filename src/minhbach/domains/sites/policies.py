"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.sites.models import Site
from minhbach.domains.sites.refusals import SiteOfAnotherAgency
from minhbach.foundation.clock import local_date

WRITERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)


def writing_agency(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer writes.

    Raises: RoleMissing.
    """
    require_role(officer, *WRITERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=WRITERS)[0].agency


def may_write(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def may_keep(officer: Officer, site: Site, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at), agency=site.owner_agency)


def require_keeper(officer: Officer, site: Site, *, at: datetime) -> None:
    """Raises: RoleMissing, SiteOfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_keep(officer, site, at=at):
        raise SiteOfAnotherAgency(agency=site.owner_agency.name)


RULES = (
    Rule("list sites, those not yet classified, and how complete the register is", ("list", "open_ones", "coverage")),
    Rule("read a site", ("site",), whose=Whose.SEEN),
    Rule("enter a site, take a list of notifications in", ("open", "take_notices"), WRITERS),
    Rule("change a site, note a trick", ("edit", "observe"), WRITERS, Whose.OWN),
)
