"""The clocks of the law that run on a case, from its events. The rows themselves live in domains/law."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from minhbach.domains.cases.referrals import clock_of, course_of
from minhbach.domains.cases.sanctions import frames_of
from minhbach.domains.cases.types.codes import ExplanationAsk, ExplanationManner, Outcome, Step
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.domains.law.selectors import Law, NoClockInForce, act_limitation
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.domains.law.types import Clock

RECORD = "XPHC.BB.LAP"
EXPLAIN_IN_WRITING = "XPHC.GIAITRINH.VANBAN"
ASK_TO_EXPLAIN_IN_PERSON = "XPHC.GIAITRINH.TRUCTIEP"
DECIDE = "XPHC.QD.THUONG"
DECIDE_FORWARDED = "XPHC.QD.CHUYENHS"
DECIDE_AFTER_EXPLANATION = "XPHC.QD.GIAITRINH"
DECIDE_COMPLEX = "XPHC.QD.DBPHUCTAP"
SEND_DECISION = "XPHC.QD.GUI"
EXECUTE = "XPHC.THIHANH"
EXECUTION_LIMIT = "XPHC.THOIHIEU.THIHANH"
CLEAN_AFTER_WARNING = "XPHC.TAIPHAM.CANHCAO"
CLEAN_AFTER_SANCTION = "XPHC.TAIPHAM.KHAC"
CLEAN_AFTER_LIMIT = "XPHC.TAIPHAM.HETTHOIHIEU"


@dataclass(frozen=True)
class CaseClock:
    """A clock and whether it is the one the step waits on; the others run beside it."""

    clock: Clock
    is_main: bool


def main_clock(state: CaseState, *, law: Law) -> Clock | None:
    """Give the clock the present step waits on, None where the tables hold none for it."""
    return next((one.clock for one in _of_step(state, state.line, law=law) if one.is_main), None)


def clocks_of(state: CaseState, line: Line, *, law: Law) -> list[CaseClock]:
    """List the clocks that run on a line of a case now, the step's own first, the limitation of its acts last.

    Raises: nothing; a clock that no row in force gives is left out.
    """
    if (course := course_of(line)) is not None and line.outcome is Outcome.REFERRED:
        clock = clock_of(course, law=law)
        # It is the investigators' clock, and none that the unit is late by.
        return [CaseClock(clock, is_main=False)] if clock else []
    own = _of_step(state, line, law=law)
    return own + _limitation(line, law) if line.step in (Step.EXPLANATION, Step.DECISION) else own


def _of_step(state: CaseState, line: Line, *, law: Law) -> list[CaseClock]:
    match line.step:
        case Step.VIOLATION_RECORD if state.inspected is not None and state.inspected.fact.has_violation:
            return _running([(RECORD, state.inspected.happened_on, None)], law)
        case Step.EXPLANATION if line.violation is not None:
            on, at = line.violation.happened_on, line.violation.fact.made_at
            running = _running([(EXPLAIN_IN_WRITING, on, at), (ASK_TO_EXPLAIN_IN_PERSON, on, at)], law)
            return [_extended(one, line) if one.is_main else one for one in running]
        case Step.DECISION if line.violation is not None and not line.is_on_the_spot:
            return _running([(decision_row(line), line.violation.happened_on, None)], law)
        case Step.EXECUTION if line.decided is not None:
            if line.delivered is None:
                first = (SEND_DECISION, line.decided.happened_on, None)
            else:
                first = (EXECUTE, line.delivered.happened_on, None)
            return _running([first, (EXECUTION_LIMIT, line.decided.happened_on, None)], law)
        case _:
            return []


def due_to_explain(state: CaseState, line: Line, manner: str, *, law: Law) -> date | None:
    """Give the last day on which a violator explains himself in writing, or asks to be heard in person."""
    row = ASK_TO_EXPLAIN_IN_PERSON if manner == ExplanationAsk.DIRECT else EXPLAIN_IN_WRITING
    running = _of_step(state, line, law=law)
    return next((one.clock.due_on for one in running if one.clock.row_id == row), None)


def _extended(one: CaseClock, line: Line) -> CaseClock:
    """Let the clock of an explanation run to the day that the head gave."""
    extended = line.extended
    if extended is None:
        return one
    return replace(one, clock=replace(one.clock, due_on=extended.fact.until, due_at=None))


def _limitation(line: Line, law: Law) -> list[CaseClock]:
    """Give the limitation of the act that is the first not to be fined any more."""
    if line.violation is None:
        return []
    on = line.violation.happened_on
    frames = frames_of(line.violation.fact, decided_on=max(on, line.violation.fact.detected_on), law=law)
    returned = line.returned is not None
    clocks = [act_limitation(frame, law=law, from_prosecutors=returned) for frame in frames if frame]
    known = [(clock.due_on, clock) for clock in clocks if clock is not None and clock.due_on is not None]
    return [CaseClock(min(known, key=lambda pair: pair[0])[1], is_main=False)] if known else []


def decision_row(line: Line) -> str:
    """Name the time limit for deciding: the ordinary one, or the one an explanation or a forwarding gives."""
    if line.explanation is not None and line.explanation.fact.manner in (
        ExplanationManner.WRITTEN,
        ExplanationManner.DIRECT,
    ):
        return DECIDE_AFTER_EXPLANATION
    if line.violation is not None and line.violation.fact.is_complex:
        return DECIDE_COMPLEX
    if line.up is not None or (line.violation is not None and line.violation.fact.file_forwarded):
        return DECIDE_FORWARDED
    return DECIDE


def _running(wanted: list[tuple[str, date, datetime | None]], law: Law) -> list[CaseClock]:
    found = []
    for index, (name, started_on, started_at) in enumerate(wanted):
        try:
            clock = set_clock(name, started_on, started_at=started_at, law=law)
        except NoClockInForce:
            continue
        found.append(CaseClock(clock, is_main=index == 0))
    return found
