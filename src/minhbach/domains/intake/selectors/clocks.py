"""What the law's terms of a report come to. Reckoned from dated events each time it is asked, never kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from minhbach.domains.intake.kinds import BY_CODE, Kind
from minhbach.domains.intake.models import ClockMark, Handover, Report
from minhbach.domains.intake.terms import TERMS, Event, Running, marks_of, reckon, starts_anew
from minhbach.domains.intake.types import Channel, DueBy, HandoverState, Mark
from minhbach.domains.law.selectors import Law, NoClockInForce, clock, open_law
from minhbach.domains.law.types import Clock
from minhbach.foundation.clock import local_date, now


def reckoned(kind: Kind, received_on: date, *, law: Law | None = None) -> Clock | None:
    """Set the first clock of a kind going on a day; None where the law sets none, or its row is off."""
    if not kind.clock:
        return None
    try:
        return clock(kind.clock, received_on, law=law or open_law())
    except NoClockInForce:
        return None


def clocks_of(report: Report, *, as_of: date | None = None, law: Law | None = None) -> list[Running]:
    """Reckon every term of a report as of a day (today), from what was marked and known by then."""
    law, as_of = law or open_law(), as_of or local_date(now())
    marked = [one for one in marks_of_report(report) if one.counts]
    received_on, passed_on = _days_of(report, marked, as_of)
    events = [Event(Mark(one.what), one.happened_on) for one in marked if one.what != Mark.CAME]
    return reckon(report.kind, received_on, events, law=law, as_of=as_of, passed_on=passed_on)


def received_on(report: Report) -> date:
    """Return the day from which what the law counts from receipt is counted.

    It is the day on which it came to the office, on whatever way, where that was before somebody entered it.
    """
    return _came_on([one for one in marks_of_report(report) if one.counts]) or local_date(report.created_at)


def clock_of(report: Report, *, as_of: date | None = None, law: Law | None = None) -> Clock | None:
    """Give the open term that falls due first, under the law as it stands in the record now."""
    waiting = [one.clock for one in clocks_of(report, as_of=as_of, law=law) if one.is_open]
    kind = BY_CODE.get(report.kind)
    if waiting or kind is None or report.kind in TERMS:
        return min(waiting, key=lambda one: one.due_on or date.max, default=None)
    return reckoned(kind, received_on(report), law=law)


def due_of(report: Report, *, as_of: date) -> tuple[date | None, str]:
    """Say by when the sender is to be answered and whose word that is: the law's, else what the office promised."""
    found = clock_of(report, as_of=as_of)
    if found is not None and found.due_on is not None:
        return found.due_on, DueBy.LAW
    promise = report.letterbox.promise_days
    if promise is None:
        return None, ""
    return received_on(report) + timedelta(days=promise), DueBy.PROMISE


def marks_of_report(report: Report) -> list[ClockMark]:
    """List what was marked, by day; one that was annulled does not count (`counts`)."""
    return list(
        report.marks.select_related("officer", "annulled_by__officer").filter(annuls=None)
        .order_by("happened_on", "entered_at")
    )  # fmt: skip


def markable(report: Report) -> list[Mark]:
    """List what may be marked at a report: the day it came only where somebody entered it later."""
    came = [] if report.channel == Channel.PORTAL else [Mark.CAME]
    return [*came, *marks_of(report.kind)]


def _came_on(marked: Sequence[ClockMark]) -> date | None:
    return next((one.happened_on for one in marked if one.what == Mark.CAME), None)


def _days_of(report: Report, marked: Sequence[ClockMark], as_of: date) -> tuple[date, date | None]:
    """Return the day of receipt that counts, and the day it was passed on, where the law has a term for that.

    What one agency took over from another runs anew where the law sets the first a term for passing it on.
    """
    received_on = _came_on(marked) or local_date(report.created_at)
    if not starts_anew(report.kind):
        return received_on, None
    taken = [
        one
        for one in Handover.unscoped.filter(report=report, state=HandoverState.TAKEN).order_by("settled_at")
        if one.receiver_id == report.owner_agency_id and one.settled_at and local_date(one.settled_at) <= as_of
    ]
    return (local_date(taken[-1].settled_at), None) if taken else (received_on, _passed_on(report))


def _passed_on(report: Report) -> date | None:
    waiting = Handover.unscoped.filter(report=report, state=HandoverState.SENT).first()
    return local_date(waiting.created_at) if waiting else None
