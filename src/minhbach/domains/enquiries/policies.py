"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.enquiries.models import Notice, Question
from minhbach.domains.enquiries.refusals import NoticeOfAnotherAgency, QuestionOfAnotherAgency
from minhbach.foundation.clock import local_date

ASKERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)
# Who speaks for an agency to another.
ANSWERERS = (Role.HEAD, Role.INSPECTION_LEADER, Role.INSPECTOR, Role.ANALYST, Role.COMMITTEE_OFFICER)


def asking_agency(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer asks.

    Raises: RoleMissing.
    """
    require_role(officer, *ASKERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=ASKERS)[0].agency


def may_ask(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *ASKERS, on=local_date(at))


def may_answer(officer: Officer, question: Question, *, at: datetime) -> bool:
    return has_role(officer, *ANSWERERS, on=local_date(at), agency=question.asked)


def require_answerer(officer: Officer, question: Question, *, at: datetime) -> None:
    """Raises: RoleMissing, QuestionOfAnotherAgency."""
    require_role(officer, *ANSWERERS, at=at)
    if not may_answer(officer, question, at=at):
        raise QuestionOfAnotherAgency(agency=question.asked.name)


def may_mark(officer: Officer, notice: Notice, *, at: datetime) -> bool:
    return has_role(officer, *ANSWERERS, on=local_date(at), agency=notice.owner_agency)


def require_marker(officer: Officer, notice: Notice, *, at: datetime) -> None:
    """Raises: RoleMissing, NoticeOfAnotherAgency."""
    require_role(officer, *ANSWERERS, at=at)
    if not may_mark(officer, notice, at=at):
        raise NoticeOfAnotherAgency(agency=notice.owner_agency.name)


RULES = (
    Rule("list what was asked, by whom", ("list", "received", "notices")),
    Rule("ask other agencies", ("ask",), ASKERS),
    Rule("read what was asked", ("enquiry",), whose=Whose.SEEN),
    Rule("read a question", ("question",), whose=Whose.SEEN),
    Rule("read who asked about what gives no answer", ("notice",), whose=Whose.SEEN),
    Rule("mark as read who asked", ("mark_read",), ANSWERERS, Whose.OWN),
    Rule("answer what one's agency was asked", ("answer",), ANSWERERS, Whose.OWN),
)
