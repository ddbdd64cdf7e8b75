"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.watching.models import WatchList
from minhbach.domains.watching.refusals import WatchListOfAnotherAgency
from minhbach.foundation.clock import local_date

WRITERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)


def require_writer(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer watches.

    Raises: RoleMissing.
    """
    require_role(officer, *WRITERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=WRITERS)[0].agency


def may_write(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def may_change(officer: Officer, watch_list: WatchList, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at), agency=watch_list.owner_agency)


def require_own_list(officer: Officer, watch_list: WatchList, *, at: datetime) -> None:
    """Raises: RoleMissing, WatchListOfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_change(officer, watch_list, at=at):
        raise WatchListOfAnotherAgency(agency=watch_list.owner_agency.name)


RULES = (
    Rule("list lists, alerts and what patrols found, look a subject up", ("list", "alerts", "patrols", "pick_subject")),
    Rule("read a list, what a patrol found", ("watch_list", "patrol"), whose=Whose.SEEN),
    Rule("read one's own alert, and settle it", ("alert", "settle"), WRITERS, whose=Whose.SEEN),
    Rule("open a list, write down what a patrol found", ("open", "record_patrol"), WRITERS),
    Rule("change a list, by hand or by a file",
         ("add", "add_subject", "add_lines", "end_entry", "close", "send_file", "file", "try_file", "take_file",
          "undo_file"), WRITERS, Whose.OWN),
    Rule("say that what a list found when it was made is read", ("settle_old",), WRITERS, Whose.OWN),
)  # fmt: skip
