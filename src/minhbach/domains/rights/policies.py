"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`.

The owner of a right says; an officer of the agency that answers for it compares, and what he confirms counts.
"""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import body_of, has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.rights.models import Notice, Right
from minhbach.domains.rights.refusals import NotHolder, NoticeOfAnotherAgency, RightOfAnotherAgency
from minhbach.foundation.clock import local_date

WRITERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)
# As those who lay a lead aside: they answer what becomes of a link.
ANSWERERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
READERS = (*WRITERS, Role.AUDITOR)


def body_for(officer: Officer, *, at: datetime) -> Agency | None:
    """Return for which body outside somebody speaks; none for an officer."""
    return body_of(officer, on=local_date(at)) if officer.is_guest else None


def require_writer(officer: Officer, *, at: datetime) -> Agency:
    """Refuse one who may not write here, and return the agency that keeps what he writes.

    Raises: RoleMissing.
    """
    if officer.is_guest:
        require_role(officer, Role.GUEST, at=at)
        body = body_for(officer, at=at)
        if body is None or body.kept_by is None:
            raise NotHolder
        return body.kept_by
    require_role(officer, *WRITERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=WRITERS)[0].agency


def may_enter(officer: Officer, *, at: datetime) -> bool:
    if officer.is_guest:
        return body_for(officer, at=at) is not None
    return has_role(officer, *WRITERS, on=local_date(at))


def may_decide(officer: Officer, right: Right, *, at: datetime) -> bool:
    return not officer.is_guest and has_role(officer, *WRITERS, on=local_date(at), agency=right.owner_agency)


def require_decider(officer: Officer, right: Right, *, at: datetime) -> None:
    """Raises: RoleMissing, RightOfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_decide(officer, right, at=at):
        raise RightOfAnotherAgency(agency=right.owner_agency.name)


def is_holder(officer: Officer, right: Right, *, at: datetime) -> bool:
    body = body_for(officer, at=at)
    return body is not None and body.pk == right.body_id


def may_say(officer: Officer, right: Right, *, at: datetime) -> bool:
    return is_holder(officer, right, at=at) if officer.is_guest else may_decide(officer, right, at=at)


def require_say(officer: Officer, right: Right, *, at: datetime) -> None:
    """Refuse one who is neither the owner's own nor of the agency that answers for the right.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder.
    """
    if not officer.is_guest:
        require_decider(officer, right, at=at)
    elif not is_holder(officer, right, at=at):
        raise NotHolder


def may_answer(officer: Officer, notice: Notice, *, at: datetime) -> bool:
    return not officer.is_guest and has_role(officer, *ANSWERERS, on=local_date(at), agency=notice.owner_agency)


def require_answerer(officer: Officer, notice: Notice, *, at: datetime) -> None:
    """Raises: RoleMissing, NoticeOfAnotherAgency."""
    require_role(officer, *ANSWERERS, at=at)
    if not may_answer(officer, notice, at=at):
        raise NoticeOfAnotherAgency(agency=notice.owner_agency.name)


RULES = (
    Rule("list rights", ("list",), READERS),
    Rule("list notices", ("notices",), (*READERS, Role.GUEST), guests=True),
    Rule("list the rights of one's body", ("own",), (Role.GUEST,), guests=True),
    Rule("read a right, its pictures, a notice", ("right", "picture", "notice", "progress"), whose=Whose.SEEN,
         guests=True),
    Rule("enter a right, or propose one", ("enter",), (*WRITERS, Role.GUEST), guests=True),
    Rule("say more of a right, send a notice, take out what was said", ("say", "send", "drop"), (*WRITERS, Role.GUEST),
         Whose.OWN, guests=True),
    Rule("confirm or refuse what was proposed", ("decide", "confirm"), WRITERS, Whose.OWN),
    Rule("answer links", ("answer",), ANSWERERS, Whose.OWN),
    Rule("read which notice a lead came of", ("of_lead",), READERS, Whose.SEEN),
)  # fmt: skip
