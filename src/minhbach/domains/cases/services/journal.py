"""The one door through which anything enters a case: lock, ask, complete, append, project, audit.

`do` serves every act; what an act needs besides, it says itself (acts/act.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.acts import BY_CODE, act_of
from minhbach.domains.cases.acts.act import Door
from minhbach.domains.cases.acts.annul import Annul, Annulled
from minhbach.domains.cases.codec import read_entry, write_fact
from minhbach.domains.cases.counting import rows_of
from minhbach.domains.cases.events import file_changed
from minhbach.domains.cases.goods_lines import keep_goods
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.projection import people_of, save_projection
from minhbach.domains.cases.replay import Broken, apply, before, in_account, part_in, replay, replay_or_find_broken
from minhbach.domains.cases.requirements import contradicted_by
from minhbach.domains.cases.resting import first_of, require_of_hand, require_unrested
from minhbach.domains.cases.selectors.papers import papers_of
from minhbach.domains.cases.services.counting import keep_count
from minhbach.domains.cases.services.outcomes import tell_outcomes
from minhbach.domains.cases.services.referring import keep_referrals
from minhbach.domains.cases.services.telling import tell
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.cases.types.values import NO_PAPER, Cited
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, once
from minhbach.foundation.ids import new_id
from minhbach.foundation.requirements import Unmet, Weight, require
from minhbach.foundation.writing import write_day

TARGET = "cases.case"
# What a network is told of; a correction or an annulment may be of one of these.
_OUTCOMES = {"decided", "prosecuted", "decision_revoked"}


@dataclass(frozen=True)
class Appended:
    """What an act did: the event, and the case as it stands after it."""

    case: Case
    event: CaseEvent
    state: CaseState


@dataclass(frozen=True)
class Needs:
    """What an act lacks, and the codes of what its officer goes on without."""

    unmet: Iterable[Unmet]
    confirmed: Collection[str]


@transaction.atomic
def do(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    fact: Any,
    happened_on: date | None = None,
    part: str = "",
    document: UUID | None = None,
    press: UUID | None = None,
    confirmed: Collection[str] = (),
) -> Appended:
    """Enter an act in a case, or refuse and change nothing.

    PART names the violator or the matter where there are several. DOCUMENT is the issued paper of the system that
    enters the act: documents has asked who may, and what is missing. PRESS becomes the id of the event: sent again, it
    is the same event. CONFIRMED are the codes of what the officer goes on without.

    Raises: RoleMissing, OfficerNotOnCase, HappenedInFuture, RequirementsUnmet, NotConfirmed, what `replay.apply`
        raises, and the refusals of the act.
    """
    case, entries = lock(case)
    state, act = replay(entries), act_of(fact)
    if (known := _sent_before(press, act.code, case, entries, officer=officer)) is not None:
        return known
    if document is None:
        policies.require_to_do(act, officer, case, state, state.of(part) if part else state.line, at=at)
    fact = act.clean(fact)
    event_id = press or new_id()
    part = str(event_id) if act.begins_matter else part_in(state, act.code, part, fact)
    day = happened_on or act.day_of(fact) or local_date(at)
    door = Door(case, state, part, officer, at, day, open_law())
    act.require(fact, door)
    act.require_goods(fact, door)
    entry: Entry[Any] = Entry(
        id=event_id,
        sequence=len(entries) + 1,
        kind=act.code,
        happened_on=day,
        recorded_at=at,
        officer_id=officer.id,
        fact=act.complete(fact, door),
        part=part,
        document_id=document,
    )
    needs = Needs([] if document else [*act.requirements(entry.fact, door)], confirmed)
    done = _append(case, entry, entries, state, officer=officer, law=door.law, needs=needs)
    act.learned(entry.fact, door)
    act.done(entry.fact, door)
    act.done_here(entry.fact, door)
    return done


@transaction.atomic
def correct_entry(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    event_id: UUID,
    fact: Any,
    happened_on: date | None = None,
    document: UUID | None = None,
    press: UUID | None = None,
    confirmed: Collection[str] = (),
) -> Appended:
    """Put a corrected entry in the place of an earlier one of the same kind; the earlier one stays to be read.

    What follows from the file is filled in as the file stood before the entry. What a paper of the system entered is
    corrected by a paper alone.

    Raises: EntryNotInCase, SameKindNeeded, EntryIsOfPaper, LaterActsRestOnEntry, RequirementsUnmet, NotConfirmed,
        RoleMissing, OfficerNotOnCase.
    """
    case, entries = lock(case)
    act = act_of(fact)
    if (known := _sent_before(press, act.code, case, entries, officer=officer)) is not None:
        return known
    entry = find_entry(entries, event_id)
    if act.code != entry.kind:
        raise refusals.SameKindNeeded
    if document is None:
        state = replay(entries)
        policies.require_to_do(act, officer, case, state, state.of(entry.part), at=at)
        require_of_hand(entry, case)
    fact = act.clean(fact)
    day = happened_on or entry.happened_on
    part = entry.part or act.part_of(fact)
    door = Door(case, before(entries, entry), part, officer, at, day, open_law(), corrects=entry.id)
    act.require_goods(fact, door)
    corrected: Entry[Any] = Entry(
        id=press or new_id(),
        sequence=len(entries) + 1,
        kind=act.code,
        happened_on=day,
        recorded_at=at,
        officer_id=officer.id,
        fact=act.complete(fact, door),
        part=act.part_of(fact) or entry.part,
        replaces=entry.id,
        document_id=document or entry.document_id,
    )
    needs = Needs([] if document else [*act.requirements(corrected.fact, door)], confirmed)
    done = _append(case, corrected, entries, None, officer=officer, law=door.law, needs=needs)
    act.learned(corrected.fact, door)
    return done


@transaction.atomic
def annul_entry(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    event_id: UUID,
    reason: str,
    paper: Cited = NO_PAPER,
    document: UUID | None = None,
    happened_on: date | None = None,
    press: UUID | None = None,
) -> Appended:
    """Take an earlier entry out of account. Acts that rest on it must be annulled before; a signed paper that rests
    on it, or that entered it, is only followed by another paper.

    Raises: EntryNotInCase, EntryNotReplaceable, ReasonMissing, EntryIsOfPaper, PaperRestsOnEntry,
        LaterActsRestOnEntry, RoleMissing, OfficerNotOnCase.
    """
    if not reason.strip():
        raise refusals.ReasonMissing
    case, entries = lock(case)
    if (known := _sent_before(press, Annul.code, case, entries, officer=officer)) is not None:
        return known
    entry = find_entry(entries, event_id)
    act = BY_CODE[entry.kind]
    if not act.is_annullable:
        raise refusals.EntryNotReplaceable
    state = replay(entries)
    if document is None:
        policies.require_to_do(act, officer, case, state, state.of(entry.part), at=at)
        require_of_hand(entry, case)
        require_unrested(first_of(entries, entry), papers_of(case))
    annulment: Entry[Any] = Entry(
        id=press or new_id(),
        sequence=len(entries) + 1,
        kind=Annul.code,
        happened_on=happened_on or local_date(at),
        recorded_at=at,
        officer_id=officer.id,
        fact=Annulled(reason=reason.strip(), paper=paper),
        part=entry.part,
        replaces=entry.id,
        document_id=document,
    )
    done = _append(case, annulment, entries, None, officer=officer)
    act.undone(entry.fact, Door(case, done.state, entry.part, officer, at, entry.happened_on, open_law()))
    return done


def lock(case: Case) -> tuple[Case, list[Entry[Any]]]:
    """Hold a case until the transaction ends, and read its entries."""
    held = hold(case)
    return held, [read_entry(event) for event in CaseEvent.objects.filter(case=held).order_by("sequence")]


def _sent_before(
    press: UUID | None, kind: str, case: Case, entries: list[Entry[Any]], *, officer: Officer
) -> Appended | None:
    """Return what an officer's press has done in the case already; one of another act, or officer, is refused.

    Raises: PressOfAnother.
    """
    known = next((entry for entry in entries if entry.id == press), None)
    if known is None:
        return None
    if (known.kind, known.officer_id) != (kind, officer.id):
        raise refusals.PressOfAnother
    return Appended(case, CaseEvent.objects.get(id=press), replay(entries))


def find_entry(entries: list[Entry[Any]], event_id: UUID) -> Entry[Any]:
    """Find an entry that is in account.

    Raises: EntryNotInCase.
    """
    found = next((entry for entry in in_account(entries) if entry.id == event_id), None)
    if found is None:
        raise refusals.EntryNotInCase
    return found


def _append(
    case: Case,
    entry: Entry[Any],
    entries: list[Entry[Any]],
    state: CaseState | None,
    *,
    officer: Officer,
    law: Law | None = None,
    needs: Needs | None = None,
) -> Appended:
    """Write an entry that stands on the ones before it. STATE is theirs; None where the file is to be read anew."""
    if entry.happened_on > local_date(entry.recorded_at):
        raise refusals.HappenedInFuture(day=write_day(entry.happened_on))
    old = people_of(state) if state is not None else None
    counted = rows_of(case, state) if state is not None else None
    if state is None:
        state = _standing([*entries, entry], entry)
    else:
        apply(state, entry)
    act = BY_CODE[entry.kind]
    found = [] if needs is None else [*needs.unmet, *contradicted_by(entry, case, state)]
    require(found, confirmed=needs.confirmed if needs else ())
    event = write_event(case, entry)
    event.confirmed = [
        {"code": one.code, "sentence": str(one.sentence)} for one in found if one.weight is Weight.SHOULD
    ]
    with once(refusals.PressOfAnother()):
        event.save(force_insert=True)
    keep_goods(case, entry, entries)
    save_projection(case, state, at=entry.recorded_at, law=law, old=old)
    keep_count(case, [*entries, entry], state, before=counted)
    keep_referrals(case, [*entries, entry], state, law=law)
    if act.code in _OUTCOMES or entry.replaces is not None:
        tell_outcomes(case, state, at=entry.recorded_at)
    file_changed(case, state, at=entry.recorded_at)
    action = "corrected" if entry.replaces is not None and act.code != Annul.code else act.code
    audit.record(
        f"{TARGET}.{action}",
        officer_id=officer.id,
        at=entry.recorded_at,
        target_type=TARGET,
        target_id=case.id,
        data={"event": str(event.id), "sequence": entry.sequence, "kind": entry.kind, "step": state.step.value}
        | ({"part": entry.part} if entry.part else {})
        | ({"replaces": str(entry.replaces)} if entry.replaces else {}),
    )
    if entry.replaces is None:
        tell(case, entry, act, officer=officer)
    return Appended(case, event, state)


def write_event(case: Case, entry: Entry[Any]) -> CaseEvent:
    """Return the row of an entry, not yet saved."""
    return CaseEvent(
        id=entry.id,
        case=case,
        sequence=entry.sequence,
        kind=entry.kind,
        part=entry.part,
        happened_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        officer_id=entry.officer_id,
        data=write_fact(entry.fact),
        replaces_id=entry.replaces,
        document_id=entry.document_id,
    )


def _standing(entries: list[Entry[Any]], new: Entry[Any]) -> CaseState:
    found = replay_or_find_broken(entries)
    if not isinstance(found, Broken):
        return found
    if found.entry.id == new.id:
        raise found.refusal
    raise refusals.LaterActsRestOnEntry(later=BY_CODE[found.entry.kind].label, reason=str(found.refusal))
