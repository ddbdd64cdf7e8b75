"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, held_posts
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.areas.refusals import OfAnotherAgency
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import ScopedModel

# Who keeps an area: market surveillance, police and customs, and in a commune the officer of its steering committee.
KEEPERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)
# Who says which officer keeps which place, and closes what was planned.
LEADERS = (Role.HEAD, Role.INSPECTION_LEADER)
ENDERS = (Role.HEAD,)


def keeping_agency(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer keeps an area: the first in which a post allows it.

    Raises: RoleMissing.
    """
    require_role(officer, *KEEPERS, at=at)
    return next(post.agency for post in held_posts(officer, on=local_date(at)) if post.role in KEEPERS)


def may_keep(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at))


def may_change(officer: Officer, record: ScopedModel, *, at: datetime) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at), agency=record.owner_agency)


def require_own(officer: Officer, record: ScopedModel, *roles: Role, at: datetime) -> None:
    """Refuse all but those who hold one of ROLES (whoever keeps an area) in the agency of a record or above it.

    Raises: RoleMissing, OfAnotherAgency.
    """
    allowed = roles or KEEPERS
    require_role(officer, *allowed, at=at)
    if not has_role(officer, *allowed, on=local_date(at), agency=record.owner_agency):
        raise OfAnotherAgency(agency=record.owner_agency.name)


def may_assign(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *LEADERS, on=local_date(at))


def assigning_agency(officer: Officer, *, at: datetime, agency: Agency | None = None) -> Agency:
    """Say in which agency an officer says who keeps which place: in AGENCY, where he leads it or one above it.

    Raises: RoleMissing.
    """
    require_role(officer, *LEADERS, at=at, agency=agency)
    if agency is not None:
        return agency
    return next(post.agency for post in held_posts(officer, on=local_date(at)) if post.role in LEADERS)


def may_end(officer: Officer, record: ScopedModel, *, at: datetime) -> bool:
    return has_role(officer, *ENDERS, on=local_date(at), agency=record.owner_agency)


RULES = (
    Rule("list", ("list", "sanctioned", "licences", "points", "plans", "unknown", "keepers")),
    Rule("read of a subject what is kept of it", ("of_subject",), whose=Whose.SEEN),
    Rule("read a merchant that is kept, a gathering point, a plan", ("keeping", "point", "plan"), whose=Whose.SEEN),
    Rule("put a merchant on the list; write down a look, a licence, a plan; look for a seller",
         ("add", "visit", "add_licence", "open_plan", "pursue"), KEEPERS, Whose.SEEN),
    Rule("change and end what is kept", ("change", "end", "take_back", "end_licence", "note_point", "end_point",
         "note_plan", "set_measure", "finish_measure", "end_pursuit"), KEEPERS, Whose.OWN),
    Rule("put many on the list, add a gathering point", ("add_many", "add_point"), KEEPERS),
    Rule("say who keeps a place", ("assign",), LEADERS),
    Rule("close a plan", ("close_plan",), ENDERS, Whose.OWN),
    Rule("run informants: one's own, and nobody else's", ("sources", "open_source", "source", "note_source",
         "end_source"), KEEPERS, Whose.SEEN),
)  # fmt: skip
