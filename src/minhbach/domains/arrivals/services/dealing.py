"""The head writes on an arrival who deals with it by when; that one says how it was dealt with."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.policies import post_of_assignee, require_finisher, require_head
from minhbach.domains.arrivals.refusals import AlreadyDone, DueTooEarly, NobodyAssigned
from minhbach.domains.arrivals.services.registering import TARGET
from minhbach.domains.arrivals.types import State
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import share_with
from minhbach.foundation.writing import write_day


@transaction.atomic
def instruct(
    *,
    officer: Officer,
    at: datetime,
    arrival: Arrival,
    instruction: str,
    assignee: Officer | None = None,
    due_on: date | None = None,
    only_kept: bool = False,
) -> Arrival:
    """Write the head's word on an arrival: to whom it is given and by when, or that it is only to be kept.

    Written again as long as it is not dealt with, the last word counts.

    Raises: RoleMissing, AlreadyDone, NobodyAssigned, AssigneeElsewhere, DueTooEarly.
    """
    held: Arrival = hold(arrival)
    require_head(officer, held, at=at)
    if held.state == State.DONE:
        raise AlreadyDone
    if assignee is None and not only_kept:
        raise NobodyAssigned
    today = local_date(at)
    # The day it has already is no new one: whoever takes it over has the same.
    if due_on is not None and due_on < today and due_on != held.due_on:
        raise DueTooEarly(today=write_day(today))
    held.instruction, held.instructed_by, held.instructed_at = instruction.strip(), officer, at
    if only_kept or assignee is None:
        held.state, held.done_by, held.done_at = State.DONE, officer, at
        held.assignee, held.due_on = None, None
    else:
        post = post_of_assignee(assignee, held.owner_agency, at=at)
        held.state, held.assignee, held.due_on = State.ASSIGNED, assignee, due_on
        if post.agency_id != held.owner_agency_id:
            # Who deals with it must be able to open it, wherever their unit stands.
            share_with(held, post.agency, officer_id=officer.id, at=at)
    held.save()
    audit.record(
        "arrivals.arrival.instructed",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=held.id,
        data={
            "assignee": str(held.assignee_id) if held.assignee_id else None,
            "due_on": due_on.isoformat() if due_on else None,
        },
    )
    return held


@transaction.atomic
def finish_arrival(*, officer: Officer, at: datetime, arrival: Arrival, outcome: str) -> Arrival:
    """Say how an arrival was dealt with.

    Raises: NotTheAssignee, AlreadyDone.
    """
    held: Arrival = hold(arrival)
    require_finisher(officer, held, at=at)
    if held.state == State.DONE:
        raise AlreadyDone
    held.state, held.outcome, held.done_by, held.done_at = State.DONE, outcome.strip(), officer, at
    held.save(update_fields=["state", "outcome", "done_by", "done_at"])
    audit.record("arrivals.arrival.finished", officer_id=officer.id, at=at, target_type=TARGET, target_id=held.id)
    return held
