"""From events to the state of a case. Pure: the same events always give the same state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from minhbach.domains.cases import refusals
from minhbach.domains.cases.types import facts
from minhbach.domains.cases.types.codes import EventKind, Outcome, PaymentKind, Step, SubjectRole
from minhbach.domains.cases.types.facts import Fact
from minhbach.domains.cases.types.state import CaseState, Entry, Passed
from minhbach.foundation.money import format_vnd
from minhbach.foundation.refusals import Refusal

LINE: tuple[Step, ...] = tuple(Step)

# The step at which each act is done, and the kind that must come first where that says it better than the step.
AT_STEP: Mapping[EventKind, tuple[Step, ...]] = {
    EventKind.VERIFIED: (Step.VERIFICATION,),
    EventKind.PROPOSED: (Step.PROPOSAL,),
    EventKind.ORDERED: (Step.INSPECTION_ORDER,),
    EventKind.INSPECTED: (Step.INSPECTION,),
    EventKind.VIOLATION_RECORDED: (Step.VIOLATION_RECORD,),
    EventKind.EXPLANATION_ENDED: (Step.EXPLANATION,),
    EventKind.SANCTION_PROPOSED: (Step.DECISION,),
    EventKind.DECIDED: (Step.DECISION,),
    EventKind.DELIVERED: (Step.EXECUTION,),
    EventKind.PAID: (Step.EXECUTION,),
    EventKind.REMEDY_DONE: (Step.EXECUTION,),
    EventKind.ENFORCED: (Step.EXECUTION,),
    EventKind.CLOSED: (Step.EXECUTION,),
    # An order that is out must be carried out or annulled before the file can be put away.
    EventKind.NO_VIOLATION: (
        Step.VERIFICATION,
        Step.PROPOSAL,
        Step.INSPECTION_ORDER,
        Step.VIOLATION_RECORD,
        Step.EXPLANATION,
        Step.DECISION,
    ),
    EventKind.TRANSFERRED: (
        Step.VERIFICATION,
        Step.PROPOSAL,
        Step.INSPECTION_ORDER,
        Step.VIOLATION_RECORD,
        Step.EXPLANATION,
        Step.DECISION,
    ),
    EventKind.REFERRED: tuple(step for step in Step if step is not Step.CLOSED),
}

# Acts that move the case from one step to the next.
MOVES: Mapping[EventKind, Step] = {
    EventKind.VERIFIED: Step.PROPOSAL,
    EventKind.PROPOSED: Step.INSPECTION_ORDER,
    EventKind.ORDERED: Step.INSPECTION,
    EventKind.INSPECTED: Step.VIOLATION_RECORD,
    EventKind.EXPLANATION_ENDED: Step.DECISION,
    EventKind.DECIDED: Step.EXECUTION,
}

ENDS: Mapping[EventKind, Outcome] = {
    EventKind.CLOSED: Outcome.EXECUTED,
    EventKind.NO_VIOLATION: Outcome.NO_VIOLATION,
    EventKind.TRANSFERRED: Outcome.TRANSFERRED,
    EventKind.REFERRED: Outcome.REFERRED,
}

# Possible after the file went to the investigators, and only then.
AFTER_REFERRAL = frozenset({EventKind.PROSECUTED, EventKind.RETURNED})

FACTS: Mapping[EventKind, type[Any]] = {
    EventKind.OPENED: facts.Opened,
    EventKind.ASSIGNED: facts.Assigned,
    EventKind.SUBJECT_ADDED: facts.SubjectAdded,
    EventKind.SUBJECT_REMOVED: facts.SubjectRemoved,
    EventKind.AGENCY_JOINED: facts.AgencyJoined,
    EventKind.VERIFIED: facts.Verified,
    EventKind.PROPOSED: facts.Proposed,
    EventKind.ORDERED: facts.Ordered,
    EventKind.INSPECTED: facts.Inspected,
    EventKind.VIOLATION_RECORDED: facts.ViolationRecorded,
    EventKind.EXPLANATION_ENDED: facts.ExplanationEnded,
    EventKind.SANCTION_PROPOSED: facts.SanctionProposed,
    EventKind.DECIDED: facts.Decided,
    EventKind.DELIVERED: facts.Delivered,
    EventKind.PAID: facts.Paid,
    EventKind.REMEDY_DONE: facts.RemedyDone,
    EventKind.ENFORCED: facts.Enforced,
    EventKind.LISTINGS_REMOVED: facts.ListingsRemoved,
    EventKind.CLOSED: facts.Closed,
    EventKind.NO_VIOLATION: facts.NoViolation,
    EventKind.TRANSFERRED: facts.Transferred,
    EventKind.REFERRED: facts.Referred,
    EventKind.PROSECUTED: facts.Prosecuted,
    EventKind.RETURNED: facts.Returned,
    EventKind.ANNULLED: facts.Annulled,
}
KINDS: Mapping[type[Any], EventKind] = {fact: kind for kind, fact in FACTS.items()}

# The entry kept for each of these is the latest of its kind.
_SLOTS: Mapping[EventKind, str] = {
    EventKind.OPENED: "opened",
    EventKind.VERIFIED: "verified",
    EventKind.PROPOSED: "proposed",
    EventKind.ORDERED: "ordered",
    EventKind.INSPECTED: "inspected",
    EventKind.VIOLATION_RECORDED: "violation",
    EventKind.EXPLANATION_ENDED: "explanation",
    EventKind.SANCTION_PROPOSED: "sanction",
    EventKind.DECIDED: "decided",
    EventKind.DELIVERED: "delivered",
    EventKind.CLOSED: "closed",
    EventKind.NO_VIOLATION: "no_violation",
    EventKind.TRANSFERRED: "transferred",
    EventKind.REFERRED: "referred",
    EventKind.PROSECUTED: "prosecuted",
    EventKind.RETURNED: "returned",
}
_LISTS: Mapping[EventKind, str] = {
    EventKind.PAID: "payments",
    EventKind.REMEDY_DONE: "remedies",
    EventKind.ENFORCED: "enforced",
    EventKind.LISTINGS_REMOVED: "removals",
}


@dataclass(frozen=True)
class Broken:
    """The first entry that no longer stands on the ones before it, and why."""

    entry: Entry[Fact]
    refusal: Exception


def replay(entries: Iterable[Entry[Fact]], *, as_of: datetime | None = None) -> CaseState:
    """Give the state of a case, or the state as it was written down at a moment.

    Raises: the refusal of the first entry that was not possible where it stands.
    """
    state = CaseState()
    for entry in in_account(entries, as_of=as_of):
        apply(state, entry)
    return state


def find_broken(entries: Iterable[Entry[Fact]]) -> Broken | None:
    """Find the first entry that cannot stand where it is, if any."""
    state = CaseState()
    for entry in in_account(entries):
        try:
            apply(state, entry)
        except Refusal as refusal:
            return Broken(entry, refusal)
    return None


def in_account(entries: Iterable[Entry[Fact]], *, as_of: datetime | None = None) -> list[Entry[Fact]]:
    """List the entries that count, in the order of the file: a correction stands where its original stood."""
    standing: dict[UUID, Entry[Fact] | None] = {}
    place_of: dict[UUID, UUID] = {}
    known = sorted(
        (entry for entry in entries if as_of is None or entry.recorded_at <= as_of), key=lambda entry: entry.sequence
    )
    for entry in known:
        if entry.replaces is None:
            place_of[entry.id] = entry.id
            standing[entry.id] = entry
            continue
        place = place_of[entry.replaces]
        place_of[entry.id] = place
        standing[place] = None if entry.kind is EventKind.ANNULLED else entry
    return [entry for entry in standing.values() if entry is not None]


def apply(state: CaseState, entry: Entry[Fact]) -> None:
    """Add one entry to a state.

    Raises: StepNotReached, StepAlreadyPassed, CaseAlreadyClosed, HappenedTooEarly and the refusals of single acts.
    """
    require_step(state, entry.kind)
    _check_day(state, entry)
    if check := _CHECKS.get(entry.kind):
        check(state, entry)
    if slot := _SLOTS.get(entry.kind):
        setattr(state, slot, entry)
    elif kept := _LISTS.get(entry.kind):
        getattr(state, kept).append(entry)
    _remember_people(state, entry)
    _move(state, entry)


def require_step(state: CaseState, kind: EventKind) -> None:
    """Refuse an act that the case has not come to, or has left behind.

    Raises: StepNotReached, StepAlreadyPassed, CaseAlreadyClosed, CaseNotReferred.
    """
    label = kind.label
    if kind in AFTER_REFERRAL:
        if state.outcome is not Outcome.REFERRED:
            raise refusals.CaseNotReferred(act=label)
        return
    if not state.is_open and kind is not EventKind.LISTINGS_REMOVED:
        raise refusals.CaseAlreadyClosed(outcome=state.outcome.label if state.outcome else "")
    steps = AT_STEP.get(kind)
    if steps is None or state.step in steps:
        return
    if LINE.index(state.step) > max(LINE.index(step) for step in steps):
        raise refusals.StepAlreadyPassed(act=label, step=state.step.label)
    raise refusals.StepNotReached(act=label, step=state.step.label, needed=_needed(state.step))


def _needed(step: Step) -> str:
    finishing = {before: kind for kind, after in MOVES.items() for before in AT_STEP[kind]}
    kind = finishing.get(step, EventKind.VIOLATION_RECORDED if step is Step.VIOLATION_RECORD else EventKind.CLOSED)
    return str(kind.label)


def _check_day(state: CaseState, entry: Entry[Fact]) -> None:
    """Acts that move the line happen in its order. What only adds to the file may be dated anywhere after opening."""
    moves = entry.kind in MOVES or entry.kind in ENDS or entry.kind is EventKind.VIOLATION_RECORDED
    before: Entry[Fact] | None = state.passed[-1].entry if moves and state.passed else state.opened
    if entry.kind in {EventKind.DELIVERED, EventKind.PAID, EventKind.REMEDY_DONE, EventKind.ENFORCED}:
        before = state.decided
    if before is not None and entry.happened_on < before.happened_on:
        raise refusals.HappenedTooEarly(
            day=f"{entry.happened_on:%d/%m/%Y}", before=before.kind.label, previous=f"{before.happened_on:%d/%m/%Y}"
        )


def _check_violation(state: CaseState, entry: Entry[Fact]) -> None:
    fact = cast("facts.ViolationRecorded", entry.fact)
    if not fact.acts:
        raise refusals.ActsMissing
    if state.inspected is not None and not state.inspected.fact.has_violation:
        raise refusals.NoViolationFoundAtInspection
    if fact.violator_id not in state.subjects:
        raise refusals.SubjectNotInCase


def _check_sanction(state: CaseState, entry: Entry[Fact]) -> None:
    fact = cast("facts.SanctionProposed", entry.fact)
    recorded = state.violation.fact.acts if state.violation else ()
    if [act.act for act in fact.acts] != list(range(len(recorded))):
        raise refusals.ActsDoNotMatchRecord


def _check_decided(state: CaseState, entry: Entry[Fact]) -> None:
    if state.sanction is None:
        raise refusals.NoSanctionProposed


def _check_paid(state: CaseState, entry: Entry[Fact]) -> None:
    fact = cast("facts.Paid", entry.fact)
    if fact.amount_vnd <= 0:
        raise refusals.PaymentNotPositive
    if fact.kind == PaymentKind.FINE and fact.amount_vnd > state.unpaid_vnd:
        raise refusals.PaymentExceedsFine(left=format_vnd(state.unpaid_vnd), amount=format_vnd(fact.amount_vnd))


def _check_remedy(state: CaseState, entry: Entry[Fact]) -> None:
    if cast("facts.RemedyDone", entry.fact).remedy not in state.undone_remedies:
        raise refusals.RemedyUnknown


def _check_closed(state: CaseState, entry: Entry[Fact]) -> None:
    if state.unpaid_vnd:
        raise refusals.FineNotPaid(amount=format_vnd(state.unpaid_vnd))
    if state.undone_remedies:
        raise refusals.RemediesNotDone(count=len(state.undone_remedies))


def _check_proposed(state: CaseState, entry: Entry[Fact]) -> None:
    if not state.subjects:
        raise refusals.SubjectNeeded


def _check_inspected(state: CaseState, entry: Entry[Fact]) -> None:
    fact = cast("facts.Inspected", entry.fact)
    if fact.ended_at < fact.started_at:
        raise refusals.InspectionEndsBeforeItStarts


def _check_subject_removed(state: CaseState, entry: Entry[Fact]) -> None:
    subject_id = cast("facts.SubjectRemoved", entry.fact).subject_id
    if subject_id not in state.subjects:
        raise refusals.SubjectNotInCase
    if state.violation is not None and state.violation.fact.violator_id == subject_id:
        raise refusals.SubjectInUse


_CHECKS: Mapping[EventKind, Callable[[CaseState, Entry[Fact]], None]] = {
    EventKind.PROPOSED: _check_proposed,
    EventKind.INSPECTED: _check_inspected,
    EventKind.VIOLATION_RECORDED: _check_violation,
    EventKind.SANCTION_PROPOSED: _check_sanction,
    EventKind.DECIDED: _check_decided,
    EventKind.PAID: _check_paid,
    EventKind.REMEDY_DONE: _check_remedy,
    EventKind.CLOSED: _check_closed,
    EventKind.SUBJECT_REMOVED: _check_subject_removed,
}


def _remember_people(state: CaseState, entry: Entry[Fact]) -> None:
    match entry.fact:
        case facts.SubjectAdded(subject_id=subject_id, role=role):
            state.subjects[subject_id] = SubjectRole(role)
        case facts.SubjectRemoved(subject_id=subject_id):
            state.subjects.pop(subject_id, None)
        case facts.ViolationRecorded(violator_id=violator_id):
            state.subjects[violator_id] = SubjectRole.VIOLATOR
        case facts.Assigned(leader_id=leader_id, officer_ids=officer_ids):
            state.leader_id, state.officer_ids = leader_id, officer_ids
        case facts.Proposed(leader_id=leader_id, member_ids=member_ids):
            state.leader_id = leader_id
            state.officer_ids = tuple(dict.fromkeys((leader_id, *member_ids, *state.officer_ids)))
        case facts.AgencyJoined(agency_id=agency_id):
            state.joint_agency_ids = tuple(dict.fromkeys((*state.joint_agency_ids, agency_id)))
        case _:
            pass


def _move(state: CaseState, entry: Entry[Fact]) -> None:
    state.last_happened_on = max(filter(None, (state.last_happened_on, entry.happened_on)))
    if entry.kind is EventKind.OPENED:
        state.entered_on = entry.happened_on
        return
    following = MOVES.get(entry.kind)
    if entry.kind is EventKind.VIOLATION_RECORDED:
        may_explain = cast("facts.ViolationRecorded", entry.fact).may_explain
        following = Step.EXPLANATION if may_explain else Step.DECISION
    if entry.kind in ENDS:
        state.outcome, state.step_before_end, following = ENDS[entry.kind], state.step, Step.CLOSED
    if entry.kind is EventKind.RETURNED:
        state.outcome, state.step = None, state.step_before_end or Step.DECISION
        state.entered_on = entry.happened_on
        return
    if following is not None:
        state.passed.append(Passed(state.step, entry))
        state.step, state.entered_on = following, entry.happened_on
