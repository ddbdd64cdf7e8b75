"""What the page of a report shows of its terms, of where it has been, and of what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake import selectors
from minhbach.domains.intake.models import Report, Tie
from minhbach.domains.intake.terms import OPEN as OPEN_TERMS
from minhbach.domains.intake.terms import Running
from minhbach.domains.intake.types import OPEN, Seen, Stage, TieKind, move_between, report_acts
from minhbach.domains.law.selectors import cite
from minhbach.domains.law.types import Clock
from minhbach.foundation.pages import OfficeRequest


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
    def begins(self) -> str:
        """What the law counts it from."""
        return str(self.running.term.begins.label if self.running.term.begins else _("ngày nhận"))

    @property
    def broken(self) -> Any:
        return self.running.broken

    @property
    def was_late(self) -> bool:
        return self.running.was_late

    @property
    def cited(self) -> str:
        return cite(self.clock.row.citation)


@dataclass(frozen=True)
class Tied:
    """A tie in words; of a record that its reader does not see, nothing but of which kind it is."""

    tie: Tie
    seen: Seen | None


def _tied(tie: Tie, officer: Officer, *, at: datetime) -> Tied:
    if tie.what == TieKind.SAME_AS:
        return Tied(tie, Seen(tie.words, reverse("intake:report", args=[tie.target_id])))
    return Tied(tie, selectors.seen_record(tie.what, tie.target_id, officer, at=at))


def routing_context(request: OfficeRequest, found: Report, *, may_change: bool) -> dict[str, Any]:
    return {
        "clocks": [Shown(one) for one in selectors.clocks_of(found)],
        "open_terms": OPEN_TERMS.get(found.kind, ()),
        "marks": selectors.marks_of_report(found),
        "may_mark": bool(selectors.markable(found)),
        "handovers": selectors.handovers_of(found),
        "ties": [_tied(one, request.officer, at=request.at) for one in selectors.ties_of(found)],
        "report_acts": [
            (act.label, act.icon, act.url(found.pk)) for act in report_acts({post.role for post in request.posts})
        ]
        if may_change and found.stage in OPEN
        else [],
        "merged": selectors.merged_into(found),
        "may_hand_over": may_change and move_between(found.stage, Stage.HANDED) is not None,
    }
