"""What became of a referred file, from the entries alone: its state, its clock, and the row that lists read.

The clocks are those of the tables: the check of a crime report once the file was received, its extensions, and the
days within which a file comes back. For receiving it, and for deciding once it is back, the tables hold none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.domains.cases.acts.investigate import CheckExtended, ProsecutionDeclined, ReferralReceived
from minhbach.domains.cases.acts.proceed import ProceedingTold
from minhbach.domains.cases.acts.prosecute import Prosecuted
from minhbach.domains.cases.acts.refer import Referred
from minhbach.domains.cases.acts.take_back import Returned
from minhbach.domains.cases.types.codes import ExtensionGround, Outcome, Proceeding, ReferralState
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.law.selectors import Law, NoClockInForce
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.domains.law.types import Clock

CHECK = "TOIPHAM.XACMINH"
CHECK_COMPLEX = "TOIPHAM.PHUCTAP"
CHECK_EXTENDED = "TOIPHAM.GIAHAN"
RETURN_DECLINED = "XPHC.TRALAI.HS"
RETURN_STOPPED = "XPHC.TOTUNG.CHUYEN"


@dataclass(frozen=True)
class Course:
    """A referral and what followed it on a line."""

    referred: Entry[Referred]
    received: Entry[ReferralReceived] | None
    extended: tuple[Entry[CheckExtended], ...]
    declined: Entry[ProsecutionDeclined] | None
    prosecuted: Entry[Prosecuted] | None
    told: tuple[Entry[ProceedingTold], ...]
    returned: Entry[Returned] | None

    @property
    def state(self) -> ReferralState:
        if self.returned is not None:
            return ReferralState.RETURNED
        if self.told and self.told[-1].fact.stage == Proceeding.STOPPED:
            return ReferralState.STOPPED
        if any(one.fact.stage in (Proceeding.TRIED, Proceeding.APPEALED) for one in self.told):
            return ReferralState.TRIED
        if self.prosecuted is not None:
            return ReferralState.PROSECUTED
        if self.declined is not None:
            return ReferralState.DECLINED
        return ReferralState.CHECKING if self.received is not None else ReferralState.WAITING

    @property
    def answer(self) -> Entry[Any] | None:
        """The entry that says whether a case was opened."""
        return self.prosecuted or self.declined


@dataclass(frozen=True)
class ReferralRow:
    """What lists read of a referral."""

    part: str
    to_body: str
    to_agency_id: str | None
    referred_on: date
    state: ReferralState
    answer_number: str
    answered_on: date | None
    due_on: date | None
    clock_row: str


def course_of(line: Line) -> Course | None:
    """Return the last referral of a line with what followed it; None where it was never referred."""
    referred = line.referred
    if referred is None:
        return None
    prosecuted = line.prosecuted
    if prosecuted is not None and prosecuted.happened_on < referred.happened_on:
        prosecuted = None
    return Course(
        referred=referred,
        received=line.last(ReferralReceived),
        extended=tuple(line.all(CheckExtended)),
        declined=line.last(ProsecutionDeclined),
        prosecuted=prosecuted,
        told=tuple(line.all(ProceedingTold)) if prosecuted else (),
        returned=None if line.outcome is Outcome.REFERRED else line.returned,
    )


def clock_of(course: Course, *, law: Law) -> Clock | None:
    """Set the clock that a referred file is under; None where the tables hold none."""
    try:
        match course.state:
            case ReferralState.CHECKING if course.received is not None:
                return _check_clock(course.received.happened_on, course, law)
            case ReferralState.DECLINED if course.declined is not None:
                return set_clock(RETURN_DECLINED, course.declined.happened_on, law=law)
            case ReferralState.STOPPED:
                return set_clock(RETURN_STOPPED, course.told[-1].happened_on, law=law)
    except NoClockInForce:
        return None
    return None


def _check_clock(received_on: date, course: Course, law: Law) -> Clock:
    """Twenty days; two months where it is complex; two more from then where the procuracy says so."""
    grounds = {one.fact.ground for one in course.extended}
    clock = set_clock(CHECK_COMPLEX if ExtensionGround.COMPLEX in grounds else CHECK, received_on, law=law)
    if ExtensionGround.PROCURACY in grounds and clock.due_on is not None:
        return set_clock(CHECK_EXTENDED, clock.due_on, law=law)
    return clock


def rows_of(state: CaseState, *, law: Law) -> dict[Entry[Referred], ReferralRow]:
    """Draw from a state what lists read of each of its referrals."""
    found: dict[Entry[Referred], ReferralRow] = {}
    for line in (state.own, *state.lines.values()):
        for entry in line.all(Referred):
            course = course_of(line) if entry is line.referred else None
            # Of one file that went for several violators, the line that is still away tells how it stands.
            if entry in found and (course is None or course.state is ReferralState.RETURNED):
                continue
            found[entry] = _row(entry, course, law)
    return found


def _row(entry: Entry[Referred], course: Course | None, law: Law) -> ReferralRow:
    answer = course.answer if course else None
    clock = clock_of(course, law=law) if course else None
    return ReferralRow(
        part=entry.part,
        to_body=entry.fact.to_agency,
        to_agency_id=entry.fact.agency_id or None,
        referred_on=entry.happened_on,
        # What was referred again has come back in between.
        state=course.state if course else ReferralState.RETURNED,
        answer_number=answer.fact.paper.number if answer else "",
        answered_on=answer.happened_on if answer else None,
        due_on=clock.due_on if clock else None,
        clock_row=clock.row_id if clock else "",
    )
