"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of, with_descendant_ids
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.refusals import AssigneeElsewhere, NotTheAssignee
from minhbach.foundation.clock import local_date

# Small units have no records clerk; then their head registers.
WRITERS = (Role.RECORDS_CLERK, Role.HEAD)


def agencies_kept(officer: Officer, *, at: datetime) -> list[Agency]:
    """List the agencies whose arrivals an officer registers: those in which they are the clerk or the head."""
    posts = posts_of(officer, on=local_date(at)).filter(role__in=WRITERS).order_by("valid_from", "id")
    return list({post.agency_id: post.agency for post in posts}.values())


def require_writer(officer: Officer, agency: Agency | None = None, *, at: datetime) -> None:
    """Refuse one who does not keep the arrivals of an agency; of any agency where none is named.

    Raises: RoleMissing.
    """
    require_role(officer, *WRITERS, at=at, agency=agency)


def may_write(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def may_amend(officer: Officer, arrival: Arrival, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at), agency=arrival.owner_agency)


def may_instruct(officer: Officer, arrival: Arrival, *, at: datetime) -> bool:
    return has_role(officer, Role.HEAD, on=local_date(at), agency=arrival.owner_agency)


def require_head(officer: Officer, arrival: Arrival, *, at: datetime) -> None:
    """Refuse all but the head of the agency a paper arrived at.

    Raises: RoleMissing.
    """
    require_role(officer, Role.HEAD, at=at, agency=arrival.owner_agency)


def may_finish(officer: Officer, arrival: Arrival, *, at: datetime) -> bool:
    return arrival.assignee_id == officer.id or may_instruct(officer, arrival, at=at)


def require_finisher(officer: Officer, arrival: Arrival, *, at: datetime) -> None:
    """Refuse all but whom it was given to, and the head.

    Raises: NotTheAssignee.
    """
    if not may_finish(officer, arrival, at=at):
        raise NotTheAssignee(assignee=arrival.assignee.full_name if arrival.assignee else "–")


def assignable_posts(agency: Agency, *, at: datetime) -> list[Post]:
    """List the posts, of an agency and the units below it, whose holders may be given an arrival."""
    posts = Post.objects.on(local_date(at)).filter(
        agency_id__in=with_descendant_ids({agency.id}), officer__is_active=True
    )
    return list(posts.select_related("officer", "agency").order_by("agency__sort_key", "valid_from", "id"))


def post_of_assignee(assignee: Officer, agency: Agency, *, at: datetime) -> Post:
    """Find the post in which an officer is given an arrival of an agency.

    Raises: AssigneeElsewhere.
    """
    held = [post for post in assignable_posts(agency, at=at) if post.officer_id == assignee.id]
    if not held:
        raise AssigneeElsewhere(name=assignee.full_name, agency=agency.name)
    return held[0]


RULES = (
    Rule("list", ("list",)),
    Rule("read an arrival and its file; those of a case", ("arrival", "file", "of_case"), whose=Whose.SEEN),
    Rule("register what arrived, let a register go on from paper", ("register", "start_register"), WRITERS),
    Rule("mend what was written of it", ("amend",), WRITERS, Whose.OWN),
    Rule("write on it who deals with it", ("instruct",), (Role.HEAD,), Whose.OWN),
    Rule("say how it was dealt with; whom it was given to, or the head", ("finish",), whose=Whose.OWN),
)
