"""From entries to the state of a case. Pure: the same entries always give the same state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts import ACTS, BY_CODE
from minhbach.domains.cases.acts.act import Act, Of
from minhbach.domains.cases.acts.annul import Annul
from minhbach.domains.cases.acts.close import Close
from minhbach.domains.cases.acts.record import Record
from minhbach.domains.cases.acts.take_back import TakeBack
from minhbach.domains.cases.types.codes import Outcome, Step
from minhbach.domains.cases.types.state import ORDER, CaseState, Entry, Line, Matter, Passed
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.writing import write_day


@dataclass(frozen=True)
class Broken:
    """The first entry that no longer stands on the ones before it, and why."""

    entry: Entry[Any]
    refusal: Exception


def replay(entries: Iterable[Entry[Any]], *, as_of: datetime | None = None) -> CaseState:
    """Return the state of a case, or the state as it was written down at a moment.

    Raises: the refusal of the first entry that was not possible where it stands.
    """
    state = CaseState()
    for entry in in_account(entries, as_of=as_of):
        apply(state, entry)
    return state


def replay_or_find_broken(entries: Iterable[Entry[Any]]) -> CaseState | Broken:
    """Return the state of a case, or the first entry that cannot stand where it is."""
    state = CaseState()
    for entry in in_account(entries):
        try:
            apply(state, entry)
        except Refusal as refusal:
            return Broken(entry, refusal)
    return state


def stands_without(entries: Sequence[Entry[Any]], entry: Entry[Any]) -> bool:
    """Whether the file can still be read once an entry in account is taken out of it."""
    state = CaseState()
    try:
        for one in in_account(entries):
            if one.id != entry.id:
                apply(state, one)
    except Refusal:
        return False
    return True


def before(entries: Iterable[Entry[Any]], entry: Entry[Any]) -> CaseState:
    """Return the state of a case as it stood before an entry in account."""
    state = CaseState()
    for one in in_account(entries):
        if one.id == entry.id:
            break
        apply(state, one)
    return state


def in_account(entries: Iterable[Entry[Any]], *, as_of: datetime | None = None) -> list[Entry[Any]]:
    """List the entries that count, in the order of the file: a correction stands where its original stood."""
    standing: dict[UUID, Entry[Any] | None] = {}
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
        standing[place] = None if entry.kind == Annul.code else entry
    return [entry for entry in standing.values() if entry is not None]


def apply(state: CaseState, entry: Entry[Any]) -> None:
    """Add one entry to a state.

    Raises: StepNotReached, StepAlreadyPassed, CaseAlreadyClosed, HappenedTooEarly and the refusals of single acts.
    """
    act, part = BY_CODE[entry.kind], part_in(state, entry.kind, entry.part, entry.fact)
    if act.of is Of.MATTER:
        _apply_matter(state, act, entry, part)
        return
    require_step(state, act, part)
    line = state.of(part)
    _check_day(state, line, act, entry)
    act.check(state, line, entry)
    for one in _lines(state, act, part):
        one.kept.setdefault(type(entry.fact).__name__, []).append(entry)
        act.mark(one, entry)
        _move(state, one, act, entry)
    act.apply(state, entry)
    state.last_happened_on = max(filter(None, (state.last_happened_on, entry.happened_on)))


def part_in(state: CaseState, kind: str, part: str, fact: Any) -> str:
    """Return the part of the case an act speaks of: the one named, the one its fact names, the only violator there is.

    Raises: ViolatorNotChosen.
    """
    act = BY_CODE[kind]
    part = part or act.part_of(fact)
    if part or act.of is not Of.VIOLATOR or not state.lines:
        return part
    if len(state.lines) > 1:
        raise refusals.ViolatorNotChosen(act=act.label)
    return next(iter(state.lines))


def require_step(state: CaseState, act: Act[Any], part: str = "") -> None:
    """Refuse an act that its line has not come to, or has left behind.

    Raises: StepNotReached, StepAlreadyPassed, CaseAlreadyClosed, CaseNotReferred.
    """
    if act.of is Of.MATTER:
        _matter(state, act, part)
        return
    if isinstance(act, Record) and state.lines and part not in state.lines:
        # Another violator's record: the case's own line waits at this step until all are through.
        if not state.living:
            raise _closed(state.outcome)
        return
    if act.of is Of.CASE and act.at and Step.CLOSED not in act.at and not state.is_open:
        raise _closed(state.outcome)
    lines = [line for line in _lines(state, act, part, is_reading=True) if act.may_stand_at(line)]
    if lines:
        return
    line = state.of(part) if part else state.line
    if act.after is not None:
        raise refusals.CaseNotReferred(act=act.label)
    if not line.is_open:
        raise _closed(line.outcome)
    if ORDER[line.step] > max(ORDER[step] for step in act.at):
        raise refusals.StepAlreadyPassed(act=act.label, step=line.step.label)
    raise refusals.StepNotReached(act=act.label, step=line.step.label, needed=_needed(line.step))


def _closed(outcome: Outcome | None) -> refusals.CaseAlreadyClosed:
    if outcome is Outcome.REFERRED:
        return refusals.FileReferred()
    return refusals.CaseAlreadyClosed(outcome=outcome.label if outcome else "")


def _lines(state: CaseState, act: Act[Any], part: str, *, is_reading: bool = False) -> list[Line]:
    """The lines an entry stands on: the violator's; the case's own; of a way out, every living one that is meant."""
    if isinstance(act, Record) and not is_reading:
        return [state.lines.setdefault(part, Line(step=Step.VIOLATION_RECORD))]
    if act.of is Of.VIOLATOR:
        return [state.of(part)]
    if act.of is Of.EITHER and state.lines:
        return (
            [state.lines[part]]
            if part in state.lines
            else [line for line in state.lines.values() if act.may_stand_at(line)]
        )
    return [state.own]


def _needed(step: Step) -> str:
    """What brings a line on from a step, in words."""
    finishing = next(
        (act for act in ACTS if act.is_move and not act.is_way_out and not act.is_beside and step in act.at), Close()
    )
    return str(finishing.label)


def _check_day(state: CaseState, line: Line, act: Act[Any], entry: Entry[Any]) -> None:
    """Acts that move the line happen in its order. What only adds to the file may be dated anywhere after opening."""
    passed = [*state.own.passed, *(line.passed if line is not state.own else [])]
    before: Entry[Any] | None = passed[-1].entry if act.is_move and passed else state.opened
    if act.is_move and line.revoked and (before is None or before.happened_on < line.revoked[-1].by.happened_on):
        # A line that was set back goes on from the day on which it was.
        before = line.revoked[-1].by
    if act.not_before is not None:
        before = line.last(act.not_before.fact)
    _require_not_before(entry, before)


def _require_not_before(entry: Entry[Any], before: Entry[Any] | None) -> None:
    if before is not None and entry.happened_on < before.happened_on:
        raise refusals.HappenedTooEarly(
            day=write_day(entry.happened_on),
            before=BY_CODE[before.kind].label,
            previous=write_day(before.happened_on),
        )


def _move(state: CaseState, line: Line, act: Act[Any], entry: Entry[Any]) -> None:
    if state.opened is not None and entry.id == state.opened.id:
        line.entered_on = entry.happened_on
        return
    if isinstance(act, TakeBack):
        act.reopen(line, entry)
        return
    if act.ends_as is not None:
        line.outcome, line.step_before_end = Outcome(act.ends_as), line.step
    following = act.following(state, entry.fact)
    if following is not None:
        line.passed.append(Passed(line.step, entry))
        line.step, line.entered_on = following, entry.happened_on


def _matter(state: CaseState, act: Act[Any], part: str) -> Matter | None:
    """The matter an act speaks of; None where it begins one.

    Raises: CaseAlreadyClosed, MatterNotFound.
    """
    if act.begins_matter:
        if not state.is_open and not act.outlives:
            raise _closed(state.outcome)
        if part in state.matters or part in state.lines:
            raise refusals.MatterNotFound
        return None
    matter = state.matters.get(part)
    if matter is None or matter.kind != act.matter or matter.is_ended:
        raise refusals.MatterNotFound
    return matter


def _apply_matter(state: CaseState, act: Act[Any], entry: Entry[Any], part: str) -> None:
    """A matter is begun by one of its acts, goes through the others, and is ended by the last."""
    matter = _matter(state, act, part) or Matter(act.matter, part or str(entry.id))
    _require_not_before(entry, matter.kept[0] if matter.kept else state.opened)
    act.check_matter(state, matter, entry)
    matter.kept.append(entry)
    matter.is_ended = act.ends_matter(matter)
    state.matters[matter.id] = matter
    act.apply(state, entry)
    state.last_happened_on = max(filter(None, (state.last_happened_on, entry.happened_on)))
