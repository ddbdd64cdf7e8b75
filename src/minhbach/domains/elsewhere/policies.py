"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import require_works_on, works_on
from minhbach.domains.elsewhere.models import Export, Twin
from minhbach.domains.elsewhere.refusals import OfAnotherAgency
from minhbach.foundation.clock import local_date

WRITERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.RECORDS_CLERK)


def require_writer(officer: Officer, *, at: datetime) -> Agency:
    """Return the agency for which an officer takes exports in.

    Raises: RoleMissing.
    """
    require_role(officer, *WRITERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=WRITERS)[0].agency


def may_write(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def may_change(officer: Officer, row: Export | Twin, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at), agency=row.owner_agency)


def require_own(officer: Officer, row: Export | Twin, *, at: datetime) -> None:
    """Raises: RoleMissing, OfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_change(officer, row, at=at):
        raise OfAnotherAgency(agency=row.owner_agency.name)


def may_enter(officer: Officer, case: Case, *, at: datetime) -> bool:
    """Whether an officer enters a case elsewhere: who works on it, or the records clerk of its unit."""
    return _is_clerk(officer, case, at=at) or works_on(officer, case, at=at)


def require_to_enter(officer: Officer, case: Case, *, at: datetime) -> None:
    """Raises: RoleMissing, OfficerNotOnCase."""
    if not _is_clerk(officer, case, at=at):
        require_works_on(officer, case, at=at)


def _is_clerk(officer: Officer, case: Case, *, at: datetime) -> bool:
    return has_role(officer, Role.RECORDS_CLERK, on=local_date(at), agency=case.owner_agency)


RULES = (
    Rule("list what is still to be entered, exports, files kept elsewhere, which systems are wanted",
         ("list", "exports", "twins", "uses")),
    Rule("read what a case still is to be entered in", ("of_case", "panel"), whose=Whose.SEEN),
    Rule("read a file kept elsewhere", ("twin",), whose=Whose.SEEN),
    Rule("send an export; it is the own agency's", ("send",), WRITERS),
    Rule("read an export", ("export",), whose=Whose.SEEN),
    Rule("try an export, take it in and back", ("try_export", "take_export", "undo_export", "open_all"),
         WRITERS, Whose.OWN),
    Rule("say to which case a file kept elsewhere belongs, settle where they differ", ("link", "open_case", "settle"),
         WRITERS, Whose.OWN),
    Rule("take a ready file, say that a case was entered", ("ready", "mark"), WRITERS, Whose.OWN),
    Rule("say which systems are wanted of an agency", ("set_use",), (Role.ADMINISTRATOR,)),
)  # fmt: skip
