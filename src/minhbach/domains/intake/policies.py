"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.intake.models import Handover, Letterbox, Report, Template
from minhbach.domains.intake.refusals import (
    HandoverOfAnotherAgency,
    LetterboxOfAnotherAgency,
    ReportOfAnotherAgency,
    TemplateOfAnotherAgency,
)
from minhbach.foundation.clock import local_date

# Who deals with what the public sends, and reads it.
WORKERS = (
    Role.HEAD, Role.COMMITTEE_OFFICER, Role.INSPECTION_LEADER, Role.INSPECTOR, Role.RECORDS_CLERK,
    Role.INTERNAL_INSPECTOR,
)  # fmt: skip
# Who opens and closes a way in.
KEEPERS = (Role.HEAD, Role.COMMITTEE_OFFICER)


def require_reader(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *WORKERS, at=at)


def works_here(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WORKERS, on=local_date(at))


def may_change(officer: Officer, report: Report, *, at: datetime) -> bool:
    return has_role(officer, *WORKERS, on=local_date(at), agency=report.owner_agency)


def require_own_report(officer: Officer, report: Report, *, at: datetime) -> None:
    """Raises: RoleMissing, ReportOfAnotherAgency."""
    require_role(officer, *WORKERS, at=at)
    if not may_change(officer, report, at=at):
        raise ReportOfAnotherAgency(agency=report.owner_agency.name)


def keeps_template(officer: Officer, template: Template, *, at: datetime) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at), agency=template.agency)


def require_own_template(officer: Officer, template: Template, *, at: datetime) -> None:
    """Raises: RoleMissing, TemplateOfAnotherAgency."""
    require_role(officer, *KEEPERS, at=at)
    if not keeps_template(officer, template, at=at):
        raise TemplateOfAnotherAgency(agency=template.agency.name)


def gives(officer: Officer, handover: Handover, *, at: datetime) -> bool:
    return has_role(officer, *WORKERS, on=local_date(at), agency=handover.owner_agency)


def receives(officer: Officer, handover: Handover, *, at: datetime) -> bool:
    return has_role(officer, *WORKERS, on=local_date(at), agency=handover.receiver)


def require_own_handover(officer: Officer, handover: Handover, *, at: datetime) -> None:
    """Raises: RoleMissing, HandoverOfAnotherAgency."""
    require_role(officer, *WORKERS, at=at)
    if not gives(officer, handover, at=at):
        raise HandoverOfAnotherAgency(agency=handover.owner_agency.name)


def require_receiver(officer: Officer, handover: Handover, *, at: datetime) -> None:
    """Raises: RoleMissing, HandoverOfAnotherAgency."""
    require_role(officer, *WORKERS, at=at)
    if not receives(officer, handover, at=at):
        raise HandoverOfAnotherAgency(agency=handover.receiver.name)


def require_keeper(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer opens a way in.

    Raises: RoleMissing.
    """
    require_role(officer, *KEEPERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=KEEPERS)[0].agency


def keeps(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at))


def keeps_letterbox(officer: Officer, letterbox: Letterbox, *, at: datetime) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at), agency=letterbox.owner_agency)


def require_own_letterbox(officer: Officer, letterbox: Letterbox, *, at: datetime) -> None:
    """Raises: RoleMissing, LetterboxOfAnotherAgency."""
    require_role(officer, *KEEPERS, at=at)
    if not keeps_letterbox(officer, letterbox, at=at):
        raise LetterboxOfAnotherAgency(agency=letterbox.owner_agency.name)


RULES = (
    Rule("list reports and the ways in", ("list", "letterboxes"), WORKERS),
    Rule("read a report and its pictures, a way in", ("report", "picture", "letterbox", "alike"), WORKERS, Whose.SEEN),
    Rule("see how far an answer to many is", ("group_answer", "group_answer_progress"), WORKERS, Whose.SEEN),
    Rule("deal with a report", ("answer", "note", "move", "turn", "assign"), WORKERS, Whose.OWN),
    Rule("answer all who sent alike", ("answer_group", "recall_group_answer"), WORKERS, Whose.OWN),
    Rule("see who sent a report, or ask the custodians", ("open_person", "ask_for_person"), WORKERS, Whose.OWN),
    Rule(
        "hand a report over, mark its terms, merge it, tie it to what it belongs to",
        ("hand_over", "mark", "annul_mark", "merge", "untie", "proposals", "tie"),
        WORKERS,
        Whose.OWN,
    ),
    Rule("see which reports in reach belong to a record", ("tied",)),
    Rule("list what was handed over, and what is late", ("handovers", "overdue"), WORKERS),
    Rule("read a hand-over", ("handover",), WORKERS, Whose.SEEN),
    Rule("take back a hand-over, confirm it by paper", ("withdraw", "confirm"), WORKERS, Whose.OWN),
    Rule("take a report over, give it back", ("take", "give_back"), WORKERS, Whose.SEEN),
    Rule("list and read the texts kept for answers", ("templates", "template"), WORKERS),
    Rule("fill an answer in with a kept text", ("fill",), WORKERS, Whose.OWN),
    Rule("keep a text for answers", ("keep_template",), KEEPERS),
    Rule("change a kept text, put it away", ("change_template", "put_away_template"), KEEPERS, Whose.OWN),
    Rule("open a way in", ("open_letterbox",), KEEPERS),
    Rule("change what a way in says, close it", ("change_letterbox", "close_letterbox"), KEEPERS, Whose.OWN),
)
