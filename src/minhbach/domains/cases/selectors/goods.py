"""What the file says of each line of goods, for rooms above: its seals, its plan; the plans in reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from minhbach.domains.cases.matters import disposal, sealing
from minhbach.domains.cases.matters.matter import say_paper
from minhbach.domains.cases.models import Case, Disposal, GoodsLine
from minhbach.domains.cases.selectors.access import case_state
from minhbach.domains.cases.types.state import CaseState, Entry, Matter


@dataclass(frozen=True)
class SealOf:
    """Under which seals a line lies, or lay last: whether it was opened, and found broken."""

    numbers: str
    is_open: bool
    is_broken: bool


@dataclass(frozen=True)
class PlanOf:
    """The plan of disposal that a line is in: its way, and the approval, empty while there is none."""

    way: disposal.DisposalWay
    approval: str

    @property
    def is_approved(self) -> bool:
        return bool(self.approval)


def seals_of(case: Case) -> dict[str, SealOf]:
    """Say of each line of a case that was ever sealed how it is with its last seals."""
    found: dict[str, SealOf] = {}
    for matter, line_ids in _lines_by(case_state(case), sealing.SEALING):
        opened: Entry[sealing.SealOpened] | None = matter.last(sealing.SealOpened)
        seal = SealOf(
            ", ".join(sealing.sealed_with(matter).seals),
            opened is not None,
            opened is not None and opened.fact.state == sealing.SealState.BROKEN,
        )
        found |= dict.fromkeys(line_ids, seal)
    return found


def plans_of_lines(case: Case) -> dict[str, PlanOf]:
    """Say of each line of a case that a plan is about which plan that is; plans turned down are about nothing."""
    state = case_state(case)
    standing = {one.id for one in disposal.plans_of(state)}
    found: dict[str, PlanOf] = {}
    for matter, line_ids in _lines_by(state, disposal.DISPOSAL):
        if matter.id in standing:
            approved = matter.last(disposal.DisposalApproved)
            plan = PlanOf(disposal.planned_with(matter).way, say_paper(approved.fact.paper) if approved else "")
            found |= dict.fromkeys(line_ids, plan)
    return found


def visible_disposals() -> QuerySet[Any]:
    """List the plans of the cases in reach, and the goods that wait for one, the longest waiting first."""
    rows: QuerySet[Any] = Disposal.objects.select_related("case__owner_agency").order_by("since", "id")
    return rows


def _lines_by(state: CaseState, kind: str) -> list[tuple[Matter, list[str]]]:
    matters = [one for one in state.matters.values() if one.kind == kind]
    by_event: dict[Any, list[str]] = {one.first.id: [] for one in matters}
    for event_id, line_id in GoodsLine.objects.filter(event_id__in=by_event).values_list("event_id", "line_id"):
        by_event[event_id].append(str(line_id))
    return [(one, by_event[one.first.id]) for one in matters]
