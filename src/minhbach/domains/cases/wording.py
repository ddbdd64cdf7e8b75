"""The words of a case: what to do at each step, and how a clock reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.types.codes import Step
from minhbach.domains.law.selectors import Law, cite
from minhbach.domains.law.types import Citation, Clock, DeadlineRow, Remaining, RemainingUnit
from minhbach.foundation.writing import write_day

WARN_DAYS = 2
SHORT_STEPS = {
    Step.VERIFICATION: _lazy("thẩm tra"),
    Step.PROPOSAL: _lazy("đề xuất"),
    Step.INSPECTION_ORDER: _lazy("QĐ kiểm tra"),
    Step.INSPECTION: _lazy("kiểm tra"),
    Step.VIOLATION_RECORD: _lazy("biên bản"),
    Step.EXPLANATION: _lazy("giải trình"),
    Step.DECISION: _lazy("QĐ xử phạt"),
    Step.EXECUTION: _lazy("thi hành"),
    Step.CLOSED: _lazy("kết thúc"),
}


@dataclass(frozen=True)
class ClockWords:
    """A clock as it is read: text first, tone second; the row of law it came from opens from it."""

    text: str
    left: str
    remaining: str
    tone: str
    due_on: date | None
    what: str
    statute: str
    citation: Citation
    is_provisional: bool = False


def say_clock(clock: Clock, *, today: date, now: datetime | None = None) -> ClockWords:
    """Put a running clock in words: "2 working days left · until 25/11/2026 · Điều 66 …"."""
    return _words(clock.row, clock.due_on, clock.remaining(today, now), is_provisional=clock.is_provisional)


def say_due(row_id: str, due_on: date | None, *, today: date, law: Law) -> ClockWords | None:
    """Put a stored due date in words; None where the case has no clock, or its row has left the tables."""
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
        left, said, tone = _("kịp thời"), "", ""
    else:
        said = _left(remaining)
        left = _("%(left)s · đến %(day)s") % {"left": said, "day": write_day(due_on)}
        days = remaining.amount if remaining.unit is not RemainingUnit.HOUR else remaining.amount // 24
        tone = "late" if remaining.is_late else "warn" if days <= WARN_DAYS else ""
    return ClockWords(
        f"{left} · {statute}", left, said, tone, due_on, row.action_vi, statute, row.citation, is_provisional
    )


def _left(remaining: Remaining) -> str:
    if remaining.amount == 0 and not remaining.is_late:
        return _("hôm nay là ngày cuối")
    counted = {"count": remaining.amount}
    match remaining.unit, remaining.is_late:
        case RemainingUnit.HOUR, False:
            words = _("còn %(count)s giờ")
        case RemainingUnit.HOUR, True:
            words = _("quá hạn %(count)s giờ")
        case RemainingUnit.WORKING_DAY, False:
            words = _("còn %(count)s ngày làm việc")
        case RemainingUnit.WORKING_DAY, True:
            words = _("quá hạn %(count)s ngày làm việc")
        case _, False:
            words = _("còn %(count)s ngày")
        case _:
            words = _("quá hạn %(count)s ngày")
    return words % counted
