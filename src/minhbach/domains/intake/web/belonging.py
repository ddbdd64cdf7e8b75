"""What the page of a report shows of its terms, of where it has been, and of what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minhbach.domains.intake import selectors
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.terms import OPEN, Running, marks_of
from minhbach.domains.intake.types import Stage, move_between
from minhbach.domains.law.selectors import cite
from minhbach.domains.law.types import Clock


@dataclass(frozen=True)
class Shown:
    """A term in words: its clock, when it was met, and where the law says it."""

    running: Running

    @property
    def clock(self) -> Clock:
        return self.running.clock

    @property
    def ended_on(self) -> Any:
        return self.running.ended_on

    @property
    def was_late(self) -> bool:
        return self.running.was_late

    @property
    def cited(self) -> str:
        return cite(self.clock.row.citation)


def routing_context(found: Report, *, may_change: bool) -> dict[str, Any]:
    return {
        "clocks": [Shown(one) for one in selectors.clocks_of(found)],
        "open_terms": OPEN.get(found.kind, ()),
        "marks": selectors.marks_of_report(found),
        "may_mark": bool(marks_of(found.kind)),
        "handovers": selectors.handovers_of(found),
        "ties": selectors.ties_of(found),
        "merged": selectors.merged_into(found),
        "may_hand_over": may_change and move_between(found.stage, Stage.HANDED) is not None,
    }
