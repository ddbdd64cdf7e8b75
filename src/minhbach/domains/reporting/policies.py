"""Who may: the committee's office keeps the report, a member's officers speak for the member alone."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.reporting.models import Report
from minhbach.domains.reporting.refusals import FiguresAlreadyClosed, ReportAlreadyPutForward
from minhbach.domains.reporting.types import ReportState
from minhbach.foundation.clock import local_date

KEEPERS = (Role.COMMITTEE_OFFICER, Role.HEAD)
SPEAKERS = (Role.COMMITTEE_OFFICER, Role.HEAD, Role.ANALYST, Role.INSPECTION_LEADER)


def require_keeper(officer: Officer, body: Agency, *, at: datetime) -> None:
    """Refuse unless the officer keeps the reports of BODY.

    Raises: RoleMissing.
    """
    require_role(officer, *KEEPERS, at=at, agency=body)


def require_speaker(officer: Officer, member: Agency, *, at: datetime) -> None:
    """Refuse unless the officer may give figures in a member's name.

    Raises: RoleMissing.
    """
    require_role(officer, *SPEAKERS, at=at, agency=member)


def require_open(report: Report) -> None:
    """Raises: FiguresAlreadyClosed."""
    if report.state != ReportState.OPEN:
        raise FiguresAlreadyClosed


def require_in_hand(report: Report) -> None:
    """Raises: ReportAlreadyPutForward."""
    if not report.is_in_hand:
        raise ReportAlreadyPutForward


def keeps(officer: Officer, body: Agency, *, at: datetime) -> bool:
    """Say whether an officer keeps a body's reports."""
    return has_role(officer, *KEEPERS, on=local_date(at), agency=body)


def speaks_for(officer: Officer, member: Agency, *, at: datetime) -> bool:
    """Say whether an officer may give figures in a member's name."""
    return has_role(officer, *SPEAKERS, on=local_date(at), agency=member)


RULES = (
    Rule("list", ("list",)),
    Rule("read a report", ("report", "figure", "places", "workbook", "member"), whose=Whose.SEEN),
    Rule("open a report", ("open",), KEEPERS),
    Rule("write, close, reopen, put forward a report, urge a member",
         ("write", "section", "close", "reopen", "put_forward", "urge"), KEEPERS, Whose.OWN),
    Rule("give a member's figures", ("nothing", "upload", "template", "keep"), SPEAKERS, Whose.SPOKEN_FOR),
)  # fmt: skip
