"""What is done in the room of a force: errands, whom it has its eyes on, its log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import SharingUnchanged
from minhbach.domains.agencies.services import change_sharing
from minhbach.domains.agencies.types import shared_kind
from minhbach.domains.subjects.models import Subject
from minhbach.domains.taskforces.given import find_given
from minhbach.domains.taskforces.models import Errand, LogLine, Mark, TaskForce
from minhbach.domains.taskforces.policies import (
    is_member,
    leads,
    require_leads,
    require_running,
    require_steering,
    require_works_in,
    steers,
)
from minhbach.domains.taskforces.refusals import DueInPast, ErrandDone, ErrandOfAnother, MarkedAlready, NoSuchMember
from minhbach.domains.taskforces.services.forces import record
from minhbach.domains.taskforces.types import Given
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.refusals import NotAllowed
from minhbach.foundation.scope import Sharing


@transaction.atomic
def assign(
    *,
    officer: Officer,
    at: datetime,
    force: TaskForce,
    what: str,
    due_on: date,
    assignee: Officer | None = None,
) -> Errand:
    """Give one of its people something to do by a day, or the whole force.

    Raises: ForceOver, NotLeading, DueInPast, NoSuchMember.
    """
    require_leads(officer, force, at=at)
    return _assign(force, what, due_on, assignee=assignee, officer=officer, at=at)


@transaction.atomic
def give_record(
    *, officer: Officer, at: datetime, force: TaskForce, given: Given | str, given_id: UUID, what: str, due_on: date
) -> tuple[Errand, bool]:
    """Hand a record to a force, to be done by a day; open it to the force where the officer may say who sees it.

    Return the errand, and whether the force sees the record by it.

    Raises: RoleMissing, NoCommittee, ForceOver, DueInPast, and NotFound where the record is out of reach.
    """
    require_steering(officer, force, at=at)
    require_running(force, at=at)
    given = Given(given)
    find_given(given, given_id, officer=officer, at=at)
    errand = _assign(force, what, due_on, officer=officer, at=at, given=given, given_id=given_id)
    return errand, _open_to(force, given, given_id, officer=officer, at=at)


@transaction.atomic
def finish(*, officer: Officer, at: datetime, errand: Errand, result: str) -> None:
    """Write down what came of an errand: whoever it was given to, the head, the standing office.

    After the term the standing office finishes what is left.

    Raises: ForceOver, ErrandOfAnother, ErrandDone.
    """
    hold(errand)
    force = errand.force
    if not steers(officer, force, at=at):
        require_running(force, at=at)
        is_ones = errand.assignee_id in (None, officer.pk) and is_member(officer, force, at=at)
        if not is_ones and not leads(officer, force, at=at):
            raise ErrandOfAnother
    if errand.done_at is not None:
        raise ErrandDone
    errand.done_at, errand.done_by, errand.result = at, officer, result.strip()
    errand.save(update_fields=["done_at", "done_by", "result"])
    record("taskforces.errand.done", force, officer=officer, at=at, errand=str(errand.pk))


@transaction.atomic
def mark(*, officer: Officer, at: datetime, force: TaskForce, subject: Subject, note: str = "") -> Mark:
    """Have an eye on somebody; who reads the record of him is still decided there.

    Raises: ForceOver, NotOfForce, MarkedAlready.
    """
    require_works_in(officer, force, at=at)
    hold(force)
    if Mark.objects.filter(force=force, subject=subject, ended_at__isnull=True).exists():
        raise MarkedAlready
    made: Mark = Mark.objects.create(subject=subject, note=note.strip(), marked_by=officer, **_own(force, at))
    record("taskforces.mark.made", force, officer=officer, at=at, mark=str(made.pk))
    return made


@transaction.atomic
def end_mark(*, officer: Officer, at: datetime, mark: Mark) -> None:
    """Take somebody off the list; harmless to repeat.

    Raises: ForceOver, NotOfForce.
    """
    require_works_in(officer, mark.force, at=at)
    hold(mark)
    if mark.ended_at is None:
        mark.ended_at = at
        mark.save(update_fields=["ended_at"])
        record("taskforces.mark.ended", mark.force, officer=officer, at=at, mark=str(mark.pk))


@transaction.atomic
def write(*, officer: Officer, at: datetime, force: TaskForce, words: str) -> LogLine:
    """Add a line to the log; none is ever changed.

    Raises: ForceOver, NotOfForce.
    """
    require_works_in(officer, force, at=at)
    line: LogLine = LogLine.objects.create(words=words.strip(), written_by=officer, **_own(force, at))
    record("taskforces.log.written", force, officer=officer, at=at, line=str(line.pk))
    return line


def _assign(
    force: TaskForce,
    what: str,
    due_on: date,
    *,
    officer: Officer,
    at: datetime,
    assignee: Officer | None = None,
    given: Given = Given.WORDS,
    given_id: UUID | None = None,
) -> Errand:
    if due_on < local_date(at):
        raise DueInPast
    if assignee is not None and not is_member(assignee, force, at=at):
        raise NoSuchMember
    errand: Errand = Errand.objects.create(
        what=" ".join(what.split())[:500],
        assignee=assignee,
        due_on=due_on,
        given=given,
        given_id=given_id,
        assigned_by=officer,
        **_own(force, at),
    )
    record("taskforces.errand.assigned", force, officer=officer, at=at, errand=str(errand.pk), given=given.value)
    return errand


def _open_to(force: TaskForce, given: Given, given_id: UUID, *, officer: Officer, at: datetime) -> bool:
    """Open a record to the force where the officer may; who may not leaves that to the agency that keeps it."""
    kind = shared_kind(given.value)
    if kind is None or not kind.is_opened_singly:
        return False
    kept = kind.find(given_id)
    try:
        kind.require(officer, kept, at)
    except NotAllowed:
        return False
    try:
        change_sharing(
            officer=officer,
            at=at,
            target_type=given.value,
            target_id=given_id,
            sharing=kept.sharing,
            opened_to=force.owner_agency,
            reason=f"{force.get_kind_display()}: {force.owner_agency.name}"[:300],
        )
    except SharingUnchanged:
        return True
    return True


def _own(force: TaskForce, at: datetime) -> dict[str, Any]:
    return {
        "force": force,
        "owner_agency": force.owner_agency,
        "sharing": Sharing.AGENCY,
        "created_at": at,
    }
