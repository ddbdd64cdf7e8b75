"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.markets.models import Market, Round
from minhbach.domains.markets.refusals import MarketOfAnotherAgency, RoundOfAnotherAgency
from minhbach.foundation.clock import local_date

# As those who write to the register of merchants.
WRITERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)


def writing_agency(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer writes.

    Raises: RoleMissing.
    """
    require_role(officer, *WRITERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=WRITERS)[0].agency


def may_write(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def may_keep(officer: Officer, record: Market | Round, *, at: datetime) -> bool:
    """Say whether an officer writes for the agency that keeps a market, or goes a round."""
    return has_role(officer, *WRITERS, on=local_date(at), agency=record.owner_agency)


def require_keeper(officer: Officer, market: Market, *, at: datetime) -> None:
    """Raises: RoleMissing, MarketOfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_keep(officer, market, at=at):
        raise MarketOfAnotherAgency(agency=market.owner_agency.name)


def require_walker(officer: Officer, walked: Round, *, at: datetime) -> None:
    """Raises: RoleMissing, RoundOfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_keep(officer, walked, at=at):
        raise RoundOfAnotherAgency(agency=walked.owner_agency.name)


RULES = (
    Rule("list markets and rounds", ("list", "rounds")),
    Rule("read a market, its stalls, what changed, how a round went", ("market", "stalls", "stall", "change", "round",
         "summary", "of_subject"), whose=Whose.SEEN),
    Rule("enter a market", ("open",), WRITERS),
    Rule("change a market and its plan", ("edit", "take_list", "set_stall", "apply", "undo"), WRITERS, Whose.OWN),
    Rule("begin a round at a market", ("open_round",), WRITERS, Whose.SEEN),
    Rule("note what a round finds, end it", ("mark", "send", "take_back", "close_round"), WRITERS, Whose.OWN),
)  # fmt: skip
