"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`.

Nothing here asks for a role in the force: a post there shows, and gives nothing (`Role.MEMBER`).
"""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import STEERERS, require_role, require_steers
from minhbach.domains.agencies.selectors import ancestor_ids, has_role, held_posts
from minhbach.domains.agencies.types import AgencyLevel, Force, Role, Rule, Whose
from minhbach.domains.taskforces.models import Member, TaskForce
from minhbach.domains.taskforces.refusals import ForceOver, NotLeading, NotOfForce, NotSteering
from minhbach.foundation.clock import local_date


def committees_of(officer: Officer, *, at: datetime) -> list[Agency]:
    """List the steering committees for whose standing office an officer works."""
    found = {
        post.agency_id: post.agency
        for post in held_posts(officer, on=local_date(at))
        if post.role in STEERERS and post.agency.force == Force.STEERING_COMMITTEE
    }
    return list(found.values())


def require_standing_office(officer: Officer, *, at: datetime) -> list[Agency]:
    """Refuse all but those who work for the standing office of a committee, and return their committees.

    Raises: RoleMissing, NotSteering.
    """
    require_role(officer, *STEERERS, at=at)
    committees = committees_of(officer, at=at)
    if not committees:
        raise NotSteering
    return committees


def committee_of(force: TaskForce) -> Agency:
    agency = force.owner_agency
    if agency.parent is None:
        raise LookupError(f"task force {force.pk} has no committee")
    return agency.parent


def steers(officer: Officer, force: TaskForce, *, at: datetime) -> bool:
    """Say whether an officer is of the standing office that set a force up, or of one above."""
    return has_role(officer, *STEERERS, on=local_date(at), agency=committee_of(force))


def require_steering(officer: Officer, force: TaskForce, *, at: datetime) -> None:
    """Raises: RoleMissing, NoCommittee."""
    require_steers(officer, committee_of(force), at=at)


def is_member(officer: Officer, force: TaskForce, *, at: datetime) -> bool:
    return any(post.agency_id == force.owner_agency_id for post in held_posts(officer, on=local_date(at)))


def leads(officer: Officer, force: TaskForce, *, at: datetime) -> bool:
    """Say whether an officer steers a force or is at its head today."""
    if steers(officer, force, at=at):
        return True
    heads = Member.objects.filter(force=force, is_head=True, post__officer=officer)
    return is_member(officer, force, at=at) and heads.exists()


def require_leads(officer: Officer, force: TaskForce, *, at: datetime) -> None:
    """Refuse all but the standing office and the head of a force that runs.

    Raises: ForceOver, NotLeading.
    """
    require_running(force, at=at)
    if not leads(officer, force, at=at):
        raise NotLeading


def works_in(officer: Officer, force: TaskForce, *, at: datetime) -> bool:
    """Say whether an officer is a member today, or of the standing office."""
    return is_member(officer, force, at=at) or steers(officer, force, at=at)


def require_works_in(officer: Officer, force: TaskForce, *, at: datetime) -> None:
    """Refuse all but those who work in a force that runs.

    Raises: ForceOver, NotOfForce.
    """
    require_running(force, at=at)
    if not works_in(officer, force, at=at):
        raise NotOfForce


def require_running(force: TaskForce, *, at: datetime) -> None:
    """Raises: ForceOver."""
    if not runs(force, at=at):
        raise ForceOver


def runs(force: TaskForce, *, at: datetime) -> bool:
    return force.owner_agency.holds_on(local_date(at))


def may_send(officer: Officer, force: TaskForce, invited: Agency, *, at: datetime) -> bool:
    """Say whether an officer heads an agency that was asked, or one below or above it, and so has people to send."""
    on = local_date(at)
    if has_role(officer, Role.HEAD, on=on, agency=invited):
        return True
    return any(
        post.role == Role.HEAD and invited.pk in ancestor_ids(post.agency) for post in held_posts(officer, on=on)
    )


def is_task_force(agency: Agency) -> bool:
    return agency.level == AgencyLevel.TASK_FORCE


RULES = (
    Rule("list forces, look a subject up", ("list", "pick_subject")),
    Rule("read a force; its room is shown to who works in it", ("force",), whose=Whose.SEEN),
    Rule("read an errand, a call-out", ("errand", "call"), whose=Whose.SEEN),
    Rule("set a force up", ("set_up",), STEERERS),
    Rule("prolong, dissolve, ask an agency for people, name the head",
         ("prolong", "dissolve", "invite", "name_head"), STEERERS, Whose.OWN),
    Rule("send one's own people", ("send",), (Role.HEAD,), Whose.SEEN),
    Rule("take somebody out: his own head, the standing office", ("recall",), STEERERS, Whose.SEEN),
    Rule("assign, call out, close a call-out: the standing office and the head of the force",
         ("assign", "call_out", "close_call"), whose=Whose.SEEN),
    Rule("hand a record to a force", ("give",), STEERERS),
    Rule("work in the room: write, mark, end a mark, finish an errand", ("write", "mark", "end_mark", "finish"),
         whose=Whose.SEEN),
    Rule("answer a call-out, who is called", ("answer",), whose=Whose.SEEN),
)  # fmt: skip
