"""Who may do what in a case."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.refusals import OfficerNotOnCase
from minhbach.domains.cases.types.codes import EventKind
from minhbach.domains.cases.types.state import CaseState
from minhbach.foundation.clock import local_date

HANDLERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
LEADERS = (Role.INSPECTION_LEADER, Role.HEAD)
# Papers issued before the system, or outside it, are entered by those who keep or sign them.
KEEPERS = (Role.RECORDS_CLERK, Role.HEAD)
# What rests on an issued document; one issued in the system is mended by another, which documents tells us of.
ISSUED = frozenset({EventKind.ORDERED, EventKind.DECIDED})
# Who works on a case, and who takes part, is for those who lead.
LED = frozenset({EventKind.ASSIGNED, EventKind.AGENCY_JOINED})


def agency_to_open_in(officer: Officer, *, at: datetime, agency: Agency | None = None) -> Agency:
    """Say in which of their agencies an officer opens a case.

    Raises: RoleMissing.
    """
    require_role(officer, *HANDLERS, at=at, agency=agency)
    if agency is not None:
        return agency
    return posts_of(officer, on=local_date(at)).filter(role__in=HANDLERS)[0].agency


def may_handle(officer: Officer, case: Case, state: CaseState, *, at: datetime) -> bool:
    """Say whether an officer works on a case: assigned to it, or head of a unit that owns it."""
    on = local_date(at)
    if has_role(officer, Role.HEAD, on=on, agency=case.owner_agency):
        return True
    return str(officer.id) in state.officer_ids and has_role(officer, *HANDLERS, on=on, agency=case.owner_agency)


def holds(officer: Officer, roles: tuple[Role, ...], case: Case, *, at: datetime) -> bool:
    """Say whether an officer holds one of some roles in the unit that owns a case, or above it."""
    return has_role(officer, *roles, on=local_date(at), agency=case.owner_agency)


def mendable_kinds(officer: Officer, case: Case, state: CaseState, *, at: datetime) -> frozenset[EventKind]:
    """Say which kinds of entry an officer may correct or annul: papers that were issued are the keepers'."""
    kinds: set[EventKind] = set()
    if may_handle(officer, case, state, at=at):
        kinds |= set(EventKind) - ISSUED - LED - {EventKind.OPENED, EventKind.ANNULLED}
    if holds(officer, LEADERS, case, at=at):
        kinds |= LED
    if holds(officer, KEEPERS, case, at=at):
        kinds |= ISSUED
    return frozenset(kinds)


def require_handler(officer: Officer, case: Case, state: CaseState, *, at: datetime) -> None:
    """Refuse one who does not work on the case.

    Raises: RoleMissing, OfficerNotOnCase.
    """
    if may_handle(officer, case, state, at=at):
        return
    require_role(officer, *HANDLERS, at=at, agency=case.owner_agency)
    raise OfficerNotOnCase(case=case.code)


def require_leader(officer: Officer, case: Case, *, at: datetime) -> None:
    """Refuse one who does not lead in the unit that owns the case."""
    require_role(officer, *LEADERS, at=at, agency=case.owner_agency)


def require_keeper(officer: Officer, case: Case, *, at: datetime) -> None:
    """Refuse one who neither heads the unit nor keeps its records."""
    require_role(officer, *KEEPERS, at=at, agency=case.owner_agency)


__all__ = [
    "HANDLERS",
    "RoleMissing",
    "agency_to_open_in",
    "may_handle",
    "require_handler",
    "require_keeper",
    "require_leader",
]
