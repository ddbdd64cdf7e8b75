"""Who may write to the shared record, and for which agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, held_posts
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.subjects.models import Import, Statement, Subject
from minhbach.domains.subjects.refusals import (
    ImportOfAnotherAgency,
    StatementOfAnotherAgency,
    SubjectOfAnotherAgency,
)
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import current_access

WRITERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)
# Who keeps which subject is for the head of the unit to say.
ASSIGNERS = (Role.HEAD, Role.INSPECTION_LEADER)


def writing_agency(officer: Officer, *, at: datetime, agency: Agency | None = None) -> Agency:
    """Say for which agency an officer writes: the one given, else the first in which a post allows it.

    Raises: RoleMissing.
    """
    posts = [post for post in held_posts(officer, on=local_date(at)) if post.role in WRITERS]
    if agency is not None:
        # A post in the agency itself is the common case; those above it are looked for only without one.
        if all(post.agency_id != agency.pk for post in posts):
            require_role(officer, *WRITERS, at=at, agency=agency)
        return agency
    post = next(iter(posts), None)
    if post is None:
        require_role(officer, *WRITERS, at=at)
        raise AssertionError("a role without a post")
    return post.agency


def may_write(officer: Officer, *, at: datetime) -> bool:
    """Say whether pages show their acts of writing."""
    return has_role(officer, *WRITERS, on=local_date(at))


def may_assign(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *ASSIGNERS, on=local_date(at))


def require_assigner(officer: Officer, subject: Subject, *, at: datetime) -> None:
    """Refuse unless the officer says who keeps the subjects of the agency that owns this one.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    require_own_subject(subject)
    require_role(officer, *ASSIGNERS, at=at, agency=subject.owner_agency)


def is_own(owner_agency_id: UUID) -> bool:
    """Say whether a record belongs to an agency of the officer's own, or to one below it."""
    access = current_access()
    return access.system or owner_agency_id in access.agency_ids


def require_own_subject(subject: Subject) -> None:
    if not is_own(subject.owner_agency_id):
        raise SubjectOfAnotherAgency(agency=subject.owner_agency.name)


def require_own_statement(statement: Statement) -> None:
    if not is_own(statement.owner_agency_id):
        raise StatementOfAnotherAgency(agency=statement.owner_agency.name)


def require_own_import(taken_in: Import) -> None:
    if not is_own(taken_in.owner_agency_id):
        raise ImportOfAnotherAgency(agency=taken_in.owner_agency.name)


RULES = (
    Rule("list and find", ("list", "imports", "value", "look_up")),
    Rule("read a subject, an identifier; say what for", ("subject", "identifier", "open", "open_identifier"),
         whose=Whose.SEEN),
    Rule("register and take in", ("register", "duplicates", "import"), WRITERS),
    Rule("state something of a subject", ("add",), WRITERS, Whose.SEEN),
    Rule("change, share, withdraw, join, separate", ("change", "share", "withdraw", "merge", "separate"),
         WRITERS, Whose.OWN),
    Rule("take back a statement", ("retract",), WRITERS, Whose.OWN),
    Rule("read a list that was sent", ("taken", "import_progress"), whose=Whose.SEEN),
    Rule("try a list, take it in, stop it, undo it", ("check_import", "start_import", "stop_import", "import_faults",
         "undo_import"), WRITERS, Whose.OWN),
    Rule("say who keeps a subject", ("keeper",), ASSIGNERS, Whose.OWN),
)  # fmt: skip
