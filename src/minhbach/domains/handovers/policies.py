"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`.

The head of the agency leads: lists, offers, lets what was taken pass on, closes. Who is offered a thing answers for it.
"""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_another, require_role
from minhbach.domains.agencies.selectors import has_role, homes_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.handovers.models import Minutes
from minhbach.domains.handovers.refusals import MinutesOfAnotherAgency, PersonElsewhere
from minhbach.foundation.clock import local_date

LEADERS = (Role.HEAD,)
# Who reads the books of a unit, and makes up its answer to who inspects it.
READERS = (Role.HEAD, Role.INSPECTION_LEADER, Role.RECORDS_CLERK, Role.COMMITTEE_OFFICER, Role.AUDITOR)


def agency_to_open_in(officer: Officer, person: Officer, *, at: datetime) -> Agency:
    """Say in which agency of a person the officer, its head or one above, opens minutes. Nobody on himself.

    Raises: RoleMissing, ActsOnOneself, PersonElsewhere.
    """
    require_role(officer, *LEADERS, at=at)
    require_another(officer, person)
    on = local_date(at)
    for home in homes_of(person, on=on):
        if has_role(officer, *LEADERS, on=on, agency=home):
            return home
    raise PersonElsewhere(name=person.full_name)


def may_open(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *LEADERS, on=local_date(at))


def leads(officer: Officer, minutes: Minutes, *, at: datetime) -> bool:
    is_another = officer.pk != minutes.person_id
    return is_another and has_role(officer, *LEADERS, on=local_date(at), agency=minutes.owner_agency)


def require_leads(officer: Officer, minutes: Minutes, *, at: datetime) -> None:
    """Raises: RoleMissing, ActsOnOneself, MinutesOfAnotherAgency."""
    require_role(officer, *LEADERS, at=at)
    require_another(officer, minutes.person)
    if not leads(officer, minutes, at=at):
        raise MinutesOfAnotherAgency(agency=minutes.owner_agency.name)


RULES = (
    Rule("list", ("list",)),
    Rule("read minutes", ("minutes",), whose=Whose.SEEN),
    Rule("read the books of one's units", ("journal", "tips", "decisions", "store_book"), READERS),
    Rule("answer who inspects", ("answer_inspection",), READERS),
    Rule("open minutes", ("open",), LEADERS),
    Rule("lead minutes: list anew, offer, pass on, close, drop",
         ("offer", "relist", "carry_out", "close", "drop"), LEADERS, Whose.OWN),
    Rule("take or refuse what one was offered", ("answer",), whose=Whose.SEEN),
)  # fmt: skip
