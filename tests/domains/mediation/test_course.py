"""Where a dispute stands follows from its steps alone"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from minhbach.domains.mediation.course import answered_on, shown, state_after, state_of
from minhbach.domains.mediation.types import CONSUMER, ENDED, FIRM, MOVES, OFFICE, Side, State, StepKind

DAY = date(2026, 11, 2)


@dataclass(frozen=True)
class Happened:
    side: str
    kind: str
    happened_on: date


def line(*steps: tuple[Side, StepKind, int]) -> list[Happened]:
    return [Happened(side, kind, DAY + timedelta(days=after)) for side, kind, after in steps]


PASSED = (OFFICE, StepKind.PASSED, 0)
AGREED = (
    PASSED,
    (FIRM, StepKind.OFFERED, 2),
    (CONSUMER, StepKind.TOOK, 3),
    (OFFICE, StepKind.WRITTEN, 4),
    (FIRM, StepKind.SIGNED, 5),
    (CONSUMER, StepKind.SIGNED, 6),
)


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (0, State.PASSED),
        (2, State.TALKING),
        (3, State.MET),
        (4, State.WRITTEN),
        (5, State.WRITTEN),
        (6, State.SETTLED),
    ],
)
def test_as_of_any_day(after: int, state: State) -> None:
    steps = line(*AGREED)
    assert state_of(steps, due_on=DAY + timedelta(days=9), as_of=DAY + timedelta(days=after)) == state


def test_is_silence_when_the_term_is_over_and_nobody_need_press() -> None:
    due_on = DAY + timedelta(days=9)
    assert shown(State.PASSED, due_on=due_on, as_of=due_on) == State.PASSED
    assert shown(State.PASSED, due_on=due_on, as_of=due_on + timedelta(days=1)) == State.SILENT
    assert shown(State.TALKING, due_on=due_on, as_of=due_on + timedelta(days=1)) == State.TALKING


def test_is_not_settled_by_a_signature_under_an_earlier_text() -> None:
    steps = line(*AGREED[:5], (OFFICE, StepKind.WRITTEN, 6), (CONSUMER, StepKind.SIGNED, 7))
    assert state_of(steps, due_on=None, as_of=DAY + timedelta(days=8)) == State.WRITTEN


def test_counts_the_first_answer_of_the_firm_and_no_word_of_others() -> None:
    steps = line(PASSED, (CONSUMER, StepKind.WORD, 1), (FIRM, StepKind.WORD, 1), (FIRM, StepKind.ACCEPTED, 3))
    assert answered_on(steps, as_of=DAY + timedelta(days=2)) is None
    assert answered_on(steps, as_of=DAY + timedelta(days=9)) == DAY + timedelta(days=3)


def test_has_a_way_out_of_every_state_and_one_row_for_each_step() -> None:
    for state in set(State) - {State.SILENT}:
        assert [move for move in MOVES if state in move.before], state
    seen = [(move.kind, side, state) for move in MOVES for side in move.by for state in move.before]
    assert len(seen) == len(set(seen))
    assert {move.kind for move in MOVES} == set(StepKind)


def test_ends_where_nobody_bargains_any_more() -> None:
    for state in ENDED:
        assert state_after(state, StepKind.TOOK, CONSUMER) is None
        assert state_after(state, StepKind.SIGNED, FIRM) is None
    assert state_after(State.SETTLED, StepKind.OFFERED, FIRM) is None
    # A firm that refused may think better of it.
    assert state_after(State.REFUSED, StepKind.OFFERED, FIRM) == State.TALKING
