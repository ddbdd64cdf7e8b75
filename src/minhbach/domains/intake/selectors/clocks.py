"""What the law's first clock of a kind comes to. Reckoned from the day of receipt each time it is asked, never kept."""

from __future__ import annotations

from datetime import date

from minhbach.domains.intake.kinds import BY_CODE, Kind
from minhbach.domains.intake.models import Report
from minhbach.domains.law.selectors import Law, NoClockInForce, clock, open_law
from minhbach.domains.law.types import Clock
from minhbach.foundation.clock import local_date


def reckoned(kind: Kind, received_on: date, *, law: Law | None = None) -> Clock | None:
    """Set the first clock of a kind going on a day; None where the law sets none, or its row is off."""
    if not kind.clock:
        return None
    try:
        return clock(kind.clock, received_on, law=law or open_law())
    except NoClockInForce:
        return None


def clock_of(report: Report, *, law: Law | None = None) -> Clock | None:
    """Set the clock of a report going anew, under the law as it stands in the record now."""
    kind = BY_CODE.get(report.kind)
    return reckoned(kind, local_date(report.created_at), law=law) if kind else None
