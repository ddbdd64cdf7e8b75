"""The words of a case: what to do at each step, and how a clock reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.domains.cases.types.codes import Step
from minhbach.domains.law.selectors import Law, cite
from minhbach.domains.law.types import Citation, Clock, DeadlineRow, Remaining, RemainingUnit

# The verb on the button that takes a case on from a step.
NEXT_ACT: Mapping[Step, str | Promise] = {
    Step.VERIFICATION: gettext_lazy("Finish the verification"),
    Step.PROPOSAL: gettext_lazy("Propose an inspection"),
    Step.INSPECTION_ORDER: gettext_lazy("Draft the inspection order"),
    Step.INSPECTION: gettext_lazy("Record the inspection"),
    Step.VIOLATION_RECORD: gettext_lazy("Make the violation record"),
    Step.EXPLANATION: gettext_lazy("Record the explanation"),
    Step.DECISION: gettext_lazy("Work out the sanction"),
    Step.EXECUTION: gettext_lazy("Record the execution"),
}

WARN_DAYS = 2


@dataclass(frozen=True)
class ClockWords:
    """A clock as it is read: text first, tone second; the row of law it came from opens from it."""

    text: str
    left: str
    tone: str
    due_on: date | None
    what: str
    statute: str
    citation: Citation
    is_provisional: bool = False


def say_clock(clock: Clock, *, today: date, now: datetime | None = None) -> ClockWords:
    """This will put a running clock in words: "2 working days left · until 25/11/2026 · Điều 66 …"."""
    return _words(clock.row, clock.due_on, clock.remaining(today, now), is_provisional=clock.is_provisional)


def say_due(row_id: str, due_on: date | None, *, today: date, law: Law) -> ClockWords | None:
    """This will put a stored due date in words; None where the case has no clock, or its row has left the tables."""
    row = next((row for row in law.book.deadlines if row.citation.row_id == row_id), None)
    if row is None or due_on is None:
        return None
    if row.unit == "working_day":
        left = law.calendar.working_days_after(today, due_on)
        remaining = Remaining(abs(left), RemainingUnit.WORKING_DAY, due_on < today)
    else:
        remaining = Remaining(abs((due_on - today).days), RemainingUnit.DAY, due_on < today)
    return _words(row, due_on, remaining, is_provisional=False)


def _words(row: DeadlineRow, due_on: date | None, remaining: Remaining | None, *, is_provisional: bool) -> ClockWords:
    statute = cite(row.citation)
    if remaining is None or due_on is None:
        left, tone = _("promptly"), ""
    else:
        left = _("%(left)s · until %(day)s") % {"left": _left(remaining), "day": f"{due_on:%d/%m/%Y}"}
        days = remaining.amount if remaining.unit is not RemainingUnit.HOUR else remaining.amount // 24
        tone = "late" if remaining.is_late else "warn" if days <= WARN_DAYS else ""
    return ClockWords(f"{left} · {statute}", left, tone, due_on, row.action_vi, statute, row.citation, is_provisional)


def _left(remaining: Remaining) -> str:
    if remaining.amount == 0 and not remaining.is_late:
        return _("today is the last day")
    counted = {"count": remaining.amount}
    match remaining.unit, remaining.is_late:
        case RemainingUnit.HOUR, False:
            words = ngettext("%(count)s hour left", "%(count)s hours left", remaining.amount)
        case RemainingUnit.HOUR, True:
            words = ngettext("%(count)s hour late", "%(count)s hours late", remaining.amount)
        case RemainingUnit.WORKING_DAY, False:
            words = ngettext("%(count)s working day left", "%(count)s working days left", remaining.amount)
        case RemainingUnit.WORKING_DAY, True:
            words = ngettext("%(count)s working day late", "%(count)s working days late", remaining.amount)
        case _, False:
            words = ngettext("%(count)s day left", "%(count)s days left", remaining.amount)
        case _:
            words = ngettext("%(count)s day late", "%(count)s days late", remaining.amount)
    return words % counted
