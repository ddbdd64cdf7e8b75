"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.intake.models import Report
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.mediation.refusals import DisputeOfAnotherAgency
from minhbach.foundation.clock import local_date

# As at the desk: who deals with what the public sends.
WORKERS = (Role.HEAD, Role.COMMITTEE_OFFICER, Role.INSPECTION_LEADER, Role.INSPECTOR, Role.RECORDS_CLERK)


def require_worker(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *WORKERS, at=at)


def works_here(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WORKERS, on=local_date(at))


def works_for(officer: Officer, agency: Agency, *, at: datetime) -> bool:
    return has_role(officer, *WORKERS, on=local_date(at), agency=agency)


def may_change(officer: Officer, dispute: Dispute, *, at: datetime) -> bool:
    return works_for(officer, dispute.owner_agency, at=at)


def require_own_report(officer: Officer, report: Report, *, at: datetime) -> None:
    """Raises: RoleMissing, DisputeOfAnotherAgency."""
    require_role(officer, *WORKERS, at=at)
    if not works_for(officer, report.owner_agency, at=at):
        raise DisputeOfAnotherAgency(agency=report.owner_agency.name)


def require_own(officer: Officer, dispute: Dispute, *, at: datetime) -> None:
    """Raises: RoleMissing, DisputeOfAnotherAgency."""
    require_role(officer, *WORKERS, at=at)
    if not may_change(officer, dispute, at=at):
        raise DisputeOfAnotherAgency(agency=dispute.owner_agency.name)


RULES = (
    Rule("list disputes, read figures", ("list", "figures"), WORKERS),
    Rule("read a dispute, its papers, what a report has of it", ("dispute", "paper", "agreement", "of_report"), WORKERS,
         Whose.SEEN),
    Rule("open a dispute of a report", ("begin",), WORKERS, Whose.OWN),
    Rule("pass it on, write down what happens, end it",
         ("pass_on", "enter", "write_agreement", "close"), WORKERS, Whose.OWN),
)  # fmt: skip
