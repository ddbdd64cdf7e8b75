"""What the law's terms of a dispute come to: reckoned from dated steps each time it is asked, never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from minhbach.domains.law.selectors import Law, NoClockInForce, cite, clock, open_law
from minhbach.domains.mediation.course import answered_on
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.types import StepKind

# Rows of the law's table of terms: the firm's for what an agency passed to it, and for telling what came of it.
BARGAIN, REPORT = "NTD.THUONGLUONG.CHUYEN", "NTD.BAOKQ"
# By what bargaining comes to its end.
ENDS = (StepKind.WRITTEN, StepKind.BROKEN_OFF)


@dataclass(frozen=True)
class Term:
    """DONE_ON is none while what it asks for was not done by the day it is told for."""

    words: str
    cited: str
    due_on: date
    done_on: date | None
    as_of: date

    @property
    def is_late(self) -> bool:
        return (self.done_on or self.as_of) > self.due_on


@dataclass(frozen=True)
class Terms:
    """None where the law sets none on that day, or it has not begun."""

    bargain: Term | None
    report: Term | None

    @property
    def running(self) -> list[Term]:
        return [one for one in (self.bargain, self.report) if one is not None]


def due_from(row: str, begun_on: date, *, law: Law | None = None) -> date | None:
    """Say by when the law wants what ROW asks for; none where it asks for nothing on that day."""
    try:
        return clock(row, begun_on, law=law or open_law()).due_on
    except NoClockInForce:
        return None


def terms_of(dispute: Dispute, steps: Sequence[Step], *, as_of: date, law: Law | None = None) -> Terms:
    """Reckon the firm's terms as of a day, from what had happened by then."""
    law = law or open_law()
    known = [one for one in steps if one.happened_on <= as_of]
    bargain = report = None
    if dispute.passed_on is not None and dispute.passed_on <= as_of:
        bargain = _term(BARGAIN, dispute.passed_on, answered_on(known, as_of=as_of), law=law, as_of=as_of)
    # Who never bargained has no result to tell, and what was mediated ends as the mediation does.
    mediated = any(one.kind == StepKind.MEDIATION for one in known)
    ended = next((one.happened_on for one in known if one.kind in ENDS), None)
    if ended is not None and not mediated and answered_on(known, as_of=as_of) is not None:
        told = next((one.happened_on for one in known if one.kind == StepKind.REPORTED), None)
        report = _term(REPORT, ended, told, law=law, as_of=as_of)
    return Terms(bargain, report)


def _term(row: str, begun_on: date, done_on: date | None, *, law: Law, as_of: date) -> Term | None:
    try:
        found = clock(row, begun_on, law=law)
    except NoClockInForce:
        return None
    if found.due_on is None:
        return None
    return Term(found.row.action_vi, cite(found.row.citation), found.due_on, done_on, as_of)
