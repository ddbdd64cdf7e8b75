"""A force is set up, prolonged and dissolved, each by a decision; agencies are asked for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.refusals import PeriodRunsBackward
from minhbach.domains.agencies.services import end_task_force, make_task_force, prolong_task_force
from minhbach.domains.taskforces.models import CallOut, Decision, Invitation, TaskForce
from minhbach.domains.taskforces.policies import require_running, require_steering
from minhbach.domains.taskforces.refusals import AskedAlready, CallStillOpen, TermTooShort
from minhbach.domains.taskforces.types import Decided, ForceKind
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing, share_with

TARGET = "taskforces.taskforce"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The decision that a force rests on, as its number, day and signer tell it."""

    number: str
    dated: date
    signer: str


@transaction.atomic
def set_up(
    *,
    officer: Officer,
    at: datetime,
    committee: Agency,
    name: str,
    kind: ForceKind | str,
    purpose: str,
    paper: Paper,
    until: date,
) -> TaskForce:
    """Set a force up until the end of UNTIL, its last day. It has nobody yet.

    Raises: NoCommittee, RoleMissing, NameMissing, TermTooShort.
    """
    try:
        agency = make_task_force(
            committee=committee, name=name, valid_until=until + timedelta(days=1), officer=officer, at=at
        )
    except PeriodRunsBackward:
        raise TermTooShort from None
    force: TaskForce = TaskForce.objects.create(
        kind=ForceKind(kind),
        purpose=purpose.strip(),
        set_up_by=officer,
        owner_agency=agency,
        sharing=Sharing.AGENCY,
        created_at=at,
    )
    _decide(force, Decided.SET_UP, paper, until, officer=officer, at=at)
    record("taskforces.force.set_up", force, officer=officer, at=at)
    return force


@transaction.atomic
def prolong(*, officer: Officer, at: datetime, force: TaskForce, paper: Paper, until: date, note: str = "") -> None:
    """Let a force last to the end of UNTIL; the heads send their people again.

    Raises: NoTaskForce, NoCommittee, RoleMissing, TermTooShort.
    """
    try:
        prolong_task_force(force=force.owner_agency, valid_until=until + timedelta(days=1), officer=officer, at=at)
    except PeriodRunsBackward:
        raise TermTooShort from None
    _decide(force, Decided.PROLONGED, paper, until, officer=officer, at=at, note=note)
    record("taskforces.force.prolonged", force, officer=officer, at=at, until=until.isoformat())


@transaction.atomic
def dissolve(*, officer: Officer, at: datetime, force: TaskForce, paper: Paper, note: str = "") -> date:
    """End a force: its people see nothing of it from today, what is left of it is the standing office's.

    Who came today sees it until midnight; return the first day on which nobody of it does.

    Raises: NoTaskForce, NoCommittee, RoleMissing, CallStillOpen.
    """
    hold(force)
    require_steering(officer, force, at=at)
    open_call = CallOut.objects.filter(force=force, closed_at__isnull=True).first()
    if open_call is not None:
        raise CallStillOpen(what=open_call.what)
    gone_on = end_task_force(force=force.owner_agency, officer=officer, at=at)
    until = gone_on - timedelta(days=1)
    _decide(force, Decided.DISSOLVED, paper, until, officer=officer, at=at, note=note)
    record("taskforces.force.dissolved", force, officer=officer, at=at, until=until.isoformat())
    return gone_on


@transaction.atomic
def invite(*, officer: Officer, at: datetime, force: TaskForce, agency: Agency, wanted: int) -> Invitation:
    """Ask an agency for people: it sees the force and its decisions from now on, and nothing of its room.

    Raises: RoleMissing, NoCommittee, ForceOver, AskedAlready.
    """
    require_steering(officer, force, at=at)
    hold(force)
    require_running(force, at=at)
    if Invitation.objects.filter(force=force, agency=agency).exists():
        raise AskedAlready
    invitation: Invitation = Invitation.objects.create(
        force=force, agency=agency, wanted=wanted, asked_by=officer, asked_at=at
    )
    share_with(force, agency, officer_id=officer.id, at=at)
    record("taskforces.force.asked_for_people", force, officer=officer, at=at, concerning=[agency.pk],
           agency=str(agency.pk), wanted=wanted)  # fmt: skip
    return invitation


def record(
    action: str, force: TaskForce, *, officer: Officer, at: datetime, concerning: list[UUID] | None = None, **data: Any
) -> None:
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=force.pk,
        data=data,
        concerning=[force.owner_agency_id, *(concerning or ())],
    )


def _decide(
    force: TaskForce, does: Decided, paper: Paper, until: date, *, officer: Officer, at: datetime, note: str = ""
) -> None:
    Decision.objects.create(
        force=force,
        does=does,
        number=" ".join(paper.number.split()),
        dated=paper.dated,
        signer=" ".join(paper.signer.split()),
        until=until,
        note=note.strip(),
        recorded_by=officer,
        recorded_at=at,
    )
