"""One act on all leads that match a filter: counted and kept when they are chosen, done by parts, undone as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead, LeadBulk
from minhbach.domains.screening.refusals import (
    BulkBegun,
    BulkEnded,
    BulkNothingToUndo,
    BulkTooMany,
    DismissalReasonMissing,
    LeadAsAsked,
    LeadChangedSince,
    LeadTakenByAnother,
    NothingSelected,
)
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.domains.screening.services.assigning import HANDS, assign_lead, recall_lead, require_may_assign
from minhbach.domains.screening.services.leads import dismiss_lead, release_lead, restore_lead, take_lead
from minhbach.domains.screening.types import BulkAct, BulkState, DismissalReason, LeadState
from minhbach.foundation import audit, jobs
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, lock, lock_all
from minhbach.foundation.refusals import NotAllowed, NotFound, Refusal
from minhbach.foundation.requirements import RequirementsUnmet
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_number

# More than a filter of daily work leaves; who means more narrows it.
MOST = 10_000
# So many are done while the officer waits; beyond, a worker does them.
AT_ONCE = 200
PART = 50
# Of those passed over for one reason so many are named.
NAMED = 5
# What an act changes of a lead, to be put back when it is undone.
KEPT = (*(f"{name}_id" if name in ("taken_by", "assigned_unit", "assigned_by") else name for name in HANDS),
        "dismissal_reason")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be done with each lead."""

    act: BulkAct
    reason: str = ""
    note: str = ""
    to: Assignee | None = None
    due_on: date | None = None


@transaction.atomic
def choose_leads(
    *, officer: Officer, at: datetime, lead_ids: Sequence[UUID], narrowed_by: str = "", query: str = ""
) -> LeadBulk:
    """Keep which leads a filter leaves now: what is asked next is done to these and no others.

    Raises: agencies.policies.RoleMissing, NothingSelected, BulkTooMany.
    """
    policies.require_judge(officer, at=at)
    if not lead_ids:
        raise NothingSelected
    if len(lead_ids) > MOST:
        raise BulkTooMany(most=write_number(MOST))
    # What was chosen before and never asked of is of no more use.
    LeadBulk.objects.filter(requested_by=officer, state=BulkState.CHOSEN).delete()
    return _make(officer, at, lead_ids, state=BulkState.CHOSEN, narrowed_by=narrowed_by, query=query)


@transaction.atomic
def begin_bulk(*, officer: Officer, at: datetime, bulk: LeadBulk, asked: Asked) -> LeadBulk:
    """Do one act to all leads that were chosen; to many in the background.

    Raises: NotFound, BulkBegun; what the act refuses of any lead.
    """
    bulk = _own(officer, bulk)
    if bulk.state != BulkState.CHOSEN:
        raise BulkBegun
    _require_may(officer, asked, at=at)
    bulk.act, bulk.reason, bulk.note, bulk.due_on = asked.act, asked.reason, asked.note.strip(), asked.due_on
    if asked.to is not None:
        bulk.unit, bulk.person = asked.to.unit, asked.to.person
    _begin(officer, bulk, at=at)
    return bulk


@transaction.atomic
def undo_bulk(*, officer: Officer, at: datetime, bulk: LeadBulk) -> LeadBulk:
    """Undo an act for every lead it was done to and that nobody has gone on with since; those are told.

    Raises: NotFound, BulkNothingToUndo.
    """
    bulk = _own(officer, bulk)
    if bulk.is_under_way or not bulk.done_ids or bulk.act == BulkAct.UNDO:
        raise BulkNothingToUndo
    if LeadBulk.objects.filter(undoes=bulk).exists():
        raise BulkNothingToUndo
    undoing = _make(
        officer, at, bulk.done_ids, act=BulkAct.UNDO, undoes=bulk, narrowed_by=bulk.narrowed_by, query=bulk.query
    )
    _begin(officer, undoing, at=at)
    return undoing


@transaction.atomic
def stop_bulk(*, officer: Officer, at: datetime, bulk: LeadBulk) -> None:
    """Stop after the part under way; what is done stays done, and can be undone.

    Raises: NotFound, BulkEnded.
    """
    bulk = _own(officer, bulk)
    if not jobs.cancel(bulk, at=at):
        raise BulkEnded


@transaction.atomic
def begin_run(bulk_id: UUID, *, at: datetime) -> Officer | None:
    """Hand the work to the worker that asks, and say for whom it is done; None when there is nothing left to do."""
    bulk = lock(LeadBulk.objects, id=bulk_id)
    return bulk.requested_by if jobs.begin(bulk, at=at, stage="acting") else None


@transaction.atomic
def do_part(bulk_id: UUID, *, at: datetime) -> bool:
    """Do the next leads, and say whether more are left. Whoever asks acts within the officer's reach.

    What somebody else took or settled since the leads were chosen is passed over, and told.

    Raises: jobs.JobStopped where somebody stopped it, NotAllowed where the officer may no longer.
    """
    bulk = lock(LeadBulk.objects, id=bulk_id)
    if bulk.state != BulkState.RUNNING:
        raise jobs.JobStopped
    ids = bulk.lead_ids[bulk.handled : bulk.handled + PART]
    held = {lead.id: lead for lead in lock_all(Lead.objects, id__in=ids)}
    for lead_id in ids:
        try:
            with transaction.atomic():
                _act(bulk, held.get(lead_id), at=at)
        except NotAllowed as refusal:
            # What a post no longer allows is refused of all; what only this lead refuses is passed over.
            _require_may(bulk.requested_by, _asked_of(bulk), at=at)
            _pass_over(bulk, lead_id, refusal)
        except Refusal as refusal:
            _pass_over(bulk, lead_id, refusal)
        else:
            bulk.done_ids.append(lead_id)
    bulk.handled += len(ids)
    bulk.rows_done, bulk.rows_total, bulk.told_at = bulk.handled, len(bulk.lead_ids), at
    has_more: bool = bulk.handled < len(bulk.lead_ids)
    if not has_more:
        jobs.finish(bulk, at=at, rows=bulk.handled)
    bulk.save()
    return has_more


@transaction.atomic
def fail_bulk(bulk_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close one that cannot go on, with the code and values of why."""
    jobs.fail(lock(LeadBulk.objects, id=bulk_id), failure, at=at)


def _make(officer: Officer, at: datetime, lead_ids: Sequence[UUID], **given: Any) -> LeadBulk:
    home = next(post.agency for post in held_posts(officer, on=local_date(at)) if post.role in policies.JUDGES)
    made: LeadBulk = LeadBulk.unscoped.create(
        owner_agency=home,
        sharing=Sharing.AGENCY,
        created_at=at,
        requested_by=officer,
        lead_ids=sorted(lead_ids),
        **given,
    )
    return made


def _own(officer: Officer, bulk: LeadBulk) -> LeadBulk:
    """Hold what an officer has chosen himself. Raises: NotFound."""
    held: LeadBulk = hold(bulk)
    if held.requested_by_id != officer.id:
        raise NotFound
    return held


def _begin(officer: Officer, bulk: LeadBulk, *, at: datetime) -> None:
    is_short = len(bulk.lead_ids) <= AT_ONCE
    bulk.state = BulkState.RUNNING if is_short else BulkState.WAITING
    bulk.begun_at = bulk.started_at = bulk.told_at = at
    bulk.save()
    audit.record(
        "screening.bulk.begun",
        officer_id=officer.id,
        at=at,
        target_type="screening.leadbulk",
        target_id=bulk.id,
        data={"act": bulk.act, "leads": len(bulk.lead_ids)},
    )
    if not is_short:
        jobs.defer("screening.run_bulk", bulk_id=str(bulk.id))
        return
    while do_part(bulk.id, at=at):
        pass
    bulk.refresh_from_db()


def _require_may(officer: Officer, asked: Asked, *, at: datetime) -> None:
    """Refuse at once what would be refused of every lead."""
    match asked.act:
        case BulkAct.TAKE:
            policies.require_verifier(officer, at=at)
        case BulkAct.DISMISS:
            policies.require_judge(officer, at=at)
            if asked.reason not in DismissalReason.values or (
                asked.reason == DismissalReason.OTHER and not asked.note.strip()
            ):
                raise DismissalReasonMissing
        case BulkAct.ASSIGN if asked.to is not None:
            require_may_assign(officer, asked.to, asked.due_on, at=at)
        case BulkAct.UNDO:
            policies.require_judge(officer, at=at)
        case _:
            raise NothingSelected


def _asked_of(bulk: LeadBulk) -> Asked:
    to = Assignee(bulk.unit, bulk.person) if bulk.unit else None
    return Asked(act=BulkAct(bulk.act), reason=bulk.reason, note=bulk.note, to=to, due_on=bulk.due_on)


def _act(bulk: LeadBulk, lead: Lead | None, *, at: datetime) -> None:
    """Do what is asked to one lead that is held. Raises what the act refuses, and where there is nothing to do."""
    if lead is None:
        raise NotFound
    if bulk.undoes is not None:
        _undo(bulk, bulk.undoes, lead, at=at)
        return
    officer, before = bulk.requested_by, _kept(lead)
    # Who took it since the leads were chosen is not overruled by one who did not know of it.
    holder = lead.taken_by
    if holder is not None and holder != officer and lead.taken_at is not None and lead.taken_at > bulk.created_at:
        raise LeadTakenByAnother(officer=holder.full_name)
    asked = _asked_of(bulk)
    match asked.act:
        case BulkAct.TAKE:
            after = take_lead(officer=officer, at=at, lead=lead)
        case BulkAct.DISMISS:
            after = dismiss_lead(officer=officer, at=at, lead=lead, reason=asked.reason, note=asked.note)
        case BulkAct.ASSIGN if asked.to is not None:
            after = assign_lead(officer=officer, at=at, lead=lead, to=asked.to, due_on=asked.due_on)
        case _:
            raise NothingSelected
    if _kept(after) == before:
        raise LeadAsAsked
    if before != _UNTOUCHED:
        bulk.before[str(lead.id)] = before


def _undo(bulk: LeadBulk, undone: LeadBulk, lead: Lead, *, at: datetime) -> None:
    """Put a lead back as it was before an act, unless somebody has gone on with it."""
    officer = bulk.requested_by
    is_as_left = {
        BulkAct.TAKE: lead.state == LeadState.TAKEN and lead.taken_by_id == officer.id,
        BulkAct.DISMISS: lead.state == LeadState.DISMISSED and lead.dismissal_reason == undone.reason,
        BulkAct.ASSIGN: lead.assigned_by_id == officer.id
        and (lead.assigned_unit_id, lead.taken_by_id, lead.due_on) == (undone.unit_id, undone.person_id, undone.due_on),
    }[BulkAct(undone.act)]
    if not is_as_left:
        raise LeadChangedSince
    back = {BulkAct.TAKE: release_lead, BulkAct.DISMISS: restore_lead, BulkAct.ASSIGN: recall_lead}
    lead = back[BulkAct(undone.act)](officer=officer, at=at, lead=lead)
    before = undone.before.get(str(lead.id))
    if before and before != _kept(lead):
        for name, value in before.items():
            kept_in: Any = lead._meta.get_field(name.removesuffix("_id"))
            setattr(lead, name, kept_in.to_python(value))
        lead.save(update_fields=[name.removesuffix("_id") for name in before])


def _kept(lead: Lead) -> dict[str, Any]:
    """What acts change of a lead, as JSON keeps it."""
    values = {name: getattr(lead, name) for name in KEPT}
    return {name: value if value is None or isinstance(value, str) else str(value) for name, value in values.items()}


_UNTOUCHED = dict.fromkeys(KEPT) | {"state": LeadState.NEW.value, "dismissal_reason": ""}


def _pass_over(bulk: LeadBulk, lead_id: UUID, refusal: Refusal) -> None:
    """Tell of a lead that was not done, with others for the same reason."""
    unmet = refusal.unmet if isinstance(refusal, RequirementsUnmet) else ()
    why = " ".join(str(one.sentence) for one in unmet) or str(refusal)
    told = bulk.passed_over.setdefault(why, {"count": 0, "leads": []})
    told["count"] += 1
    if len(told["leads"]) < NAMED:
        told["leads"].append(str(lead_id))
