"""Where a dispute stands as of a day, out of its steps alone. Pure: nothing is counted on from yesterday."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from minhbach.domains.mediation.types import FIRM, MOVES, Side, State, StepKind

# By what a firm answers what was passed to it.
ANSWERS = (StepKind.ACCEPTED, StepKind.OFFERED, StepKind.REFUSED)


class Happened(Protocol):
    """What of a step counts here."""

    @property
    def kind(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def happened_on(self) -> date: ...


def state_after(before: State, kind: str, side: str, signed: Iterable[str] = ()) -> State | None:
    """Say where a step leads; None where the table has none. SIGNED: the sides that signed the text in force."""
    move = next((one for one in MOVES if before in one.before and side in one.by and one.kind == kind), None)
    if move is None:
        return None
    if kind == StepKind.SIGNED and {*signed, side} == {Side.CONSUMER, Side.FIRM}:
        return State.SETTLED
    return move.after or before


def state_of(steps: Sequence[Happened], *, due_on: date | None, as_of: date) -> State:
    """Go through what had happened by a day, in the order it was entered; the firm's silence is said by the clock."""
    state, signed = State.PREPARED, set[str]()
    for step in steps:
        if step.happened_on > as_of:
            continue
        after = state_after(state, step.kind, step.side, signed)
        if step.kind == StepKind.WRITTEN:
            signed = set()
        elif step.kind == StepKind.SIGNED:
            signed.add(step.side)
        state = after or state
    return shown(state, due_on=due_on, as_of=as_of)


def shown(state: State | str, *, due_on: date | None, as_of: date) -> State:
    """Return a state as it is told on a day: what waits for the firm past its term is its silence."""
    state = State(state)
    return State.SILENT if state is State.PASSED and due_on is not None and as_of > due_on else state


def answered_on(steps: Iterable[Happened], *, as_of: date) -> date | None:
    """Return the day of the firm's first answer by a day."""
    days = [one.happened_on for one in steps if one.side == FIRM and one.kind in ANSWERS and one.happened_on <= as_of]
    return min(days, default=None)
