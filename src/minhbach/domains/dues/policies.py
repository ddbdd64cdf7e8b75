"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.cases.models import Case
from minhbach.foundation.clock import local_date

# A unit without an accountant has its head.
CASHIERS = (Role.ACCOUNTANT, Role.HEAD)
READERS = (*CASHIERS, Role.RECORDS_CLERK, Role.INSPECTION_LEADER, Role.INSPECTOR)


def require_cashier(officer: Officer, agency: Agency | None = None, *, at: datetime) -> None:
    """Refuse one who does not keep the money of an agency; of any agency where none is named.

    Raises: RoleMissing.
    """
    require_role(officer, *CASHIERS, at=at, agency=agency)


def require_reader(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *READERS, at=at)


def is_cashier(officer: Officer, agency: Agency | None = None, *, at: datetime) -> bool:
    return has_role(officer, *CASHIERS, on=local_date(at), agency=agency)


def agencies_kept(officer: Officer, *, at: datetime) -> list[Agency]:
    """List the agencies whose money an officer keeps, the one of the oldest post first."""
    posts = posts_of(officer, on=local_date(at)).filter(role__in=CASHIERS).order_by("valid_from", "id")
    return list({post.agency_id: post.agency for post in posts}.values())


def require_entry(officer: Officer, case: Case, *, at: datetime) -> None:
    """Refuse one who does not keep the money of the unit of a case.

    Raises: RoleMissing.
    """
    require_cashier(officer, case.owner_agency, at=at)


RULES = (
    Rule("list who owes, and what a month came to", ("list", "month"), READERS),
    Rule("read the account of a decision, and the money of a case", ("account", "of_case"), whose=Whose.SEEN),
    Rule("list slips, write them down", ("slips", "enter_slip", "take_slips"), CASHIERS),
    Rule("match a slip, undo it, lay it aside", ("slip", "match", "undo", "lay_aside"), CASHIERS, Whose.OWN),
    Rule("write down a cost or cash held, take it back", ("add_entry", "withdraw"), CASHIERS, Whose.OWN),
    Rule("say where fines are paid", ("treasury",), CASHIERS),
)
