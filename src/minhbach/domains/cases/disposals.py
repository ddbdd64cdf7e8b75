"""What becomes of confiscated goods, as rows that a list asks: the plans of a case, and what waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum

from minhbach.domains.cases.matters import disposal
from minhbach.domains.cases.matters.goods_there import confiscated, confiscating
from minhbach.domains.cases.matters.matter import say_paper
from minhbach.domains.cases.models import Case, Disposal
from minhbach.domains.cases.types.codes import DisposalState
from minhbach.domains.cases.types.state import CaseState, Matter


@dataclass(frozen=True)
class Plan:
    """One plan of disposal as it stands; SINCE is the day it came to its state."""

    matter_id: str
    state: DisposalState
    way: str
    line_count: int
    value_vnd: int
    is_perishable: bool
    since: date
    approval: str


def plans_of(state: CaseState) -> tuple[Plan, ...]:
    """List the plans of a case that were not turned down."""
    return tuple(_plan(one) for one in disposal.plans_of(state))


def disposing(state: CaseState) -> tuple[tuple[Plan, ...], tuple[tuple[UUID, date], ...]]:
    """Return all that the rows of a case are made of, besides its goods."""
    return plans_of(state), tuple(confiscating(state))


def save_disposals(case: Case, state: CaseState) -> None:
    """Bring the rows of a case in line with its file."""
    Disposal.objects.filter(case=case).delete()
    plans, lists = disposing(state)
    rows = [
        Disposal(
            case=case, matter_id=one.matter_id, state=one.state, way=one.way, line_count=one.line_count,
            value_vnd=one.value_vnd, is_perishable=one.is_perishable, since=one.since, approval=one.approval[:120],
        )
        for one in plans
    ]  # fmt: skip
    if lists:
        left = confiscated(state).exclude(line_id__in=disposal.planned_lines(state))
        sums = left.order_by().aggregate(count=Count("id"), value=Sum("value_vnd"))
        if sums["count"]:
            rows.append(
                Disposal(
                    case=case, state=DisposalState.WAITING, line_count=sums["count"], value_vnd=sums["value"] or 0,
                    since=max(day for _event, day in lists),
                )
            )  # fmt: skip
    Disposal.objects.bulk_create(rows)


def _plan(matter: Matter) -> Plan:
    fact, last = disposal.planned_with(matter), matter.first
    approved, done = matter.last(disposal.DisposalApproved), matter.last(disposal.DisposalDone)
    stands = DisposalState.PLANNED
    if approved is not None:
        stands, last = DisposalState.APPROVED, approved
    if done is not None:
        stands, last = DisposalState.DONE, done
    return Plan(
        matter.id, stands, str(fact.way.value), fact.goods_count, fact.value_vnd, fact.is_perishable, last.happened_on,
        say_paper(approved.fact.paper) if approved else "",
    )  # fmt: skip
